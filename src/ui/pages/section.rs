//! One section of a form, to fill in.

use leptos::prelude::*;

use super::signed_report::Closed;
use super::{HandOver, NotFound, Restored, open};
use crate::browser::{focus, location};
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::form::NodeId;
use crate::engine::report;
use crate::engine::validate::Violation;
use crate::engine::{messages, words};
use crate::ui::components::{
    Alert, AlertBar, Button, ButtonKind, ErrorLink, ErrorSummary, NotificationBanner, PageHeading,
    SectionLink, SectionNav,
};
use crate::ui::document::OpenDocument;
use crate::ui::frame::Frame;
use crate::ui::item::{Items, Level, alert_words, id_of};
use crate::ui::not_carried::NotCarriedAnswers;
use crate::ui::open_form::OpenForm;
use crate::ui::presenting::Presenting;
use crate::ui::route::Route;
use crate::ui::sections::{Section, section_of, sections, state};
use crate::ui::session::Session;
use crate::ui::wording;

/// One section of a document of a case.
#[component]
pub fn SectionPage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
    /// The section's number, from 1.
    section: usize,
) -> impl IntoView {
    let Some(open) = open(session, &id, document) else {
        return view! { <NotFound/> }.into_any();
    };
    let all = untrack(|| sections(open.form));
    let Some(section) = all.iter().find(|of| of.number == section).cloned() else {
        return view! { <NotFound/> }.into_any();
    };
    view! { <OneSection open=open section=section/> }.into_any()
}

#[component]
fn OneSection(
    /// The document.
    open: OpenDocument,
    /// The section.
    section: Section,
) -> impl IntoView {
    let words = wording();
    let form = open.form;
    let definition = form.definition();
    let form_title = definition
        .questionnaire
        .title
        .in_language(words.language())
        .to_owned();
    let node = section.node;
    let number = section.number;
    let go_on = move |()| {
        let violations = form.check(node);
        let is_satisfied = violations
            .iter()
            .all(|violation| violation.rule.is_only_for_the_end());
        if is_satisfied {
            form.show(violations);
            location::go(&after(open, number).path());
        } else {
            form.stop_at(violations);
        }
    };
    let current = section.clone();
    let alerts = move || {
        let current = current.clone();
        view! { <Alerts open=open current=current/> }
    };
    let navigation = move || view! { <Sections open=open number=number/> };
    let back = Route::Case(open.case()).href();
    let notice = node
        .is_none()
        .then(|| definition.questionnaire.copyright.clone())
        .flatten()
        .map(|notice| view! { <p class="govuk-body-s app-notice">{notice}</p> });
    let own_notice = node
        .and_then(|node| form.item(node))
        .and_then(|item| item.copyright)
        .map(|notice| view! { <p class="govuk-body-s app-notice">{notice}</p> });
    let help = node
        .and_then(|node| form.item(node))
        .map(|item| item.help.in_language(words.language()).to_owned())
        .filter(|help| !help.is_empty())
        .map(|help| view! { <p class="govuk-body">{help}</p> });
    let session = open.session();
    let is_with_client = session.with_client_now().is_some();
    let hand_over = (!is_with_client && !report::is_for_service(&definition.id))
        .then(|| view! { <HandOver session=session case=open.case() document=open.id()/> });
    view! {
        <Frame
            back=back
            back_text=words.say("section.back")
            alerts=alerts
            navigation=navigation
        >
            <ErrorSummary errors=Signal::derive(move || links(form)) attempt=form.attempts()/>
            <PageHeading text=section.title.clone() caption=form_title/>
            <Restored session=session case=open.case()/>
            <NotCarried open=open/>
            <Closed open=open number=number/>
            <UpdateAll open=open/>
            {help}
            <div
                class="app-form"
                data-linkid=node.and_then(|node| form.item(node)).map(|item| item.link_id.to_string())
            >
                <Items form=form parent=node level=Level(2)/>
            </div>
            {own_notice}
            {notice}
            <Button text=words.say("section.continue") on_press=go_on/>
            <Presenting open=open/>
            {hand_over}
        </Frame>
    }
    .into_any()
}

/// The links of the error summary: each leads to its question, in the question's own words.
pub fn links(form: OpenForm) -> Vec<ErrorLink> {
    let words = wording();
    let link = |violation: &Violation| ErrorLink {
        text: form.with_form(|form| messages::message(violation, form, &words)),
        // What is wrong elsewhere in the form is said, and leads nowhere from here.
        target: Some(id_of(violation.node)).filter(|id| focus::is_on_page(id)),
    };
    first_of_each(&form.shown()).into_iter().map(link).collect()
}

/// The violation to show at each question: one thing to put right at a time.
#[must_use]
pub fn first_of_each(violations: &[Violation]) -> Vec<&Violation> {
    let mut seen: Vec<NodeId> = Vec::new();
    let mut first = Vec::new();
    for violation in violations {
        if !seen.contains(&violation.node) {
            seen.push(violation.node);
            first.push(violation);
        }
    }
    first
}

/// The place after a section: the next one that is asked, or the page to check all answers.
fn after(open: OpenDocument, number: usize) -> Route {
    let next = untrack(|| sections(open.form))
        .into_iter()
        .find(|of| of.number > number);
    match next {
        Some(next) => Route::Section(open.case(), open.id(), next.number),
        None => Route::Check(open.case(), open.id()),
    }
}

/// The sections of the form beside it, each with how far it is.
#[component]
fn Sections(
    /// The document.
    open: OpenDocument,
    /// The section on the page.
    number: usize,
) -> impl IntoView {
    let links = Signal::derive(move || {
        let links: Vec<SectionLink> = sections(open.form)
            .iter()
            .map(|section| {
                let href = Route::Section(open.case(), open.id(), section.number).href();
                let link =
                    SectionLink::new(&section.title, href).with_state(state(open.form, section));
                if section.number == number {
                    link.current()
                } else {
                    link
                }
            })
            .collect();
        links
    });
    let check = Route::Check(open.case(), open.id()).href();
    view! {
        <div class="app-sections">
            <SectionNav title=wording().say("section.navigation") sections=links/>
            <p class="govuk-body app-sections__check">
                <a class="govuk-link" href=check>{wording().say("check.title")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// The alerts that stand in the form, on whatever section they were raised.
#[component]
pub fn Alerts(
    /// The document.
    open: OpenDocument,
    /// The section on the page.
    current: Section,
) -> impl IntoView {
    let form = open.form;
    let raised = move || form.alerts().with(|alerts| alerts.raised.clone());
    let elsewhere: Vec<Alert> = form
        .alerts_elsewhere()
        .into_iter()
        .map(|alert| Alert::elsewhere(alert.line, Route::Read(open.case(), alert.document).href()))
        .collect();
    let n_elsewhere = elsewhere.len();
    let title = Signal::derive(move || {
        wording().count("alert.title", raised().len().saturating_add(n_elsewhere))
    });
    let alerts = Signal::derive(move || {
        let all = sections(form);
        raised()
            .into_iter()
            .map(|node| {
                let text = alert_words(form, node);
                match section_of(form, node, &all) {
                    Some(section) if section.number != current.number => {
                        let place = Route::Section(open.case(), open.id(), section.number);
                        Alert::elsewhere(text, place.href())
                    }
                    Some(_) | None => Alert::here(text, id_of(node)),
                }
            })
            .chain(elsewhere.iter().cloned())
            .collect::<Vec<_>>()
    });
    view! { <AlertBar title=title alerts=alerts/> }.into_any()
}

/// Answers kept earlier that this version of the form has no place for.
#[component]
pub fn NotCarried(
    /// The document.
    open: OpenDocument,
) -> impl IntoView {
    view! { <NotCarriedAnswers answers=open.not_carried() heading="not-carried.title"/> }.into_any()
}

/// The offer to take what the other forms of the case say, where they say something else or more.
#[component]
pub fn UpdateAll(
    /// The document.
    open: OpenDocument,
) -> impl IntoView {
    let n_due = Memo::new(move |_| open.n_due());
    view! {
        <Show when=move || { n_due.get() > 0 }>
            <NotificationBanner>
                <p class="govuk-notification-banner__heading">
                    {move || wording().count("prefill.n-due", n_due.get())}
                </p>
                <Button
                    text=wording().say("prefill.update-all")
                    kind=ButtonKind::Secondary
                    on_press=move |()| open.bring_all_up_to_date()
                />
            </NotificationBanner>
        </Show>
    }
    .into_any()
}

/// A question named in a few words that go on from those of a link: "Change" "the person's name".
#[must_use]
pub fn name_of(form: OpenForm, node: NodeId) -> String {
    let words = wording();
    form.item(node)
        .map(|item| {
            let name = item.short_text.in_language(words.language());
            if name.is_empty() {
                words::question(&item, &words)
            } else {
                name.to_owned()
            }
        })
        .unwrap_or_default()
}
