//! The first page: the cases on this machine, and the start of another.

use leptos::prelude::*;

use crate::browser::{download, location};
use crate::engine::case::wire::WireError;
use crate::engine::case::{Case, person};
use crate::ui::components::{
    Button, ButtonKind, InsetText, NotificationBanner, PageHeading, TagColour, Task, TaskList,
    TaskStatus,
};
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::session::{Aside, Session};
use crate::ui::wording;

/// The cases on this machine.
#[component]
pub fn Home(
    /// The session.
    session: Session,
) -> impl IntoView {
    let words = wording();
    let has_failed = RwSignal::new(false);
    let start = move |()| match session.open_case() {
        Some(id) => location::go(&Route::Case(id).path()),
        None => has_failed.set(true),
    };
    let no_cases = if session.is_unreadable() {
        "home.unreadable"
    } else {
        "home.none"
    };
    let has_cases = Memo::new(move |_| !session.cases().is_empty());
    view! {
        <Frame>
            <PageHeading text=words.say("home.title")/>
            <p class="govuk-body-l">{words.say("home.lead")}</p>
            <Button text=words.say("home.start") on_press=start/>
            <Show when=move || has_failed.get()>
                <p class="govuk-error-message" role="alert">{wording().say("home.no-randomness")}</p>
            </Show>
            <h2 class="govuk-heading-m">{words.say("home.cases")}</h2>
            <Show
                when=move || has_cases.get()
                fallback=move || view! { <p class="govuk-body">{wording().say(no_cases)}</p> }
            >
                <TaskList tasks=Signal::derive(move || case_links(session)) id="cases"/>
            </Show>
            <AsideList session=session/>
            <FormProblems session=session/>
            <InsetText>{words.say("home.where")}</InsetText>
        </Frame>
    }
    .into_any()
}

/// The cases, the one changed last first.
fn case_links(session: Session) -> Vec<Task> {
    let words = wording();
    let catalogue = session.catalogue();
    let mut cases = session.cases();
    cases.sort_by(|one, other| {
        other
            .changed
            .compare(one.changed)
            .then(one.id.cmp(&other.id))
    });
    cases
        .iter()
        .map(|case| {
            let changed = case.changed.words(&words);
            Task {
                title: person::name(case, &catalogue).unwrap_or_else(|| words.say("case.unnamed")),
                hint: Some(words.fill("home.changed", &[("when", &changed)])),
                href: Some(Route::Case(case.id.clone()).href()),
                status: progress(case),
            }
        })
        .collect()
}

/// How many of the case's forms are finished.
fn progress(case: &Case) -> TaskStatus {
    let words = wording();
    let n_complete = case
        .documents
        .iter()
        .filter(|document| document.is_complete())
        .count();
    let n_open = case.documents.len().saturating_sub(n_complete);
    if case.documents.is_empty() {
        return TaskStatus::tag(words.say("status.not-started"), TagColour::Grey);
    }
    if n_open > 0 {
        return TaskStatus::tag(words.count("home.n-open", n_open), TagColour::Blue);
    }
    TaskStatus::plain(words.count("home.n-complete", n_complete))
}

/// Records that do not open: never thrown away, never replaced.
#[component]
fn AsideList(
    /// The session.
    session: Session,
) -> impl IntoView {
    let rows = move || session.aside().into_iter().map(aside_row).collect_view();
    view! {
        <Show when=move || !session.aside().is_empty()>
            <NotificationBanner>
                <p class="govuk-notification-banner__heading">{wording().say("aside.title")}</p>
                <ul class="govuk-list">{rows}</ul>
            </NotificationBanner>
        </Show>
    }
    .into_any()
}

fn aside_row(aside: Aside) -> impl IntoView {
    let words = wording();
    let why = match aside.why {
        WireError::NotACase => "aside.damaged",
        WireError::TooNew => "aside.too-new",
    };
    let copy = move |()| {
        // A browser that offers no file says so in its own way.
        let _ = download::offer("record.json", "application/json", &aside.record.body);
    };
    view! {
        <li>
            <p class="govuk-body">{words.say(why)}</p>
            <Button text=words.say("aside.copy") kind=ButtonKind::Secondary on_press=copy/>
        </li>
    }
}

/// Form files that cannot be used, and what is wrong with them.
#[component]
fn FormProblems(
    /// The session.
    session: Session,
) -> impl IntoView {
    let words = wording();
    let catalogue = session.catalogue();
    let mut lines: Vec<String> = session
        .missing_files()
        .iter()
        .map(|file| words.fill("forms.missing", &[("file", file)]))
        .collect();
    for problem in session.wording_problems() {
        lines.push(format!("{} — {}", problem.place, words.problem(&problem)));
    }
    for (id, problems) in catalogue.refused() {
        for problem in problems {
            let place = format!("forms/{id}/{}", problem.place);
            lines.push(format!("{place} — {}", words.problem(problem)));
        }
    }
    for definition in catalogue.definitions() {
        for problem in &definition.problems {
            let place = format!("forms/{}/{}", definition.id, problem.place);
            lines.push(format!("{place} — {}", words.problem(problem)));
        }
    }
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <NotificationBanner>
            <p class="govuk-notification-banner__heading">{words.say("forms.problems")}</p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        </NotificationBanner>
    }
    .into_any()
}
