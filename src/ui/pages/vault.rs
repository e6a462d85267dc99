//! Looking after the vault: what its screens ask for is carried out here.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::door::{
    Difference, Doing, DoorProblem, LastBackup, NewCode, SetAside, TakingIn, VaultFacts,
    VaultGestures, VaultOutcomes, VaultSettings,
};
use super::{last_backup, when};
use crate::browser::file_choice::ChosenFile;
use crate::browser::random::BrowserRandom;
use crate::browser::{clock, download, passphrase};
use crate::ui::door::{self, change_passphrase, mark_of, on_paper, open_backup, problem};
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::audit::{Chain, Event};
use crate::vault::backup::{self, OpenBackup};
use crate::vault::door::replace;
use crate::vault::recovery::RecoveryCode;
use crate::vault::seal::Key;

/// How long the screen is left to draw that something long begins, in milliseconds.
const DRAWING_MS: i32 = 50;

/// A backup that was compared and not yet taken in.
type Compared = Option<Rc<(OpenBackup, backup::Difference)>>;

/// A recovery code that was made and not yet typed back, with the key that it will open.
type Made = Option<Rc<(RecoveryCode, Key)>>;

/// What is going on on the page.
#[derive(Clone, Copy)]
struct Doings {
    session: Session,
    backup: RwSignal<Doing<LastBackup>>,
    taking_in: RwSignal<TakingIn>,
    compared: StoredValue<Compared, LocalStorage>,
    passphrase: RwSignal<Doing<()>>,
    code: RwSignal<NewCode>,
    made: StoredValue<Made, LocalStorage>,
    aside: RwSignal<Vec<(String, Vec<u8>)>>,
}

/// Looking after the vault.
#[component]
pub fn VaultPage(
    /// The session.
    session: Session,
) -> impl IntoView {
    let doings = Doings {
        session,
        backup: RwSignal::new(Doing::Nothing),
        taking_in: RwSignal::new(TakingIn::Nothing),
        compared: StoredValue::new_local(None),
        passphrase: RwSignal::new(Doing::Nothing),
        code: RwSignal::new(NewCode::Nothing),
        made: StoredValue::new_local(None),
        aside: RwSignal::default(),
    };
    spawn_local(async move {
        // Where it cannot be read, the list says nothing; the records say so themselves when opened.
        let aside = session.vault().aside().await;
        doings.aside.set(aside.unwrap_or_default());
    });
    let facts = Signal::derive(move || doings.facts());
    let gestures = VaultGestures {
        on_backup: Callback::new(move |()| doings.back_up()),
        on_compare: Callback::new(move |(file, typed)| doings.compare(file, typed)),
        on_take_in: Callback::new(move |()| doings.take_in()),
        on_leave: Callback::new(move |()| doings.leave()),
        on_passphrase: Callback::new(move |(old, new)| doings.change_passphrase(old, new)),
        on_new_code: Callback::new(move |typed| doings.make_code(typed)),
        on_code_kept: Callback::new(move |()| doings.keep_code()),
        on_audit: Callback::new(move |()| doings.offer_audit()),
        on_copy_aside: Callback::new(move |key: String| doings.offer_aside(&key)),
        on_done: Callback::new(move |()| doings.forget()),
    };
    let outcomes = VaultOutcomes {
        backup: doings.backup.into(),
        taking_in: doings.taking_in.into(),
        passphrase: doings.passphrase.into(),
        code: doings.code.into(),
    };
    view! {
        <VaultSettings
            facts=facts
            gestures=gestures
            outcomes=outcomes
            rules=door::rules(session.furnishing())
        />
    }
    .into_any()
}

impl Doings {
    fn facts(self) -> VaultFacts {
        let session = self.session;
        let aside = self.aside.get();
        let set_aside = aside.iter().map(|(key, _)| SetAside {
            key: key.clone(),
            record: record_of(key),
            why: wording().say("aside.damaged"),
        });
        VaultFacts {
            mark: mark_of(session.vault().id()),
            last_backup: last_backup(session),
            kept_since: session.standing().kept_since.map(|at| when(&at)),
            idle_minutes: usize::from(session.furnishing().settings.idle_minutes),
            neighbours: session.standing().neighbours,
            room: session.standing().room,
            set_aside: set_aside.collect(),
        }
    }

    fn back_up(self) {
        self.backup.set(Doing::Underway);
        let session = self.session;
        spawn_local(async move {
            clock::pause(DRAWING_MS).await;
            session.keep_now();
            session.fold_all().await;
            let vault = session.vault();
            let at = clock::now().to_string();
            let file = vault.back_up(&session.header(), &[]).await;
            let Ok(file) = file else {
                self.backup.set(Doing::Refused(DoorProblem::BackupFailed));
                return;
            };
            let name = format!("mhtr-forms-{}.vault", clock::today());
            if download::offer_bytes(&name, &file) == download::Offered::Refused {
                self.backup.set(Doing::Refused(DoorProblem::BackupFailed));
                return;
            }
            let n_records = vault.list().await.len();
            if vault.note_backup(&at, n_records).await.is_err() {
                self.backup.set(Doing::Refused(DoorProblem::NotSaved));
                return;
            }
            session.read_list().await;
            session.note_backed_up();
            let when = when(&at);
            self.backup.set(Doing::Done(LastBackup { when, n_records }));
        });
    }

    fn compare(self, file: ChosenFile, typed: String) {
        self.taking_in.set(TakingIn::Comparing);
        spawn_local(async move {
            clock::pause(DRAWING_MS).await;
            let opened = match open_backup(file, &typed).await {
                Ok(opened) => opened,
                Err(problem) => return self.taking_in.set(TakingIn::Refused(problem)),
            };
            match self.session.vault().compare_backup(&opened).await {
                Ok(difference) => {
                    self.taking_in.set(TakingIn::Found(counted(&difference)));
                    self.compared.set_value(Some(Rc::new((opened, difference))));
                }
                Err(_) => self
                    .taking_in
                    .set(TakingIn::Refused(DoorProblem::StorageBlocked)),
            }
        });
    }

    fn take_in(self) {
        let Some(compared) = self.compared.get_value() else {
            return;
        };
        self.taking_in.set(TakingIn::Underway);
        let session = self.session;
        spawn_local(async move {
            let at = clock::now().to_string();
            let (opened, difference) = &*compared;
            match session.vault().take_in(opened, difference, &at).await {
                Ok(()) => {
                    session.read_anew().await;
                    self.taking_in.set(TakingIn::Done(counted(difference)));
                }
                Err(_) => self.taking_in.set(TakingIn::Refused(DoorProblem::NotSaved)),
            }
            self.compared.set_value(None);
        });
    }

    fn leave(self) {
        self.compared.set_value(None);
        self.taking_in.set(TakingIn::Nothing);
    }

    fn change_passphrase(self, old: String, new: String) {
        self.passphrase.set(Doing::Underway);
        let session = self.session;
        spawn_local(async move {
            clock::pause(DRAWING_MS).await;
            let header = session.header();
            let changed = match header.unlock(&passphrase::read(&old)) {
                Ok(key) => change_passphrase(&session.place(), &header, &key, &new).await,
                Err(error) => Err(problem(error)),
            };
            match changed {
                Ok(header) => {
                    session.use_header(header, Event::PassphraseChanged).await;
                    self.passphrase.set(Doing::Done(()));
                }
                Err(problem) => self.passphrase.set(Doing::Refused(problem)),
            }
        });
    }

    fn make_code(self, typed: String) {
        self.code.set(NewCode::Underway);
        let session = self.session;
        spawn_local(async move {
            clock::pause(DRAWING_MS).await;
            let key = session.header().unlock(&passphrase::read(&typed));
            let made = key.and_then(|key| Ok((RecoveryCode::make(&BrowserRandom)?, key)));
            match made {
                Ok((code, key)) => {
                    let shown = on_paper(&code, session.vault().id());
                    self.made.set_value(Some(Rc::new((code, key))));
                    self.code.set(NewCode::Made(shown));
                }
                Err(error) => self.code.set(NewCode::Refused(problem(error))),
            }
        });
    }

    /// The code that was typed back opens the vault from now on, and the one before does not.
    fn keep_code(self) {
        let Some(made) = self.made.get_value() else {
            return;
        };
        let session = self.session;
        spawn_local(async move {
            let (code, key) = &*made;
            let header = session.header().with_code(key, code, &BrowserRandom);
            let header = match header {
                Ok(header) => header,
                Err(error) => return self.code.set(NewCode::Refused(problem(error))),
            };
            let opens =
                |header: &crate::vault::header::Header| header.unlock_with_code(code).is_ok();
            match replace(&session.place(), &header, opens).await {
                Ok(()) => {
                    session.use_header(header, Event::CodeChanged).await;
                    self.made.set_value(None);
                    self.code.set(NewCode::Kept);
                }
                Err(_) => self.code.set(NewCode::Refused(DoorProblem::NotSaved)),
            }
        });
    }

    fn offer_audit(self) {
        let session = self.session;
        spawn_local(async move {
            if let Ok(chain) = session.vault().audit_chain().await {
                // A browser that offers no file says so in its own way.
                let _ =
                    download::offer("vault-log.tsv", "text/tab-separated-values", &table(&chain));
            }
        });
    }

    fn offer_aside(self, key: &str) {
        let aside = self.aside.get_untracked();
        if let Some((_, bytes)) = aside.iter().find(|(of, _)| of == key) {
            // As above.
            let _ = download::offer_bytes("set-aside.bin", bytes);
        }
    }

    fn forget(self) {
        self.leave();
        self.made.set_value(None);
        self.backup.set(Doing::Nothing);
        self.passphrase.set(Doing::Nothing);
        self.code.set(NewCode::Nothing);
    }
}

/// The beginning of the number of the record that something set aside belongs to: its time is not known,
/// since it did not open.
fn record_of(key: &str) -> String {
    let record = key.split('/').nth(1).unwrap_or_default();
    record.chars().take(8).collect()
}

fn counted(difference: &backup::Difference) -> Difference {
    Difference {
        n_new: difference.new.len(),
        n_newer: difference.newer.len(),
        n_older: difference.older.len(),
        n_same: difference.same.len(),
        n_conflicts: difference.other.len(),
    }
}

/// The audit chain as a table that a spreadsheet opens: when, what, with which record; and in the last line
/// whether the chain is whole. None of it comes from a person, so no cell can begin a formula.
fn table(chain: &Chain) -> String {
    let words = wording();
    let mut lines = vec![words.say("audit.columns").replace(" | ", "\t")];
    for entry in &chain.entries {
        let what = door::event_words(entry.event);
        let record = entry.record.as_deref().unwrap_or_default();
        lines.push(format!("{}\t{what}\t{record}", entry.at));
    }
    let end = if chain.is_whole {
        "audit.whole"
    } else {
        "audit.broken"
    };
    lines.push(words.say(end));
    lines.join("\n")
}
