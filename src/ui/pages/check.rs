//! All answers of a form, to check before it is finished.

use leptos::prelude::*;

use super::read::is_report;
use super::section::{Alerts, NotCarried, UpdateAll, first_of_each, links, name_of};
use super::{NotFound, open};
use crate::browser::{focus, location};
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
    let definition = form.definition();
    let form_title = definition
        .questionnaire
        .title
        .in_language(words.language())
        .to_owned();
    let is_with_client = open.session().with_client_now().is_some();
    let complete = move |()| {
        if is_with_client {
            // It is the worker who finishes the form; the person has only come to its end.
            location::go(&Route::Thanks(open.case(), open.id()).path());
            return;
        }
        let violations = form.check_to_finish();
        let is_satisfied = violations.is_empty();
        if is_satisfied {
            form.show(violations);
            open.complete();
            location::go(&Route::Read(open.case(), open.id()).path());
        } else {
            form.stop_at(violations);
        }
    };
    let as_report = (is_report(open) && !is_with_client).then(|| {
        let place = Route::Report(open.case(), open.id()).href();
        let text = wording().say("read.report");
        view! { <p class="govuk-body"><a class="govuk-link" href=place>{text}</a></p> }
    });
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
            <ErrorSummary errors=errors attempt=form.attempts()/>
            <PageHeading text=words.say("check.title") caption=form_title/>
            <NotCarried open=open/>
            <UpdateAll open=open/>
            <p class="govuk-body">{words.say("check.lead")}</p>
            {as_report}
            {has_measures.then(|| view! { <Outcomes form=form/> })}
            {cards}
            <Button
                text=words
                    .say(if is_with_client { "step.finish" } else { "check.complete" })
                on_press=complete
            />
        </Frame>
    }
    .into_any()
}

/// The links of the error summary: on this page each leads to the section with the question.
fn links_elsewhere(open: OpenDocument) -> Vec<ErrorLink> {
    let violations: Vec<Violation> = open.form.shown();
    links(open.form)
        .into_iter()
        .zip(first_of_each(&violations))
        .map(|(link, violation)| ErrorLink {
            target: Some(row_id(violation.node)).filter(|id| focus::is_on_page(id)),
            ..link
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
            let answer = if item.is_signature {
                open.signing().map_or_else(
                    || words.say("sign.none"),
                    |signing| words.fill("sign.signed", &[("when", &signing.at.words(&words))]),
                )
            } else {
                words::of_entries(&item, &form.entries(node), &words)
            };
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
        let is_question = form.item(node).is_some_and(|item| {
            !item.is_hidden && (item.item_type.takes_answers() || item.is_signature)
        });
        if is_question {
            nodes.push(node);
        }
        collect(form, Some(node), nodes);
    }
}
