//! The first page: the cases of the vault, the start of another, and how safe they are.

use leptos::prelude::*;

use crate::browser::{clock, location};
use crate::engine::agency::said;
use crate::engine::calendar::DateTime;
use crate::engine::case::summary::Summary;
use crate::engine::case::{CaseId, consent};
use crate::engine::catalogue::FormId;
use crate::ui::components::{
    Button, InsetText, NotificationBanner, PageHeading, TagColour, Task, TaskList, TaskStatus,
};
use crate::ui::findings::sentence;
use crate::ui::frame::Frame;
use crate::ui::new_version::NewVersionNote;
use crate::ui::one_file::OneFileNote;
use crate::ui::pages::door::{LastBackup, VaultStanding, review_due};
use crate::ui::review::review_of;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// More problems of the agency's files than these are counted and not shown: the page for IT support shows all.
const MOST_AGENCY_PROBLEMS: usize = 10;

/// The cases of the vault.
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
    let has_cases = Memo::new(move |_| !session.list().is_empty());
    let last_backup = Signal::derive(move || last_backup(session));
    let kept_since = Signal::derive(move || session.standing().kept_since.map(|at| when(&at)));
    let reports = Signal::derive(move || {
        let findings = session.findings();
        let mut reports: Vec<String> = findings.iter().map(|of| sentence(of, session)).collect();
        let neighbours = session.standing().neighbours;
        if !neighbours.is_empty() {
            let names = neighbours.join(", ");
            reports.push(wording().fill("home.neighbours", &[("names", &names)]));
        }
        reports
    });
    view! {
        <Frame>
            <PageHeading text=words.say("home.title")/>
            <p class="govuk-body-l">{words.say("home.lead")}</p>
            <NewVersionNote/>
            <Button text=words.say("home.start") on_press=start/>
            <Show when=move || has_failed.get()>
                <p class="govuk-error-message" role="alert">{wording().say("home.no-randomness")}</p>
            </Show>
            <OtherVersions session=session/>
            <AgencyProblems session=session/>
            <h2 class="govuk-heading-m">{words.say("home.cases")}</h2>
            <Show
                when=move || has_cases.get()
                fallback=move || view! { <p class="govuk-body">{wording().say("home.none")}</p> }
            >
                <TaskList tasks=Signal::derive(move || case_links(session)) id="cases"/>
            </Show>
            <VaultStanding
                last_backup=last_backup
                kept_since=kept_since
                room=Signal::derive(move || session.standing().room)
                reports=reports
                settings=Route::Vault.href()
            />
            <p class="govuk-body">
                <a class="govuk-link" href=Route::ServiceData.href()>
                    {words.say("service-data.home")}
                </a>
            </p>
            <FormProblems session=session/>
            <InsetText>{words.say("home.where")}</InsetText>
            <OneFileNote/>
        </Frame>
    }
    .into_any()
}

/// A time that was stored, in words; as it stands where it is none.
pub fn when(stored: &str) -> String {
    DateTime::read(stored).map_or_else(|| stored.to_owned(), |at| at.words(&wording()))
}

/// The last backup, in words.
pub fn last_backup(session: Session) -> Option<LastBackup> {
    let backup = session.standing().backup?;
    Some(LastBackup {
        when: when(&backup.at),
        n_records: backup.n_records,
    })
}

/// The cases, the one changed last first.
fn case_links(session: Session) -> Vec<Task> {
    let words = wording();
    let mut cases = session.list();
    cases.sort_by(|one, other| {
        other
            .changed
            .compare(one.changed)
            .then(one.case.cmp(&other.case))
    });
    cases
        .iter()
        .map(|case| {
            let changed = case.changed.words(&words);
            Task {
                title: case
                    .name
                    .clone()
                    .unwrap_or_else(|| words.say("case.unnamed")),
                hint: Some(words.fill("home.changed", &[("when", &changed)])),
                href: Some(Route::Case(case.case.clone()).href()),
                status: progress(case, session),
            }
        })
        .collect()
}

/// How many of the case's forms are finished, or that the case is due for review.
fn progress(case: &Summary, session: Session) -> TaskStatus {
    let words = wording();
    if case.n_open + case.n_complete == 0 {
        return TaskStatus::tag(words.say("status.not-started"), TagColour::Grey);
    }
    if case.n_open > 0 {
        return TaskStatus::tag(words.count("home.n-open", case.n_open), TagColour::Blue);
    }
    let today = clock::today();
    if case
        .renew_by
        .is_some_and(|date| consent::is_due(date, today))
    {
        return TaskStatus::tag(words.say("consent.renew-due"), TagColour::Yellow);
    }
    if review_of(case, session).is_some_and(|review| review.is_due) {
        return review_due();
    }
    TaskStatus::plain(words.count("home.n-complete", case.n_complete))
}

/// Cases that were changed in two windows, for a person to choose.
#[component]
fn OtherVersions(
    /// The session.
    session: Session,
) -> impl IntoView {
    let rows = move || {
        let words = wording();
        session
            .other_versions()
            .into_iter()
            .filter_map(|(record, summary)| {
                let name = summary.name.unwrap_or_else(|| words.say("case.unnamed"));
                let place = Route::Versions(CaseId::read(&record)?).href();
                let text = words.fill("home.two-versions", &[("name", &name)]);
                Some(view! {
                    <li>
                        <a class="govuk-link" href=place>
                            {text}
                        </a>
                    </li>
                })
            })
            .collect_view()
    };
    view! {
        <Show when=move || !session.other_versions().is_empty()>
            <NotificationBanner id="versions">
                <p class="govuk-notification-banner__heading">
                    {wording().say("home.two-versions-title")}
                </p>
                <ul class="govuk-list govuk-list--bullet">{rows}</ul>
            </NotificationBanner>
        </Show>
    }
    .into_any()
}

/// What is wrong with the agency's own files, for those who work here: clients never see this page, and it is not
/// printed.
#[component]
fn AgencyProblems(
    /// The session.
    session: Session,
) -> impl IntoView {
    let words = wording();
    let furnishing = session.furnishing();
    let n = furnishing.agency_problems.len();
    if n == 0 {
        return ().into_any();
    }
    let lines = furnishing
        .agency_problems
        .iter()
        .take(MOST_AGENCY_PROBLEMS)
        .map(|problem| view! { <li>{said(problem, &words)}</li> })
        .collect_view();
    let more = n.checked_sub(MOST_AGENCY_PROBLEMS).filter(|more| *more > 0);
    view! {
        <div class="app-screen-only">
        <NotificationBanner id="agency" is_plain=true>
            <p class="govuk-notification-banner__heading">{words.say("agency.problems")}</p>
            <p class="govuk-body">{words.say("agency.problems-do")}</p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            {more.map(|more| view! { <p class="govuk-body">{words.count("agency.more", more)}</p> })}
        </NotificationBanner>
        </div>
    }
    .into_any()
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
        .furnishing()
        .missing_files
        .iter()
        .map(|file| words.fill("forms.missing", &[("file", file)]))
        .collect();
    let late = session.late_problems();
    for problem in session.furnishing().wording_problems.iter().chain(&late) {
        lines.push(format!("{} — {}", problem.place, words.problem(problem)));
    }
    for (id, problems) in catalogue.refused() {
        for problem in problems {
            let place = format!("forms/{id}/{}", problem.place);
            lines.push(format!("{place} — {}", words.problem(problem)));
        }
    }
    let furnishing = session.furnishing();
    // What is wrong with the agency's own forms is said apart, with the line.
    let is_agencys = |id: &FormId| furnishing.settings.forms.contains_key(id.as_str());
    for definition in catalogue.definitions().filter(|of| !is_agencys(&of.id)) {
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
