//! What stands in the page: the form, part by part, with its error summary and the alerts that stand.

use leptos::prelude::*;

use super::opened::Opened;
use super::part::Part;
use super::step::EasyStep;
use crate::browser::focus::focus_element;
use crate::engine::form::NodeId;
use crate::engine::messages;
use crate::engine::validate::Violation;
use crate::ui::components::{
    Alert, AlertBar, Button, ButtonKind, ErrorLink, ErrorSummary, InsetText,
};
use crate::ui::item::{Items, Level, OneItem, alert_words, id_of};
use crate::ui::not_carried::NotCarriedAnswers;
use crate::ui::open_form::OpenForm;
use crate::ui::sections::Section;
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
    let shown = Memo::new(move |_| opened.part());
    let part = move || {
        shown
            .get()
            .map(|(n, part)| view! { <OnePart opened=opened n=n part=part/> })
    };
    let is_easy = opened.easy_read_language().is_some();
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
                <NotCarriedAnswers
                    answers=opened.not_carried()
                    heading="embed.not-carried"
                    advice="embed.not-carried-do"
                />
                <div class:app-easy=is_easy>{part}</div>
                <Finished opened=opened/>
            </fieldset>
        </section>
    }
    .into_any()
}

/// One part of the form, and the ways on and back.
#[component]
fn OnePart(
    /// The form.
    opened: Opened,
    /// Its place among the others, from nought.
    n: usize,
    /// The part.
    part: Part,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H3>::new();
    let has_others = Memo::new(move |_| opened.n_parts() > 1);
    let is_last = Memo::new(move |_| n.saturating_add(1) >= opened.n_parts());
    // The person who goes on stands at the top of what comes next; the one who has just come is left where they are.
    Effect::new(move |was: Option<bool>| {
        if let (None, true, Some(heading)) = (was, opened.is_under_way(), heading.get()) {
            focus_element(&heading);
        }
        heading.get().is_some()
    });
    let title = part.title();
    let is_easy = opened.easy_read_language().is_some();
    let head = move || {
        let of = opened.n_parts();
        has_others.get().then(|| {
            let (class, caption) = if is_easy {
                ("govuk-heading-l", "step.of")
            } else {
                ("govuk-heading-m", "embed.part")
            };
            let caption = wording().fill(
                caption,
                &[
                    ("n", &n.saturating_add(1).to_string()),
                    ("of", &of.to_string()),
                ],
            );
            view! {
                <h3 class=class tabindex="-1" node_ref=heading>
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
            let text = match (is_easy, is_end) {
                (false, false) => "embed.continue",
                (false, true) => "embed.finish",
                (true, false) => "step.next",
                (true, true) => "step.finish",
            };
            view! { <Button text=words.say(text) on_press=move |()| opened.go_on()/> }
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
    let inside = match part {
        Part::Section(section) => {
            view! { <InSection opened=opened section=section level=level/> }.into_any()
        }
        Part::Step(step) => view! { <EasyStep opened=opened step=*step/> }.into_any(),
        Part::Worker(own) => own
            .into_iter()
            .map(|node| view! { <OneItem form=opened.form node=node level=level/> })
            .collect_view()
            .into_any(),
    };
    view! {
        {head}
        {inside}
        <div class="govuk-button-group">{next} {back}</div>
    }
    .into_any()
}

/// What stands in a section.
#[component]
fn InSection(
    /// The form.
    opened: Opened,
    /// The section.
    section: Section,
    /// The level of its headings.
    level: Level,
) -> impl IntoView {
    let form = opened.form;
    let words = wording();
    let item = section.node.and_then(|node| form.item(node));
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
    view! {
        {help}
        <div class="app-form">
            <Items form=form parent=section.node level=level/>
        </div>
        {notice}
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
    opened
        .part()
        .is_some_and(|(_, part)| part.holds(opened.form, node))
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
