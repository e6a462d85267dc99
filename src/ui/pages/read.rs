//! A form to read and print: what was asked and answered, in order, with the scores.

use leptos::prelude::*;

use super::section::Alerts;
use super::{NotFound, open};
use crate::browser::{location, print};
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::form::NodeId;
use crate::engine::questionnaire::{ItemType, Shown};
use crate::engine::words;
use crate::ui::components::{Button, ButtonKind, PageHeading, Tag, TagColour};
use crate::ui::document::OpenDocument;
use crate::ui::frame::Frame;
use crate::ui::item::{Level, Outcomes, ShownResult};
use crate::ui::open_form::OpenForm;
use crate::ui::route::Route;
use crate::ui::sections::{Section, sections};
use crate::ui::session::Session;
use crate::ui::wording;

/// A document of a case, to read.
#[component]
pub fn ReadPage(
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
    let is_complete = session
        .case_now(&id)
        .and_then(|case| {
            case.document(document)
                .map(|document| document.is_complete())
        })
        .unwrap_or(false);
    let title = form
        .definition()
        .questionnaire
        .title
        .in_language(words.language())
        .to_owned();
    let change = move |()| {
        open.reopen();
        location::go(&Route::Section(open.case(), open.id(), 1).path());
    };
    let draft = (!is_complete).then(|| {
        view! { <Tag text=words.say("read.draft") colour=TagColour::Yellow/> }
    });
    // A form that contains measures says itself where their results stand; a measure on its own does not.
    let of_measure = form
        .definition()
        .is_measure
        .then(|| view! { <Outcomes form=form/> });
    let body = untrack(|| sections(form))
        .into_iter()
        .map(|section| part(open, section.node, &section.title))
        .collect_view();
    view! {
        <Frame
            back=Route::Case(id).href()
            back_text=words.say("section.back")
            alerts=move || view! { <Alerts open=open current=Section::nowhere()/> }
        >
            <PageHeading text=title/>
            {draft}
            <div class="govuk-button-group app-no-print">
                <Button text=words.say("read.print") on_press=move |()| print::print()/>
                <Button
                    text=words.say("read.change")
                    kind=ButtonKind::Secondary
                    on_press=change
                />
            </div>
            {of_measure}
            {body}
        </Frame>
    }
    .into_any()
}

/// One section: its heading, and a table of its questions and answers.
fn part(open: OpenDocument, node: Option<NodeId>, title: &str) -> AnyView {
    let title = title.to_owned();
    view! {
        <section class="app-read">
            <h2 class="govuk-heading-m">{title}</h2>
            <dl class="app-read__answers">{lines(open.form, node)}</dl>
        </section>
    }
    .into_any()
}

/// The questions and answers within a node; groups within it get a heading of their own.
fn lines(form: OpenForm, parent: Option<NodeId>) -> AnyView {
    let children = untrack(|| form.children(parent));
    children
        .into_iter()
        .map(|node| line(form, node))
        .collect_view()
        .into_any()
}

fn line(form: OpenForm, node: NodeId) -> AnyView {
    let words = wording();
    let Some(item) = form.item(node) else {
        return ().into_any();
    };
    if item.is_hidden || !untrack(|| form.is_asked(node)) {
        return ().into_any();
    }
    let question = words::question(&item, &words);
    let inside = lines(form, Some(node));
    match item.item_type {
        ItemType::Group => view! {
            <div class="app-read__group">
                {(!question.is_empty()).then(|| view! { <dt class="app-read__heading">{question}</dt> })}
                {inside}
            </div>
        }
        .into_any(),
        ItemType::Display => match &item.shows {
            Some(Shown::Outcomes | Shown::Alerts | Shown::Score { .. }) => {
                let shown = item.shows.clone();
                view! {
                    <div class="app-read__row">
                        <dd class="app-read__answer">
                            {shown.map(|shown| view! { <ShownResult form=form shown=shown level=Level(3)/> })}
                        </dd>
                    </div>
                }
                .into_any()
            }
            None => view! {
                <div class="app-read__row">
                    <dd class="app-read__words">{question}</dd>
                </div>
            }
            .into_any(),
        },
        ItemType::Boolean
        | ItemType::Decimal
        | ItemType::Integer
        | ItemType::Date
        | ItemType::DateTime
        | ItemType::Time
        | ItemType::String
        | ItemType::Text
        | ItemType::Url
        | ItemType::Choice
        | ItemType::OpenChoice
        | ItemType::Quantity
        | ItemType::Attachment
        | ItemType::Reference => {
            let answer = words::of_entries(&item, &untrack(|| form.entries(node)), &words);
            let answer = if answer.is_empty() { words.say("answer.none") } else { answer };
            let paragraphs = answer
                .lines()
                .map(|line| view! { <p class="app-read__paragraph">{line.to_owned()}</p> })
                .collect_view();
            view! {
                <div class="app-read__row" data-linkid=item.link_id.to_string()>
                    <dt class="app-read__question">{question}</dt>
                    <dd class="app-read__answer">{paragraphs}</dd>
                </div>
                {inside}
            }
            .into_any()
        }
    }
}
