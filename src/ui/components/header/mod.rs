//! The name of the service at the top of every page. No emblem of a state or a health service: an agency brings its own.
//!
//! ```ignore
//! view! { <Header name="MHTR forms" href="#/" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// The header.
#[component]
pub fn Header(
    /// The name of the service.
    #[prop(into)]
    name: String,
    /// Where the name leads.
    #[prop(into)]
    href: String,
    /// What stands at the other end, such as whether the answers are kept.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let aside =
        children.map(|children| view! { <div class="app-header__aside">{children()}</div> });
    view! {
        <div class="govuk-generic-header">
            <div class="govuk-generic-header__container govuk-width-container">
                <div class="govuk-generic-header__logo">
                    <a href=href class="govuk-generic-header__homepage-link">
                        {name}
                    </a>
                </div>
                {aside}
            </div>
        </div>
    }
    .into_any()
}
