//! Help that only some people need, folded away. For pages of staff only.
//!
//! ```ignore
//! view! { <Details summary="What to ask">"Ask about …"</Details> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// Details.
#[component]
pub fn Details(
    /// The words that are always shown.
    #[prop(into)]
    summary: String,
    /// Whether it starts unfolded.
    #[prop(optional)]
    is_open: bool,
    /// What is folded away.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="govuk-details" open=is_open>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">{children()}</div>
        </details>
    }
    .into_any()
}
