//! Says that another tab or window has this vault, and lets the person go on writing here.
//!
//! ```ignore
//! view! { <TakeOverBar is_shown=elsewhere on_take_over=move |()| take_over() /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Button, ButtonKind, wording};

/// The bar. Its place is in the page all the time, so that a screen reader reads out what appears in it.
#[component]
pub fn TakeOverBar(
    /// Whether another tab or window has the vault.
    #[prop(into)]
    is_shown: Signal<bool>,
    /// Take over here was pressed.
    #[prop(into)]
    on_take_over: Callback<()>,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| is_shown.get());
    let bar = move || {
        is_shown.get().then(|| {
            let words = wording();
            view! {
                <div class="app-take-over">
                    <p class="govuk-body">
                        <strong>{words.say("component.take-over.elsewhere")}</strong>
                    </p>
                    <p class="govuk-body">{words.say("component.take-over.can-read")}</p>
                    <Button
                        text=words.say("component.take-over.take-over")
                        kind=ButtonKind::Secondary
                        on_press=on_take_over
                    />
                </div>
            }
        })
    };
    view! { <div role="status">{bar}</div> }.into_any()
}
