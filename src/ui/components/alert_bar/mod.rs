//! Answers that must not be missed, in view for as long as they stand, each with a link to its question.
//!
//! It sticks to the top of the screen. It never takes more than a third of it, and the page keeps that
//! much room free when it scrolls to a control, so that it cannot cover what has the focus.
//!
//! ```ignore
//! view! { <AlertBar title="Risk: 2 answers need attention" alerts=alerts /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::classes;
use crate::browser::focus::focus_field_beside;

/// One answer that must not be missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The question and what was answered.
    pub text: String,
    /// The id of the question's control, when it is on this page.
    pub target: Option<String>,
    /// Where the question is, when it is on another page.
    pub href: Option<String>,
}

impl Alert {
    /// An answer whose question is on this page.
    #[must_use]
    pub fn here(text: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            target: Some(target.into()),
            href: None,
        }
    }

    /// An answer whose question is on another page.
    #[must_use]
    pub fn elsewhere(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            target: None,
            href: Some(href.into()),
        }
    }
}

/// The alert bar. It takes no room while there are no alerts, but stays in the page: a screen reader
/// reads out a change only where it already knew the place.
#[component]
pub fn AlertBar(
    /// What the bar says first: how many there are. Read out each time it changes.
    #[prop(into)]
    title: Signal<String>,
    /// The answers.
    #[prop(into)]
    alerts: Signal<Vec<Alert>>,
    /// What its ids begin with.
    #[prop(default = "alert-bar".into(), into)]
    id: String,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let has_alerts = Memo::new(move |_| alerts.with(|alerts| !alerts.is_empty()));
    let labelled_by = title_id.clone();
    view! {
        <div
            class=move || {
                classes(&["app-alert-bar", if has_alerts.get() { "" } else { "app-alert-bar--empty" }])
            }
            role=move || has_alerts.get().then_some("region")
            aria-labelledby=move || has_alerts.get().then(|| labelled_by.clone())
        >
            <div class="app-alert-bar__inside">
                <p class="app-alert-bar__title" id=title_id role="status">
                    {move || has_alerts.get().then(|| title.get())}
                </p>
                {move || {
                    has_alerts
                        .get()
                        .then(|| {
                            view! {
                                <ul class="app-alert-bar__list">
                                    {move || alerts.get().into_iter().map(line).collect_view()}
                                </ul>
                            }
                        })
                }}
            </div>
        </div>
    }
    .into_any()
}

/// One answer of the bar.
fn line(alert: Alert) -> impl IntoView {
    let target = alert.target;
    let inside = match alert
        .href
        .or_else(|| target.as_ref().map(|target| format!("#{target}")))
    {
        Some(href) => {
            let followed = move |event: leptos::ev::MouseEvent| {
                if let Some(target) = &target {
                    event.prevent_default();
                    focus_field_beside(&event_target(&event), target);
                }
            };
            view! {
                <a class="app-alert-bar__link" href=href on:click=followed>
                    {alert.text}
                </a>
            }
            .into_any()
        }
        None => alert.text.into_any(),
    };
    view! { <li class="app-alert-bar__item">{inside}</li> }
}
