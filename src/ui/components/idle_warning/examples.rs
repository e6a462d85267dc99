//! Named examples of this component: for the gallery and the accessibility checks. Shown alone only,
//! since it opens over the page.

use leptos::prelude::*;

use super::IdleWarning;
use crate::ui::gallery::{Example, example};

/// A page with a field in it, over which the warning stands with so many seconds left.
fn over_a_page(seconds: u32) -> AnyView {
    let left = RwSignal::new(Some(seconds));
    view! {
        <label class="govuk-label" for="behind">
            "What the person was typing into"
        </label>
        <input class="govuk-input" id="behind" autocomplete="off" />
        <IdleWarning seconds_left=left on_stay=move |()| left.set(None)
            on_lock=move |()| left.set(None) />
    }
    .into_any()
}

/// A warning of which each key pressed in it takes a second.
fn running_down() -> AnyView {
    let left = RwSignal::new(Some(30_u32));
    let count = move |_| left.update(|left| *left = left.map(|left| left.saturating_sub(1)));
    view! {
        <div on:keydown=count>
            <IdleWarning seconds_left=left on_stay=move |()| left.set(None)
                on_lock=move |()| left.set(None) />
        </div>
    }
    .into_any()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("30 seconds left", || over_a_page(30)),
        example("1 second left", || over_a_page(1)),
        example("each key in it takes a second", running_down),
    ]
}
