//! A passphrase: hidden as it is typed, shown when the person asks, and never kept by the browser.
//!
//! ```ignore
//! view! { <PassphraseField id="passphrase" label="Passphrase" value=typed
//!     on_input=move |text| typed.set(text) on_enter=move |()| open() /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::ev;
use leptos::prelude::*;

use super::form_group::{control_class, described_by, hint_and_error, private};
use super::{FormGroup, Label, Size, wording};

/// A passphrase field with its label, hint and error. Pasting is allowed.
#[component]
pub fn PassphraseField(
    /// Its id.
    #[prop(into)]
    id: String,
    /// The words that name it.
    #[prop(into)]
    label: String,
    /// How large the label is.
    #[prop(optional)]
    label_size: Size,
    /// What is in it.
    #[prop(into)]
    value: Signal<String>,
    /// It was typed or pasted into: the whole text, with every space.
    #[prop(into)]
    on_input: Callback<String>,
    /// Enter was pressed in it, which is what people do after a passphrase.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let has_caps_lock = RwSignal::new(false);
    let note_id = format!("{id}-note");
    let described = described_by(&id, MaybeProp::from(note_id.clone()), hint, error);
    let class = "govuk-input govuk-password-input__input".to_owned();
    let class = control_class(class, "govuk-input--error", error);
    let helped = hint_and_error(&id, hint, error);
    let note = Memo::new(move |_| note(&value.read(), has_caps_lock.get()));
    let pressed = move |event: ev::KeyboardEvent| {
        has_caps_lock.set(event.get_modifier_state("CapsLock"));
        // Enter also ends the spelling of a word in some keyboards; that one is not meant for us.
        if event.key() == "Enter"
            && !event.is_composing()
            && let Some(on_enter) = on_enter
        {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let kind = move || if is_shown.get() { "text" } else { "password" };
    let [toggle, toggle_named, status] = toggle_words(is_shown);
    view! {
        <FormGroup error=error class="govuk-password-input">
            <Label text=label of=id.clone() size=label_size />
            {helped}
            <div class="govuk-input__wrapper govuk-password-input__wrapper">
                <input
                    class=move || class.get()
                    id=id.clone()
                    name=id.clone()
                    type=kind
                    autocomplete="off"
                    {..private()}
                    aria-describedby=move || described.get()
                    prop:value=move || value.get()
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:keydown=pressed
                />
                <button
                    type="button"
                    class="govuk-button govuk-button--secondary govuk-password-input__toggle"
                    aria-controls=id
                    aria-label=toggle_named
                    on:click=move |_| is_shown.update(|is| *is = !*is)
                >
                    {toggle}
                </button>
            </div>
            <p class="app-passphrase__note" id=note_id role="status">
                {move || note.get().map(|key| wording().say(key))}
            </p>
            <p class="govuk-visually-hidden" role="status">
                {status}
            </p>
        </FormGroup>
    }
    .into_any()
}

/// What is worth saying about the text itself: a space that cannot be seen, or capitals not meant.
fn note(text: &str, has_caps_lock: bool) -> Option<&'static str> {
    if has_caps_lock {
        Some("component.passphrase.caps-lock")
    } else if text.ends_with(char::is_whitespace) {
        Some("component.passphrase.ends-with-space")
    } else if text.starts_with(char::is_whitespace) {
        Some("component.passphrase.starts-with-space")
    } else {
        None
    }
}

/// The words of the button, its full name, and what is read out once it was pressed.
fn toggle_words(is_shown: RwSignal<bool>) -> [Signal<String>; 3] {
    let was_shown = StoredValue::new(false);
    let say = |shown: &'static str, hidden: &'static str| {
        Signal::derive(move || wording().say(if is_shown.get() { shown } else { hidden }))
    };
    let status = Signal::derive(move || {
        let is = is_shown.get();
        if is {
            was_shown.set_value(true);
        }
        match (is, was_shown.get_value()) {
            (true, _) => wording().say("component.passphrase.is-shown"),
            (false, true) => wording().say("component.passphrase.is-hidden"),
            (false, false) => String::new(),
        }
    });
    [
        say("component.passphrase.hide", "component.passphrase.show"),
        say(
            "component.passphrase.hide-it",
            "component.passphrase.show-it",
        ),
        status,
    ]
}
