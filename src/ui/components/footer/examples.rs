//! Named examples of this component: for the gallery and the accessibility checks.
//!
//! The published examples all carry the crown, which is not ours to show.

use leptos::prelude::*;

use super::{Footer, FooterLink};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("empty", || view! { <Footer /> }.into_any()),
        example("with links and words", || {
            let links = vec![
                FooterLink::new("Accessibility", "#/gallery"),
                FooterLink::new("Privacy", "#/gallery"),
            ];
            view! { <Footer links=links>"Answers stay on this computer. Version 0.1.0"</Footer> }
                .into_any()
        }),
    ]
}
