//! A passage set apart from the text round it: a quotation, the notice of an owner of words.
//!
//! ```ignore
//! view! { <InsetText>"Reproduced with permission."</InsetText> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// Inset text.
#[component]
pub fn InsetText(
    /// Its id.
    #[prop(optional, into)]
    id: Option<String>,
    /// The passage.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="govuk-inset-text" id=id>
            {children()}
        </div>
    }
    .into_any()
}
