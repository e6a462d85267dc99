//! Says that the app is about to lock, and lets the person stay or lock at once.
//!
//! ```ignore
//! view! { <IdleWarning seconds_left=left on_stay=move |()| stay() on_lock=move |()| lock() /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::ev;
use leptos::prelude::*;

use super::{Button, ButtonKind, wording};
use crate::browser::dialog;

/// The seconds at which what is left is read out again. Each second would drown everything else.
const READ_OUT_AT: [u32; 3] = [20, 10, 5];

/// The warning. It is in the page all the time and opens over it, so that the browser itself puts the
/// keyboard back to where it was.
#[component]
pub fn IdleWarning(
    /// The whole seconds until it locks; `None` while nobody has to be warned.
    #[prop(into)]
    seconds_left: Signal<Option<u32>>,
    /// The person is there: Stay was pressed, or Escape.
    #[prop(into)]
    on_stay: Callback<()>,
    /// Lock now was pressed.
    #[prop(into)]
    on_lock: Callback<()>,
) -> impl IntoView {
    let warning = NodeRef::<leptos::html::Dialog>::new();
    let is_warning = Memo::new(move |_| seconds_left.get().is_some());
    Effect::new(move |_| {
        let is_warning = is_warning.get();
        if let Some(warning) = warning.get() {
            if is_warning {
                dialog::open_over_the_page(&warning);
            } else {
                dialog::close(&warning);
            }
        }
    });
    let left = move || {
        let n = seconds_left.get().unwrap_or_default();
        wording().count("component.idle-warning.left", to_usize(n))
    };
    let read_out = Memo::new(move |was: Option<&Option<u32>>| {
        let left = seconds_left.get()?;
        match was.copied().flatten() {
            Some(was) if !READ_OUT_AT.contains(&left) => Some(was),
            Some(_) | None => Some(left),
        }
    });
    let said = move || {
        read_out
            .get()
            .map(|n| wording().count("component.idle-warning.left", to_usize(n)))
    };
    let escaped = move |event: ev::Event| {
        event.prevent_default();
        on_stay.run(());
    };
    // Some browsers close it without asking when Escape is pressed again and again.
    let closed = move |_| {
        if seconds_left.get_untracked().is_some() {
            on_stay.run(());
        }
    };
    let words = wording();
    view! {
        <dialog
            class="app-dialog"
            node_ref=warning
            aria-labelledby="idle-warning-title"
            aria-describedby="idle-warning-left idle-warning-why"
            on:cancel=escaped
            on:close=closed
        >
            <h2 class="govuk-heading-m" id="idle-warning-title">
                {words.say("component.idle-warning.title")}
            </h2>
            <p class="app-dialog__count" aria-hidden="true">
                {left}
            </p>
            <p class="govuk-visually-hidden" id="idle-warning-left" role="status">
                {said}
            </p>
            <p class="govuk-body" id="idle-warning-why">
                {words.say("component.idle-warning.why")}
            </p>
            <div class="govuk-button-group">
                <Button text=words.say("component.idle-warning.stay") on_press=on_stay />
                <Button
                    text=words.say("component.lock-now")
                    kind=ButtonKind::Secondary
                    on_press=on_lock
                />
            </div>
        </dialog>
    }
    .into_any()
}

fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
