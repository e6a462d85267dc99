//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::ErrorMessage;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <ErrorMessage text="Error message about full name goes here" /> }.into_any()
        })
        .mirrors("error-message", "default"),
        example("id", || {
            view! {
                <ErrorMessage text="This is an error message" id="my-error-message-id" />
            }
            .into_any()
        })
        .mirrors("error-message", "id"),
        example("classes", || {
            view! {
                <ErrorMessage text="This is an error message" class="custom-class" />
            }
            .into_any()
        })
        .mirrors("error-message", "classes"),
        example("html as text", || {
            view! { <ErrorMessage text="Unexpected > in body" /> }.into_any()
        })
        .mirrors("error-message", "html as text"),
    ]
}
