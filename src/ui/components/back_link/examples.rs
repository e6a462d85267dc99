//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::BackLink;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || view! { <BackLink href="#" /> }.into_any())
            .mirrors("back-link", "default"),
        example("html as text", || {
            view! { <BackLink href="#" text="<b>Home</b>" /> }.into_any()
        })
        .mirrors("back-link", "html as text"),
        example("with custom text and link", || {
            view! { <BackLink href="/home" text="Back to home" /> }.into_any()
        })
        .mirrors("back-link", "with custom text and link"),
    ]
}
