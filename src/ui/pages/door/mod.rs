//! The screens of the vault: opening it, making one, looking after it. They draw what they are given
//! and hand gestures back; nothing here knows a key, a store or a clock.

mod backup;
mod code_steps;
mod conflict;
mod errors;
mod mark;
mod new_passphrase;
mod new_vault;
mod problem;
mod removal;
mod room;
mod settings;
mod standing;
mod trouble;
mod unlock;

#[cfg(feature = "gallery")]
pub mod examples;

pub use backup::OpenBackup;
pub use code_steps::RecoveryCode;
pub use conflict::{Conflict, ConflictChoice, ConflictRow};
pub use mark::{N_ANIMALS, N_QUALITIES, mark_words};
pub use new_passphrase::{PassphraseProblem, PassphraseRules};
pub use new_vault::{NewVault, NewVaultAnswers};
pub use problem::{DoorProblem, FileProblem};
pub use removal::{RemoveCase, Review};
pub use settings::{
    Difference, Doing, NewCode, SetAside, TakingIn, VaultFacts, VaultGestures, VaultOutcomes,
    VaultSettings,
};
pub use standing::{LastBackup, VaultStanding, review_due};
pub use trouble::{Trouble, TroublePage};
pub use unlock::{Unlock, VaultChoice, VaultState};

use leptos::prelude::*;

use errors::{Errors, FieldError};

use crate::ui::wording;

/// Says that something is going on which takes a moment. Its place is in the page all the time.
fn busy(is_busy: Signal<bool>, key: &'static str) -> impl IntoView + use<> {
    view! {
        <p class="app-busy" role="status">
            {move || is_busy.get().then(|| wording().say(key))}
        </p>
    }
}
