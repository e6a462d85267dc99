//! What is going on in this window: the forms there are, the cases of the open vault, and the one door
//! for writing.

mod counting;
mod handing;
mod keeping;
mod showing;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, host, random, room};
use crate::engine::agency::Settings;
use crate::engine::calendar::DateTime;
use crate::engine::case::summary::Summary;
use crate::engine::case::wire;
use crate::engine::case::{Case, CaseId, DocumentId};
use crate::engine::catalogue::Catalogue;
use crate::engine::problem::Problem;
use crate::ui::pictures::Pictures;
use crate::ui::windows::Windows;
use crate::vault::audit::Event;
use crate::vault::disk::StoreError;
use crate::vault::header::Header;
use crate::vault::manifest::{Backup, Kind};
use crate::vault::place::{Finding, Place};
use crate::vault::room::Room;
use crate::vault::words::WordList;
use crate::vault::{Opened, Unreadable, Vault};

/// How long a write may take before the person is told that nothing is saved yet, in milliseconds.
const PATIENCE_MS: u64 = 3_000;

/// How often what the journal holds goes into the records themselves, in milliseconds.
const FOLDING_MS: u64 = 30_000;

/// How often a record may stop the program while it is opened before it is left alone.
const MOST_STOPS: u32 = 3;

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

/// What the app was started with.
pub struct Furnishing {
    /// The forms there are.
    pub catalogue: Arc<Catalogue>,
    /// The pictures of easy read.
    pub pictures: Pictures,
    /// Form files that are named but could not be read.
    pub missing_files: Vec<String>,
    /// What is wrong with the wording files beside the page.
    pub wording_problems: Vec<Problem>,
    /// What is wrong with the agency's files: for those who work here, and for no client.
    pub agency_problems: Vec<Problem>,
    /// The words that passphrases are made of, where they could be read.
    pub words: Option<WordList>,
    /// What the agency has set.
    pub settings: Settings,
    /// Why this browser keeps nothing beyond this window, if so.
    pub refused: Option<StoreError>,
}

/// How safe what the vault holds is from the loss of this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last backup that reached the person.
    pub backup: Option<Backup>,
    /// The state of the list: above that of the backup, something is newer.
    pub counter: u64,
    /// Since when this machine is known to keep data.
    pub kept_since: Option<String>,
    /// What else keeps data at this address, by the names it has there.
    pub neighbours: Vec<String>,
    /// How much room the browser gives, where it says so.
    pub room: Option<Room>,
}

/// What a person who has the device can ask for on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Their worker's help.
    Help,
    /// To stop for now.
    Stopped,
}

/// What is going on in this window. A handle: copies of it are the same session.
#[derive(Clone, Copy)]
pub struct Session {
    furnishing: StoredValue<Arc<Furnishing>>,
    place: StoredValue<Place, LocalStorage>,
    vault: StoredValue<Rc<Vault>, LocalStorage>,
    header: StoredValue<Header>,
    /// The cases there are, each in a line.
    list: RwSignal<BTreeMap<CaseId, Summary>>,
    /// What other windows made of a case, by the name of the record.
    other_versions: RwSignal<BTreeMap<String, Summary>>,
    /// Cases that are opened in this window.
    cases: RwSignal<BTreeMap<CaseId, Case>>,
    /// When the last change was made of a case that was found in its journal.
    restored: RwSignal<BTreeMap<CaseId, String>>,
    findings: RwSignal<Vec<Finding>>,
    keeping: RwSignal<Keeping>,
    /// Cases changed since they were last written, and the revision each then had.
    waiting: RwSignal<BTreeMap<CaseId, u64>>,
    /// Cases that the vault knows.
    known: StoredValue<BTreeSet<CaseId>>,
    /// Cases whose journal holds changes.
    unfolded: StoredValue<BTreeSet<CaseId>>,
    /// Cases of which the next write is read back before it counts as kept.
    solemn: StoredValue<BTreeSet<CaseId>>,
    /// Cases that were to be removed, of which it was not said that they are.
    going: StoredValue<BTreeSet<CaseId>>,
    /// Cases of which a write is on its way.
    underway: StoredValue<BTreeSet<CaseId>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    patience: StoredValue<Option<TimeoutHandle>>,
    standing: RwSignal<Standing>,
    is_read_only: RwSignal<bool>,
    /// Whether it is being read what another window has left, so that this one may write again.
    is_returning: StoredValue<bool>,
    /// The document that the person it is about is filling in, on this device.
    with_client: RwSignal<Option<(CaseId, DocumentId)>>,
    /// What a person who has the device asked for last: then nothing else is shown.
    pause: RwSignal<Option<Pause>>,
    /// How large everything is written, counted from nought.
    text_size: RwSignal<usize>,
    /// Whether easy read is shown without its pictures.
    is_without_pictures: RwSignal<bool>,
    /// Problems found while the forms were in use.
    late_problems: RwSignal<Vec<Problem>>,
    /// Counts how often everything on the screen had to be read anew.
    readings: RwSignal<u32>,
    is_locking: StoredValue<bool>,
    /// Whether something is newer than the last backup.
    is_newer: StoredValue<bool>,
    windows: StoredValue<Option<Windows>>,
}

impl Session {
    /// A session over an unlocked vault.
    #[must_use]
    pub fn new(furnishing: Arc<Furnishing>, place: Place, header: Header, opened: Opened) -> Self {
        let session = Self {
            furnishing: StoredValue::new(furnishing),
            place: StoredValue::new_local(place),
            vault: StoredValue::new_local(Rc::new(opened.vault)),
            header: StoredValue::new(header),
            list: RwSignal::default(),
            other_versions: RwSignal::default(),
            cases: RwSignal::default(),
            restored: RwSignal::default(),
            findings: RwSignal::new(opened.findings),
            keeping: RwSignal::new(Keeping::Kept(None)),
            waiting: RwSignal::default(),
            known: StoredValue::default(),
            unfolded: StoredValue::default(),
            solemn: StoredValue::default(),
            going: StoredValue::default(),
            underway: StoredValue::default(),
            timer: StoredValue::new(None),
            patience: StoredValue::new(None),
            standing: RwSignal::default(),
            is_read_only: RwSignal::new(false),
            is_returning: StoredValue::new(false),
            with_client: RwSignal::new(None),
            pause: RwSignal::new(None),
            text_size: RwSignal::new(0),
            is_without_pictures: RwSignal::new(false),
            late_problems: RwSignal::default(),
            readings: RwSignal::new(0),
            is_locking: StoredValue::new(false),
            is_newer: StoredValue::new(false),
            windows: StoredValue::new(None),
        };
        let folding = move || {
            session.fold_all_soon();
            session.look_at_room();
        };
        let every = set_interval_with_handle(folding, Duration::from_millis(FOLDING_MS));
        on_cleanup(move || {
            if let Ok(every) = every {
                every.clear();
            }
        });
        session
    }

    /// The forms there are.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.furnishing.with_value(|of| Arc::clone(&of.catalogue))
    }

    /// What the app was started with.
    #[must_use]
    pub fn furnishing(&self) -> Arc<Furnishing> {
        self.furnishing.get_value()
    }

    /// The vault.
    #[must_use]
    pub fn vault(&self) -> Rc<Vault> {
        self.vault.get_value()
    }

    /// What the vault stands on.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place.get_value()
    }

    /// The vault's header.
    #[must_use]
    pub fn header(&self) -> Header {
        self.header.get_value()
    }

    /// Goes on with another header: after the passphrase or the recovery code was changed.
    pub async fn use_header(&self, header: Header, event: Event) {
        let sequence = header.sequence();
        self.header.set_value(header);
        let at = clock::now().to_string();
        // What cannot be noted now is noted with the next state of the list.
        let _ = self.vault().note_header(sequence, &at, event).await;
    }

    /// The cases there are; follows them.
    #[must_use]
    pub fn list(&self) -> Vec<Summary> {
        self.list.with(|list| list.values().cloned().collect())
    }

    /// The cases there are as the list stands.
    #[must_use]
    pub fn list_now(&self) -> Vec<CaseId> {
        self.list
            .with_untracked(|list| list.keys().cloned().collect())
    }

    /// What other windows made of cases, by the name of the record; follows it.
    #[must_use]
    pub fn other_versions(&self) -> BTreeMap<String, Summary> {
        self.other_versions.get()
    }

    /// One opened case; follows it.
    #[must_use]
    pub fn case(&self, id: &CaseId) -> Option<Case> {
        self.cases.with(|cases| cases.get(id).cloned())
    }

    /// One opened case as it stands.
    #[must_use]
    pub fn case_now(&self, id: &CaseId) -> Option<Case> {
        self.cases.with_untracked(|cases| cases.get(id).cloned())
    }

    /// When the last change was made that was found in a case's journal, as it was noted then.
    #[must_use]
    pub fn restored(&self, id: &CaseId) -> Option<String> {
        self.restored.with(|restored| restored.get(id).cloned())
    }

    /// What was found that a person should know; follows it.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.findings.get()
    }

    /// Adds to what was found.
    pub fn report(&self, more: Vec<Finding>) {
        self.findings.update(|findings| {
            for finding in more {
                if !findings.contains(&finding) {
                    findings.push(finding);
                }
            }
        });
    }

    /// How far what was done in this window has come.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        self.keeping.get()
    }

    /// Whether this window may only read, because another one writes; follows it.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.is_read_only.get()
    }

    /// The document that its person is filling in on this device; follows it.
    #[must_use]
    pub fn with_client(&self) -> Option<(CaseId, DocumentId)> {
        self.with_client.get()
    }

    /// The document that its person is filling in on this device, as it stands.
    #[must_use]
    pub fn with_client_now(&self) -> Option<(CaseId, DocumentId)> {
        self.with_client.get_untracked()
    }

    /// Counts how often everything on the screen had to be read anew; follows it.
    #[must_use]
    pub fn readings(&self) -> u32 {
        self.readings.get()
    }

    /// How safe what the vault holds is; follows it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing.get()
    }

    /// Notes since when this machine is known to keep data.
    pub fn note_kept_since(&self, since: Option<String>) {
        self.standing.update(|standing| standing.kept_since = since);
    }

    /// Asks the browser how much room there is left.
    pub fn look_at_room(&self) {
        let session = *self;
        spawn_local(async move {
            let room = room::room().await;
            session.standing.update(|standing| standing.room = room);
        });
    }

    /// Whether closing the window now may lose something: what is not kept yet, or what is in no backup on a
    /// machine that is not known to keep data.
    #[must_use]
    pub fn is_in_danger(&self) -> bool {
        if self.is_locking.get_value() {
            return false;
        }
        let is_proven = self
            .standing
            .with_untracked(|standing| standing.kept_since.is_some());
        let is_kept = matches!(self.keeping.get_untracked(), Keeping::Kept(_));
        !is_kept || !is_proven && self.is_newer.get_value()
    }

    /// Notes that everything there is is in a backup that reached the person.
    pub fn note_backed_up(&self) {
        self.is_newer.set_value(false);
    }

    /// Notes what else keeps data at this address.
    pub fn note_neighbours(&self, neighbours: Vec<String>) {
        self.standing
            .update(|standing| standing.neighbours = neighbours);
    }

    /// Whether this session is ending.
    #[must_use]
    pub fn is_locking(&self) -> bool {
        self.is_locking.get_value()
    }

    /// This window among the windows of its vault, once it is among them.
    #[must_use]
    pub fn windows(&self) -> Option<Windows> {
        self.windows.get_value()
    }

    /// Puts this window among the windows of its vault.
    pub fn join(&self, windows: Windows) {
        self.windows.set_value(Some(windows));
    }

    /// Reads the list as the vault has it; while the device is with a client, the vault has none.
    pub async fn read_list(&self) {
        if self.with_client.get_untracked().is_some() {
            return;
        }
        let manifest = self.vault().manifest().await;
        let backed_up = manifest.backup.as_ref().map(|of| of.counter);
        if !manifest.records.is_empty() && backed_up.is_none_or(|at| manifest.counter > at) {
            self.is_newer.set_value(true);
        }
        self.standing.update(|standing| {
            standing.backup = manifest.backup;
            standing.counter = manifest.counter;
        });
        let listed = manifest.records;
        let (mut list, mut others) = (BTreeMap::new(), BTreeMap::new());
        let mut unnamed = Vec::new();
        for (record, listed) in listed {
            match (wire::read_summary(&listed.summary), listed.kind) {
                (Some(summary), Kind::Case) => {
                    list.insert(summary.case.clone(), summary);
                }
                (Some(summary), Kind::OtherVersion) => {
                    others.insert(record, summary);
                }
                (None, Kind::Case | Kind::OtherVersion) => unnamed.push(record),
            }
        }
        // A line that does not read is made anew from its record.
        for record in unnamed {
            let shown = self.vault().read(&record).await;
            if let Some(case) = shown
                .ok()
                .and_then(|shown| wire::read_case(&shown.text).ok())
            {
                let summary = Summary::of(&case, &self.catalogue());
                list.insert(summary.case.clone(), summary);
            }
        }
        self.known.set_value(list.keys().cloned().collect());
        self.list.set(list);
        self.other_versions.set(others);
    }

    /// Brings up to date what only the journals know, so that the list shows it.
    pub async fn fold_left_over(&self, records: Vec<String>) {
        let vault = self.vault();
        let at = clock::now().to_string();
        for record in records {
            // What does not open is reported when somebody wants to see it.
            if let Ok(shown) = vault.read(&record).await {
                self.report(shown.findings);
                if !self.is_read_only.get_untracked() {
                    let _ = vault.fold(&record, &shown.text, &at).await;
                }
                vault.close(&record).await;
            }
        }
        self.read_list().await;
    }

    /// Opens a case of the vault in this window, if it is not open already.
    ///
    /// # Errors
    ///
    /// As [`Unreadable`] says.
    pub async fn open_kept(&self, id: &CaseId) -> Result<(), Unreadable> {
        if self.case_now(id).is_some() {
            return Ok(());
        }
        if host::times_stopped_while_opening(id.as_str()) >= MOST_STOPS {
            self.report(vec![Finding::Damaged(id.to_string())]);
            return Err(Unreadable::Damaged);
        }
        host::note_opening(id.as_str());
        let shown = self.vault().read(id.as_str()).await;
        let shown = match shown {
            Ok(shown) => shown,
            Err(why) => {
                host::note_opened(id.as_str());
                self.report(match why {
                    Unreadable::Missing => Vec::new(),
                    Unreadable::Damaged => vec![Finding::Damaged(id.to_string())],
                    Unreadable::TooNew => vec![Finding::TooNew(id.to_string())],
                    Unreadable::Store(_) => Vec::new(),
                });
                return Err(why);
            }
        };
        self.report(shown.findings);
        let case = match wire::read_case(&shown.text) {
            Ok(case) if case.id == *id => case,
            Ok(_) | Err(wire::WireError::NotACase) => {
                host::note_opened(id.as_str());
                self.report(vec![Finding::Damaged(id.to_string())]);
                return Err(Unreadable::Damaged);
            }
            Err(wire::WireError::TooNew) => {
                host::note_opened(id.as_str());
                self.report(vec![Finding::TooNew(id.to_string())]);
                return Err(Unreadable::TooNew);
            }
        };
        if let Some(at) = shown.restored {
            self.restored.update(|restored| {
                restored.insert(id.clone(), at);
            });
            self.unfolded.update_value(|unfolded| {
                unfolded.insert(id.clone());
            });
        }
        self.cases.update(|cases| {
            cases.insert(id.clone(), case);
        });
        self.note(Event::Opened, Some(id));
        // Only when it stands on the screen has its opening come to a good end.
        let id = id.clone();
        set_timeout(
            move || host::note_opened(id.as_str()),
            Duration::from_millis(0),
        );
        Ok(())
    }

    /// Opens a case for another person; `None` where the browser has no randomness to name it by.
    #[must_use]
    pub fn open_case(&self) -> Option<CaseId> {
        let id = random::make_case_id()?;
        let case = Case::open(id.clone(), clock::now());
        self.put_case(case);
        self.keep_soon(&id);
        Some(id)
    }

    /// Puts a case as it stands onto the screen and into the list.
    fn put_case(&self, case: Case) {
        if self.with_client.get_untracked().is_none() {
            let summary = Summary::of(&case, &self.catalogue());
            self.list.update(|list| {
                list.insert(case.id.clone(), summary);
            });
        }
        self.cases.update(|cases| {
            cases.insert(case.id.clone(), case);
        });
    }

    /// Adds to the audit chain. That it could not be added keeps nobody from working.
    pub fn note(&self, event: Event, record: Option<&CaseId>) {
        if self.is_read_only.get_untracked() || self.with_client.get_untracked().is_some() {
            return;
        }
        let (session, record) = (*self, record.cloned());
        spawn_local(async move {
            let at = clock::now().to_string();
            let record = record.as_ref().map(CaseId::as_str);
            let _ = session.vault().note(&at, event, record).await;
        });
    }

    /// Whether what is kept outlives this window.
    #[must_use]
    pub fn outlives_the_page(&self) -> bool {
        self.place
            .with_value(|place| place.disk.outlives_the_page())
    }
}
