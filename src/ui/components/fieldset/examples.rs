//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Fieldset, Size};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <Fieldset legend="What is your address?" /> }.into_any()
        })
        .mirrors("fieldset", "default"),
        example("styled as xl text", || {
            view! { <Fieldset legend="What is your address?" size=Size::Xl /> }.into_any()
        })
        .mirrors("fieldset", "styled as xl text"),
        example("styled as large text", || {
            view! { <Fieldset legend="What is your address?" size=Size::L /> }.into_any()
        })
        .mirrors("fieldset", "styled as large text"),
        example("styled as medium text", || {
            view! { <Fieldset legend="What is your address?" size=Size::M /> }.into_any()
        })
        .mirrors("fieldset", "styled as medium text"),
        example("styled as small text", || {
            view! { <Fieldset legend="What is your address?" size=Size::S /> }.into_any()
        })
        .mirrors("fieldset", "styled as small text"),
        example("as page heading xl", || {
            view! {
                <Fieldset legend="What is your address?" size=Size::Xl is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("fieldset", "as page heading xl"),
        example("as page heading l", || {
            view! {
                <Fieldset legend="What is your address?" size=Size::L is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("fieldset", "as page heading l"),
        example("as page heading m", || {
            view! {
                <Fieldset legend="What is your address?" size=Size::M is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("fieldset", "as page heading m"),
        example("as page heading s", || {
            view! {
                <Fieldset legend="What is your address?" size=Size::S is_page_heading=true />
            }
            .into_any()
        })
        .mirrors("fieldset", "as page heading s"),
        example("as page heading without class", || {
            view! { <Fieldset legend="What is your address?" is_page_heading=true /> }.into_any()
        })
        .mirrors("fieldset", "as page heading without class"),
        example("with describedBy", || {
            view! {
                <Fieldset legend="Which option?" described_by="test-target-element" />
            }
            .into_any()
        })
        .mirrors("fieldset", "with describedBy"),
        example("html as text", || {
            view! { <Fieldset legend="What is <b>your</b> address?" /> }.into_any()
        })
        .mirrors("fieldset", "html as text"),
        example("classes", || {
            view! {
                <Fieldset legend="Which option?" class="app-fieldset--custom-modifier" />
            }
            .into_any()
        })
        .mirrors("fieldset", "classes"),
        example("role", || {
            view! { <Fieldset legend="Which option?" role="group" /> }.into_any()
        })
        .mirrors("fieldset", "role"),
    ]
}
