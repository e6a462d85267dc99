//! The screens while everything is locked.

use leptos::prelude::*;

use super::{code, nothing, rules};
use crate::ui::gallery::{Example, example};
use crate::ui::pages::door::{
    DoorProblem, FileProblem, NewVault, Trouble, TroublePage, Unlock, VaultChoice, VaultState,
};

fn vault(key: &str, mark: &str, state: VaultState) -> VaultChoice {
    VaultChoice {
        key: key.into(),
        mark: mark.into(),
        state,
    }
}

/// One vault, with what came of trying.
fn one(problem: Option<DoorProblem>) -> AnyView {
    doors(
        vec![vault("a", "Amber heron", VaultState::Ready)],
        problem,
        false,
        0,
    )
}

fn doors(
    vaults: Vec<VaultChoice>,
    problem: Option<DoorProblem>,
    is_busy: bool,
    wait_s: u32,
) -> AnyView {
    view! {
        <Unlock
            vaults=vaults
            on_open=|_| ()
            on_code=|_| ()
            rules=rules()
            outcome=problem
            is_busy=is_busy
            wait_s=wait_s
            on_new=|()| ()
            on_backup=|_| ()
        />
    }
    .into_any()
}

/// Several vaults, one in each state.
fn several() -> Vec<VaultChoice> {
    vec![
        vault("a", "Amber heron", VaultState::Ready),
        vault("b", "Quiet tortoise", VaultState::Damaged),
        vault("c", "Violet kingfisher", VaultState::TooNew),
    ]
}

/// The screen on which a vault is opened.
pub fn unlock() -> Vec<Example> {
    vec![
        example("one vault", || one(None)),
        example("several vaults", || doors(several(), None, false, 0)),
        example("one vault, which is damaged", || {
            let damaged = vec![vault("b", "Quiet tortoise", VaultState::Damaged)];
            doors(damaged, None, false, 0)
        }),
        example("one vault of a newer version", || {
            let newer = vec![vault("c", "Violet kingfisher", VaultState::TooNew)];
            doors(newer, None, false, 0)
        }),
        example("opening", || {
            let vaults = vec![vault("a", "Amber heron", VaultState::Ready)];
            doors(vaults, None, true, 0)
        }),
        example("a wrong passphrase", || one(Some(DoorProblem::Wrong))),
        example("a pause after wrong tries", || {
            let vaults = vec![vault("a", "Amber heron", VaultState::Ready)];
            doors(vaults, Some(DoorProblem::Wrong), false, 30)
        }),
        example("too little memory", || one(Some(DoorProblem::Memory))),
        example("damaged lock information", || {
            one(Some(DoorProblem::DamagedAll))
        }),
        example("a vault whose data is missing", || {
            one(Some(DoorProblem::Missing))
        }),
        example("a browser without randomness", || {
            one(Some(DoorProblem::NoRandomness))
        }),
    ]
}

fn making(problem: Option<DoorProblem>, has_others: bool) -> AnyView {
    let is_busy = RwSignal::new(false);
    let cancel = has_others.then(|| Callback::new(|()| ()));
    match cancel {
        Some(cancel) => view! {
            <NewVault
                rules=rules()
                code=code()
                on_make=move |_| is_busy.set(true)
                outcome=problem
                is_busy=is_busy
                on_backup=|_| ()
                on_cancel=cancel
            />
        }
        .into_any(),
        None => view! {
            <NewVault
                rules=rules()
                code=code()
                on_make=move |_| is_busy.set(true)
                outcome=problem
                is_busy=is_busy
                on_backup=|_| ()
            />
        }
        .into_any(),
    }
}

/// The screens on which a vault is made.
pub fn new_vault() -> Vec<Example> {
    vec![
        example("the first vault", || making(None, false)),
        example("another vault", || making(None, true)),
        example("that could not be saved", || {
            making(Some(DoorProblem::NotSaved), false)
        }),
    ]
}

/// Data that is there and does not open.
fn unopened(trouble: Trouble) -> AnyView {
    view! {
        <TroublePage
            trouble=trouble
            on_backup=|_| ()
            outcome=nothing()
            is_busy=false
            on_copy=|()| ()
            on_new=|()| ()
        />
    }
    .into_any()
}

/// Data that is gone, and what came of opening a backup.
fn gone(problem: Option<FileProblem>) -> AnyView {
    view! {
        <TroublePage
            trouble=Trouble::Missing
            on_backup=|_| ()
            outcome=problem.map(DoorProblem::File)
            is_busy=false
            on_new=|()| ()
        />
    }
    .into_any()
}

fn stopped(trouble: Trouble) -> AnyView {
    view! {
        <TroublePage trouble=trouble on_backup=|_| () outcome=nothing() is_busy=false/>
    }
    .into_any()
}

/// The screens in place of a welcome.
pub fn trouble() -> Vec<Example> {
    vec![
        example("damaged data", || unopened(Trouble::Damaged)),
        example("missing data", || gone(None)),
        example("missing lock information", || {
            unopened(Trouble::LockMissing)
        }),
        example("a file that is no backup", || {
            gone(Some(FileProblem::NotABackup))
        }),
        example("a passphrase that does not open the backup", || {
            gone(Some(FileProblem::Wrong))
        }),
        example("a file that is too large", || {
            gone(Some(FileProblem::TooLarge))
        }),
        example("blocked site data", || {
            view! {
                <TroublePage
                    trouble=Trouble::Blocked
                    on_backup=|_| ()
                    outcome=nothing()
                    is_busy=false
                    on_without=|()| ()
                />
            }
            .into_any()
        }),
        example("a storage that does not answer", || {
            stopped(Trouble::NoAnswer)
        }),
        example("no randomness", || stopped(Trouble::NoRandomness)),
        example("inside another page", || stopped(Trouble::Framed)),
    ]
}
