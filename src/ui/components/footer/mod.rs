//! What is to be said on every page and matters on none: privacy, accessibility, version.
//!
//! ```ignore
//! view! { <Footer links=vec![FooterLink::new("Accessibility", "#/accessibility")]>"Version 0.1.0"</Footer> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::wording;

/// A link in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FooterLink {
    /// The words.
    pub text: String,
    /// Where it goes.
    pub href: String,
}

impl FooterLink {
    /// A link with its words and where it goes.
    #[must_use]
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
        }
    }
}

/// The footer.
#[component]
pub fn Footer(
    /// The links.
    #[prop(optional)]
    links: Vec<FooterLink>,
    /// The words below them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let links = (!links.is_empty()).then(|| {
        let items = links
            .into_iter()
            .map(|link| {
                view! {
                    <li class="govuk-footer__inline-list-item">
                        <a class="govuk-footer__link" href=link.href>
                            {link.text}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <h2 class="govuk-visually-hidden">{wording().say("component.footer.links")}</h2>
            <ul class="govuk-footer__inline-list">{items}</ul>
        }
    });
    let words = children
        .map(|children| view! { <div class="govuk-footer__meta-custom">{children()}</div> });
    view! {
        <div class="govuk-footer">
            <div class="govuk-width-container">
                <div class="govuk-footer__meta">
                    <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
                        {links}
                        {words}
                    </div>
                </div>
            </div>
        </div>
    }
    .into_any()
}
