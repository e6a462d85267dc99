//! An unlocked vault: its list of records, and each record found again when it is asked for.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use futures_util::lock::Mutex;

use super::audit::Event;
use super::disk::{Batch, Shelf, StoreError};
use super::list::{make_place_name, read_manifest, seen};
use super::manifest::{Listed, Manifest};
use super::place::{Aside, Finding, Place};
use super::record::{Found, KeySource, OpenRecord, Unreadable, find, keep_aside};
use super::seal::Key;
use super::{VaultId, names};

/// An unlocked vault. Everything that is written goes through one queue.
pub struct Vault {
    pub(super) id: VaultId,
    pub(super) place: Place,
    pub(super) state: Mutex<State>,
    /// What is written while the page goes away comes after it.
    pub(super) on_its_way: RefCell<Option<OnItsWay>>,
}

/// A journal entry that is on its way.
pub(super) struct OnItsWay {
    /// The record's name.
    pub id: String,
    /// The record as it is once the entry is confirmed.
    pub record: OpenRecord,
    /// The entry, as it was asked for.
    pub batch: Batch,
}

/// What is known of the vault in this window.
pub(super) struct State {
    /// The key that opens every record's key; `None` while the device is with a client.
    pub data_key: Option<Key>,
    pub manifest: Manifest,
    /// How the two slots of the manifest begin in the place.
    pub seen: [Option<Vec<u8>>; 2],
    /// The records opened in this window.
    pub records: BTreeMap<String, OpenRecord>,
    /// The hashes of texts that were to be kept and never confirmed: they may be there all the same.
    pub tried: BTreeMap<String, BTreeSet<[u8; 32]>>,
    /// Which window this is, in the lease; without one, the lease is not looked at.
    pub owner: Option<String>,
    /// How long the audit chain is, and the hash of its last entry.
    pub audit: (u64, Option<[u8; 32]>),
    /// Copies of the list that did not open and could not be put aside yet.
    pub aside: Vec<Aside>,
    /// The state of the list that the last backup holds, whether or not it reached anybody.
    pub backed_up: Option<u64>,
    /// How often the header was rewritten that this window unlocked the vault with.
    pub header: u32,
}

/// An unlocked vault and what was noticed on the way.
pub struct Opened {
    /// The vault.
    pub vault: Vault,
    /// What a person should know.
    pub findings: Vec<Finding>,
    /// Records with changes that are in no body yet: their line in the list may be out of date.
    pub unfolded: Vec<String>,
}

/// A record as it last was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its text.
    pub text: String,
    /// When the last change was made that was found in the journal only.
    pub restored: Option<String>,
    /// What a person should know.
    pub findings: Vec<Finding>,
}

impl Vault {
    /// Opens a vault with its data key.
    ///
    /// # Errors
    ///
    /// Where the place cannot be read, nothing is opened: an empty list would seem to say that nothing
    /// is there.
    pub async fn open(id: VaultId, data_key: Key, place: Place) -> Result<Opened, Unreadable> {
        let slots = place
            .disk
            .read(Shelf::Manifest, &names::of_vault(id))
            .await?;
        let mut read = read_manifest(&place, id, &data_key, &slots)?;
        if keep_aside(&place, &read.aside).await.is_ok() {
            read.aside.clear();
        }
        let is_found = read.manifest.is_some();
        let mut manifest = read.manifest.unwrap_or_default();
        if manifest.place.is_empty() {
            let made = make_place_name(&*place.random);
            manifest.place = made.map_err(|_| Unreadable::Store(StoreError::Blocked))?;
        }
        let vault = Self {
            id,
            on_its_way: RefCell::new(None),
            state: Mutex::new(State {
                data_key: Some(data_key),
                manifest,
                seen: seen(id, &slots),
                records: BTreeMap::new(),
                tried: BTreeMap::new(),
                owner: None,
                audit: (0, None),
                aside: read.aside,
                backed_up: None,
                header: 0,
            }),
            place,
        };
        let mut findings = Vec::new();
        if !vault.find_audit_end().await? {
            findings.push(Finding::AuditBroken);
        }
        let is_whole = is_found && !read.is_damaged;
        let unfolded = vault.compare(is_found, is_whole, &mut findings).await?;
        Ok(Opened {
            vault,
            findings,
            unfolded,
        })
    }

    /// Its identity.
    #[must_use]
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// Compares the header that the vault was unlocked with, by its sequence, with the one it was last used
    /// with: one that is older was put back, and with it perhaps a passphrase that was given up.
    pub async fn compare_header(&self, sequence: u32) -> Option<Finding> {
        let mut state = self.state.lock().await;
        state.header = sequence;
        (sequence < state.manifest.header).then_some(Finding::HeaderPutBack)
    }

    /// Goes on with another header, by its sequence: after the passphrase or the recovery code was changed.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says. The header is in use all the same, and is noted with the next state of the
    /// list.
    pub async fn note_header(
        &self,
        sequence: u32,
        at: &str,
        event: Event,
    ) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        state.header = sequence;
        self.read_list_again(&mut state).await?;
        // Whoever changed it knows the passphrase: an older one that was put back is dealt with.
        let change = |manifest: &mut Manifest| manifest.header = sequence;
        self.rewrite_list(&mut state, at, event, change).await
    }

    /// The list of records.
    pub async fn list(&self) -> BTreeMap<String, Listed> {
        self.state.lock().await.manifest.records.clone()
    }

    /// The state of the list as a whole.
    pub async fn manifest(&self) -> Manifest {
        self.state.lock().await.manifest.clone()
    }

    /// Says which window this is: writes are then refused once another window holds the lease.
    pub async fn write_as(&self, owner: Option<String>) {
        self.state.lock().await.owner = owner;
    }

    /// Which window this is, in the lease.
    pub async fn owner(&self) -> Option<String> {
        self.state.lock().await.owner.clone()
    }

    /// Reads the list as it is now, and lets go of every record: another window may have written to them.
    /// While the device is with a client nothing is let go of, since it could not be opened again.
    ///
    /// # Errors
    ///
    /// Where the place cannot be read; everything stays as it was then.
    pub async fn read_anew(&self) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        if state.data_key.is_some() {
            self.read_list_again(&mut state).await?;
            state.records.clear();
        }
        Ok(())
    }

    /// Opens a record as it last was: its newest whole body and everything its journal holds.
    ///
    /// # Errors
    ///
    /// As [`Unreadable`] says; nothing is changed then, and every copy stays as it was found.
    pub async fn read(&self, id: &str) -> Result<Shown, Unreadable> {
        let mut state = self.state.lock().await;
        let found = self.find_to_show(&state, id).await?;
        if let Some((key_row, body)) = &found.to_mirror {
            let mirror = &self.place.mirror;
            mirror.put(&names::mirrored_key(self.id, id), key_row);
            mirror.put(&names::mirrored_body(self.id, id), body);
        }
        let shown = Shown {
            text: found.record.text.clone(),
            restored: found.restored,
            findings: found.findings,
        };
        state.tried.remove(id);
        state.records.insert(id.to_owned(), found.record);
        Ok(shown)
    }

    /// Lets go of a record: its key and its text leave the memory. While the device is with a client nothing
    /// is let go of, since it could not be opened again.
    pub async fn close(&self, id: &str) {
        let mut state = self.state.lock().await;
        if state.data_key.is_some() {
            state.records.remove(id);
        }
    }

    /// Finds a record, and puts aside the copies of it that do not open.
    pub(super) async fn find_to_show(&self, state: &State, id: &str) -> Result<Found, Unreadable> {
        let mut aside = Vec::new();
        let mut found = self.find_with(state, id, &mut aside).await;
        // Where they cannot be put aside they stay where they are, and are reported all the same.
        let is_aside = keep_aside(&self.place, &aside).await.is_ok();
        if let Ok(found) = &mut found
            && is_aside
        {
            found.record.aside.clear();
        }
        found
    }

    pub(super) async fn find_in(&self, state: &State, id: &str) -> Result<Found, Unreadable> {
        self.find_with(state, id, &mut Vec::new()).await
    }

    async fn find_with(
        &self,
        state: &State,
        id: &str,
        aside: &mut Vec<Aside>,
    ) -> Result<Found, Unreadable> {
        let key = match (&state.data_key, state.records.get(id)) {
            (Some(data_key), _) => KeySource::SealedUnder(data_key),
            (None, Some(open)) => KeySource::Known(&open.key),
            (None, None) => return Err(Unreadable::Missing),
        };
        let listed = state.manifest.records.get(id);
        find(&self.place, self.id, id, key, listed, aside).await
    }

    /// What was set aside: under which key, and the bytes as they were found.
    ///
    /// # Errors
    ///
    /// Where the place cannot be read; [`StoreError::Blocked`] while the device is with a client.
    pub async fn aside(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        if self.is_narrow().await {
            return Err(StoreError::Blocked);
        }
        let prefix = names::of_vault(self.id);
        self.place.disk.read(Shelf::Quarantine, &prefix).await
    }

    /// Hands the device to a client: of all keys only this record's stays in memory, and the list,
    /// which names other people, goes with the others.
    ///
    /// # Errors
    ///
    /// [`Unreadable::Missing`] where the record is not open; [`Unreadable::Damaged`] where its journal cannot
    /// be gone on with, so that it must be folded first. Nothing is given up then.
    pub async fn narrow(&self, id: &str) -> Result<(), Unreadable> {
        let mut state = self.state.lock().await;
        if state.records.get(id).ok_or(Unreadable::Missing)?.is_to_fold {
            return Err(Unreadable::Damaged);
        }
        let record = state.records.remove(id).ok_or(Unreadable::Missing)?;
        state.data_key = None;
        state.manifest = Manifest::default();
        state.aside.clear();
        state.tried.retain(|of, _| of == id);
        state.records = BTreeMap::from([(id.to_owned(), record)]);
        Ok(())
    }

    /// Whether only one record's key is in memory.
    pub async fn is_narrow(&self) -> bool {
        self.state.lock().await.data_key.is_none()
    }
}
