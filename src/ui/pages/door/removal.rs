//! Taking a case off this computer: when that is due, a copy of everything held about the person, and
//! the removal itself, asked twice because it cannot be taken back.

use leptos::prelude::*;

use crate::browser::focus::focus_element;
use crate::ui::components::{Button, ButtonKind, WarningText};
use crate::ui::wording;

/// When somebody is to look whether the case is still needed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The day, in words.
    pub day: String,
    /// Whether it has come.
    pub is_due: bool,
}

/// Taking a case off this computer.
#[component]
pub fn RemoveCase(
    /// When somebody is to look whether the case is still needed here; `None` before it was handed over.
    #[prop(optional, into)]
    review: MaybeProp<Review>,
    /// Save a copy was pressed, and that it is not encrypted was agreed to.
    #[prop(into)]
    on_copy: Callback<()>,
    /// The removal was agreed to.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    let asking = RwSignal::new(None);
    let due = move || {
        review.get().map(|review| {
            let key = if review.is_due {
                "removal.is-due"
            } else {
                "removal.due"
            };
            let words = wording().fill(key, &[("date", &review.day)]);
            view! { <p class="govuk-body">{words}</p> }
        })
    };
    let copy = move |()| {
        asking.set(None);
        on_copy.run(());
    };
    view! {
        <div class="app-remove">
            {due}
            <AskedTwice
                asking=asking
                ask="removal.copy"
                sure="removal.copy-sure"
                yes="removal.copy-yes"
                no="removal.copy-no"
                on_yes=copy
            />
            <AskedTwice
                asking=asking
                ask="case.remove"
                sure="case.remove-sure"
                yes="case.remove-yes"
                no="case.remove-no"
                is_grave=true
                on_yes=on_remove
            />
        </div>
    }
    .into_any()
}

/// A button that says what it does before it does it.
#[component]
fn AskedTwice(
    /// Which button was pressed, by its words; one at a time.
    asking: RwSignal<Option<&'static str>>,
    /// The words of the button, by their key.
    ask: &'static str,
    /// What must be known before.
    sure: &'static str,
    /// The words that do it.
    yes: &'static str,
    /// The words that leave it.
    no: &'static str,
    /// Whether it cannot be taken back.
    #[prop(optional)]
    is_grave: bool,
    /// It is to be done.
    #[prop(into)]
    on_yes: Callback<()>,
) -> impl IntoView {
    let kind = if is_grave {
        ButtonKind::Warning
    } else {
        ButtonKind::Secondary
    };
    let button = move || {
        view! {
            <Button
                text=wording().say(ask)
                kind=ButtonKind::Secondary
                on_press=move |()| asking.set(Some(ask))
            />
        }
    };
    view! {
        <Show when=move || asking.get() == Some(ask) fallback=button>
            <Warned text=wording().say(sure)/>
            <div class="govuk-button-group">
                <Button text=wording().say(yes) kind=kind on_press=on_yes/>
                <Button
                    text=wording().say(no)
                    kind=ButtonKind::Secondary
                    on_press=move |()| asking.set(None)
                />
            </div>
        </Show>
    }
    .into_any()
}

/// What must be known before. It takes the keyboard from the button that is gone.
#[component]
fn Warned(
    /// The words.
    text: String,
) -> impl IntoView {
    let warning = NodeRef::<leptos::html::Div>::new();
    warning.on_load(|warning| focus_element(&warning));
    view! {
        <div class="app-takes-focus" tabindex="-1" node_ref=warning>
            <WarningText>{text}</WarningText>
        </div>
    }
}
