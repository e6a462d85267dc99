//! Looking after the vault: backups, the passphrase, the recovery code, and what was set aside.

mod overview;
mod tasks;

use leptos::prelude::*;

use super::code_steps::RecoveryCode;
use super::problem::DoorProblem;
use super::{LastBackup, PassphraseRules};
use crate::browser::file_choice::ChosenFile;
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::wording;
use crate::vault::room::Room;
use overview::Overview;
use tasks::{ChangePassphrase, NewCodePanel, TakeIn};

/// A record that does not open, kept as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// What is handed back when a copy of it is asked for.
    pub key: String,
    /// The beginning of the number of its record.
    pub record: String,
    /// Why, in words.
    pub why: String,
}

/// What there is to know about the vault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VaultFacts {
    /// Its mark in words.
    pub mark: String,
    /// The last backup that was opened again after it was made.
    pub last_backup: Option<LastBackup>,
    /// Since when this computer is known to keep data, in words.
    pub kept_since: Option<String>,
    /// The minutes without a gesture after which it locks.
    pub idle_minutes: usize,
    /// What else keeps data at this address, by the names it has there.
    pub neighbours: Vec<String>,
    /// How much room the browser gives, where it says so.
    pub room: Option<Room>,
    /// The records that do not open.
    pub set_aside: Vec<SetAside>,
}

/// How far something that was asked for is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doing<T> {
    /// Nothing was asked for.
    Nothing,
    /// It is going on.
    Underway,
    /// It is done.
    Done(T),
    /// It could not be done, and nothing has changed.
    Refused(DoorProblem),
}

/// How the cases of a backup differ from those here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the backup only: they are added.
    pub n_new: usize,
    /// Newer in the backup: they are brought up to date.
    pub n_newer: usize,
    /// Newer here: they stay as they are.
    pub n_older: usize,
    /// The same in both.
    pub n_same: usize,
    /// Changed in both: both versions are kept, for the person to choose.
    pub n_conflicts: usize,
}

impl Difference {
    /// Whether taking the backup in changes anything.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.n_new + self.n_newer + self.n_conflicts > 0
    }
}

/// How far taking in a backup is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakingIn {
    /// No file was given.
    Nothing,
    /// The file is being opened and compared. Nothing has changed.
    Comparing,
    /// It was compared. Nothing has changed; the person decides.
    Found(Difference),
    /// It is being taken in.
    Underway,
    /// It was taken in, all of it.
    Done(Difference),
    /// It could not be used, and nothing has changed.
    Refused(DoorProblem),
}

/// How far making a new recovery code is.
#[derive(Debug, Clone)]
pub enum NewCode {
    /// None was asked for.
    Nothing,
    /// It is being made.
    Underway,
    /// It is made, and opens nothing until it was typed back.
    Made(RecoveryCode),
    /// It opens the vault, and the one before does not.
    Kept,
    /// It could not be made, and the one before stands.
    Refused(DoorProblem),
}

/// What the person can ask for.
#[derive(Clone, Copy)]
pub struct VaultGestures {
    /// Save a backup.
    pub on_backup: Callback<()>,
    /// Compare this backup, opened with this passphrase.
    pub on_compare: Callback<(ChosenFile, String)>,
    /// Take in the backup that was compared.
    pub on_take_in: Callback<()>,
    /// Leave the backup that was compared.
    pub on_leave: Callback<()>,
    /// Change the passphrase: the old one and the new one.
    pub on_passphrase: Callback<(String, String)>,
    /// Make a new recovery code: the passphrase, so that nobody does it at a screen left open.
    pub on_new_code: Callback<String>,
    /// The new recovery code was typed back.
    pub on_code_kept: Callback<()>,
    /// Save the list of what was done with the vault.
    pub on_audit: Callback<()>,
    /// Save a copy of the record set aside under this key.
    pub on_copy_aside: Callback<String>,
    /// A task was left: what came of it need not be shown again.
    pub on_done: Callback<()>,
}

/// What came of what the person has asked for.
#[derive(Clone, Copy)]
pub struct VaultOutcomes {
    /// The backup.
    pub backup: Signal<Doing<LastBackup>>,
    /// Taking in a backup.
    pub taking_in: Signal<TakingIn>,
    /// The passphrase.
    pub passphrase: Signal<Doing<()>>,
    /// The recovery code.
    pub code: Signal<NewCode>,
}

/// Which screen stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panel {
    Overview,
    TakeIn,
    Passphrase,
    Code,
}

/// Looking after the vault.
#[component]
pub fn VaultSettings(
    /// What there is to know.
    #[prop(into)]
    facts: Signal<VaultFacts>,
    /// What the person can ask for.
    gestures: VaultGestures,
    /// What came of it.
    outcomes: VaultOutcomes,
    /// Where passphrases come from and which are taken.
    rules: PassphraseRules,
) -> impl IntoView {
    let panel = RwSignal::new(Panel::Overview);
    let leave = Callback::new(move |()| {
        gestures.on_done.run(());
        panel.set(Panel::Overview);
    });
    let shown = move || match panel.get() {
        Panel::Overview => view! {
            <Overview facts=facts gestures=gestures backup=outcomes.backup panel=panel/>
        }
        .into_any(),
        Panel::TakeIn => {
            view! { <TakeIn gestures=gestures taking_in=outcomes.taking_in on_leave=leave/> }
                .into_any()
        }
        Panel::Passphrase => view! {
            <ChangePassphrase
                rules=rules
                gestures=gestures
                doing=outcomes.passphrase
                on_leave=leave
            />
        }
        .into_any(),
        Panel::Code => {
            view! { <NewCodePanel gestures=gestures code=outcomes.code on_leave=leave/> }.into_any()
        }
    };
    view! {
        <Frame back=Route::Home.href() back_text=wording().say("case.back")>
            {shown}
        </Frame>
    }
    .into_any()
}
