//! Picking a backup file and giving the passphrase that opens it.

use leptos::prelude::*;

use super::problem::{BACKUP, BACKUP_PASSPHRASE, DoorProblem, FileProblem};
use super::{Errors, FieldError, busy};
use crate::browser::file_choice::ChosenFile;
use crate::ui::components::{Button, FileChoice, PassphraseField};
use crate::ui::wording;

/// The fields for a backup file. The page round it brings the heading and says what comes of it.
#[component]
pub fn OpenBackup(
    /// The words of the button.
    #[prop(into)]
    button: String,
    /// The file was picked and its passphrase given.
    #[prop(into)]
    on_open: Callback<(ChosenFile, String)>,
    /// What came of it.
    #[prop(into)]
    outcome: Signal<Option<DoorProblem>>,
    /// Whether it is going on.
    #[prop(into)]
    is_busy: Signal<bool>,
) -> impl IntoView {
    let words = wording();
    let errors = Errors::over(outcome, is_busy, &[BACKUP, BACKUP_PASSPHRASE]);
    let file = RwSignal::new_local(None::<ChosenFile>);
    let passphrase = RwSignal::new(String::new());
    let open = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let typed = passphrase.get_untracked();
        let mut wrong = Vec::new();
        if file.with_untracked(Option::is_none) {
            let text = DoorProblem::File(FileProblem::None).says();
            wrong.push(FieldError {
                field: BACKUP,
                text,
            });
        }
        if typed.is_empty() {
            wrong.push(FieldError::new(BACKUP_PASSPHRASE, "backup.passphrase-none"));
        }
        if errors.check(wrong)
            && let Some(file) = file.get_untracked()
        {
            on_open.run((file, typed));
        }
    };
    view! {
        {errors.summary()}
        <FileChoice
            id=BACKUP
            label=words.say("backup.file")
            hint=words.say("backup.file-hint")
            accept=".vault"
            error=errors.of(BACKUP)
            on_choose=move |chosen| file.set(chosen)
        />
        <PassphraseField
            id=BACKUP_PASSPHRASE
            label=words.say("backup.passphrase")
            hint=words.say("backup.passphrase-hint")
            value=passphrase
            error=errors.of(BACKUP_PASSPHRASE)
            on_input=move |typed| passphrase.set(typed)
            on_enter=open
        />
        {busy(is_busy, "vault.opening")}
        <Button text=button on_press=open/>
    }
    .into_any()
}
