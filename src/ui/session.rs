//! What is going on in this window: the forms there are, the cases kept here, and the one door for
//! writing.

use std::collections::{BTreeMap, BTreeSet};
use std::future::ready;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, download, random};
use crate::engine::calendar::DateTime;
use crate::engine::case::store::{Record, Store, StoreError};
use crate::engine::case::wire::{self, WireError};
use crate::engine::case::{Case, CaseId, Change};
use crate::engine::catalogue::Catalogue;
use crate::engine::problem::Problem;

/// How long a person's hands rest before what they did is written, in milliseconds.
const IDLE_MS: u64 = 300;

/// How far what a person did has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Everything done in this window is kept; when it last was.
    Kept(Option<DateTime>),
    /// Something is on its way.
    Underway,
    /// Something could not be kept.
    NotKept(StoreError),
}

/// A record that does not open, left as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The record.
    pub record: Record,
    /// Why it does not open.
    pub why: WireError,
}

/// What is going on in this window. A handle: copies of it are the same session.
#[derive(Clone, Copy)]
pub struct Session {
    catalogue: StoredValue<Arc<Catalogue>>,
    store: StoredValue<Rc<dyn Store>, LocalStorage>,
    cases: RwSignal<BTreeMap<CaseId, Case>>,
    aside: RwSignal<Vec<Aside>>,
    refused_by_browser: RwSignal<Option<StoreError>>,
    is_unreadable: StoredValue<bool>,
    missing_files: StoredValue<Vec<String>>,
    wording_problems: StoredValue<Vec<Problem>>,
    keeping: RwSignal<Keeping>,
    /// Cases changed since they were last written, and the revision each then had.
    waiting: RwSignal<BTreeMap<CaseId, u64>>,
    /// The revision of each case that the store holds.
    kept: StoredValue<BTreeMap<CaseId, u64>>,
    /// Cases of which a write is on its way.
    underway: StoredValue<BTreeSet<CaseId>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Session {
    /// A session over a store, with everything the store holds.
    pub async fn open(
        catalogue: Catalogue,
        missing_files: Vec<String>,
        wording_problems: Vec<Problem>,
        store: Rc<dyn Store>,
        refused: Option<StoreError>,
    ) -> Self {
        let mut cases = BTreeMap::new();
        let mut kept = BTreeMap::new();
        let mut aside = Vec::new();
        let (records, unreadable) = match store.read_all().await {
            Ok(records) => (records, false),
            Err(_) => (Vec::new(), true),
        };
        for record in records {
            match wire::read_case(&record.body) {
                Ok(case) if !record.is_aside && case.id.as_str() == record.key => {
                    kept.insert(case.id.clone(), record.revision);
                    cases.insert(case.id.clone(), case);
                }
                Ok(_) => aside.push(Aside {
                    record,
                    why: WireError::NotACase,
                }),
                Err(why) => {
                    // A later version's record is nobody's to move: that version will want it back.
                    if !record.is_aside && why == WireError::NotACase {
                        // Where it cannot be moved it stays where it is, and is reported all the same.
                        let _ = store.set_aside(record.key.clone()).await;
                    }
                    aside.push(Aside { record, why });
                }
            }
        }
        Self {
            catalogue: StoredValue::new(Arc::new(catalogue)),
            store: StoredValue::new_local(store),
            cases: RwSignal::new(cases),
            aside: RwSignal::new(aside),
            refused_by_browser: RwSignal::new(refused),
            is_unreadable: StoredValue::new(unreadable),
            missing_files: StoredValue::new(missing_files),
            wording_problems: StoredValue::new(wording_problems),
            keeping: RwSignal::new(Keeping::Kept(None)),
            waiting: RwSignal::default(),
            kept: StoredValue::new(kept),
            underway: StoredValue::default(),
            timer: StoredValue::new(None),
        }
    }

    /// The forms there are.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.get_value()
    }

    /// Form files that are named but could not be read.
    #[must_use]
    pub fn missing_files(&self) -> Vec<String> {
        self.missing_files.get_value()
    }

    /// What is wrong with the wording files beside the page.
    #[must_use]
    pub fn wording_problems(&self) -> Vec<Problem> {
        self.wording_problems.get_value()
    }

    /// The cases kept here; follows them.
    #[must_use]
    pub fn cases(&self) -> Vec<Case> {
        self.cases.with(|cases| cases.values().cloned().collect())
    }

    /// One case; follows it.
    #[must_use]
    pub fn case(&self, id: &CaseId) -> Option<Case> {
        self.cases.with(|cases| cases.get(id).cloned())
    }

    /// One case as it stands.
    #[must_use]
    pub fn case_now(&self, id: &CaseId) -> Option<Case> {
        self.cases.with_untracked(|cases| cases.get(id).cloned())
    }

    /// Records that do not open.
    #[must_use]
    pub fn aside(&self) -> Vec<Aside> {
        self.aside.get()
    }

    /// Why this browser keeps nothing beyond this window, if so.
    #[must_use]
    pub fn refused_by_browser(&self) -> Option<StoreError> {
        self.refused_by_browser.get()
    }

    /// Whether what is kept here could not be read when this window was opened: an empty list then says
    /// nothing about what is kept.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.is_unreadable.get_value()
    }

    /// How far what was done in this window has come.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        self.keeping.get()
    }

    /// Opens a case for another person; `None` where the browser has no randomness to name it by.
    #[must_use]
    pub fn open_case(&self) -> Option<CaseId> {
        let id = random::make_case_id()?;
        let case = Case::open(id.clone(), clock::now());
        self.cases.update(|cases| {
            cases.insert(id.clone(), case);
        });
        self.keep_soon(&id);
        Some(id)
    }

    /// The one door for writing: carries out a change to a case, keeps it, and wakes the screen.
    pub fn commit(&self, id: &CaseId, change: Change) {
        self.cases.update(|cases| {
            if let Some(case) = cases.get_mut(id) {
                case.apply(change, clock::now());
            }
        });
        self.keep_soon(id);
    }

    /// Takes a case off this machine.
    pub fn remove_case(&self, id: &CaseId) {
        let (session, id) = (*self, id.clone());
        // What still waits must not bring it back.
        self.waiting.update(|waiting| {
            waiting.remove(&id);
        });
        let removal = self.store.with_value(|store| store.remove(id.clone()));
        spawn_local(async move {
            match removal.await {
                Ok(()) => {
                    session.kept.update_value(|kept| {
                        kept.remove(&id);
                    });
                    session.cases.update(|cases| {
                        cases.remove(&id);
                    });
                    session.say_whether_all_is_kept();
                }
                Err(error) => {
                    session.keeping.set(Keeping::NotKept(error));
                    session.keep_soon(&id);
                }
            }
        });
    }

    /// Writes whatever waits, at once: before the window is hidden, or when a person asks again.
    pub fn keep_now(&self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        for id in self
            .waiting
            .with_untracked(|waiting| waiting.keys().cloned().collect::<Vec<_>>())
        {
            self.keep(id);
        }
    }

    /// Writes whatever waits while the page goes away. A window of which something could not be kept
    /// leaves it: another one may have been there first.
    pub fn keep_in_passing(&self) {
        if matches!(self.keeping.get_untracked(), Keeping::NotKept(_)) {
            return;
        }
        for id in self
            .waiting
            .with_untracked(|waiting| waiting.keys().cloned().collect::<Vec<_>>())
        {
            let Some(case) = self.case_now(&id) else {
                continue;
            };
            let record = record_of(&case);
            if wire::read_case(&record.body).is_err() {
                continue;
            }
            self.store
                .with_value(|store| store.write_in_passing(record));
            // Should the page come back, it goes on from there.
            self.note_kept(id, case.revision);
        }
    }

    /// Writes a case at once, and what follows hard upon it when the person's hands rest. The first
    /// write tells a window that another one was there before much is typed in vain.
    fn keep_soon(&self, id: &CaseId) {
        let Some(revision) = self
            .cases
            .with_untracked(|cases| cases.get(id).map(|of| of.revision))
        else {
            return;
        };
        self.waiting.update(|waiting| {
            waiting.insert(id.clone(), revision);
        });
        if !matches!(self.keeping.get_untracked(), Keeping::NotKept(_)) {
            self.keeping.set(Keeping::Underway);
        }
        let session = *self;
        let keep = move || session.keep_now();
        let timer = set_timeout_with_handle(keep, Duration::from_millis(IDLE_MS)).ok();
        let earlier = self
            .timer
            .try_update_value(|of| std::mem::replace(of, timer))
            .flatten();
        match earlier {
            Some(earlier) => earlier.clear(),
            None => self.keep(id.clone()),
        }
    }

    /// Writes one case, unless a write of it is on its way: each write names the revision it replaces,
    /// which is known when the one before is confirmed.
    fn keep(&self, id: CaseId) {
        let Some(case) = self.case_now(&id) else {
            return;
        };
        let begun = self
            .underway
            .try_update_value(|underway| underway.insert(id.clone()));
        if begun != Some(true) {
            return;
        }
        let record = record_of(&case);
        // Nothing that could not be opened again is put over something that can.
        let writing = if wire::read_case(&record.body).is_ok() {
            let replaces = self.kept.with_value(|kept| kept.get(&id).copied());
            self.store.with_value(|store| store.write(record, replaces))
        } else {
            Box::pin(ready(Err(StoreError::TooLarge)))
        };
        let session = *self;
        spawn_local(async move {
            let written = writing.await;
            session.underway.update_value(|underway| {
                underway.remove(&id);
            });
            match written {
                Ok(()) => session.confirm(id, case.revision),
                Err(error) => session.keeping.set(Keeping::NotKept(error)),
            }
        });
    }

    /// Notes that the store holds a revision. Only if it is the very one that waits is the case no
    /// longer waiting.
    fn confirm(&self, id: CaseId, revision: u64) {
        self.note_kept(id.clone(), revision);
        self.waiting.update(|waiting| {
            if waiting.get(&id) == Some(&revision) {
                waiting.remove(&id);
            }
        });
        if self
            .waiting
            .with_untracked(|waiting| waiting.contains_key(&id))
        {
            self.keep(id);
        }
        self.say_whether_all_is_kept();
    }

    /// Notes that the store holds a revision; a later one it was given since stands.
    fn note_kept(&self, id: CaseId, revision: u64) {
        self.kept.update_value(|kept| {
            let kept = kept.entry(id).or_insert(revision);
            *kept = revision.max(*kept);
        });
    }

    fn say_whether_all_is_kept(&self) {
        if self.waiting.with_untracked(BTreeMap::is_empty) {
            self.keeping.set(Keeping::Kept(Some(clock::now())));
        }
    }

    /// Offers everything in this window as a file, so that it can be kept elsewhere.
    pub fn offer_copy(&self) {
        let copy = self
            .cases
            .with_untracked(|cases| wire::write_cases(cases.values()));
        // A browser that offers no file says so in its own way.
        let _ = download::offer("mhtr-forms-copy.json", "application/json", &copy);
    }

    /// Whether what is kept outlives this window.
    #[must_use]
    pub fn outlives_the_page(&self) -> bool {
        self.store.with_value(|store| store.outlives_the_page())
    }
}

/// A case as the store keeps it.
fn record_of(case: &Case) -> Record {
    Record {
        key: case.id.to_string(),
        revision: case.revision,
        body: wire::write_case(case),
        is_aside: false,
    }
}
