//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{BannerKind, NotificationBanner};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! {
                <NotificationBanner>
                    "This publication was withdrawn on 7 March 2014."
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "default"),
        example("with type as success", || {
            view! {
                <NotificationBanner kind=BannerKind::Success>
                    "Email sent to example@email.com"
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "with type as success"),
        example("with long heading", || {
            view! {
                <NotificationBanner>
                    "This publication was withdrawn on 7 March 2014, before being sent in, sent back, queried, lost, found, subjected to public inquiry, lost again, and finally buried in soft peat for three months and recycled as firelighters."
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "with long heading"),
        example("custom title", || {
            view! {
                <NotificationBanner title="Important information">
                    "This publication was withdrawn on 7 March 2014."
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "custom title"),
        example("title html as text", || {
            view! {
                <NotificationBanner title="<span>Important information</span>">
                    "This publication was withdrawn on 7 March 2014."
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "title html as text"),
        example("custom text", || {
            view! {
                <NotificationBanner>
                    "This publication was withdrawn on 7 March 2014."
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "custom text"),
        example("html as text", || {
            view! {
                <NotificationBanner>
                    "<span>This publication was withdrawn on 7 March 2014.</span>"
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "html as text"),
        example("auto-focus disabled, with type as success", || {
            view! {
                <NotificationBanner kind=BannerKind::Success>
                    "Email sent to example@email.com"
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "auto-focus disabled, with type as success"),
        example("auto-focus explicitly enabled, with type as success", || {
            view! {
                <NotificationBanner kind=BannerKind::Success>
                    "Email sent to example@email.com"
                </NotificationBanner>
            }
            .into_any()
        })
        .mirrors("notification-banner", "auto-focus explicitly enabled, with type as success"),
    ]
}
