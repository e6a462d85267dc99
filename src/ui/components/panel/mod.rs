//! Says that something is done, in place of the heading of the page.
//!
//! ```ignore
//! view! { <Panel title="Assessment signed">"Kept on this computer"</Panel> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// A panel.
#[component]
pub fn Panel(
    /// What is done.
    #[prop(into)]
    title: String,
    /// What else is to be said about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let body = children.map(|children| view! { <div class="govuk-panel__body">{children()}</div> });
    view! {
        <div class="govuk-panel govuk-panel--confirmation">
            <h1 class="govuk-panel__title">{title}</h1>
            {body}
        </div>
    }
    .into_any()
}
