//! What a person must know before something is written in clear, and that nothing is written before they agree.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::dialog;
use crate::ui::components::{Button, ButtonKind};

/// The warning. It opens over the page while it is asked. Escape, Cancel and whatever else closes it write
/// nothing.
#[component]
pub fn Sure(
    /// What its ids begin with.
    #[prop(into)]
    id: String,
    /// Whether it is asked.
    asked: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: String,
    /// What is said, in order.
    lines: Vec<String>,
    /// The words for not writing.
    #[prop(into)]
    no: String,
    /// The words for writing.
    #[prop(into)]
    yes: String,
    /// The person agreed.
    #[prop(into)]
    on_yes: Callback<()>,
) -> impl IntoView {
    let warning = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        let is_asked = asked.get();
        if let Some(warning) = warning.get() {
            if is_asked {
                dialog::open_over_the_page(&warning);
            } else {
                dialog::close(&warning);
            }
        }
    });
    let close = move || asked.set(false);
    let escaped = move |event: ev::Event| {
        event.prevent_default();
        close();
    };
    // Some browsers close it without asking when Escape is pressed again and again.
    let closed = move |_| {
        if asked.get_untracked() {
            close();
        }
    };
    let agreed = move |()| {
        // It is closed first, so that the keyboard is back on the page when the outcome is said.
        close();
        on_yes.run(());
    };
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let (title_id, why_id) = (id.clone(), format!("{id}-why"));
    let described_by = why_id.clone();
    view! {
        <dialog
            class="app-dialog"
            node_ref=warning
            aria-labelledby=title_id
            aria-describedby=described_by
            on:cancel=escaped
            on:close=closed
        >
            // The keyboard begins at the heading: what stands below must be read before a button is pressed.
            <h2 class="govuk-heading-m app-takes-focus" id=id tabindex="-1" autofocus>
                {title}
            </h2>
            <ul class="govuk-list govuk-list--bullet" id=why_id>{lines}</ul>
            <div class="govuk-button-group">
                <Button text=no on_press=move |()| close()/>
                <Button text=yes kind=ButtonKind::Warning on_press=agreed/>
            </div>
        </dialog>
    }
    .into_any()
}
