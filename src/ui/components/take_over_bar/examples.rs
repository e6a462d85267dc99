//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::TakeOverBar;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("open in another tab", || {
            let is_shown = RwSignal::new(true);
            view! { <TakeOverBar is_shown=is_shown on_take_over=move |()| is_shown.set(false) /> }
                .into_any()
        }),
        example("here", || {
            view! { <TakeOverBar is_shown=false on_take_over=|()| () /> }.into_any()
        }),
    ]
}
