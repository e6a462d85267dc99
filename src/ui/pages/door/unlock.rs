//! The locked app: which vaults there are, by marks that name nobody, and the ways to open one.

use leptos::prelude::*;

use super::new_passphrase::{NewPassphrase, PassphraseDraft};
use super::problem::{CODE, DoorProblem, PASSPHRASE};
use super::{Errors, FieldError, OpenBackup, PassphraseRules, busy};
use crate::browser::file_choice::ChosenFile;
use crate::ui::components::{
    Button, ButtonKind, Choice, Input, PageHeading, PassphraseField, Radios, Size,
};
use crate::ui::frame::Frame;
use crate::ui::languages::LanguageChoice;
use crate::ui::new_version::StartNewVersion;
use crate::ui::wording;

/// Whether a vault can be tried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum VaultState {
    /// It can.
    #[default]
    Ready,
    /// Its lock information is damaged in every copy.
    Damaged,
    /// A later version of the app made it.
    TooNew,
}

/// A vault on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultChoice {
    /// What is handed back when it is chosen.
    pub key: String,
    /// Its mark in words, such as "Amber heron".
    pub mark: String,
    /// Whether it can be tried.
    pub state: VaultState,
}

/// What can be done with the vaults of this computer.
#[derive(Clone, Copy)]
struct Ways {
    vaults: StoredValue<Vec<VaultChoice>>,
    chosen: RwSignal<String>,
    view: RwSignal<View>,
    outcome: Signal<Option<DoorProblem>>,
    is_busy: Signal<bool>,
    wait_s: Signal<u32>,
    on_open: Callback<(String, String)>,
    on_code: Callback<(String, String, String)>,
    on_new: Callback<()>,
}

/// Which screen stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Open,
    Code,
    Backup,
}

const VAULT: &str = "vault";

impl Ways {
    /// The vault that is chosen.
    fn vault(self) -> Option<VaultChoice> {
        let chosen = self.chosen.get();
        self.vaults.with_value(|vaults| {
            let vault = vaults.iter().find(|vault| vault.key == chosen);
            vault.cloned()
        })
    }

    /// Whether nothing may be tried now.
    fn is_shut(self) -> bool {
        self.is_busy.get_untracked() || self.wait_s.get_untracked() > 0
    }

    /// What is missing before anything can be tried.
    fn unchosen(self) -> Option<FieldError> {
        let is_chosen = !self.chosen.get_untracked().is_empty();
        (!is_chosen).then(|| FieldError::new(VAULT, "unlock.choose-one"))
    }
}

/// The locked app.
#[component]
pub fn Unlock(
    /// The vaults of this computer; not none.
    vaults: Vec<VaultChoice>,
    /// Open was pressed: the vault's key and the passphrase.
    #[prop(into)]
    on_open: Callback<(String, String)>,
    /// The vault's key, the recovery code as it was typed, and the new passphrase.
    #[prop(into)]
    on_code: Callback<(String, String, String)>,
    /// Where passphrases come from and which are taken.
    rules: PassphraseRules,
    /// What came of trying.
    #[prop(into)]
    outcome: Signal<Option<DoorProblem>>,
    /// Whether something is being tried.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// The seconds in which nothing may be tried, after wrong tries.
    #[prop(into)]
    wait_s: Signal<u32>,
    /// Another vault is to be made.
    #[prop(into)]
    on_new: Callback<()>,
    /// A backup file was picked and its passphrase given.
    #[prop(into)]
    on_backup: Callback<(ChosenFile, String)>,
) -> impl IntoView {
    let only = match vaults.as_slice() {
        [only] => only.key.clone(),
        [] | [_, ..] => String::new(),
    };
    let ways = Ways {
        vaults: StoredValue::new(vaults),
        chosen: RwSignal::new(only),
        view: RwSignal::new(View::Open),
        outcome,
        is_busy,
        wait_s,
        on_open,
        on_code,
        on_new,
    };
    let passphrase = PassphraseDraft::new(rules);
    let shown = move || match ways.view.get() {
        View::Open => view! { <OpenView ways=ways/> }.into_any(),
        View::Code => view! { <CodeView ways=ways draft=passphrase/> }.into_any(),
        View::Backup => {
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
                <BackToDoor ways=ways/>
            }
            .into_any()
        }
    };
    view! { <Frame>{shown}</Frame> }.into_any()
}

/// The way back to the passphrase.
#[component]
fn BackToDoor(
    /// What can be done.
    ways: Ways,
) -> impl IntoView {
    view! {
        <Button
            text=wording().say("vault.go-back")
            kind=ButtonKind::Secondary
            on_press=move |()| ways.view.set(View::Open)
        />
    }
}

/// Which vault: its mark where there is one, radios where there are several.
#[component]
fn Which(
    /// What can be done.
    ways: Ways,
    /// What is wrong on the screen.
    errors: Errors,
) -> impl IntoView {
    let words = wording();
    let vaults = ways.vaults.get_value();
    if let [only] = vaults.as_slice() {
        let mark = words.fill("unlock.mark", &[("mark", &only.mark)]);
        return view! { <p class="app-mark">{mark}</p> }.into_any();
    }
    let choices = vaults
        .into_iter()
        .map(|vault| {
            let choice = Choice::new(vault.key, vault.mark);
            match vault.state {
                VaultState::Ready => choice,
                VaultState::Damaged => choice.with_hint(words.say("unlock.is-damaged")),
                VaultState::TooNew => choice.with_hint(words.say("unlock.is-too-new")),
            }
        })
        .collect();
    let chosen = ways.chosen;
    view! {
        <Radios
            id=VAULT
            legend=words.say("unlock.which")
            legend_size=Size::M
            choices=choices
            group_class="app-which"
            value=MaybeProp::derive(move || Some(chosen.get()))
            error=errors.of(VAULT)
            on_change=move |key| chosen.set(key)
        />
    }
    .into_any()
}

/// The passphrase, or why it is no use to try one.
#[component]
fn OpenView(
    /// What can be done.
    ways: Ways,
) -> impl IntoView {
    let words = wording();
    let errors = Errors::over(ways.outcome, ways.is_busy, &[PASSPHRASE]);
    let passphrase = RwSignal::new(String::new());
    let open = move |()| {
        if ways.is_shut() {
            return;
        }
        let typed = passphrase.get_untracked();
        let mut wrong: Vec<_> = ways.unchosen().into_iter().collect();
        if typed.is_empty() {
            wrong.push(FieldError::new(PASSPHRASE, "unlock.passphrase-none"));
        }
        if errors.check(wrong) {
            ways.on_open.run((ways.chosen.get_untracked(), typed));
        }
    };
    let state = Memo::new(move |_| ways.vault().map(|vault| vault.state).unwrap_or_default());
    let rest = move || match state.get() {
        VaultState::Ready => {
            view! { <Passphrase ways=ways errors=errors typed=passphrase on_open=open/> }.into_any()
        }
        VaultState::Damaged => cannot_be_tried(&DoorProblem::DamagedAll).into_any(),
        VaultState::TooNew => cannot_be_tried(&DoorProblem::TooNew).into_any(),
    };
    view! {
        <LanguageChoice/>
        {errors.summary()}
        <PageHeading text=words.say("unlock.title")/>
        <p class="govuk-body">{words.say("unlock.lead")}</p>
        <StartNewVersion/>
        <Which ways=ways errors=errors/>
        {rest}
        <div class="app-apart">
            <h2 class="govuk-heading-m">{words.say("unlock.else")}</h2>
            <div class="govuk-button-group">
                <Button
                    text=words.say("backup.open-one")
                    kind=ButtonKind::Secondary
                    on_press=move |()| ways.view.set(View::Backup)
                />
                <Button
                    text=words.say("unlock.make-another")
                    kind=ButtonKind::Secondary
                    on_press=ways.on_new
                />
            </div>
            <p class="govuk-body">{words.say("unlock.why-another")}</p>
        </div>
    }
    .into_any()
}

/// Why a vault cannot be tried, and what to do.
fn cannot_be_tried(problem: &DoorProblem) -> impl IntoView + use<> {
    view! {
        <div class="app-trouble" role="status">
            <p class="govuk-body">
                <strong>{problem.says()}</strong>
            </p>
            <p class="govuk-body">{problem.to_do()}</p>
        </div>
    }
}

/// The passphrase, the pause after wrong tries, and the way in for who has forgotten it.
#[component]
fn Passphrase(
    /// What can be done.
    ways: Ways,
    /// What is wrong on the screen.
    errors: Errors,
    /// The passphrase.
    typed: RwSignal<String>,
    /// Open was pressed.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    let words = wording();
    view! {
        <PassphraseField
            id=PASSPHRASE
            label=words.say("unlock.passphrase")
            label_size=Size::M
            value=typed
            error=errors.of(PASSPHRASE)
            on_input=move |text| typed.set(text)
            on_enter=on_open
        />
        <Pause wait_s=ways.wait_s/>
        {busy(ways.is_busy, "vault.opening")}
        <div class="govuk-button-group">
            <Button
                text=words.say("unlock.open")
                is_disabled=Signal::derive(move || ways.wait_s.get() > 0)
                on_press=on_open
            />
            <Button
                text=words.say("unlock.forgotten")
                kind=ButtonKind::Secondary
                on_press=move |()| ways.view.set(View::Code)
            />
        </div>
    }
    .into_any()
}

/// How long to wait. It is read out once when it begins, and shown as it runs down.
#[component]
fn Pause(
    /// The seconds that are left.
    wait_s: Signal<u32>,
) -> impl IntoView {
    let begun = Memo::new(move |was: Option<&u32>| {
        let left = wait_s.get();
        match was {
            Some(was) if left > 0 && left < *was => *was,
            Some(_) | None => left,
        }
    });
    let seconds = |n: u32| {
        let n = usize::try_from(n).unwrap_or(usize::MAX);
        wording().count("unlock.wait", n)
    };
    view! {
        <p class="app-pause" aria-hidden="true">
            {move || (wait_s.get() > 0).then(|| seconds(wait_s.get()))}
        </p>
        <p class="govuk-visually-hidden" role="status">
            {move || (begun.get() > 0).then(|| seconds(begun.get()))}
        </p>
    }
}

/// The recovery code, and the passphrase that is to open the vault from now on.
#[component]
fn CodeView(
    /// What can be done.
    ways: Ways,
    /// The passphrase that is being chosen.
    draft: PassphraseDraft,
) -> impl IntoView {
    let words = wording();
    let errors = Errors::over(ways.outcome, ways.is_busy, &[CODE]);
    let code = RwSignal::new(String::new());
    let open = move |()| {
        if ways.is_shut() {
            return;
        }
        let typed = code.get_untracked();
        let mut wrong: Vec<_> = ways.unchosen().into_iter().collect();
        if typed.trim().is_empty() {
            wrong.push(FieldError::new(CODE, "unlock.code-none"));
        }
        let (of_passphrase, passphrase) = draft.given();
        wrong.extend(of_passphrase);
        if errors.check(wrong) {
            ways.on_code
                .run((ways.chosen.get_untracked(), typed, passphrase));
        }
    };
    view! {
        {errors.summary()}
        <PageHeading text=words.say("unlock.code-title")/>
        <p class="govuk-body">{words.say("unlock.code-why")}</p>
        <Which ways=ways errors=errors/>
        <Input
            id=CODE
            label=words.say("unlock.code")
            label_size=Size::M
            hint=words.say("unlock.code-hint")
            is_code=true
            value=code
            on_input=move |typed| code.set(typed)
            error=errors.of(CODE)
        />
        <h2 class="govuk-heading-m">{words.say("unlock.code-passphrase")}</h2>
        <NewPassphrase draft=draft errors=errors on_enter=open/>
        <Pause wait_s=ways.wait_s/>
        {busy(ways.is_busy, "vault.opening")}
        <div class="govuk-button-group">
            <Button
                text=words.say("unlock.code-open")
                is_disabled=Signal::derive(move || ways.wait_s.get() > 0)
                on_press=open
            />
            <BackToDoor ways=ways/>
        </div>
    }
    .into_any()
}
