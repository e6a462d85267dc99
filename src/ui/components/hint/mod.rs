//! One short phrase that helps to answer a question. Text only: screen readers read it with the control.
//!
//! ```ignore
//! view! { <Hint id="name-hint" text="As it is on the court papers" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::classes;

/// A hint. Inside a control it is made from the control's `hint`.
#[component]
pub fn Hint(
    /// The words.
    #[prop(into)]
    text: String,
    /// Its id, which the control names in `aria-describedby`.
    #[prop(optional, into)]
    id: Option<String>,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    view! { <div id=id class=classes(&["govuk-hint", &class])>{text}</div> }.into_any()
}
