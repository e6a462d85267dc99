//! What is wrong with one answer, in red and in words, between the hint and the control.
//!
//! ```ignore
//! view! { <ErrorMessage id="name-error" text="Enter the person's full name" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{classes, wording};

/// An error message. Inside a control it is made from the control's `error`.
#[component]
pub fn ErrorMessage(
    /// The words, the same as in the error summary.
    #[prop(into)]
    text: String,
    /// Its id, which the control names in `aria-describedby`.
    #[prop(optional, into)]
    id: Option<String>,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let prefix = wording().say("component.error-message.prefix");
    view! {
        <p id=id class=classes(&["govuk-error-message", &class])>
            <span class="govuk-visually-hidden">{prefix}</span>
            " "
            {text}
        </p>
    }
    .into_any()
}
