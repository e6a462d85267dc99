//! An unlocked vault: its list of records, and each record found again when it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::lock::Mutex;

use super::audit::{AuditEntry, Chain, Event};
use super::disk::{Batch, Shelf, StoreError};
use super::manifest::{Listed, Manifest};
use super::place::{Finding, Place};
use super::record::{
    Found, KeySource, OpenRecord, SCHEMA, Unreadable, beginning, find, keep_aside,
};
use super::seal::{Bound, Key, Tag, hash, open, read_clear, seal};
use super::{VaultError, VaultId, names};

/// An unlocked vault. Everything that is written goes through one queue.
pub struct Vault {
    pub(super) id: VaultId,
    pub(super) place: Place,
    pub(super) state: Mutex<State>,
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
    /// Which window this is, in the lease; without one, the lease is not looked at.
    pub owner: Option<String>,
    /// How long the audit chain is, and the hash of its last entry.
    pub audit: (u64, Option<[u8; 32]>),
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
        let read = read_manifest(&place, id, &data_key, &slots)?;
        let audit = audit_end(&place, id).await?;
        let vault = Self {
            id,
            state: Mutex::new(State {
                data_key: Some(data_key),
                manifest: read.manifest.unwrap_or_default(),
                seen: seen(id, &slots),
                records: BTreeMap::new(),
                owner: None,
                audit,
            }),
            place,
        };
        let mut findings = Vec::new();
        if read.is_damaged {
            findings.push(if read.is_found {
                Finding::ListOlder
            } else {
                Finding::ListRebuilt
            });
        }
        let unfolded = vault.compare(&mut findings).await?;
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
    ///
    /// # Errors
    ///
    /// Where the place cannot be read; everything stays as it was then.
    pub async fn read_anew(&self) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        self.read_list_again(&mut state).await?;
        state.records.clear();
        Ok(())
    }

    /// Compares the list with what is there, by names alone. Gives the records whose journal holds
    /// changes that are in no body.
    async fn compare(&self, findings: &mut Vec<Finding>) -> Result<Vec<String>, Unreadable> {
        let prefix = names::of_vault(self.id);
        let keys = self.place.disk.keys(Shelf::Record, &prefix).await?;
        let mut there: BTreeSet<String> = keys
            .iter()
            .filter_map(|key| names::record_of(key).map(str::to_owned))
            .collect();
        let mirrored = names::mirrored_bodies(self.id);
        for (key, _) in self.place.mirror.read(&mirrored) {
            there.extend(key.strip_prefix(&mirrored).map(str::to_owned));
        }
        let listed = self.list().await;
        for id in listed.keys().filter(|id| !there.contains(*id)) {
            findings.push(Finding::Missing(id.clone()));
        }
        for id in there.iter().filter(|id| !listed.contains_key(*id)) {
            findings.push(self.take_into_list(id).await?);
        }
        let journal = self.place.disk.keys(Shelf::Journal, &prefix).await?;
        let unfolded = journal.iter().filter_map(|key| {
            let (record, revision, _) = names::read_entry(key)?;
            let listed = listed.get(record)?;
            (revision >= listed.revision).then(|| record.to_owned())
        });
        let unfolded: BTreeSet<String> = unfolded.collect();
        Ok(unfolded.into_iter().collect())
    }

    /// Puts a record that the list does not name into the list.
    async fn take_into_list(&self, id: &str) -> Result<Finding, Unreadable> {
        match self.find(id).await {
            Ok(found) => {
                let listed = Listed {
                    kind: found.record.kind,
                    revision: found.record.revision,
                    hash: found.record.hash,
                    summary: (self.place.summarise)(&found.record.text),
                };
                let mut state = self.state.lock().await;
                state.manifest.records.insert(id.to_owned(), listed);
                Ok(Finding::Unlisted(id.to_owned()))
            }
            Err(Unreadable::TooNew) => Ok(Finding::TooNew(id.to_owned())),
            Err(Unreadable::Missing | Unreadable::Damaged) => Ok(Finding::Damaged(id.to_owned())),
            Err(Unreadable::Store(error)) => Err(Unreadable::Store(error)),
        }
    }

    /// Opens a record as it last was: its newest whole body and everything its journal holds.
    ///
    /// # Errors
    ///
    /// As [`Unreadable`] says; nothing is changed then, and every copy stays as it was found.
    pub async fn read(&self, id: &str) -> Result<Shown, Unreadable> {
        let found = self.find(id).await?;
        let shown = Shown {
            text: found.record.text.clone(),
            restored: found.restored,
            findings: found.findings,
        };
        let mut state = self.state.lock().await;
        state.records.insert(id.to_owned(), found.record);
        Ok(shown)
    }

    /// Lets go of a record: its key and its text leave the memory.
    pub async fn close(&self, id: &str) {
        self.state.lock().await.records.remove(id);
    }

    async fn find(&self, id: &str) -> Result<Found, Unreadable> {
        let state = self.state.lock().await;
        let found = self.find_in(&state, id).await;
        drop(state);
        let found = found?;
        // Where they cannot be put aside they stay where they are, and are reported all the same.
        let _ = keep_aside(&self.place, &found.aside).await;
        Ok(found)
    }

    pub(super) async fn find_in(&self, state: &State, id: &str) -> Result<Found, Unreadable> {
        let key = match (&state.data_key, state.records.get(id)) {
            (Some(data_key), _) => KeySource::SealedUnder(data_key),
            (None, Some(open)) => KeySource::Known(&open.key),
            (None, None) => return Err(Unreadable::Missing),
        };
        find(
            &self.place,
            self.id,
            id,
            key,
            state.manifest.records.get(id),
        )
        .await
    }

    /// What was set aside: under which key, and the bytes as they were found.
    ///
    /// # Errors
    ///
    /// Where the place cannot be read.
    pub async fn aside(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let prefix = names::of_vault(self.id);
        self.place.disk.read(Shelf::Quarantine, &prefix).await
    }

    /// Hands the device to a client: of all keys only this record's stays in memory, and the list,
    /// which names other people, goes with the others.
    ///
    /// # Errors
    ///
    /// [`Unreadable::Missing`] where the record is not open; nothing is given up then.
    pub async fn narrow(&self, id: &str) -> Result<(), Unreadable> {
        let mut state = self.state.lock().await;
        let record = state.records.remove(id).ok_or(Unreadable::Missing)?;
        state.data_key = None;
        state.manifest = Manifest::default();
        state.records = BTreeMap::from([(id.to_owned(), record)]);
        Ok(())
    }

    /// Whether only one record's key is in memory.
    pub async fn is_narrow(&self) -> bool {
        self.state.lock().await.data_key.is_none()
    }

    /// The audit chain, read from its beginning.
    ///
    /// # Errors
    ///
    /// Where the place cannot be read.
    pub async fn audit_chain(&self) -> Result<Chain, StoreError> {
        let prefix = names::of_vault(self.id);
        let rows = self.place.disk.read(Shelf::Audit, &prefix).await?;
        let state = self.state.lock().await;
        let Some(data_key) = &state.data_key else {
            return Err(StoreError::Blocked);
        };
        Ok(read_chain(self.id, data_key, &rows, state.manifest.audit))
    }

    /// Adds to the audit chain, and nothing else.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; nothing is written then.
    pub async fn note(
        &self,
        at: &str,
        event: Event,
        record: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        let mut batch = self.batch(&state);
        let end = self.put_audit(&mut batch, &state, at, event, record)?;
        self.place.disk.write(batch).await?;
        state.audit = end;
        Ok(())
    }

    /// A batch that is refused once another window holds the lease.
    pub(super) fn batch(&self, state: &State) -> Batch {
        let mut batch = Batch::default();
        if let Some(owner) = &state.owner {
            let begins = Some(owner.clone().into_bytes());
            batch.expect(Shelf::Lease, &self.id.to_string(), begins);
        }
        batch
    }

    /// Puts an entry at the end of the audit chain; gives the end the chain then has.
    pub(super) fn put_audit(
        &self,
        batch: &mut Batch,
        state: &State,
        at: &str,
        event: Event,
        record: Option<&str>,
    ) -> Result<(u64, Option<[u8; 32]>), StoreError> {
        let (n, previous) = state.audit;
        // While the device is with a client nothing is added: the chain's key is not in memory.
        let Some(data_key) = &state.data_key else {
            return Ok(state.audit);
        };
        let entry = AuditEntry {
            at: at.to_owned(),
            event,
            record: record.map(str::to_owned),
            previous,
        };
        let plain = serde_json::to_vec(&entry).map_err(|_| StoreError::Failed)?;
        let bound = audit_bound(self.id, n);
        let sealed =
            seal(data_key, &bound, &plain, &*self.place.random).map_err(|_| StoreError::Failed)?;
        let name = names::audit(self.id, n);
        batch.expect(Shelf::Audit, &name, None);
        let end = (n.saturating_add(1), Some(hash(&sealed)));
        batch.put(Shelf::Audit, &name, sealed);
        Ok(end)
    }
}

fn audit_bound(vault: VaultId, n: u64) -> Bound<'static> {
    Bound {
        tag: Tag::Audit,
        vault,
        record: "",
        kind: 0,
        schema: SCHEMA,
        revision: n,
        sequence: 0,
    }
}

/// How long the chain is and the hash of its last entry.
pub(super) async fn audit_end(
    place: &Place,
    vault: VaultId,
) -> Result<(u64, Option<[u8; 32]>), StoreError> {
    let keys = place
        .disk
        .keys(Shelf::Audit, &names::of_vault(vault))
        .await?;
    let Some(last) = keys.last() else {
        return Ok((0, None));
    };
    let n = names::record_of(last).and_then(|n| u64::from_str_radix(n, 16).ok());
    let rows = place.disk.read(Shelf::Audit, last).await?;
    let end = rows.first().map(|(_, bytes)| hash(bytes));
    Ok((n.map_or(0, |n| n.saturating_add(1)), end))
}

pub(super) fn read_chain(
    vault: VaultId,
    data_key: &Key,
    rows: &[(String, Vec<u8>)],
    known: Option<(u64, [u8; 32])>,
) -> Chain {
    let mut entries = Vec::new();
    let mut previous = None;
    let mut is_whole = true;
    let mut reaches_known = known.is_none();
    for ((name, bytes), n) in rows.iter().zip(0_u64..) {
        let entry = (*name == names::audit(vault, n))
            .then(|| open(data_key, &audit_bound(vault, n), bytes).ok())
            .flatten();
        let entry = entry.and_then(|plain| serde_json::from_slice::<AuditEntry>(&plain).ok());
        match entry {
            Some(entry) => {
                is_whole &= entry.previous == previous;
                entries.push(entry);
            }
            None => is_whole = false,
        }
        previous = Some(hash(bytes));
        reaches_known |= known == Some((n.saturating_add(1), hash(bytes)));
    }
    Chain {
        entries,
        is_whole: is_whole && reaches_known,
    }
}

/// How the two slots of the manifest begin in the place.
pub(super) fn seen(vault: VaultId, slots: &[(String, Vec<u8>)]) -> [Option<Vec<u8>>; 2] {
    [0, 1].map(|slot| {
        let name = names::slot(vault, slot);
        let found = slots.iter().find(|(key, _)| *key == name);
        found.map(|(_, bytes)| beginning(bytes))
    })
}

/// What reading the copies of the manifest gave.
pub(super) struct ReadManifest {
    /// The newest whole one.
    pub manifest: Option<Manifest>,
    /// Whether there was a whole one.
    pub is_found: bool,
    /// Whether a copy in the place was damaged.
    pub is_damaged: bool,
}

pub(super) fn manifest_bound(vault: VaultId, counter: u64) -> Bound<'static> {
    Bound {
        tag: Tag::Manifest,
        vault,
        record: "",
        kind: 0,
        schema: SCHEMA,
        revision: counter,
        sequence: 0,
    }
}

pub(super) fn read_manifest(
    place: &Place,
    vault: VaultId,
    data_key: &Key,
    slots: &[(String, Vec<u8>)],
) -> Result<ReadManifest, Unreadable> {
    let mirrored = place.mirror.read(&names::mirrored_manifest(vault));
    let mut newest: Option<Manifest> = None;
    let mut is_damaged = false;
    for (bytes, is_in_place) in slots
        .iter()
        .map(|(_, bytes)| (bytes, true))
        .chain(mirrored.iter().map(|(_, bytes)| (bytes, false)))
    {
        match open_manifest(vault, data_key, bytes) {
            Ok(manifest) => {
                if newest
                    .as_ref()
                    .is_none_or(|newest| manifest.counter > newest.counter)
                {
                    newest = Some(manifest);
                }
            }
            Err(VaultError::TooNew) => return Err(Unreadable::TooNew),
            Err(_) => is_damaged |= is_in_place,
        }
    }
    Ok(ReadManifest {
        is_found: newest.is_some(),
        manifest: newest,
        is_damaged,
    })
}

pub(super) fn open_manifest(
    vault: VaultId,
    data_key: &Key,
    bytes: &[u8],
) -> Result<Manifest, VaultError> {
    let clear = read_clear(bytes)?;
    let plain = open(data_key, &manifest_bound(vault, clear.revision), bytes)?;
    serde_json::from_slice(&plain).map_err(|_| VaultError::Damaged)
}
