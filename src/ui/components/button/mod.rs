//! Buttons: what a person presses to do something, and links that look like one to start or go on.
//!
//! ```ignore
//! view! { <Button text="Save and continue" on_press=move |()| save() /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::ev;
use leptos::prelude::*;

use super::classes;

/// What a button looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one main action of a page.
    #[default]
    Primary,
    /// Any other action.
    Secondary,
    /// An action that cannot be taken back.
    Warning,
    /// On a dark ground.
    Inverse,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => "govuk-button--secondary",
            Self::Warning => "govuk-button--warning",
            Self::Inverse => "govuk-button--inverse",
        }
    }
}

/// What the browser takes a button for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Only a button. The app has no `<form>` that would be sent: browsers keep what is sent.
    #[default]
    Button,
    /// The submit button of a form.
    Submit,
}

impl ButtonType {
    fn attribute(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Submit => "submit",
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// The words: what happens when it is pressed.
    #[prop(into)]
    text: String,
    /// Words after them for those who cannot see what the button belongs to.
    #[prop(optional, into)]
    hidden_text: Option<String>,
    /// What it looks like.
    #[prop(optional)]
    kind: ButtonKind,
    /// What the browser takes it for.
    #[prop(optional)]
    button_type: ButtonType,
    /// Its id.
    #[prop(optional, into)]
    id: Option<String>,
    /// Its name.
    #[prop(optional, into)]
    name: Option<String>,
    /// Whether it can be pressed. A button that says why it cannot be used helps more than a grey one.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
    /// It was pressed. The second press of a double click is left out: a hand that shakes must not save twice.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let pressed = move |event: ev::MouseEvent| {
        if event.detail() < 2
            && let Some(on_press) = on_press
        {
            on_press.run(());
        }
    };
    view! {
        <button
            type=button_type.attribute()
            class=classes(&["govuk-button", kind.class(), &class])
            id=id
            name=name
            disabled=move || is_disabled.get()
            aria-disabled=move || is_disabled.get().then_some("true")
            on:click=pressed
        >
            {text}
            {hidden_text
                .map(|text| view! { <span class="govuk-visually-hidden">" " {text}</span> })}
        </button>
    }
    .into_any()
}

/// The arrow of a link that starts a task, and the box it is drawn in.
const ARROW: &str = "M0 0h13l20 20-20 20H0l20-20z";
const ARROW_BOX: &str = "0 0 33 40";

/// A link that looks like a button: to start something, or to go on where there is nothing to save.
#[component]
pub fn ButtonLink(
    /// The words.
    #[prop(into)]
    text: String,
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// What it looks like.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it starts a task: larger, with an arrow.
    #[prop(optional)]
    is_start: bool,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let start = if is_start { "govuk-button--start" } else { "" };
    let arrow = is_start.then(|| {
        view! {
            <svg
                class="govuk-button__start-icon"
                xmlns="http://www.w3.org/2000/svg"
                width="17.5"
                height="19"
                viewBox=ARROW_BOX
                aria-hidden="true"
                focusable="false"
            >
                <path fill="currentColor" d=ARROW></path>
            </svg>
        }
    });
    view! {
        <a
            href=href
            role="button"
            draggable="false"
            class=classes(&["govuk-button", kind.class(), start, &class])
        >
            {text}
            {arrow}
        </a>
    }
    .into_any()
}
