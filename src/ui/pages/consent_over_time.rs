//! Consent on the page of a case: when it was signed, when it is asked for again, and the way to withdraw it,
//! to have something corrected, and to a copy for the person.

use leptos::prelude::*;

use super::case::of_document;
use crate::browser::clock;
use crate::engine::case::consent::{self, Standing};
use crate::engine::case::{Case, CaseId};
use crate::engine::catalogue::FormId;
use crate::ui::components::{
    ButtonKind, ButtonLink, InsetText, NotificationBanner, Task, TaskList,
};
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// How the person likes to get information, where somebody asked: a flag that is seen without being looked
/// for (DAPB1605).
#[component]
pub fn Needs(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let needs = Memo::new(move |_| {
        let case = session.case(&id.get_value());
        let needs = case.map(|case| consent::needs(&case, &session.catalogue(), &wording()));
        needs.unwrap_or_default()
    });
    view! {
        <Show when=move || !needs.with(Vec::is_empty)>
            <InsetText>
                <p class="govuk-body app-needs">
                    <strong>{wording().say("consent.needs")} ": "</strong>
                    {move || needs.get().join(", ")}
                </p>
            </InsetText>
        </Show>
    }
    .into_any()
}

/// Consent over time.
#[component]
pub fn ConsentOverTime(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let shown = move || {
        let case = session.case(&id.get_value())?;
        let standing = consent::standing(&case);
        let occasions = occasions(session, &case);
        if standing.is_none() && occasions.is_empty() {
            return None;
        }
        let standing = standing.map(|standing| signed(&case, standing));
        let words = wording();
        let place = Route::Start(case.id.clone(), FormId::new(consent::CORRECTION)).href();
        Some(view! {
            <section class="app-consent" aria-labelledby="consent-heading">
                <h2 class="govuk-heading-m" id="consent-heading">{words.say("consent.title")}</h2>
                {standing}
                <TaskList tasks=Signal::stored(occasions) id="occasions"/>
                <p class="govuk-body">
                    <a class="govuk-link" href=place>{words.say("consent.correct")}</a>
                </p>
            </section>
        })
    };
    view! { {shown} }.into_any()
}

/// The withdrawals and requests there are.
fn occasions(session: Session, case: &Case) -> Vec<Task> {
    let catalogue = session.catalogue();
    case.documents
        .iter()
        .filter(|document| {
            [consent::WITHDRAWAL, consent::CORRECTION].contains(&document.form.as_str())
        })
        .filter_map(|document| Some(of_document(case, catalogue.get(&document.form)?, document)))
        .collect()
}

/// What is said of a consent that was signed.
fn signed(case: &Case, standing: Standing) -> AnyView {
    let words = wording();
    let signed = standing.signed.words(&words);
    let renew = standing.renew_by.words(&words);
    let copy = Route::Copy(case.id.clone(), standing.document).href();
    let again = Route::Start(case.id.clone(), FormId::new(consent::CONSENT)).href();
    let withdraw = Route::Start(case.id.clone(), FormId::new(consent::WITHDRAWAL)).href();
    let is_due = standing.is_due(clock::today());
    let is_withdrawn = standing.withdrawn.is_some();
    let state = match standing.withdrawn {
        Some((_, on)) => {
            let on = on.map(|date| date.words(&words));
            let said = match on {
                Some(date) => words.fill(
                    "consent.withdrawn-on",
                    &[("date", &date), ("signed", &signed)],
                ),
                None => words.say("consent.withdrawn"),
            };
            view! { <p class="govuk-body"><strong>{said}</strong></p> }.into_any()
        }
        None => {
            let said = words.fill("consent.signed", &[("date", &signed), ("renew", &renew)]);
            view! { <p class="govuk-body">{said}</p> }.into_any()
        }
    };
    let why = words.fill("consent.renew-why", &[("renew", &renew)]);
    let reminder = is_due.then(|| {
        view! {
            <NotificationBanner id="renewal">
                <p class="govuk-notification-banner__heading">
                    {wording().say("consent.renew-due")}
                </p>
                <p class="govuk-body">{why}</p>
            </NotificationBanner>
        }
    });
    let can_start = is_due || is_withdrawn;
    let new = can_start.then(|| {
        view! { <p class="govuk-body"><a class="govuk-link" href=again>{words.say("consent.renew")}</a></p> }
    });
    let withdrawing = (!is_withdrawn).then(|| {
        view! {
            <p class="govuk-body">{words.say("consent.withdraw-what")}</p>
            <ButtonLink text=words.say("consent.withdraw") href=withdraw kind=ButtonKind::Secondary/>
        }
    });
    view! {
        {state}
        {reminder}
        <p class="govuk-body">
            <a class="govuk-link" href=copy>{words.say("consent.copy")}</a>
        </p>
        {new}
        {withdrawing}
    }
    .into_any()
}
