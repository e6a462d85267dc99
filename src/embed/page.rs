//! What stands in the page: the form, part by part, with its error summary and the alerts that stand.

use leptos::prelude::*;

use super::opened::Opened;
use crate::browser::focus::focus_element;
use crate::engine::form::NodeId;
use crate::engine::messages;
use crate::engine::response::Entry;
use crate::engine::validate::Violation;
use crate::ui::components::{
    Alert, AlertBar, Button, ButtonKind, ErrorLink, ErrorSummary, InsetText, NotificationBanner,
};
use crate::ui::item::{Items, Level, alert_words, id_of};
use crate::ui::open_form::OpenForm;
use crate::ui::sections::{Section, section_of};
use crate::ui::wording;

/// The form.
#[component]
pub fn EmbeddedForm(
    /// The form.
    opened: Opened,
) -> impl IntoView {
    let form = opened.form;
    let errors = Signal::derive(move || links(opened));
    let alerts = (!opened.is_with_client).then(|| view! { <StandingAlerts opened=opened/> });
    let shown = Memo::new(move |_| opened.section());
    let part = move || {
        shown
            .get()
            .map(|(n, section)| view! { <Part opened=opened n=n section=section/> })
    };
    view! {
        <section class="app-embed__form" aria-labelledby="title" lang=form.language()>
            {alerts}
            <fieldset
                class="app-whole-page"
                role="presentation"
                prop:disabled=move || opened.is_disabled.get()
            >
                <ErrorSummary errors=errors attempt=form.attempts()/>
                <h2 id="title" class="govuk-heading-l" tabindex="-1">
                    {opened.title()}
                </h2>
                <NotCarried opened=opened/>
                {part}
                <Finished opened=opened/>
            </fieldset>
        </section>
    }
    .into_any()
}

/// One part of the form, and the ways on and back.
#[component]
fn Part(
    /// The form.
    opened: Opened,
    /// Its place among the others, from nought.
    n: usize,
    /// The part.
    section: Section,
) -> impl IntoView {
    let form = opened.form;
    let heading = NodeRef::<leptos::html::H3>::new();
    let has_others = Memo::new(move |_| opened.n_sections() > 1);
    let is_last = Memo::new(move |_| n.saturating_add(1) >= opened.n_sections());
    let item = section.node.and_then(|node| form.item(node));
    let words = wording();
    let help = item
        .as_ref()
        .map(|item| item.help.in_language(words.language()).to_owned())
        .filter(|help| !help.is_empty())
        .map(|help| view! { <p class="govuk-body">{help}</p> });
    let notice = match section.node {
        Some(_) => item.and_then(|item| item.copyright),
        None => form.definition().questionnaire.copyright.clone(),
    };
    let notice = notice.map(|notice| view! { <p class="govuk-body-s app-notice">{notice}</p> });
    // The person who goes on stands at the top of what comes next; the one who has just come is left where they are.
    Effect::new(move |was: Option<bool>| {
        if let (None, true, Some(heading)) = (was, opened.is_under_way(), heading.get()) {
            focus_element(&heading);
        }
        heading.get().is_some()
    });
    let title = section.title.clone();
    let head = move || {
        let of = opened.n_sections();
        has_others.get().then(|| {
            let caption = wording().fill(
                "embed.part",
                &[
                    ("n", &n.saturating_add(1).to_string()),
                    ("of", &of.to_string()),
                ],
            );
            view! {
                <h3 class="govuk-heading-m" tabindex="-1" node_ref=heading>
                    <span class="govuk-caption-l">{caption}</span>
                    {title.clone()}
                </h3>
            }
        })
    };
    let next = move || {
        let words = wording();
        let is_end = is_last.get();
        (!(is_end && opened.has_no_button)).then(|| {
            let text = words.say(if is_end {
                "embed.finish"
            } else {
                "embed.continue"
            });
            view! { <Button text=text on_press=move |()| opened.go_on()/> }
        })
    };
    let back = (n > 0).then(|| {
        view! {
            <Button
                text=wording().say("embed.back")
                kind=ButtonKind::Secondary
                on_press=move |()| opened.go_back()
            />
        }
    });
    let level = if untrack(|| has_others.get()) {
        Level(4)
    } else {
        Level(3)
    };
    view! {
        {head}
        {help}
        <div class="app-form">
            <Items form=form parent=section.node level=level/>
        </div>
        {notice}
        <div class="govuk-button-group">{next} {back}</div>
    }
    .into_any()
}

/// Says that the form is finished, as long as it is. The place is there before the words are, so that they are read out.
#[component]
fn Finished(
    /// The form.
    opened: Opened,
) -> impl IntoView {
    let words = move || {
        opened.is_finished.get().then(|| {
            view! { <InsetText><p class="govuk-body">{wording().say("embed.finished")}</p></InsetText> }
        })
    };
    view! { <div role="status">{words}</div> }.into_any()
}

/// The alerts that stand, on whatever part they were raised.
#[component]
fn StandingAlerts(
    /// The form.
    opened: Opened,
) -> impl IntoView {
    let form = opened.form;
    let raised = move || form.alerts().with(|alerts| alerts.raised.clone());
    let title = Signal::derive(move || wording().count("alert.title", raised().len()));
    let alerts = Signal::derive(move || {
        let all: Vec<Alert> = raised()
            .into_iter()
            .map(|node| Alert {
                text: alert_words(form, node),
                target: is_shown(opened, node).then(|| id_of(node)),
                href: None,
            })
            .collect();
        all
    });
    view! { <AlertBar title=title alerts=alerts/> }.into_any()
}

/// Whether a question stands on the part that is shown; follows it.
fn is_shown(opened: Opened, node: NodeId) -> bool {
    opened.section().is_some_and(|(_, section)| {
        section_of(opened.form, node, std::slice::from_ref(&section)).is_some()
    })
}

/// The links of the error summary: one to each question that has something to put right.
fn links(opened: Opened) -> Vec<ErrorLink> {
    let form = opened.form;
    let mut seen: Vec<NodeId> = Vec::new();
    let mut links = Vec::new();
    for violation in form.shown() {
        if seen.contains(&violation.node) {
            continue;
        }
        seen.push(violation.node);
        links.push(ErrorLink {
            text: message(form, &violation),
            // What is wrong in another part is said, and is come to by going on.
            target: is_shown(opened, violation.node).then(|| id_of(violation.node)),
        });
    }
    links
}

/// What is wrong, in words.
pub fn message(form: OpenForm, violation: &Violation) -> String {
    form.with_form(|form| messages::message(violation, form, &wording()))
}

/// Answers the form was given and has no place for.
#[component]
fn NotCarried(
    /// The form.
    opened: Opened,
) -> impl IntoView {
    let not_carried = opened.not_carried();
    if not_carried.is_empty() {
        return ().into_any();
    }
    let words = wording();
    let lines = not_carried
        .into_iter()
        .map(|of| {
            let was = match of.was {
                Entry::Value(value) => value.words(&words),
                Entry::AsTyped(typed) => typed,
            };
            view! { <li>{of.link_id.to_string()} ": " {was}</li> }
        })
        .collect_view();
    view! {
        <NotificationBanner>
            <p class="govuk-notification-banner__heading">{words.say("embed.not-carried")}</p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            <p class="govuk-body">{words.say("embed.not-carried-do")}</p>
        </NotificationBanner>
    }
    .into_any()
}
