//! Two versions of a case, made in two windows, for a person to choose between.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::NotFound;
use super::door::{Conflict, ConflictChoice, ConflictRow};
use crate::browser::location;
use crate::engine::case::{Case, CaseId, Document, person, wire};
use crate::engine::catalogue::Catalogue;
use crate::engine::form::{Form, NodeId};
use crate::engine::words;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// Two versions of a case.
#[component]
pub fn VersionsPage(
    /// The session.
    session: Session,
    /// The record of the other version.
    record: CaseId,
) -> impl IntoView {
    let found = RwSignal::new(None::<Option<(Case, Case)>>);
    let read = record.clone();
    spawn_local(async move {
        let other = session.vault().read(read.as_str()).await.ok();
        let other = other.and_then(|shown| wire::read_case(&shown.text).ok());
        let versions = match other {
            Some(other) => {
                // Where it does not open, there is nothing to choose between.
                let _ = session.open_kept(&other.id).await;
                session.case_now(&other.id).map(|this| (this, other))
            }
            None => None,
        };
        found.set(Some(versions));
    });
    let shown = move || match found.get() {
        None => ().into_any(),
        Some(None) => view! { <NotFound/> }.into_any(),
        Some(Some((this, other))) => {
            let catalogue = session.catalogue();
            let words = wording();
            let title =
                person::name(&this, &catalogue).unwrap_or_else(|| words.say("case.unnamed"));
            let (here, there) = (this.changed.words(&words), other.changed.words(&words));
            let rows = differences(&this, &other, &catalogue);
            let record = record.clone();
            let choose = move |choice| decide(session, record.clone(), other.clone(), choice);
            view! {
                <Conflict
                    title=title
                    here_changed=here
                    there_changed=there
                    rows=rows
                    on_choose=choose
                />
            }
            .into_any()
        }
    };
    view! { {shown} }.into_any()
}

fn decide(session: Session, record: CaseId, other: Case, choice: ConflictChoice) {
    let place = match choice {
        ConflictChoice::ThisOne | ConflictChoice::OtherOne => Route::Case(other.id.clone()),
        ConflictChoice::Both => Route::Home,
    };
    spawn_local(async move {
        match choice {
            ConflictChoice::OtherOne => {
                // What stands now is kept beside it in turn, so that a wrong choice can be taken back.
                if session.keep_beside(&other.id).await.is_ok() {
                    session.use_version(other);
                    let _ = session.remove_other_version(record.as_str()).await;
                }
            }
            ConflictChoice::ThisOne => {
                // What was not chosen stays where it is until the case itself is removed or it is chosen.
                let _ = session.remove_other_version(record.as_str()).await;
            }
            ConflictChoice::Both => {}
        }
        location::go(&place.path());
    });
}

/// Every question that was answered differently, document by document.
fn differences(this: &Case, other: &Case, catalogue: &Catalogue) -> Vec<ConflictRow> {
    let mut rows = Vec::new();
    let mut ids: Vec<_> = this.documents.iter().map(|document| document.id).collect();
    ids.extend(other.documents.iter().map(|document| document.id));
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let (here, there) = (this.document(id), other.document(id));
        let (here, there) = (answers(here, catalogue), answers(there, catalogue));
        for (question, answer) in &here {
            let theirs = there.iter().find(|(of, _)| of == question);
            let theirs = theirs.map_or("", |(_, answer)| answer);
            if theirs != answer {
                rows.push(row(question, answer, theirs));
            }
        }
        for (question, answer) in &there {
            if !here.iter().any(|(of, _)| of == question) {
                rows.push(row(question, "", answer));
            }
        }
    }
    rows
}

fn row(question: &str, here: &str, there: &str) -> ConflictRow {
    ConflictRow {
        question: question.to_owned(),
        here: here.to_owned(),
        there: there.to_owned(),
    }
}

/// Every answered question of a document with its answer, in words.
fn answers(document: Option<&Document>, catalogue: &Catalogue) -> Vec<(String, String)> {
    let opened = document.and_then(|document| {
        let definition = catalogue.get(&document.form)?;
        let questionnaire = std::sync::Arc::clone(&definition.questionnaire);
        Some(Form::open(questionnaire, &document.response).0)
    });
    let mut found = Vec::new();
    if let Some(form) = opened {
        for node in form.children(None) {
            collect(&form, *node, &mut found);
        }
    }
    found
}

fn collect(form: &Form, node: NodeId, found: &mut Vec<(String, String)>) {
    let words = wording();
    let entries = form.entries(node);
    if let Some(item) = form.item(node).filter(|_| !entries.is_empty()) {
        found.push((
            words::name(item, &words),
            words::of_entries(item, entries, &words),
        ));
    }
    for child in form.children(Some(node)) {
        collect(form, *child, found);
    }
}
