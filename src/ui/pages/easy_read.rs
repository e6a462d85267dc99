//! A form in easy read: one step at a time, each with a few ideas, their pictures, and the form's own
//! questions where they belong.

use std::sync::Arc;

use leptos::prelude::*;

use super::section::links;
use super::{HandOver, NotFound, Restored, open};
use crate::browser::location;
use crate::engine::case::signing;
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::easy_read::{EasyRead, Idea, Step};
use crate::engine::form::NodeId;
use crate::engine::problem::{Problem, Severity};
use crate::engine::validate::Violation;
use crate::ui::components::{Button, ButtonKind, ErrorSummary, PageHeading};
use crate::ui::document::OpenDocument;
use crate::ui::easy_question::EasyQuestion;
use crate::ui::frame::Frame;
use crate::ui::idea::{IdeaLines, IdeaPicture};
use crate::ui::item::{Level, OneItem};
use crate::ui::presenting::Presenting;
use crate::ui::read_aloud::{ReadAloud, ReadAloudButtons};
use crate::ui::route::Route;
use crate::ui::sections::sections;
use crate::ui::session::Session;
use crate::ui::steps::{nodes, not_in_steps, statements};
use crate::ui::wording;

/// One step of a form in easy read.
#[component]
pub fn EasyReadPage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
    /// The step's name; one that is not shown is the first.
    step: String,
) -> impl IntoView {
    let opened = open(session, &id, document);
    let easy_read = opened.and_then(|open| {
        let definition = open.form.definition();
        let (easy_read, _) = definition.presentations.easy_read.as_ref()?;
        Some((open, Arc::clone(easy_read)))
    });
    let Some((open, easy_read)) = easy_read else {
        return view! { <NotFound/> }.into_any();
    };
    let shown = steps(open, &easy_read);
    let at = shown.iter().position(|of| of.id == step).unwrap_or(0);
    let Some(step) = shown.get(at).cloned() else {
        return view! { <NotFound/> }.into_any();
    };
    view! { <OneStep open=open easy_read=easy_read step=step/> }.into_any()
}

/// The steps a person sees, as the answers stand.
fn steps(open: OpenDocument, easy_read: &EasyRead) -> Vec<Step> {
    open.form
        .with_form(|form| easy_read.shown(form).cloned().collect())
}

/// The step `by` places from one, as the answers stand now: an answer can bring a step or take it away.
fn beside(open: OpenDocument, easy_read: &EasyRead, step: &str, by: isize) -> Option<Route> {
    let shown = steps(open, easy_read);
    let at = shown.iter().position(|of| of.id == step)?;
    let next = shown.get(at.checked_add_signed(by)?)?;
    Some(Route::EasyRead(open.case(), open.id(), next.id.clone()))
}

#[component]
fn OneStep(
    /// The document.
    open: OpenDocument,
    /// The form in easy read.
    easy_read: Arc<EasyRead>,
    /// The step.
    step: Step,
) -> impl IntoView {
    let words = wording();
    let session = open.session();
    let form = open.form;
    let easy_read = StoredValue::new(easy_read);
    let id = StoredValue::new(step.id.clone());
    let asked = StoredValue::new(nodes(form, &step.asks));
    let caption = Signal::derive(move || {
        let shown = form.follow(|form| {
            easy_read.with_value(|easy_read| {
                let ids: Vec<String> = easy_read.shown(form).map(|of| of.id.clone()).collect();
                ids
            })
        });
        let at = id.with_value(|id| shown.iter().position(|of| of == id));
        let (n, of) = (at.unwrap_or(0).saturating_add(1), shown.len());
        wording().fill("step.of", &[("n", &n.to_string()), ("of", &of.to_string())])
    });
    let go_on = move |()| {
        let violations = wrong_here(open, &asked.get_value());
        let is_satisfied = violations
            .iter()
            .all(|violation| violation.rule.is_only_for_the_end());
        if !is_satisfied {
            form.stop_at(violations);
            return;
        }
        form.show(violations);
        let next = easy_read.with_value(|of| id.with_value(|id| beside(open, of, id, 1)));
        let end = || {
            if session.with_client_now().is_some() {
                Route::Thanks(open.case(), open.id())
            } else {
                Route::Check(open.case(), open.id())
            }
        };
        location::go(&next.unwrap_or_else(end).path());
    };
    let back = easy_read.with_value(|of| beside(open, of, &step.id, -1));
    let is_last = easy_read.with_value(|of| beside(open, of, &step.id, 1).is_none());
    let aloud = ReadAloud::new(
        statements(form, &step),
        &easy_read.with_value(|easy_read| easy_read.language.clone()),
    );
    let is_with_client = session.with_client_now().is_some();
    let ideas = step
        .ideas
        .iter()
        .map(|idea| view! { <OneIdea session=session idea=idea.clone() aloud=aloud/> })
        .collect_view();
    let asks = step
        .asks
        .iter()
        .map(|ask| {
            let picture = ask.picture.clone();
            view! {
                <EasyQuestion form=form ask=ask.clone() level=Level(2) aloud=aloud>
                    {picture
                        .clone()
                        .map(|picture| view! { <Shown session=session picture=picture/> })}
                </EasyQuestion>
            }
        })
        .collect_view();
    let go_back = move |()| {
        if let Some(back) = back.clone() {
            location::go(&back.path());
        }
    };
    let has_back = easy_read.with_value(|of| beside(open, of, &step.id, -1).is_some());
    let next_words = if is_last { "step.finish" } else { "step.next" };
    view! {
        <Frame back=Route::Case(open.case()).href() back_text=words.say("section.back")>
            <div class="app-easy" class:app-easy--without-pictures=move || session.is_without_pictures()>
                <ErrorSummary errors=Signal::derive(move || links(form)) attempt=form.attempts()/>
                <PageHeading text=step.title.clone() caption=caption/>
                <Restored session=session case=open.case()/>
                <ReadAloudButtons aloud=aloud/>
                <ul class="app-ideas">{ideas}</ul>
                <div class="app-form">{asks}</div>
                <div class="app-easy__ways">
                    <Button text=words.say(next_words) on_press=go_on/>
                    {has_back
                        .then(|| {
                            view! {
                                <Button
                                    text=wording().say("step.back")
                                    kind=ButtonKind::Secondary
                                    on_press=go_back
                                />
                            }
                        })}
                </div>
                <Presenting open=open/>
                {(!is_with_client).then(|| view! { <ForWorker open=open easy_read=easy_read is_first=!has_back/> })}
            </div>
        </Frame>
    }
    .into_any()
}

/// What is wrong with the answers of a step; that it is not signed, too, where it is the step to sign.
fn wrong_here(open: OpenDocument, asked: &[NodeId]) -> Vec<Violation> {
    let form = open.form;
    let mut violations: Vec<Violation> = asked
        .iter()
        .filter(|node| form.with_form(|form| form.is_asked(**node)))
        .flat_map(|node| form.check(Some(*node)))
        .collect();
    let unsigned = form.with_form(signing::unsigned);
    if let Some(unsigned) = unsigned
        && violations.is_empty()
        && asked.contains(&unsigned.node)
        && !untrack(|| form.is_signed())
    {
        violations.push(unsigned);
    }
    violations
}

/// One idea: its picture at the left, its lines beside it.
#[component]
pub fn OneIdea(
    /// The session.
    session: Session,
    /// The idea.
    idea: Idea,
    /// What reads it aloud; nothing does on paper.
    #[prop(optional)]
    aloud: Option<ReadAloud>,
) -> impl IntoView {
    let id = StoredValue::new(idea.id.clone());
    let is_read =
        Signal::derive(move || aloud.is_some_and(|aloud| id.with_value(|id| aloud.is_current(id))));
    let picture = idea.picture.clone();
    view! {
        <IdeaLines idea=idea is_read=is_read>
            <Shown session=session picture=picture/>
        </IdeaLines>
    }
    .into_any()
}

/// A picture, unless the person wants none.
#[component]
fn Shown(
    /// The session.
    session: Session,
    /// The picture's name.
    picture: String,
) -> impl IntoView {
    let drawn = session.furnishing().pictures.drawn(&picture);
    let missing = move |address: String| {
        let problem = Problem::new(Severity::LeftOut, address, "problem.picture.missing");
        session.note_problem(problem);
    };
    view! {
        <Show when=move || !session.is_without_pictures()>
            <IdeaPicture drawn=drawn.clone() on_missing=Callback::new(missing)/>
        </Show>
    }
    .into_any()
}

/// What is for the worker beside the person's screen: what has to be settled before the device is handed
/// over, and the part of the form that is theirs.
#[component]
fn ForWorker(
    /// The document.
    open: OpenDocument,
    /// The form in easy read.
    easy_read: StoredValue<Arc<EasyRead>>,
    /// Whether it is the first step.
    is_first: bool,
) -> impl IntoView {
    let form = open.form;
    let words = wording();
    // Settled on the first step, and out of the way from then on.
    let before = if is_first {
        form.with_form(|form| easy_read.with_value(|easy_read| not_in_steps(form, None, easy_read)))
    } else {
        Vec::new()
    };
    let before = before
        .into_iter()
        .map(|node| view! { <OneItem form=form node=node level=Level(3)/> })
        .collect_view();
    let own = untrack(|| sections(form))
        .into_iter()
        .filter(|section| {
            let item = section.node.and_then(|node| form.item(node));
            item.is_some_and(|item| item.is_for_worker)
        })
        .map(|section| {
            let place = Route::Section(open.case(), open.id(), section.number).href();
            view! {
                <p class="govuk-body">
                    <a class="govuk-link" href=place>{section.title}</a>
                </p>
            }
        })
        .collect_view();
    view! {
        <section class="app-for-worker" aria-label=words.say("step.for-worker")>
            <h2 class="govuk-heading-m">{words.say("step.for-worker")}</h2>
            <div class="app-form">{before}</div>
            {own}
            <HandOver session=open.session() case=open.case() document=open.id()/>
        </section>
    }
    .into_any()
}
