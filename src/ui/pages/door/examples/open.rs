//! The screens while a vault is open.

use leptos::prelude::*;

use super::{code, rules};
use crate::ui::gallery::{Example, example};
use crate::ui::pages::door::{
    Conflict, ConflictRow, Difference, Doing, DoorProblem, LastBackup, NewCode, RemoveCase, Review,
    SetAside, TakingIn, VaultFacts, VaultGestures, VaultOutcomes, VaultSettings, VaultStanding,
};
use crate::vault::room::Room;

fn last_backup() -> LastBackup {
    LastBackup {
        when: "26 March 2026, 16:40".into(),
        n_records: 12,
    }
}

/// The two versions of a case.
pub fn conflict() -> Vec<Example> {
    vec![example("two answers differ", || {
        let rows = vec![
            ConflictRow {
                question: "Where does the person live?".into(),
                here: "With a friend in Leeds since March".into(),
                there: "No fixed address".into(),
            },
            ConflictRow {
                question: "Thoughts that you would be better off dead, or of hurting yourself"
                    .into(),
                here: String::new(),
                there: "Several days".into(),
            },
        ];
        view! {
            <Conflict
                title="Alex Example"
                here_changed="27 March 2026, 14:02"
                there_changed="27 March 2026, 14:09"
                rows=rows
                on_choose=|_| ()
            />
        }
        .into_any()
    })]
}

/// Taking a case off this computer.
pub fn remove_case() -> Vec<Example> {
    vec![
        example("before it was handed over", || {
            view! { <RemoveCase on_copy=|()| () on_remove=|()| ()/> }.into_any()
        }),
        example("with a review date", || reviewed_on(false)),
        example("with a review date that has come", || reviewed_on(true)),
    ]
}

fn reviewed_on(is_due: bool) -> AnyView {
    let review = Review {
        day: "24 April 2026".into(),
        is_due,
    };
    view! { <RemoveCase review=review on_copy=|()| () on_remove=|()| ()/> }.into_any()
}

/// How safe the vault is.
pub fn standing() -> Vec<Example> {
    vec![
        example("safe", || {
            view! {
                <VaultStanding
                    last_backup=Some(last_backup())
                    kept_since=Some("2 February 2026".to_owned())
                    reports=Vec::new()
                    settings="#/gallery"
                />
            }
            .into_any()
        }),
        example("not yet proven, never saved, with reports", || {
            let reports = vec![
                "Case 7F3K: the last saved version was damaged, showing the one before, 14:02. The damaged copy is kept.".to_owned(),
                "1 record that should be here is missing.".to_owned(),
            ];
            view! {
                <VaultStanding last_backup=None kept_since=None reports=reports settings="#/gallery"/>
            }
            .into_any()
        }),
        example("a browser that is nearly full", || {
            let room = Room {
                used: 900,
                given: 1_000,
            };
            view! {
                <VaultStanding
                    last_backup=Some(last_backup())
                    kept_since=Some("2 February 2026".to_owned())
                    room=Some(room)
                    reports=Vec::new()
                    settings="#/gallery"
                />
            }
            .into_any()
        }),
    ]
}

fn facts() -> VaultFacts {
    VaultFacts {
        mark: "Amber heron".into(),
        last_backup: Some(last_backup()),
        kept_since: Some("2 February 2026".into()),
        idle_minutes: 5,
        neighbours: Vec::new(),
        room: Some(Room {
            used: 120,
            given: 1_000,
        }),
        set_aside: Vec::new(),
    }
}

fn gestures() -> VaultGestures {
    let nothing = Callback::new(|()| ());
    VaultGestures {
        on_backup: nothing,
        on_compare: Callback::new(|_| ()),
        on_take_in: nothing,
        on_leave: nothing,
        on_passphrase: Callback::new(|_| ()),
        on_new_code: Callback::new(|_| ()),
        on_code_kept: nothing,
        on_audit: nothing,
        on_copy_aside: Callback::new(|_| ()),
        on_done: nothing,
    }
}

/// What came of what was asked for; nothing, unless an example says otherwise.
fn outcomes() -> VaultOutcomes {
    VaultOutcomes {
        backup: Signal::stored(Doing::Nothing),
        taking_in: Signal::stored(TakingIn::Nothing),
        passphrase: Signal::stored(Doing::Nothing),
        code: Signal::stored(NewCode::Nothing),
    }
}

fn looked_after(facts: VaultFacts, outcomes: VaultOutcomes) -> AnyView {
    view! {
        <VaultSettings
            facts=Signal::stored(facts)
            gestures=gestures()
            outcomes=outcomes
            rules=rules()
        />
    }
    .into_any()
}

fn backing_up(backup: Doing<LastBackup>) -> AnyView {
    let outcomes = VaultOutcomes {
        backup: Signal::stored(backup),
        ..outcomes()
    };
    looked_after(facts(), outcomes)
}

fn taking_in(taking_in: TakingIn) -> AnyView {
    let outcomes = VaultOutcomes {
        taking_in: Signal::stored(taking_in),
        ..outcomes()
    };
    looked_after(facts(), outcomes)
}

/// Looking after the vault. What came of a task is on its own screen, behind its button.
pub fn settings() -> Vec<Example> {
    vec![
        example("safe", || looked_after(facts(), outcomes())),
        example(
            "not yet proven, with neighbours and records set aside",
            || {
                let facts = VaultFacts {
                    last_backup: None,
                    kept_since: None,
                    neighbours: vec!["rota-app".into(), "Database “timesheets”".into()],
                    set_aside: vec![
                        SetAside {
                            key: "1".into(),
                            record: "7f3k2a9c".into(),
                            why: "It does not open with the key of this vault.".into(),
                        },
                        SetAside {
                            key: "2".into(),
                            record: "1b2c3d4e".into(),
                            why: "It opened, but what is in it is not a case.".into(),
                        },
                    ],
                    ..facts()
                };
                looked_after(facts, outcomes())
            },
        ),
        example("saving a backup", || backing_up(Doing::Underway)),
        example("a backup that was saved", || {
            backing_up(Doing::Done(last_backup()))
        }),
        example("a backup that could not be saved", || {
            backing_up(Doing::Refused(DoorProblem::BackupFailed))
        }),
        example("a backup that differs", || {
            taking_in(TakingIn::Found(Difference {
                n_new: 3,
                n_newer: 1,
                n_older: 1,
                n_same: 2,
                n_conflicts: 1,
            }))
        }),
        example("a backup with nothing new", || {
            taking_in(TakingIn::Found(Difference {
                n_same: 12,
                ..Difference::default()
            }))
        }),
        example("a backup that was taken in", || {
            taking_in(TakingIn::Done(Difference {
                n_new: 3,
                n_same: 2,
                ..Difference::default()
            }))
        }),
        example("a passphrase that was changed", || {
            let outcomes = VaultOutcomes {
                passphrase: Signal::stored(Doing::Done(())),
                ..outcomes()
            };
            looked_after(facts(), outcomes)
        }),
        example("a new recovery code", || {
            let outcomes = VaultOutcomes {
                code: Signal::stored(NewCode::Made(code())),
                ..outcomes()
            };
            looked_after(facts(), outcomes)
        }),
    ]
}
