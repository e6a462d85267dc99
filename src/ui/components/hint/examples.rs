//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Hint;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! {
                <Hint text="It's on your National Insurance card, benefit letter, payslip or P60.\nFor example, 'QQ 12 34 56 C'.\n" />
            }
            .into_any()
        })
        .mirrors("hint", "default"),
        example("classes", || {
            view! {
                <Hint text="It's on your National Insurance card, benefit letter, payslip or P60."
                    id="example-hint" class="app-hint--custom-modifier" />
            }
            .into_any()
        })
        .mirrors("hint", "classes"),
        example("id", || {
            view! {
                <Hint text="It's on your National Insurance card, benefit letter, payslip or P60."
                    id="my-hint" />
            }
            .into_any()
        })
        .mirrors("hint", "id"),
        example("html as text", || {
            view! { <Hint text="Unexpected <strong>bold text</strong> in body" /> }.into_any()
        })
        .mirrors("hint", "html as text"),
    ]
}
