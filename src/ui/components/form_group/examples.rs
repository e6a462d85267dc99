//! Named examples of this component: for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::FormGroup;
use crate::ui::components::WarningText;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("round words that are not a question", || {
            view! {
                <FormGroup link_id="introduction">
                    <p class="govuk-body">"Say who you are and why you are here."</p>
                </FormGroup>
            }
            .into_any()
        }),
        example("with error", || {
            view! {
                <FormGroup error="Answer the questions about risk">
                    <WarningText>"The risk section is not complete."</WarningText>
                </FormGroup>
            }
            .into_any()
        }),
    ]
}
