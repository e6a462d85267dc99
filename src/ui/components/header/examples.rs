//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Header;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <Header name="My cool service" href="/" /> }.into_any()
        })
        .mirrors("generic-header", "default"),
        example("custom url", || {
            view! { <Header name="Some logo text" href="https://www.pizza.gov.uk" /> }.into_any()
        })
        .mirrors("generic-header", "custom url"),
    ]
}
