//! A form in easy read on paper, for the person to keep: what they were told, what they said, and how they
//! signed.

use leptos::prelude::*;

use super::easy_read::OneIdea;
use super::read::DrawnByHand;
use super::{NotFound, open};
use crate::browser::print;
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::easy_read::Ask;
use crate::engine::questionnaire::{Control, LinkId};
use crate::engine::words;
use crate::ui::components::{Button, PageHeading};
use crate::ui::document::OpenDocument;
use crate::ui::frame::Frame;
use crate::ui::presenting::Presenting;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// A form to keep.
#[component]
pub fn CopyPage(
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
    let definition = open.form.definition();
    let Some((easy_read, _)) = definition.presentations.easy_read.clone() else {
        return view! { <NotFound/> }.into_any();
    };
    let words = wording();
    let steps = open.form.with_form(|form| {
        let shown: Vec<_> = easy_read.shown(form).cloned().collect();
        shown
    });
    let steps = steps
        .into_iter()
        .map(|step| {
            let ideas = step
                .ideas
                .into_iter()
                .map(|idea| view! { <OneIdea session=session idea=idea/> })
                .collect_view();
            let answers = step
                .asks
                .iter()
                .map(|ask| answers(open, ask))
                .collect_view();
            view! {
                <section class="app-copy__step">
                    <h2 class="govuk-heading-m">{step.title}</h2>
                    <ul class="app-ideas">{ideas}</ul>
                    <dl class="app-copy__answers">{answers}</dl>
                </section>
            }
        })
        .collect_view();
    let signed = move || {
        let signing = open.signing()?;
        let when = signing.at.words(&wording());
        Some(wording().fill("sign.signed", &[("when", &when)]))
    };
    let not_signed = wording().say("copy.not-signed");
    let title = definition
        .questionnaire
        .title
        .in_language(words.language())
        .to_owned();
    view! {
        <Frame back=Route::Case(id).href() back_text=words.say("section.back")>
            <div class="app-easy app-copy">
                <PageHeading text=words.say("copy.title") caption=title/>
                <p class="app-idea__line">{move || signed().unwrap_or_else(|| not_signed.clone())}</p>
                <div class="app-no-print">
                    <Button text=words.say("read.print") on_press=move |()| print::print()/>
                    <Presenting open=open/>
                </div>
                {steps}
            </div>
        </Frame>
    }
    .into_any()
}

/// A question in easy words and what the person said, with whatever is asked within it.
fn answers(open: OpenDocument, ask: &Ask) -> AnyView {
    let words = wording();
    let form = open.form;
    let rows = form.with_form(|form| {
        let Some(node) = form.nodes_of(&LinkId::new(&ask.item)).first().copied() else {
            return Vec::new();
        };
        form.within(Some(node))
            .into_iter()
            .filter(|node| form.is_asked(*node))
            .filter_map(|node| {
                let item = form.item(node)?;
                let is_question = item.item_type.takes_answers() && !item.is_hidden;
                is_question.then(|| (item.clone(), form.entries(node).to_vec()))
            })
            .collect::<Vec<_>>()
    });
    rows.into_iter()
        .map(|(item, entries)| {
            let question = words::question(&item, &words);
            let answer = if item.control == Some(Control::Drawing) && !entries.is_empty() {
                view! { <DrawnByHand entries=entries/> }.into_any()
            } else {
                let answer = words::of_entries(&item, &entries, &words);
                let is_blank = answer.is_empty();
                let shown = if is_blank {
                    words.say("answer.none")
                } else {
                    answer
                };
                shown.into_any()
            };
            view! {
                <div class="app-copy__answer">
                    <dt>{question}</dt>
                    <dd>{answer}</dd>
                </div>
            }
        })
        .collect_view()
        .into_any()
}
