//! Making a vault, in three steps: a passphrase, the recovery code on paper, and two groups of it typed
//! back. Going back keeps what was given.

use leptos::prelude::*;

use super::code_steps::{CodeDraft, CodeSteps};
use super::new_passphrase::{NewPassphrase, PassphraseDraft};
use super::problem::DoorProblem;
use super::{Errors, OpenBackup, PassphraseRules, RecoveryCode};
use crate::browser::file_choice::ChosenFile;
use crate::ui::components::{Button, ButtonKind, PageHeading, WarningText};
use crate::ui::frame::Frame;
use crate::ui::languages::LanguageChoice;
use crate::ui::new_version::StartNewVersion;
use crate::ui::one_file::OneFileNote;
use crate::ui::wording;

/// What a vault is made of.
#[derive(Clone, PartialEq, Eq)]
pub struct NewVaultAnswers {
    /// The passphrase, which was typed back as it is.
    pub passphrase: String,
}

/// Which screen stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Passphrase,
    Code,
    Backup,
}

/// Making a vault.
#[component]
pub fn NewVault(
    /// Where passphrases come from and which are taken.
    rules: PassphraseRules,
    /// The recovery code the vault will have.
    code: RecoveryCode,
    /// Everything was given and typed back.
    #[prop(into)]
    on_make: Callback<NewVaultAnswers>,
    /// What came of it.
    #[prop(into)]
    outcome: Signal<Option<DoorProblem>>,
    /// Whether it is going on.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// A backup file was picked, to have its cases in a vault here.
    #[prop(into)]
    on_backup: Callback<(ChosenFile, String)>,
    /// The person wants no other vault after all. None where there is none yet to go back to.
    #[prop(optional_no_strip, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let step = RwSignal::new(Step::Passphrase);
    let passphrase = PassphraseDraft::new(rules);
    let printed = CodeDraft::new();
    let code = StoredValue::new(code);
    let make = move |()| {
        let (_, passphrase) = passphrase.given();
        on_make.run(NewVaultAnswers { passphrase });
    };
    let shown = move || match step.get() {
        Step::Passphrase => {
            let mark = code.with_value(|code| code.mark.clone());
            view! { <FirstStep draft=passphrase mark=mark step=step on_cancel=on_cancel/> }
                .into_any()
        }
        Step::Code => {
            let words = wording();
            let captions = ["new-vault.step-2", "new-vault.step-3"].map(|key| words.say(key));
            view! {
                <CodeSteps
                    code=code.get_value()
                    draft=printed
                    captions=captions
                    finish=words.say("new-vault.make")
                    on_back=move |()| step.set(Step::Passphrase)
                    on_done=make
                    outcome=outcome
                    is_busy=is_busy
                />
            }
            .into_any()
        }
        Step::Backup => {
            let words = wording();
            view! {
                <PageHeading text=words.say("backup.open-title")/>
                <p class="govuk-body">{words.say("backup.open-why")}</p>
                <OpenBackup
                    button=words.say("backup.open")
                    on_open=on_backup
                    outcome=outcome
                    is_busy=is_busy
                />
                <Button
                    text=words.say("vault.go-back")
                    kind=ButtonKind::Secondary
                    on_press=move |()| step.set(Step::Passphrase)
                />
            }
            .into_any()
        }
    };
    view! { <Frame>{shown}</Frame> }.into_any()
}

/// The passphrase, and what depends on it.
#[component]
fn FirstStep(
    /// The passphrase that is being chosen.
    draft: PassphraseDraft,
    /// The mark the vault will have.
    mark: String,
    /// Which screen stands.
    step: RwSignal<Step>,
    /// The person wants no other vault after all.
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let words = wording();
    let errors = Errors::new();
    let go_on = move |()| {
        let (wrong, _) = draft.given();
        if errors.check(wrong) {
            step.set(Step::Code);
        }
    };
    let cancel = on_cancel.map(|on_cancel| {
        view! {
            <Button text=words.say("vault.go-back") kind=ButtonKind::Secondary on_press=on_cancel/>
        }
    });
    view! {
        <LanguageChoice/>
        {errors.summary()}
        <PageHeading text=words.say("new-vault.title") caption=words.say("new-vault.step-1")/>
        <p class="govuk-body">{words.say("new-vault.what")}</p>
        <p class="govuk-body">{words.fill("new-vault.mark", &[("mark", &mark)])}</p>
        <StartNewVersion/>
        <OneFileNote/>
        <WarningText>{wording().say("new-vault.nobody")}</WarningText>
        <h2 class="govuk-heading-m">{words.say("new-vault.passphrase")}</h2>
        <NewPassphrase draft=draft errors=errors on_enter=go_on/>
        <div class="govuk-button-group">
            <Button text=words.say("new-vault.next") on_press=go_on/>
            {cancel}
        </div>
        <div class="app-apart">
            <h2 class="govuk-heading-m">{words.say("backup.have-title")}</h2>
            <p class="govuk-body">{words.say("backup.have-why")}</p>
            <Button
                text=words.say("backup.open-one")
                kind=ButtonKind::Secondary
                on_press=move |()| step.set(Step::Backup)
            />
        </div>
    }
    .into_any()
}
