//! Answers that a form was given and has no place for, said where the form stands.

use leptos::prelude::*;

use crate::engine::form::NotCarried;
use crate::engine::response::Entry;
use crate::ui::components::NotificationBanner;
use crate::ui::wording;

/// Lists them; nothing where there are none.
#[component]
pub fn NotCarriedAnswers(
    /// The answers.
    answers: Vec<NotCarried>,
    /// The key of what is said of them.
    heading: &'static str,
    /// The key of what to do about them, where anything can be done.
    #[prop(optional)]
    advice: Option<&'static str>,
) -> impl IntoView {
    if answers.is_empty() {
        return ().into_any();
    }
    let words = wording();
    let lines = answers
        .into_iter()
        .map(|of| {
            let was = match of.was {
                Entry::Value(value) => value.words(&words),
                Entry::AsTyped(typed) => typed,
            };
            view! { <li>{of.link_id.to_string()} ": " {was}</li> }
        })
        .collect_view();
    let advice = advice.map(|key| view! { <p class="govuk-body">{words.say(key)}</p> });
    view! {
        <NotificationBanner>
            <p class="govuk-notification-banner__heading">{words.say(heading)}</p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            {advice}
        </NotificationBanner>
    }
    .into_any()
}
