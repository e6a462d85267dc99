//! Something about the whole page that is not an error: what has just worked, or what to know.
//!
//! ```ignore
//! view! { <NotificationBanner id="restored">"Your answers from this morning are back."</NotificationBanner> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{classes, wording};

/// What a banner is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Something to know.
    #[default]
    Important,
    /// Something has worked: read out at once.
    Success,
}

/// A notification banner.
#[component]
pub fn NotificationBanner(
    /// What its id begins with. Two banners on one page need two.
    #[prop(default = "govuk-notification-banner".into(), into)]
    id: String,
    /// What it is about.
    #[prop(optional)]
    kind: BannerKind,
    /// The heading, where "Important" and "Success" do not fit.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// The words. One sentence is shown large; more than one bring their own paragraphs with `is_plain`.
    children: Children,
    /// Whether the children bring their own paragraphs.
    #[prop(optional)]
    is_plain: bool,
) -> impl IntoView {
    let words = wording();
    let (class, role, default_title) = match kind {
        BannerKind::Important => (
            "",
            "region",
            words.say("component.notification-banner.important"),
        ),
        BannerKind::Success => (
            "govuk-notification-banner--success",
            "alert",
            words.say("component.notification-banner.success"),
        ),
    };
    let title_id = format!("{id}-title");
    let title = title.get_untracked().unwrap_or(default_title);
    let content = if is_plain {
        children()
    } else {
        view! { <p class="govuk-notification-banner__heading">{children()}</p> }.into_any()
    };
    view! {
        <div
            class=classes(&["govuk-notification-banner", class])
            role=role
            aria-labelledby=title_id
        >
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id=title_id.clone()>
                    {title}
                </h2>
            </div>
            <div class="govuk-notification-banner__content">{content}</div>
        </div>
    }
    .into_any()
}
