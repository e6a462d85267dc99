//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::SkipLink;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! {
                <SkipLink target="test-target-element" text="Skip to main content" />
            }
            .into_any()
        })
        .mirrors("skip-link", "default"),
        example("no href", || {
            view! { <SkipLink target="content" text="Skip to main content" /> }.into_any()
        })
        .mirrors("skip-link", "no href"),
        example("custom href", || {
            view! { <SkipLink target="custom" text="Skip to custom content" /> }.into_any()
        })
        .mirrors("skip-link", "custom href"),
        example("custom text", || {
            view! { <SkipLink target="content" text="skip" /> }.into_any()
        })
        .mirrors("skip-link", "custom text"),
        example("html as text", || {
            view! { <SkipLink target="content" text="<p>skip</p>" /> }.into_any()
        })
        .mirrors("skip-link", "html as text"),
    ]
}
