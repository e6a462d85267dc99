//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Label, Size};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <Label text="National Insurance number" /> }.into_any()
        })
        .mirrors("label", "default"),
        example("with bold text", || {
            view! { <Label text="National Insurance number" size=Size::S /> }.into_any()
        })
        .mirrors("label", "with bold text"),
        example("styled as xl text", || {
            view! { <Label text="National Insurance number" size=Size::Xl /> }.into_any()
        })
        .mirrors("label", "styled as xl text"),
        example("styled as large text", || {
            view! { <Label text="National Insurance number" size=Size::L /> }.into_any()
        })
        .mirrors("label", "styled as large text"),
        example("styled as medium text", || {
            view! { <Label text="National Insurance number" size=Size::M /> }.into_any()
        })
        .mirrors("label", "styled as medium text"),
        example("styled as small text", || {
            view! { <Label text="National Insurance number" size=Size::S /> }.into_any()
        })
        .mirrors("label", "styled as small text"),
        example("as page heading xl", || {
            view! {
                <Label text="National Insurance number" size=Size::Xl is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("label", "as page heading xl"),
        example("as page heading l", || {
            view! {
                <Label text="National Insurance number" size=Size::L is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("label", "as page heading l"),
        example("as page heading m", || {
            view! {
                <Label text="National Insurance number" size=Size::M is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("label", "as page heading m"),
        example("as page heading s", || {
            view! {
                <Label text="National Insurance number" size=Size::S is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("label", "as page heading s"),
        example("as page heading without class", || {
            view! { <Label text="National Insurance number" is_page_heading=true /> }.into_any()
        })
        .mirrors("label", "as page heading without class"),
        example("classes", || {
            view! {
                <Label text="National Insurance number" class="extra-class one-more-class" />
            }
            .into_any()
        })
        .mirrors("label", "classes"),
        example("html as text", || {
            view! { <Label text="National Insurance number, <em>NINO</em>" /> }.into_any()
        })
        .mirrors("label", "html as text"),
        example("for", || {
            view! { <Label text="National Insurance number" of="test-target-input" /> }.into_any()
        })
        .mirrors("label", "for"),
    ]
}
