//! The first thing the keyboard meets: past the header, to what the page is about.
//!
//! ```ignore
//! view! { <SkipLink target="main" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::wording;
use crate::browser::focus::focus_field;

/// A skip link.
#[component]
pub fn SkipLink(
    /// The id of what it skips to, which can take focus.
    #[prop(into)]
    target: String,
    /// The words, where "Skip to main content" does not fit.
    #[prop(optional, into)]
    text: MaybeProp<String>,
) -> impl IntoView {
    let text = text
        .get_untracked()
        .unwrap_or_else(|| wording().say("component.skip-link.text"));
    let href = format!("#{target}");
    let followed = move |event: leptos::ev::MouseEvent| {
        // The address is the route: following the link would leave the page.
        event.prevent_default();
        focus_field(&target);
    };
    view! {
        <a href=href class="govuk-skip-link" on:click=followed>
            {text}
        </a>
    }
    .into_any()
}
