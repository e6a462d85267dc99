//! Says that something is not saved, for as long as that is so. It cannot be dismissed, and nothing
//! stops the person from typing on.
//!
//! ```ignore
//! view! { <NotSavedBar reason=reason on_again=move |()| again() on_copy=move |()| copy() /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Button, ButtonKind, wording};

/// Why something is not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSaved {
    /// What has happened.
    pub why: String,
    /// What to do about it.
    pub to_do: String,
    /// Whether trying again can help.
    pub can_try_again: bool,
    /// Whether a copy can be given out: not to the person who has the device for one form only.
    pub can_copy: bool,
}

/// The bar. Its place is in the page all the time: a screen reader reads out a change only where it
/// already knew the place, and reads it once while the reason stays the same.
#[component]
pub fn NotSavedBar(
    /// Why something is not saved; `None` while everything is.
    #[prop(into)]
    reason: Signal<Option<NotSaved>>,
    /// Try again was pressed.
    #[prop(into)]
    on_again: Callback<()>,
    /// Download a copy was pressed.
    #[prop(into)]
    on_copy: Callback<()>,
) -> impl IntoView {
    let reason = Memo::new(move |_| reason.get());
    let bar = move || {
        let reason = reason.get()?;
        let words = wording();
        let again = reason.can_try_again.then(|| {
            view! {
                <Button text=words.say("keep.again") kind=ButtonKind::Secondary on_press=on_again />
            }
        });
        let copy = reason.can_copy.then(|| {
            view! {
                <Button text=words.say("keep.copy") kind=ButtonKind::Secondary on_press=on_copy />
            }
        });
        Some(view! {
            <div class="app-not-saved">
                <p class="app-not-saved__title">{words.say("component.not-saved.title")}</p>
                <p class="govuk-body">
                    <strong>{reason.why}</strong>
                </p>
                <p class="govuk-body">{reason.to_do}</p>
                <div class="govuk-button-group">
                    {again}
                    {copy}
                </div>
            </div>
        })
    };
    view! { <div role="alert">{bar}</div> }.into_any()
}
