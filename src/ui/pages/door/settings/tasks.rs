//! The tasks that take a screen of their own: taking in a backup, another passphrase, another recovery
//! code.

use leptos::prelude::*;

use super::{Difference, Doing, NewCode, TakingIn, VaultGestures};
use crate::ui::components::{
    BannerKind, Button, ButtonKind, NotificationBanner, PageHeading, PassphraseField, SummaryList,
    SummaryRow,
};
use crate::ui::pages::door::code_steps::{CodeDraft, CodeSteps};
use crate::ui::pages::door::new_passphrase::{NewPassphrase, PassphraseDraft};
use crate::ui::pages::door::problem::{DoorProblem, PASSPHRASE};
use crate::ui::pages::door::{Errors, FieldError, OpenBackup, PassphraseRules, busy};
use crate::ui::wording;

/// The way back to the first screen.
#[component]
fn BackToVault(
    /// Whether everything is done, so that it is the main thing to press.
    #[prop(optional)]
    is_done: bool,
    /// It was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let kind = if is_done {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    view! { <Button text=wording().say("vault.back-to-vault") kind=kind on_press=on_leave/> }
}

/// That a task is done, and what follows from it.
#[component]
fn Finished(
    /// The heading of the task.
    title: &'static str,
    /// What is done.
    done: &'static str,
    /// What follows from it.
    then: &'static str,
    /// Back was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = wording();
    view! {
        <PageHeading text=words.say(title)/>
        <NotificationBanner kind=BannerKind::Success is_plain=true>
            <p class="govuk-notification-banner__heading">{words.say(done)}</p>
            <p>{words.say(then)}</p>
        </NotificationBanner>
        <BackToVault is_done=true on_leave=on_leave/>
    }
}

/// Which screen of taking in a backup stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TakeInScreen {
    Choose,
    Decide(Difference),
    Done(Difference),
}

/// Taking in a backup: a file, what would change, and only then the change.
#[component]
pub(super) fn TakeIn(
    /// What the person can ask for.
    gestures: VaultGestures,
    /// How far it is.
    taking_in: Signal<TakingIn>,
    /// Back was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let screen = Memo::new(move |was: Option<&TakeInScreen>| match &*taking_in.read() {
        TakingIn::Found(difference) => TakeInScreen::Decide(*difference),
        TakingIn::Done(difference) => TakeInScreen::Done(*difference),
        // The screen the person decided on stands while it is done.
        TakingIn::Underway => was.copied().unwrap_or(TakeInScreen::Choose),
        TakingIn::Nothing | TakingIn::Comparing | TakingIn::Refused(_) => TakeInScreen::Choose,
    });
    let outcome = Signal::derive(move || match &*taking_in.read() {
        TakingIn::Refused(problem) => Some(problem.clone()),
        TakingIn::Nothing
        | TakingIn::Comparing
        | TakingIn::Found(_)
        | TakingIn::Underway
        | TakingIn::Done(_) => None,
    });
    let is_comparing = Signal::derive(move || *taking_in.read() == TakingIn::Comparing);
    let is_underway = Signal::derive(move || *taking_in.read() == TakingIn::Underway);
    move || {
        let words = wording();
        match screen.get() {
            TakeInScreen::Choose => view! {
                <PageHeading text=words.say("take-in.title")/>
                <p class="govuk-body">{words.say("take-in.why")}</p>
                <OpenBackup
                    button=words.say("take-in.compare")
                    on_open=gestures.on_compare
                    outcome=outcome
                    is_busy=is_comparing
                />
                <BackToVault on_leave=on_leave/>
            }
            .into_any(),
            TakeInScreen::Decide(difference) => view! {
                <Decide difference=difference gestures=gestures is_underway=is_underway/>
            }
            .into_any(),
            TakeInScreen::Done(difference) => view! {
                <PageHeading text=words.say("take-in.title")/>
                <NotificationBanner kind=BannerKind::Success is_plain=true>
                    <p class="govuk-notification-banner__heading">{words.say("take-in.done")}</p>
                </NotificationBanner>
                <SummaryList rows=difference_rows(difference)/>
                <BackToVault is_done=true on_leave=on_leave/>
            }
            .into_any(),
        }
    }
}

/// What would change, and whether it shall.
#[component]
fn Decide(
    /// What would change.
    difference: Difference,
    /// What the person can ask for.
    gestures: VaultGestures,
    /// Whether it is being done.
    is_underway: Signal<bool>,
) -> impl IntoView {
    let words = wording();
    let take_in = move |()| {
        if !is_underway.get_untracked() {
            gestures.on_take_in.run(());
        }
    };
    let (why, button) = if difference.changes_anything() {
        let button = view! { <Button text=words.say("take-in.take-in") on_press=take_in/> };
        ("take-in.decide", Some(button))
    } else {
        ("take-in.nothing-new", None)
    };
    view! {
        <PageHeading text=words.say("take-in.found")/>
        <p class="govuk-body">{words.say(why)}</p>
        <SummaryList rows=difference_rows(difference)/>
        {busy(is_underway, "take-in.underway")}
        <div class="govuk-button-group">
            {button}
            <Button
                text=words.say("take-in.leave")
                kind=ButtonKind::Secondary
                on_press=gestures.on_leave
            />
        </div>
    }
    .into_any()
}

/// How many cases differ and how; what there is none of is left out.
fn difference_rows(difference: Difference) -> Vec<SummaryRow> {
    let words = wording();
    [
        ("take-in.new", difference.n_new),
        ("take-in.newer", difference.n_newer),
        ("take-in.older", difference.n_older),
        ("take-in.same", difference.n_same),
        ("take-in.conflicts", difference.n_conflicts),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(key, n)| SummaryRow::new(words.count("take-in.cases", n), words.say(key)))
    .collect()
}

/// Another passphrase.
#[component]
pub(super) fn ChangePassphrase(
    /// Where passphrases come from and which are taken.
    rules: PassphraseRules,
    /// What the person can ask for.
    gestures: VaultGestures,
    /// How far it is.
    doing: Signal<Doing<()>>,
    /// Back was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let is_done = Memo::new(move |_| matches!(&*doing.read(), Doing::Done(())));
    let draft = PassphraseDraft::new(rules);
    move || {
        if is_done.get() {
            view! {
                <Finished
                    title="new-passphrase.title"
                    done="new-passphrase.done"
                    then="new-passphrase.then"
                    on_leave=on_leave
                />
            }
            .into_any()
        } else {
            view! {
                <OldAndNew draft=draft gestures=gestures doing=doing on_leave=on_leave/>
            }
            .into_any()
        }
    }
}

/// What stands in a field of the old passphrase, and what is missing in it.
fn passphrase_wanted(typed: &str) -> Option<FieldError> {
    let is_empty = typed.is_empty();
    is_empty.then(|| FieldError::new(PASSPHRASE, "unlock.passphrase-none"))
}

/// The old passphrase and the new one.
#[component]
fn OldAndNew(
    /// The passphrase that is being chosen.
    draft: PassphraseDraft,
    /// What the person can ask for.
    gestures: VaultGestures,
    /// How far it is.
    doing: Signal<Doing<()>>,
    /// Back was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = wording();
    let is_busy = Signal::derive(move || *doing.read() == Doing::Underway);
    let outcome = Signal::derive(move || match &*doing.read() {
        Doing::Refused(problem) => Some(problem.clone()),
        Doing::Nothing | Doing::Underway | Doing::Done(()) => None,
    });
    let errors = Errors::over(outcome, is_busy, &[PASSPHRASE]);
    let old = RwSignal::new(String::new());
    let change = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let typed = old.get_untracked();
        let mut wrong: Vec<_> = passphrase_wanted(&typed).into_iter().collect();
        let (of_new, new) = draft.given();
        wrong.extend(of_new);
        if errors.check(wrong) {
            gestures.on_passphrase.run((typed, new));
        }
    };
    view! {
        {errors.summary()}
        <PageHeading text=words.say("new-passphrase.title")/>
        <p class="govuk-body">{words.say("new-passphrase.why")}</p>
        <PassphraseField
            id=PASSPHRASE
            label=words.say("new-passphrase.old")
            value=old
            on_input=move |typed| old.set(typed)
            error=errors.of(PASSPHRASE)
        />
        <h2 class="govuk-heading-m">{words.say("new-passphrase.new")}</h2>
        <NewPassphrase draft=draft errors=errors on_enter=change/>
        {busy(is_busy, "vault.making")}
        <div class="govuk-button-group">
            <Button text=words.say("new-passphrase.change") on_press=change/>
            <BackToVault on_leave=on_leave/>
        </div>
    }
    .into_any()
}

/// Which screen of a new recovery code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CodeScreen {
    Ask,
    Steps,
    Kept,
}

/// Another recovery code.
#[component]
pub(super) fn NewCodePanel(
    /// What the person can ask for.
    gestures: VaultGestures,
    /// How far it is.
    code: Signal<NewCode>,
    /// Back was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let screen = Memo::new(move |_| match &*code.read() {
        NewCode::Made(_) => CodeScreen::Steps,
        NewCode::Kept => CodeScreen::Kept,
        NewCode::Nothing | NewCode::Underway | NewCode::Refused(_) => CodeScreen::Ask,
    });
    let made = move || match code.get_untracked() {
        NewCode::Made(made) => Some(made),
        NewCode::Nothing | NewCode::Underway | NewCode::Kept | NewCode::Refused(_) => None,
    };
    move || match screen.get() {
        CodeScreen::Ask => {
            view! { <AskForCode gestures=gestures code=code on_leave=on_leave/> }.into_any()
        }
        CodeScreen::Steps => made()
            .map(|made| {
                view! {
                    <CodeSteps
                        code=made
                        draft=CodeDraft::new()
                        finish=wording().say("new-code.use")
                        on_back=on_leave
                        on_done=gestures.on_code_kept
                        outcome=Signal::stored(None)
                        is_busy=Signal::stored(false)
                    />
                }
            })
            .into_any(),
        CodeScreen::Kept => view! {
            <Finished
                title="new-code.title"
                done="new-code.done"
                then="new-code.then"
                on_leave=on_leave
            />
        }
        .into_any(),
    }
}

/// What a new recovery code does, and the passphrase before one is made.
#[component]
fn AskForCode(
    /// What the person can ask for.
    gestures: VaultGestures,
    /// How far it is.
    code: Signal<NewCode>,
    /// Back was pressed.
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = wording();
    let is_busy = Signal::derive(move || matches!(&*code.read(), NewCode::Underway));
    let outcome = Signal::derive(move || match &*code.read() {
        NewCode::Refused(problem) => Some(problem.clone()),
        NewCode::Nothing | NewCode::Underway | NewCode::Made(_) | NewCode::Kept => {
            None::<DoorProblem>
        }
    });
    let errors = Errors::over(outcome, is_busy, &[PASSPHRASE]);
    let passphrase = RwSignal::new(String::new());
    let make = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let typed = passphrase.get_untracked();
        if errors.check(passphrase_wanted(&typed).into_iter().collect()) {
            gestures.on_new_code.run(typed);
        }
    };
    view! {
        {errors.summary()}
        <PageHeading text=words.say("new-code.title")/>
        <p class="govuk-body">{words.say("new-code.why")}</p>
        <PassphraseField
            id=PASSPHRASE
            label=words.say("unlock.passphrase")
            value=passphrase
            on_input=move |typed| passphrase.set(typed)
            on_enter=make
            error=errors.of(PASSPHRASE)
        />
        {busy(is_busy, "vault.opening")}
        <div class="govuk-button-group">
            <Button text=words.say("new-code.make") on_press=make/>
            <BackToVault on_leave=on_leave/>
        </div>
    }
    .into_any()
}
