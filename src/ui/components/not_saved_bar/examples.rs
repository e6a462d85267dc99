//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::{NotSaved, NotSavedBar};
use crate::ui::gallery::{Example, example};
use crate::ui::wording;

/// The bar with the app's own words for a reason.
fn because(why: &str, to_do: &str, (can_try_again, can_copy): (bool, bool)) -> AnyView {
    let words = wording();
    let reason = NotSaved {
        why: words.say(why),
        to_do: words.say(to_do),
        can_try_again,
        can_copy,
    };
    view! { <NotSavedBar reason=Some(reason) on_again=|()| () on_copy=|()| () /> }.into_any()
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("a disk that is full", || {
            because("keep.full", "keep.full-do", (true, true))
        }),
        example("a browser that keeps nothing", || {
            because("keep.blocked", "keep.blocked-do", (false, true))
        }),
        example("while a client has the device", || {
            because("keep.full", "keep.client-do", (true, false))
        }),
        example("everything is saved", || {
            view! { <NotSavedBar reason=None on_again=|()| () on_copy=|()| () /> }.into_any()
        }),
    ]
}
