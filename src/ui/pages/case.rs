//! One case: the forms of the pathway, each with how far it is, and the screening questionnaires.

use std::sync::Arc;

use leptos::prelude::*;

use super::consent_over_time::Needs;
use super::door::RemoveCase;
use super::second_failure::SecondFailure;
use super::{NotFound, Restored};
use crate::browser::{download, location};
use crate::engine::case::summary::Summary;
use crate::engine::case::{Case, CaseId, Document, consent, person, risk, wire};
use crate::engine::catalogue::{Catalogue, Definition};
use crate::engine::report;
use crate::engine::report::signed::{self, SignedStanding};
use crate::ui::components::{Alert, AlertBar, PageHeading, TagColour, Task, TaskList, TaskStatus};
use crate::ui::frame::Frame;
use crate::ui::later::{Later, Part};
use crate::ui::review::review_of;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::audit::Event;

/// The forms of the pathway, in the order they are filled in. Source: Clinical Lead MHTR Manual v8.0,
/// §2.2 steps 3 to 9. Forms an agency adds come after them.
const PATHWAY: [&str; 6] = [
    consent::NEEDS,
    "practitioner-assessment",
    consent::CONSENT,
    report::FORM,
    "session-log",
    "completion",
];

/// Forms that are filled in when something happens, and not as a step of the pathway.
const ON_OCCASION: [&str; 2] = [consent::WITHDRAWAL, consent::CORRECTION];

/// One case.
#[component]
pub fn CasePage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
) -> impl IntoView {
    let Some(_) = session.case_now(&id) else {
        return view! { <NotFound/> }.into_any();
    };
    let words = wording();
    let id = StoredValue::new(id);
    let case = Memo::new(move |_| session.case(&id.get_value()));
    let title = Signal::derive(move || {
        let name = case.with(|case| {
            case.as_ref()
                .and_then(|case| person::name(case, &session.catalogue()))
        });
        name.unwrap_or_else(|| wording().say("case.unnamed"))
    });
    let birth = move || {
        let words = wording();
        let date = case.with(|case| {
            case.as_ref()
                .and_then(|case| person::date_of_birth(case, &session.catalogue(), &words))
        })?;
        Some(view! { <p class="govuk-body">{words.fill("case.born", &[("date", &date)])}</p> })
    };
    let tasks = move |of_measures: bool| {
        Signal::derive(move || {
            case.get()
                .map(|case| tasks(session, &case, of_measures))
                .unwrap_or_default()
        })
    };
    let standing = Signal::derive(move || {
        let alerts = case.with(|case| {
            case.as_ref()
                .map(|case| risk::standing(case, &session.catalogue(), None, &wording()))
        });
        alerts
            .unwrap_or_default()
            .into_iter()
            .map(|alert| {
                let place = Route::Read(id.get_value(), alert.document);
                Alert::elsewhere(alert.line, place.href())
            })
            .collect::<Vec<_>>()
    });
    let n_standing =
        Signal::derive(move || wording().count("alert.title", standing.with(Vec::len)));
    let alerts = move || view! { <AlertBar title=n_standing alerts=standing/> };
    view! {
        <Frame back=Route::Home.href() back_text=words.say("case.back") alerts=alerts>
            <PageHeading text=title caption=words.say("case.caption")/>
            <Restored session=session case=id.get_value()/>
            {birth}
            <Needs session=session id=id/>
            <SecondFailure session=session id=id/>
            <h2 class="govuk-heading-m">{words.say("case.pathway")}</h2>
            <TaskList tasks=tasks(false) id="pathway"/>
            <Reports session=session id=id/>
            <Later part=Part::BehindThePathway(session, id)/>
            <h2 class="govuk-heading-m">{words.say("case.screening")}</h2>
            <p class="govuk-body">{words.say("case.screening-why")}</p>
            <TaskList tasks=tasks(true) id="screening"/>
            <Later part=Part::AtTheEndOfACase(session, id)/>
        </Frame>
    }
    .into_any()
}

/// The way to each report as it goes to the court.
#[component]
fn Reports(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let links = move || {
        let id = id.get_value();
        let case = session.case(&id)?;
        let of_report = |document: &&Document| report::is_report(document);
        let link = |document: &Document| {
            let place = Route::Report(id.clone(), document.id).href();
            let text = link_text(session, document);
            view! {
                <p class="govuk-body">
                    <a class="govuk-link" href=place>{text}</a>
                </p>
            }
        };
        let reports = case.documents.iter().filter(of_report);
        Some(reports.map(link).collect::<Vec<_>>())
    };
    view! { {links} }.into_any()
}

/// The words of the link to a report. One that goes elsewhere than the court's says which form it is from.
fn link_text(session: Session, document: &Document) -> String {
    let words = wording();
    let catalogue = session.catalogue();
    let definition = catalogue.get(&document.form);
    match definition.filter(|_| report::stands_alone(&document.form)) {
        Some(definition) => words.fill("case.report.alone", &[("form", &title(definition))]),
        None => words.say("case.report"),
    }
}

/// The forms of the case: those started, each with how far it is, and those that can be.
fn tasks(session: Session, case: &Case, of_measures: bool) -> Vec<Task> {
    let catalogue = session.catalogue();
    let mut tasks = Vec::new();
    for definition in in_order(&catalogue, of_measures) {
        let documents: Vec<&Document> = case
            .documents
            .iter()
            .filter(|document| document.form == definition.id)
            .collect();
        for document in &documents {
            tasks.push(of_document(case, definition, document));
        }
        // A measure is filled in again to see what has changed; the forms of the pathway only once.
        let is_wanted = match documents.last() {
            Some(last) => of_measures && last.is_complete(),
            None => true,
        };
        if is_wanted {
            tasks.push(to_start(case, definition, !documents.is_empty()));
        }
    }
    if !of_measures {
        let without_form = case
            .documents
            .iter()
            .filter(|document| catalogue.get(&document.form).is_none());
        tasks.extend(without_form.map(of_missing_form));
    }
    tasks
}

/// A document whose form is not there any more: its answers are kept, and it must not seem lost.
fn of_missing_form(document: &Document) -> Task {
    let words = wording();
    Task {
        title: document.form.to_string(),
        hint: Some(words.say("case.no-form-do")),
        href: None,
        status: TaskStatus::cannot_start(words.say("case.no-form")),
    }
}

fn in_order(catalogue: &Catalogue, of_measures: bool) -> Vec<&Arc<Definition>> {
    let mut definitions: Vec<&Arc<Definition>> = catalogue
        .definitions()
        .filter(|definition| definition.is_measure == of_measures)
        // Started from what they belong to, when there is reason to.
        .filter(|definition| !ON_OCCASION.contains(&definition.id.as_str()))
        .collect();
    definitions.sort_by_key(|definition| {
        PATHWAY
            .iter()
            .position(|of| *of == definition.id.as_str())
            .unwrap_or(PATHWAY.len())
    });
    definitions
}

pub(super) fn of_document(case: &Case, definition: &Definition, document: &Document) -> Task {
    let words = wording();
    let started = document.started.words(&words);
    let is_signed = matches!(signed::standing(document), SignedStanding::Signed(_));
    let (place, status) = if is_signed {
        let status = TaskStatus::tag(words.say("sign-report.status"), TagColour::Green);
        (Route::Read(case.id.clone(), document.id), status)
    } else if document.is_complete() {
        let status = TaskStatus::plain(words.say("status.complete"));
        (Route::Read(case.id.clone(), document.id), status)
    } else {
        let status = TaskStatus::tag(words.say("status.in-progress"), TagColour::Blue);
        let place = Route::beginning(&case.id, document.id, document.presentation());
        (place, status)
    };
    Task {
        title: title(definition),
        hint: Some(words.fill("case.started", &[("when", &started)])),
        href: Some(place.href()),
        status,
    }
}

fn to_start(case: &Case, definition: &Definition, is_again: bool) -> Task {
    let words = wording();
    let title = title(definition);
    Task {
        title: if is_again {
            words.fill("case.again", &[("form", &title)])
        } else {
            title
        },
        hint: None,
        href: Some(Route::Start(case.id.clone(), definition.id.clone()).href()),
        status: TaskStatus::tag(words.say("status.not-started"), TagColour::Grey),
    }
}

fn title(definition: &Definition) -> String {
    definition
        .questionnaire
        .title
        .in_language(wording().language())
        .to_owned()
}

/// When the case is due for review, a copy of everything held about the person, and taking it off this
/// machine.
#[component]
pub(super) fn Remove(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let review = MaybeProp::derive(move || {
        let case = session.case(&id.get_value())?;
        review_of(&Summary::of(&case, &session.catalogue()), session)
    });
    let copy = move |()| {
        let id = id.get_value();
        if let Some(case) = session.case_now(&id) {
            let copy = wire::write_cases(std::iter::once(&case));
            // A browser that offers no file says so in its own way. No name of a person is in a file's name.
            let _ = download::offer("case-copy.json", "application/json", &copy);
            session.note(Event::Copied, Some(&id));
        }
    };
    let remove = move |()| {
        session.remove_case(&id.get_value());
        location::go(&Route::Home.path());
    };
    view! { <RemoveCase review=review on_copy=copy on_remove=remove/> }.into_any()
}
