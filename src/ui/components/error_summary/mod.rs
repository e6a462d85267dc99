//! What has to be put right, at the top of the page, each with a link to its field.
//!
//! Shown when there is something to put right; takes focus when it appears and each time `attempt` changes.
//! A link moves focus to the field and leaves the address alone, since the address is the route.
//!
//! ```ignore
//! view! { <ErrorSummary errors=errors attempt=n_times_continued /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::wording;
use crate::browser::focus::{focus_element, focus_field_beside};

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorLink {
    /// The words, the same as beside the field.
    pub text: String,
    /// The id of the field, of the first radio, or of what holds them.
    pub target: Option<String>,
}

impl ErrorLink {
    /// Words that lead to a field.
    #[must_use]
    pub fn new(target: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            target: Some(target.into()),
        }
    }

    /// Words that lead nowhere.
    #[must_use]
    pub fn without_link(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            target: None,
        }
    }
}

/// The error summary.
#[component]
pub fn ErrorSummary(
    /// What has to be put right. Nothing is shown while it is empty.
    #[prop(into)]
    errors: Signal<Vec<ErrorLink>>,
    /// Takes focus again each time this changes: how often the person has pressed continue.
    #[prop(optional, into)]
    attempt: Signal<usize>,
    /// The heading, where "There is a problem" does not fit.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// Words above the list.
    #[prop(optional, into)]
    description: MaybeProp<String>,
) -> impl IntoView {
    let words = wording();
    let has_errors = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    let summary = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        attempt.track();
        if has_errors.get()
            && let Some(summary) = summary.get()
        {
            focus_element(&summary);
        }
    });
    move || {
        has_errors.get().then(|| {
            let title = title
                .get()
                .unwrap_or_else(|| words.say("component.error-summary.title"));
            view! {
                <div class="govuk-error-summary" tabindex="-1" node_ref=summary>
                    <div role="alert">
                        <h2 class="govuk-error-summary__title">{title}</h2>
                        <div class="govuk-error-summary__body">
                            {move || description.get().map(|text| view! { <p>{text}</p> })}
                            <ul class="govuk-list govuk-error-summary__list">
                                {move || errors.get().into_iter().map(line).collect_view()}
                            </ul>
                        </div>
                    </div>
                </div>
            }
            .into_any()
        })
    }
}

/// One line of the list.
fn line(error: ErrorLink) -> impl IntoView {
    let inside = match error.target {
        Some(target) => {
            let href = format!("#{target}");
            let followed = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                focus_field_beside(&event_target(&event), &target);
            };
            view! {
                <a href=href on:click=followed>
                    {error.text}
                </a>
            }
            .into_any()
        }
        None => error.text.into_any(),
    };
    view! { <li>{inside}</li> }
}
