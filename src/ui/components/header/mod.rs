//! The name of the service at the top of every page. No emblem of a state or a health service: an agency brings its own.
//!
//! ```ignore
//! view! { <Header name="MHTR forms" href="#/" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// A logo before the name of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLogo {
    /// Its address.
    pub address: String,
    /// The address of the one for dark screens.
    pub dark_address: Option<String>,
    /// What it says, for those who do not see it.
    pub alt: String,
}

/// The header.
#[component]
pub fn Header(
    /// The name of the service.
    #[prop(into)]
    name: String,
    /// Where the name leads.
    #[prop(into)]
    href: String,
    /// What stands before the name.
    #[prop(optional_no_strip)]
    logo: Option<HeaderLogo>,
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
                        {logo.map(|logo| view! { <Logo logo=logo /> })}
                        {name}
                    </a>
                </div>
                {aside}
            </div>
        </div>
    }
    .into_any()
}

/// The logo. One that does not arrive leaves the name to stand alone.
#[component]
fn Logo(
    /// Which.
    logo: HeaderLogo,
) -> impl IntoView {
    let has_failed = RwSignal::new(false);
    let dark = logo
        .dark_address
        .map(|address| view! { <source media="(prefers-color-scheme: dark)" srcset=address /> });
    view! {
        <picture class="app-logo" hidden=move || has_failed.get()>
            {dark}
            <img
                class="app-logo__picture"
                src=logo.address
                alt=logo.alt
                on:error=move |_| has_failed.set(true)
            />
        </picture>
    }
    .into_any()
}
