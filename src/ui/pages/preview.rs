//! Any questionnaire file of this site as it would be asked, with what is wrong with it. Nothing that
//! is entered here is kept.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::files::{self, FileError};
use crate::engine::catalogue::Definition;
use crate::engine::fhir;
use crate::engine::form::Form;
use crate::engine::problem::{Problem, Severity};
use crate::ui::components::{Button, ErrorSummary, NotificationBanner, PageHeading};
use crate::ui::frame::Frame;
use crate::ui::item::{Items, Level};
use crate::ui::open_form::OpenForm;
use crate::ui::pages::section::links;
use crate::ui::wording;

/// How far the file is.
#[derive(Clone)]
enum Found {
    Underway,
    Missing(FileError),
    Read(Option<Box<OpenForm>>, Vec<Problem>),
}

/// A questionnaire file.
#[component]
pub fn Preview(
    /// Its address on this site, relative to the page.
    address: String,
) -> impl IntoView {
    let found = RwSignal::new(Found::Underway);
    let of = address.clone();
    let owner = Owner::current();
    spawn_local(async move {
        let text = files::read_text(&of).await;
        let read = move || match text {
            Ok(json) => {
                let (questionnaire, problems) = fhir::read_questionnaire(&json);
                let form = questionnaire.map(|questionnaire| {
                    let definition = Definition::alone(questionnaire, Vec::new());
                    let form = Form::start(definition.questionnaire.clone());
                    Box::new(OpenForm::new(definition.into(), form))
                });
                Found::Read(form, problems)
            }
            Err(error) => Found::Missing(error),
        };
        // The form's signals belong to the page, and go with it.
        if let Some(owner) = owner {
            let read = owner.with(read);
            found.set(read);
        }
    });
    view! {
        <Frame>
            {move || match found.get() {
                Found::Underway => ().into_any(),
                Found::Missing(error) => missing(&address, error),
                Found::Read(form, problems) => {
                    let form = form.map(|form| *form);
                    view! { <Looked form=form problems=problems/> }.into_any()
                }
            }}
        </Frame>
    }
    .into_any()
}

fn missing(address: &str, error: FileError) -> AnyView {
    let words = wording();
    let why = match error {
        FileError::NotFound => "preview.not-found",
        FileError::NotReadable => "preview.not-readable",
        FileError::Elsewhere => "preview.elsewhere",
    };
    view! {
        <PageHeading text=words.say("preview.title")/>
        <p class="govuk-body">{words.fill(why, &[("address", address)])}</p>
    }
    .into_any()
}

/// A file that was found: what is wrong with it, and the form if there is one.
#[component]
fn Looked(
    /// The form.
    form: Option<OpenForm>,
    /// What is wrong with the file.
    problems: Vec<Problem>,
) -> impl IntoView {
    let words = wording();
    let title = form
        .map(|form| {
            form.definition()
                .questionnaire
                .title
                .in_language(words.language())
                .to_owned()
        })
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| words.say("preview.title"));
    let body = form.map(|form| {
        let check = move |()| form.stop_at(form.check(None));
        view! {
            <div class="app-form">
                <Items form=form parent=None level=Level(2)/>
            </div>
            <Button text=words.say("preview.check") on_press=check/>
        }
    });
    let attempts = form.map_or_else(|| Signal::stored(0), |form| form.attempts());
    let errors = Signal::derive(move || form.map(links).unwrap_or_default());
    view! {
        <ErrorSummary errors=errors attempt=attempts/>
        <PageHeading text=title caption=words.say("preview.title")/>
        <Problems problems=problems/>
        {body}
    }
    .into_any()
}

/// What is wrong with a file: the place, what it is and what to do.
#[component]
fn Problems(
    /// The problems.
    problems: Vec<Problem>,
) -> impl IntoView {
    if problems.is_empty() {
        return ().into_any();
    }
    let words = wording();
    let lines = problems
        .iter()
        .map(|problem| {
            let severity = match problem.severity {
                Severity::Refused => "preview.refused",
                Severity::LeftOut => "preview.left-out",
                Severity::Odd => "preview.odd",
            };
            view! {
                <li>
                    <strong>{words.say(severity)}</strong>
                    " "
                    <code>{problem.place.clone()}</code>
                    " "
                    {words.problem(problem)}
                </li>
            }
        })
        .collect_view();
    view! {
        <NotificationBanner>
            <p class="govuk-notification-banner__heading">
                {words.count("preview.n-problems", problems.len())}
            </p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        </NotificationBanner>
    }
    .into_any()
}
