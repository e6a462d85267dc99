//! A group of controls under one legend.
//!
//! ```ignore
//! view! {
//!     <Fieldset legend="Where does the person live?" size=Size::M>
//!         <Input id="line-1" label="Address line 1" value=line on_input=… />
//!     </Fieldset>
//! }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Size, classes};

/// A fieldset with its legend.
#[component]
pub fn Fieldset(
    /// The words of the legend: the whole question.
    #[prop(into)]
    legend: String,
    /// How large the legend is.
    #[prop(optional)]
    size: Size,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    is_page_heading: bool,
    /// The role, where the native one is not enough (`group` for a date).
    #[prop(optional, into)]
    role: Option<String>,
    /// The ids of what describes the group.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
    /// The controls.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let legend_class = classes(&[
        "govuk-fieldset__legend",
        &size.class("govuk-fieldset__legend"),
    ]);
    let legend = if is_page_heading {
        view! { <h1 class="govuk-fieldset__heading">{legend}</h1> }.into_any()
    } else {
        legend.into_any()
    };
    view! {
        <fieldset
            class=classes(&["govuk-fieldset", &class])
            role=role
            aria-describedby=move || described_by.get()
        >
            <legend class=legend_class>{legend}</legend>
            {children.map(|children| children())}
        </fieldset>
    }
    .into_any()
}
