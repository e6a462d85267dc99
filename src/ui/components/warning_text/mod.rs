//! Something a person must know before they go on, such as what follows from an answer.
//!
//! ```ignore
//! view! { <WarningText>"Once signed, the assessment cannot be changed."</WarningText> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::wording;

/// A warning.
#[component]
pub fn WarningText(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">
                "!"
            </span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">{wording().say("component.warning-text.prefix")}</span>
                " "
                {children()}
            </strong>
        </div>
    }
    .into_any()
}
