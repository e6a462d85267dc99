//! A form to read and print: what was asked and answered, in order, with the scores.

use leptos::prelude::*;

use super::section::{Alerts, NotCarried, UpdateAll};
use super::signed_report::SignedReport;
use super::{NotFound, open};
use crate::browser::{location, print};
use crate::engine::case::signing::Voided;
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::drawing::{Drawing, HEIGHT, WIDTH};
use crate::engine::form::NodeId;
use crate::engine::questionnaire::{Control, ItemType, Shown};
use crate::engine::report;
use crate::engine::response::Entry;
use crate::engine::value::Value;
use crate::engine::words;
use crate::ui::components::{
    Button, ButtonKind, ButtonLink, InsetText, PageHeading, Tag, TagColour,
};
use crate::ui::document::OpenDocument;
use crate::ui::frame::Frame;
use crate::ui::item::{Outcomes, ShownResult};
use crate::ui::open_form::OpenForm;
use crate::ui::route::Route;
use crate::ui::sections::{Section, sections};
use crate::ui::session::Session;
use crate::ui::signature::name_of;
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
    let voided = session
        .case_now(&id)
        .and_then(|case| Some(case.document(document)?.voided.clone()))
        .unwrap_or_default();
    let change = move |()| {
        // What is signed stays finished until it is decided to change it.
        if !form.is_signed() {
            open.reopen();
        }
        let place = Route::beginning(&open.case(), open.id(), open.presentation());
        location::go(&place.path());
    };
    let as_report = is_report(open).then(|| {
        let place = Route::Report(id.clone(), document).href();
        let text = words.say("read.report");
        view! { <ButtonLink text=text href=place kind=ButtonKind::Secondary/> }
    });
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
            <NotCarried open=open/>
            <UpdateAll open=open/>
            <div class="govuk-button-group app-no-print">
                <Button text=words.say("read.print") on_press=move |()| print::print()/>
                {as_report}
                <Button
                    text=words.say("read.change")
                    kind=ButtonKind::Secondary
                    on_press=change
                />
            </div>
            {of_measure}
            {body}
            {untrack(|| view! { <Signatures open=open voided=voided/> })}
            <SignedReport open=open/>
        </Frame>
    }
    .into_any()
}

/// Whether a document is handed on as a report.
pub(super) fn is_report(open: OpenDocument) -> bool {
    let case = open.session().case_now(&open.case());
    case.is_some_and(|case| case.document(open.id()).is_some_and(report::is_report))
}

/// One section: its heading, and what is in it.
fn part(open: OpenDocument, node: Option<NodeId>, title: &str) -> AnyView {
    let mut pieces = Vec::new();
    untrack(|| collect(open.form, node, &mut pieces));
    let title = title.to_owned();
    view! {
        <section class="app-read">
            <h2 class="govuk-heading-m">{title}</h2>
            {drawn(open.form, pieces)}
        </section>
    }
    .into_any()
}

/// What stands in a section, in order.
enum Piece {
    /// The heading of a group.
    Heading(String),
    /// Words that were read.
    Words(String),
    /// A computed result.
    Result(Shown),
    /// A question and what stands there.
    Answer {
        link_id: String,
        question: String,
        answer: Answer,
    },
}

/// What stands at a question.
enum Answer {
    /// Words.
    Words(String),
    /// Something drawn by hand.
    Drawn(Vec<Entry>),
}

/// Everything asked within a node, group by group.
fn collect(form: OpenForm, parent: Option<NodeId>, pieces: &mut Vec<Piece>) {
    let words = wording();
    for node in form.children(parent) {
        let Some(item) = form.item(node) else {
            continue;
        };
        if item.is_hidden || !form.is_asked(node) {
            continue;
        }
        let question = words::question(&item, &words);
        if item.item_type == ItemType::Group {
            if !question.is_empty() {
                pieces.push(Piece::Heading(question));
            }
        } else if item.item_type == ItemType::Display {
            pieces.push(match item.shows {
                Some(shown) => Piece::Result(shown),
                None => Piece::Words(question),
            });
        } else {
            let entries = form.entries(node);
            let answer = words::of_entries(&item, &entries, &words);
            let answer = if answer.is_empty() {
                Answer::Words(words.say("answer.none"))
            } else if item.control == Some(Control::Drawing) {
                Answer::Drawn(entries)
            } else {
                Answer::Words(answer)
            };
            pieces.push(Piece::Answer {
                link_id: item.link_id.to_string(),
                question,
                answer,
            });
        }
        collect(form, Some(node), pieces);
    }
}

/// The pieces as they are drawn: answers that follow one another are one list.
fn drawn(form: OpenForm, pieces: Vec<Piece>) -> AnyView {
    let mut views = Vec::new();
    let mut answers = Vec::new();
    for piece in pieces {
        let view = match piece {
            Piece::Answer {
                link_id,
                question,
                answer,
            } => {
                answers.push(row(link_id, question, answer));
                continue;
            }
            Piece::Heading(text) => {
                view! { <h3 class="govuk-heading-s app-read__heading">{text}</h3> }.into_any()
            }
            Piece::Words(text) => view! { <p class="app-read__words">{text}</p> }.into_any(),
            Piece::Result(shown) => view! { <ShownResult form=form shown=shown/> }.into_any(),
        };
        views.extend(list(&mut answers));
        views.push(view);
    }
    views.extend(list(&mut answers));
    views.collect_view().into_any()
}

/// The answers so far as one list, if there are any.
fn list(answers: &mut Vec<AnyView>) -> Option<AnyView> {
    if answers.is_empty() {
        return None;
    }
    let rows = std::mem::take(answers).collect_view();
    Some(view! { <dl class="app-read__answers">{rows}</dl> }.into_any())
}

fn row(link_id: String, question: String, answer: Answer) -> AnyView {
    let paragraphs = match answer {
        Answer::Words(words) => words
            .lines()
            .map(|line| view! { <p class="app-read__paragraph">{line.to_owned()}</p> })
            .collect_view()
            .into_any(),
        Answer::Drawn(entries) => view! { <DrawnByHand entries=entries/> }.into_any(),
    };
    view! {
        <div class="app-read__row" data-linkid=link_id>
            <dt class="app-read__question">{question}</dt>
            <dd class="app-read__answer">{paragraphs}</dd>
        </div>
    }
    .into_any()
}

/// What was drawn by hand, as it was drawn.
#[component]
pub fn DrawnByHand(
    /// What stands at the question.
    entries: Vec<Entry>,
) -> impl IntoView {
    let drawing = entries.iter().find_map(|entry| match entry {
        Entry::Value(Value::String(text)) => Drawing::read(text),
        Entry::Value(_) | Entry::AsTyped(_) => None,
    });
    let lines = drawing
        .unwrap_or_default()
        .lines
        .iter()
        .map(|line| view! { <path d=line.path()></path> })
        .collect_view();
    view! {
        <svg
            class="app-drawn"
            role="img"
            aria-label=wording().say("answer.drawn")
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
        >
            {lines}
        </svg>
    }
    .into_any()
}

/// The signature under a form, and those that stand no more.
#[component]
fn Signatures(
    /// The document.
    open: OpenDocument,
    /// The signatures that fell.
    voided: Vec<Voided>,
) -> impl IntoView {
    if open.form.definition().id.as_str() == report::FORM {
        // The versions of a report say it, each with what was signed.
        return ().into_any();
    }
    let words = wording();
    let standing = open.signing().map(|signing| {
        let words = wording();
        let when = signing.at.words(&words);
        let how = name_of(signing.presentation);
        view! {
            <InsetText>
                <p class="govuk-body">
                    <strong>{words.fill("sign.signed", &[("when", &when)])}</strong>
                </p>
                <p class="govuk-body">{words.fill("sign.shown", &[("how", &how)])}</p>
                <p class="govuk-body-s app-fingerprint">
                    {words.fill("sign.fingerprint", &[("fingerprint", &signing.words_fingerprint)])}
                </p>
            </InsetText>
        }
    });
    let fallen = voided
        .into_iter()
        .map(|voided| {
            let when = voided.signing.at.words(&words);
            let at = voided.at.words(&words);
            view! { <li>{words.fill("sign.fell", &[("when", &when), ("at", &at)])}</li> }
        })
        .collect::<Vec<_>>();
    let fallen = (!fallen.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-s">{words.say("sign.earlier")}</h2>
            <ul class="govuk-list govuk-list--bullet">{fallen}</ul>
        }
    });
    view! {
        {standing}
        {fallen}
    }
    .into_any()
}
