//! The buttons for reading a page aloud. Nothing is read before one is pressed.
//!
//! ```ignore
//! view! { <ReadAloudBar is_reading=is_reading on_read=start on_stop=stop on_again=again on_slower=slower is_slow=is_slow/> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Button, ButtonKind, wording};

/// The buttons for reading aloud.
#[component]
pub fn ReadAloudBar(
    /// Whether something is being read.
    #[prop(into)]
    is_reading: Signal<bool>,
    /// Whether it is read slowly.
    #[prop(into)]
    is_slow: Signal<bool>,
    /// Whether reading has stopped because it could not go on.
    #[prop(optional, into)]
    has_failed: Signal<bool>,
    /// Read the page.
    #[prop(into)]
    on_read: Callback<()>,
    /// Stop.
    #[prop(into)]
    on_stop: Callback<()>,
    /// Read the last statement again.
    #[prop(into)]
    on_again: Callback<()>,
    /// Slower, or as fast as usual again.
    #[prop(into)]
    on_slower: Callback<()>,
) -> impl IntoView {
    let words = wording();
    let pressed = move |_| {
        if is_reading.get_untracked() {
            on_stop.run(());
        } else {
            on_read.run(());
        }
    };
    let text = move || {
        wording().say(if is_reading.get() {
            "component.read-stop"
        } else {
            "component.read-page"
        })
    };
    view! {
        <div class="app-read-aloud" role="group" aria-label=words.say("component.read-aloud")>
            <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-pressed=move || is_reading.get().to_string()
                on:click=pressed
            >
                {text}
            </button>
            <Button
                text=words.say("component.read-again")
                kind=ButtonKind::Secondary
                on_press=on_again
            />
            <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-pressed=move || is_slow.get().to_string()
                on:click=move |_| on_slower.run(())
            >
                {words.say("component.read-slower")}
            </button>
            <p class="app-read-aloud__failed" role="status">
                {move || has_failed.get().then(|| wording().say("component.read-failed"))}
            </p>
        </div>
    }
    .into_any()
}
