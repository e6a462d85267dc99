//! The way back to the page before, above everything else. It stays where it is when there are errors.
//!
//! ```ignore
//! view! { <BackLink href="#/" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::wording;

/// A back link.
#[component]
pub fn BackLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// The words, where "Back" does not say enough.
    #[prop(optional, into)]
    text: MaybeProp<String>,
) -> impl IntoView {
    let text = text
        .get_untracked()
        .unwrap_or_else(|| wording().say("component.back-link.text"));
    view! {
        <a href=href class="govuk-back-link">
            {text}
        </a>
    }
    .into_any()
}
