//! To the section before and the section after.
//!
//! ```ignore
//! view! { <Pagination previous=PaginationLink::new("#/…").with_label("PHQ-9") next=PaginationLink::new("#/…") /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{classes, wording};

/// A link to the page before or after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaginationLink {
    /// Where it goes.
    pub href: String,
    /// The words, where "Previous page" and "Next page" do not fit.
    pub text: Option<String>,
    /// What is there.
    pub label: Option<String>,
}

impl PaginationLink {
    /// A link to a page.
    #[must_use]
    pub fn new(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: None,
            label: None,
        }
    }

    /// With other words.
    #[must_use]
    pub fn with_text(self, text: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            ..self
        }
    }

    /// With what is there.
    #[must_use]
    pub fn with_label(self, label: impl Into<String>) -> Self {
        Self {
            label: Some(label.into()),
            ..self
        }
    }
}

/// Which way a link goes.
#[derive(Clone, Copy)]
enum Way {
    Back,
    On,
}

/// The links to the pages before and after.
#[component]
pub fn Pagination(
    /// The page before.
    #[prop(optional)]
    previous: Option<PaginationLink>,
    /// The page after.
    #[prop(optional)]
    next: Option<PaginationLink>,
    /// What the navigation is called.
    #[prop(optional, into)]
    title: MaybeProp<String>,
) -> impl IntoView {
    let title = title
        .get_untracked()
        .unwrap_or_else(|| wording().say("component.pagination.title"));
    view! {
        <nav class="govuk-pagination govuk-pagination--block" aria-label=title>
            {previous.map(|link| way(Way::Back, link))}
            {next.map(|link| way(Way::On, link))}
        </nav>
    }
    .into_any()
}

/// The link one way.
fn way(way: Way, link: PaginationLink) -> impl IntoView {
    let words = wording();
    let (class, rel, icon, path, text, hidden) = match way {
        Way::Back => (
            "govuk-pagination__prev",
            "prev",
            "govuk-pagination__icon govuk-pagination__icon--prev",
            "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
            words.say("component.pagination.previous"),
            words.say("component.pagination.previous-page"),
        ),
        Way::On => (
            "govuk-pagination__next",
            "next",
            "govuk-pagination__icon govuk-pagination__icon--next",
            "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
            words.say("component.pagination.next"),
            words.say("component.pagination.next-page"),
        ),
    };
    let text = match link.text {
        Some(text) => text.into_any(),
        None => view! {
            {text}
            <span class="govuk-visually-hidden">" " {hidden}</span>
        }
        .into_any(),
    };
    let decorated = if link.label.is_none() {
        "govuk-pagination__link-title--decorated"
    } else {
        ""
    };
    let label = link.label.map(|label| {
        view! {
            <span class="govuk-visually-hidden">":"</span>
            <span class="govuk-pagination__link-label">{label}</span>
        }
    });
    view! {
        <div class=class>
            <a class="govuk-link govuk-pagination__link" href=link.href rel=rel>
                <svg
                    class=icon
                    xmlns="http://www.w3.org/2000/svg"
                    height="13"
                    width="15"
                    aria-hidden="true"
                    focusable="false"
                    viewBox="0 0 15 13"
                >
                    <path d=path></path>
                </svg>
                <span class=classes(&["govuk-pagination__link-title", decorated])>
                    {text}
                </span>
                {label}
            </a>
        </div>
    }
}
