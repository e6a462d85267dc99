//! A report as it goes to the court: the one page with the risk, the scores and the formulation, to read,
//! to print and to hand on.

use std::sync::Arc;

use leptos::prelude::*;

use super::NotFound;
use super::hand_on::{HAND_ON, HandOn};
use super::read::ReadPage;
use super::signed_report::page_to_sign;
use crate::browser::{clock, focus, paper, print};
use crate::engine::case::{CaseId, DocumentId, risk};
use crate::engine::report::signed::{self, SignedStanding};
use crate::engine::report::{self, Attached, Report};
use crate::ui::components::{
    Alert, AlertBar, Button, ButtonKind, ButtonLink, Checkboxes, Choice, PageHeading,
};
use crate::ui::frame::Frame;
use crate::ui::report_view::{drawn, running_head};
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// What the box for the answers behind the scores stands for.
const ITEM_ANSWERS: &str = "item-answers";

/// A document of a case as a report. A document that is none is read as the form it is.
#[component]
pub fn ReportPage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
) -> impl IntoView {
    let found = session.case_now(&id);
    let found = found.and_then(|case| {
        let of = case.document(document)?;
        let is_signed = matches!(signed::standing(of), SignedStanding::Signed(_));
        Some((of.form.clone(), is_signed, report::is_report(of)))
    });
    let Some((form, is_signed, is_report)) = found else {
        return view! { <NotFound/> }.into_any();
    };
    if !is_report {
        return view! { <ReadPage session=session id=id document=document/> }.into_any();
    }
    // What was signed is shown from what was kept, whatever has become of its form.
    if !is_signed && session.catalogue().get(&form).is_none() {
        let back = Route::Case(id).href();
        return view! { <WithoutForm back=back form=form.to_string()/> }.into_any();
    }
    let is_alone = report::stands_alone(&form);
    view! { <Shown session=session id=id document=document is_alone=is_alone/> }.into_any()
}

/// A report whose form is not on this site.
#[component]
fn WithoutForm(
    /// The place that Back leads to.
    back: String,
    /// The name of the form's folder.
    form: String,
) -> impl IntoView {
    let words = wording();
    view! {
        <Frame back=back back_text=words.say("section.back")>
            <PageHeading text=words.say("report.no-form")/>
            <p class="govuk-body">{words.fill("report.no-form-do", &[("form", &form)])}</p>
        </Frame>
    }
    .into_any()
}

/// The report.
#[component]
fn Shown(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
    /// Nothing else of the case goes with it.
    is_alone: bool,
) -> impl IntoView {
    let words = wording();
    let case = StoredValue::new(id.clone());
    let attached = RwSignal::new(Attached::default());
    let report = Memo::new(move |_| {
        let case = session.case(&case.get_value())?;
        let today = clock::today();
        let (catalogue, words) = (session.catalogue(), wording());
        report::of_case(&case, document, &catalogue, attached.get(), &words, today)
    });
    // Page numbers are words in a style sheet: they are on the page only while the report is.
    let numbers = StoredValue::new_local(Some(paper::adopt(&report::paper::page_numbers(&words))));
    on_cleanup(move || {
        numbers.try_update_value(|numbers| numbers.take());
    });
    let title = Signal::derive(move || {
        report.with(|report| {
            report
                .as_ref()
                .map(|of| of.title.clone())
                .unwrap_or_default()
        })
    });
    let with = move |draw: fn(&Report) -> AnyView| report.with(|of| of.as_ref().map(draw));
    let presentation = untrack(|| session.presentation_of(&id, document));
    let change = Route::beginning(&id, document, presentation).href();
    let to_sign = untrack(|| to_sign(session, &id, document));
    let hand_on = move || {
        (!session.is_read_only()).then(|| {
            view! { <HandOn
                session=session
                case=case
                document=document
                report=report
                attached=attached
                is_alone=is_alone
            /> }
        })
    };
    let to_hand_on = move || {
        (!session.is_read_only()).then(|| {
            let text = wording().say("hand-on.title");
            let go = move |()| {
                focus::focus_field(HAND_ON);
            };
            view! { <Button text=text kind=ButtonKind::Secondary on_press=go/> }
        })
    };
    view! {
        <Frame
            back=Route::Case(id).href()
            back_text=words.say("section.back")
            alerts=move || standing_alerts(session, case)
        >
            <div class="app-report">
                <div class="app-report__head" aria-hidden="true">{move || with(running_head)}</div>
                <div class="app-report__body">
                    <PageHeading text=title/>
                    <div class="govuk-button-group">
                        <Button text=words.say("report.print") on_press=move |()| print::print()/>
                        {to_hand_on}
                        {to_sign}
                        <ButtonLink
                            text=words.say("report.change")
                            href=change
                            kind=ButtonKind::Secondary
                        />
                    </div>
                    {(!is_alone).then(|| view! { <ItemAnswers attached=attached/> })}
                    {move || with(drawn)}
                    {hand_on}
                </div>
            </div>
        </Frame>
    }
    .into_any()
}

/// From the report to the page on which it is decided and signed, while it is not.
fn to_sign(session: Session, id: &CaseId, document: DocumentId) -> Option<AnyView> {
    let case = session.case_now(id)?;
    let of = case.document(document)?;
    let definition = Arc::clone(session.catalogue().get(&of.form)?);
    if of.signing.is_some() || session.is_read_only() {
        return None;
    }
    let page = page_to_sign(&definition.questionnaire)?;
    let href = Route::Section(id.clone(), document, page).href();
    let text = wording().say("report.sign");
    Some(view! { <ButtonLink text=text href=href kind=ButtonKind::Secondary/> }.into_any())
}

/// Whether the answers behind the scores are shown. What bears on risk is in every report.
#[component]
fn ItemAnswers(
    /// What is in the report.
    attached: RwSignal<Attached>,
) -> impl IntoView {
    let words = wording();
    let choice = Choice::new(ITEM_ANSWERS, words.say("report.item-answers"))
        .with_hint(words.say("report.item-answers-why"));
    let ticked = Signal::derive(move || {
        let is_ticked = attached.get().item_answers;
        Vec::from_iter(is_ticked.then(|| ITEM_ANSWERS.to_owned()))
    });
    view! {
        <div class="app-no-print">
            <Checkboxes
                id=ITEM_ANSWERS
                choices=vec![choice]
                value=ticked
                on_change=move |(_, item_answers)| attached.set(Attached { item_answers })
                is_small=true
            />
        </div>
    }
    .into_any()
}

/// What bears on risk stays in view while the report is read.
fn standing_alerts(session: Session, id: StoredValue<CaseId>) -> AnyView {
    let standing = Signal::derive(move || {
        let id = id.get_value();
        let case = session.case(&id)?;
        let alerts = risk::standing(&case, &session.catalogue(), None, &wording());
        let alert = |alert: risk::StandingAlert| {
            Alert::elsewhere(alert.line, Route::Read(id.clone(), alert.document).href())
        };
        Some(alerts.into_iter().map(alert).collect::<Vec<_>>())
    });
    let standing = Signal::derive(move || standing.get().unwrap_or_default());
    let title = Signal::derive(move || wording().count("alert.title", standing.with(Vec::len)));
    view! { <AlertBar title=title alerts=standing/> }.into_any()
}
