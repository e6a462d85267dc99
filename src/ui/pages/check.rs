//! All answers of a form, to check before it is finished.

use leptos::prelude::*;

use super::section::{Alerts, NotCarried, UpdateAll, links, name_of};
use super::{NotFound, open};
use crate::browser::location;
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::form::{Form, NodeId};
use crate::engine::validate::Violation;
use crate::engine::words;
use crate::ui::components::{
    Button, ErrorLink, ErrorSummary, PageHeading, RowAction, SummaryList, SummaryRow,
};
use crate::ui::document::OpenDocument;
use crate::ui::frame::Frame;
use crate::ui::item::{Outcomes, id_of};
use crate::ui::route::Route;
use crate::ui::sections::{Section, sections};
use crate::ui::session::Session;
use crate::ui::wording;

/// All answers of a document of a case.
#[component]
pub fn CheckPage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
) -> impl IntoView {
    let Some(open) = open(session, &id, document) else {
        return view! { <NotFound/> }.into_any();
    };
    let words = wording();
    let form = open.form;
    let attempt = RwSignal::new(0_usize);
    let definition = form.definition();
    let form_title = definition
        .questionnaire
        .title
        .in_language(words.language())
        .to_owned();
    let complete = move |()| {
        let violations = form.check(None);
        let is_satisfied = violations.is_empty();
        form.show(violations);
        if is_satisfied {
            open.complete();
            location::go(&Route::Read(open.case(), open.id()).path());
        } else {
            attempt.update(|n| *n += 1);
        }
    };
    let all = untrack(|| sections(form));
    let first = all.first().map_or(1, |section| section.number);
    let cards = all.iter().map(|section| card(open, section)).collect_view();
    let has_measures = !definition.measures.is_empty();
    let alerts = move || view! { <Alerts open=open current=Section::nowhere()/> };
    let errors = Signal::derive(move || links_elsewhere(open));
    view! {
        <Frame
            back=Route::Section(open.case(), open.id(), first).href()
            back_text=words.say("check.back")
            alerts=alerts
        >
            <ErrorSummary errors=errors attempt=attempt/>
            <PageHeading text=words.say("check.title") caption=form_title/>
            <NotCarried open=open/>
            <UpdateAll open=open/>
            <p class="govuk-body">{words.say("check.lead")}</p>
            {has_measures.then(|| view! { <Outcomes form=form/> })}
            {cards}
            <Button text=words.say("check.complete") on_press=complete/>
        </Frame>
    }
    .into_any()
}

/// The links of the error summary: on this page each leads to the section with the question.
fn links_elsewhere(open: OpenDocument) -> Vec<ErrorLink> {
    let violations: Vec<Violation> = open.form.shown();
    links(open.form)
        .into_iter()
        .map(|link| {
            let row = violations
                .iter()
                .find(|violation| Some(id_of(violation.node)) == link.target)
                .map(|violation| row_id(violation.node));
            ErrorLink {
                target: row,
                ..link
            }
        })
        .collect()
}

/// The id of the link that changes an answer.
fn row_id(node: NodeId) -> String {
    format!("change-{}", id_of(node))
}

/// One section's answers.
pub fn card(open: OpenDocument, section: &Section) -> AnyView {
    let form = open.form;
    let rows = {
        let section = section.clone();
        Signal::derive(move || rows(open, &section))
    };
    let title = section.title.clone();
    view! {
        <Show when=move || form.follow(|_| !rows.get().is_empty())>
            <SummaryList rows=rows card_title=title.clone()/>
        </Show>
    }
    .into_any()
}

/// A row for every question of a section that is asked.
fn rows(open: OpenDocument, section: &Section) -> Vec<SummaryRow> {
    let form = open.form;
    let href = Route::Section(open.case(), open.id(), section.number).href();
    let mut nodes = Vec::new();
    form.follow(|form| collect(form, section.node, &mut nodes));
    let words = wording();
    nodes
        .into_iter()
        .filter_map(|node| {
            let item = form.item(node)?;
            let answer = words::of_entries(&item, &form.entries(node), &words);
            let value = if answer.is_empty() {
                words.say("answer.none")
            } else {
                answer
            };
            Some(SummaryRow {
                key: words::question(&item, &words),
                value: value.lines().map(str::to_owned).collect(),
                note: form.error(node),
                actions: vec![RowAction {
                    text: words.say("check.change"),
                    hidden_text: name_of(form, node),
                    href: href.clone(),
                    id: Some(row_id(node)),
                }],
                link_id: Some(item.link_id.to_string()),
            })
        })
        .collect()
}

/// The questions within a node that are asked, in order.
fn collect(form: &Form, parent: Option<NodeId>, nodes: &mut Vec<NodeId>) {
    for &node in form.children(parent) {
        if !form.is_asked(node) {
            continue;
        }
        let is_question = form
            .item(node)
            .is_some_and(|item| !item.is_hidden && item.item_type.takes_answers());
        if is_question {
            nodes.push(node);
        }
        collect(form, Some(node), nodes);
    }
}
