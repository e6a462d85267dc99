//! Choosing a passphrase: five words are offered, an own one can be typed, and either is typed back.

use leptos::prelude::*;

use super::{Errors, FieldError};
use crate::browser::focus::focus_field;
use crate::ui::components::{Button, ButtonKind, PassphraseField};
use crate::ui::wording;

/// Why a passphrase of one's own is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassphraseProblem {
    /// It has fewer than 12 characters.
    TooShort,
    /// It is one that many people have.
    Common,
}

/// Where passphrases come from and which are taken.
#[derive(Clone, Copy)]
pub struct PassphraseRules {
    /// Five random words with single spaces between them; `None` where the browser has no randomness.
    pub offer: Callback<(), Option<String>>,
    /// What is wrong with a passphrase of one's own; `None` where it is taken.
    pub check: Callback<String, Option<PassphraseProblem>>,
}

const NEW: &str = "new-passphrase";
const AGAIN: &str = "new-passphrase-again";

/// Which passphrase is being chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The words on the screen.
    Offered,
    /// One of the person's own.
    Own,
}

/// A passphrase that is being chosen. Whoever holds it keeps what was given while the screen changes.
#[derive(Clone, Copy)]
pub(super) struct PassphraseDraft {
    rules: PassphraseRules,
    way: RwSignal<Way>,
    offered: RwSignal<Option<String>>,
    own: RwSignal<String>,
    again: RwSignal<String>,
}

impl PassphraseDraft {
    pub fn new(rules: PassphraseRules) -> Self {
        Self {
            rules,
            way: RwSignal::new(Way::Offered),
            offered: RwSignal::new(rules.offer.run(())),
            own: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
        }
    }

    /// What is wrong with what was chosen, and the passphrase.
    pub fn given(self) -> (Vec<FieldError>, String) {
        let again = self.again.get_untracked();
        match self.way.get_untracked() {
            Way::Offered => {
                let offered = self.offered.get_untracked().unwrap_or_default();
                let error = if again.is_empty() {
                    Some(FieldError::new(AGAIN, "passphrase.again-none"))
                } else if offered != again {
                    Some(FieldError::new(AGAIN, "passphrase.again-words"))
                } else {
                    None
                };
                (error.into_iter().collect(), offered)
            }
            Way::Own => {
                let own = self.own.get_untracked();
                let error = match self.rules.check.run(own.clone()) {
                    _ if own.is_empty() => Some(FieldError::new(NEW, "passphrase.own-none")),
                    Some(PassphraseProblem::TooShort) => {
                        Some(FieldError::new(NEW, "passphrase.too-short"))
                    }
                    Some(PassphraseProblem::Common) => {
                        Some(FieldError::new(NEW, "passphrase.common"))
                    }
                    None if own != again => Some(FieldError::new(AGAIN, "passphrase.again-own")),
                    None => None,
                };
                (error.into_iter().collect(), own)
            }
        }
    }

    fn turn(self, way: Way, errors: Errors) {
        errors.clear();
        self.again.set(String::new());
        self.way.set(way);
        // The button that was pressed is gone with its screen: the keyboard goes to what it led to.
        let field = match way {
            Way::Offered => AGAIN,
            Way::Own => NEW,
        };
        request_animation_frame(move || {
            focus_field(field);
        });
    }
}

/// The fields for it. The screen round it brings the heading, the summary and the button to go on.
#[component]
pub(super) fn NewPassphrase(
    /// The passphrase that is being chosen.
    draft: PassphraseDraft,
    /// What is wrong on the screen.
    errors: Errors,
    /// Enter was pressed in the last field.
    #[prop(into)]
    on_enter: Callback<()>,
) -> impl IntoView {
    move || match draft.way.get() {
        Way::Offered => view! { <Offered draft=draft errors=errors on_enter=on_enter/> }.into_any(),
        Way::Own => view! { <Own draft=draft errors=errors on_enter=on_enter/> }.into_any(),
    }
}

/// The words on the screen, typed back once.
#[component]
fn Offered(
    /// The passphrase that is being chosen.
    draft: PassphraseDraft,
    /// What is wrong on the screen.
    errors: Errors,
    /// Enter was pressed in the last field.
    on_enter: Callback<()>,
) -> impl IntoView {
    let words = wording();
    let other = move |()| {
        errors.clear();
        draft.again.set(String::new());
        draft.offered.set(draft.rules.offer.run(()));
    };
    let offered = move || match draft.offered.get() {
        Some(offered) => view! { <span translate="no">{offered}</span> }.into_any(),
        None => wording().say("door.no-randomness").into_any(),
    };
    view! {
        <p class="govuk-body">{words.say("passphrase.offered")}</p>
        <p class="app-words" role="status">
            {offered}
        </p>
        <p class="govuk-body">{words.say("passphrase.write-down")}</p>
        <div class="govuk-button-group">
            <Button
                text=words.say("passphrase.other-words")
                kind=ButtonKind::Secondary
                on_press=other
            />
            <Button
                text=words.say("passphrase.choose-own")
                kind=ButtonKind::Secondary
                on_press=move |()| draft.turn(Way::Own, errors)
            />
        </div>
        <PassphraseField
            id=AGAIN
            label=words.say("passphrase.again-words-label")
            hint=words.say("passphrase.again-words-hint")
            value=draft.again
            on_input=move |typed| draft.again.set(typed)
            on_enter=on_enter
            error=errors.of(AGAIN)
        />
    }
    .into_any()
}

/// One of the person's own, typed twice.
#[component]
fn Own(
    /// The passphrase that is being chosen.
    draft: PassphraseDraft,
    /// What is wrong on the screen.
    errors: Errors,
    /// Enter was pressed in the last field.
    on_enter: Callback<()>,
) -> impl IntoView {
    let words = wording();
    view! {
        <PassphraseField
            id=NEW
            label=words.say("passphrase.own-label")
            hint=words.say("passphrase.own-hint")
            value=draft.own
            on_input=move |typed| draft.own.set(typed)
            on_enter=on_enter
            error=errors.of(NEW)
        />
        <PassphraseField
            id=AGAIN
            label=words.say("passphrase.again-own-label")
            value=draft.again
            on_input=move |typed| draft.again.set(typed)
            on_enter=on_enter
            error=errors.of(AGAIN)
        />
        <Button
            text=words.say("passphrase.use-words")
            kind=ButtonKind::Secondary
            on_press=move |()| draft.turn(Way::Offered, errors)
        />
    }
    .into_any()
}
