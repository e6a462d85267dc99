//! The list of records as it lies in its two slots and the mirror: how it is read, compared with what is
//! there, and written.

use std::collections::BTreeSet;

use super::audit::Event;
use super::chain::{End, audit_end};
use super::disk::{Batch, Shelf, StoreError};
use super::manifest::{Listed, Manifest, SCHEMA};
use super::place::{Aside, Finding, Place};
use super::record::{Unreadable, beginning, slot_of};
use super::saving::reason;
use super::seal::{Bound, Key, Tag, hash, open, read_clear, seal};
use super::unlocked::{State, Vault};
use super::{Random, VaultError, VaultId, names};

/// What reading the copies of the manifest gave.
pub(super) struct ReadManifest {
    /// The newest whole one.
    pub manifest: Option<Manifest>,
    /// Whether a copy in the place was damaged.
    pub is_damaged: bool,
    /// The damaged copies.
    pub aside: Vec<Aside>,
}

/// How the two slots of the manifest begin in the place.
pub(super) fn seen(vault: VaultId, slots: &[(String, Vec<u8>)]) -> [Option<Vec<u8>>; 2] {
    [0, 1].map(|slot| {
        let name = names::slot(vault, slot);
        let found = slots.iter().find(|(key, _)| *key == name);
        found.map(|(_, bytes)| beginning(bytes))
    })
}

/// A name for a place that a vault begins to be kept in.
pub(super) fn make_place_name(random: &dyn Random) -> Result<String, VaultError> {
    let mut bytes = [0; 8];
    random.fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What a list of this shape belongs to.
fn bound_as(schema: u16, vault: VaultId, counter: u64) -> Bound<'static> {
    Bound {
        tag: Tag::Manifest,
        vault,
        record: "",
        kind: 0,
        schema,
        revision: counter,
        sequence: 0,
    }
}

pub(super) fn manifest_bound(vault: VaultId, counter: u64) -> Bound<'static> {
    bound_as(SCHEMA, vault, counter)
}

pub(super) fn read_manifest(
    place: &Place,
    vault: VaultId,
    data_key: &Key,
    slots: &[(String, Vec<u8>)],
) -> Result<ReadManifest, Unreadable> {
    let mirrored = place.mirror.read(&names::mirrored_manifest(vault));
    let mut newest: Option<Manifest> = None;
    let mut aside = Vec::new();
    let in_place = slots.iter().map(|(key, bytes)| (Some(key), bytes));
    let in_mirror = mirrored.iter().map(|(_, bytes)| (None, bytes));
    for (key, bytes) in in_place.chain(in_mirror) {
        match open_manifest(vault, data_key, bytes) {
            Ok(manifest) => {
                let is_newer = newest
                    .as_ref()
                    .is_none_or(|newest| manifest.counter > newest.counter);
                if is_newer {
                    newest = Some(manifest);
                }
            }
            Err(VaultError::TooNew) => return Err(Unreadable::TooNew),
            Err(_) => aside.extend(key.map(|key| Aside {
                key: names::aside(Shelf::Manifest.name(), key, hash(bytes)),
                bytes: bytes.clone(),
            })),
        }
    }
    Ok(ReadManifest {
        manifest: newest,
        is_damaged: !aside.is_empty(),
        aside,
    })
}

pub(super) fn open_manifest(
    vault: VaultId,
    data_key: &Key,
    bytes: &[u8],
) -> Result<Manifest, VaultError> {
    let clear = read_clear(bytes)?;
    // An earlier shape is read as what it is, and a later one is not.
    let bound = bound_as(clear.schema.min(SCHEMA), vault, clear.revision);
    let plain = open(data_key, &bound, bytes)?;
    serde_json::from_slice(&plain).map_err(|_| VaultError::Damaged)
}

impl Vault {
    /// Compares the list with what is there, by names alone, unless a copy of the list was damaged: then
    /// every record is opened, and the list shows what it holds. Gives the records whose journal holds
    /// changes that are in no body.
    pub(super) async fn compare(
        &self,
        is_found: bool,
        is_whole: bool,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<String>, Unreadable> {
        let prefix = names::of_vault(self.id);
        let keys = self.place.disk.keys(Shelf::Record, &prefix).await?;
        let in_place: BTreeSet<String> = keys
            .iter()
            .filter_map(|key| names::record_of(key).map(str::to_owned))
            .collect();
        let mut there = in_place.clone();
        let mirrored = names::mirrored_bodies(self.id);
        for (key, _) in self.place.mirror.read(&mirrored) {
            there.extend(key.strip_prefix(&mirrored).map(str::to_owned));
        }
        let journal = self.place.disk.keys(Shelf::Journal, &prefix).await?;
        let mut in_journal: BTreeSet<&str> = BTreeSet::new();
        in_journal.extend(journal.iter().filter_map(|key| names::record_of(key)));
        let mut state = self.state.lock().await;
        for id in state.manifest.removed.clone() {
            // A list whose last state is gone does not know what has been begun again since.
            let is_left = there.contains(&id) || in_journal.contains(id.as_str());
            if !is_left || !is_whole && in_place.contains(&id) {
                continue;
            }
            there.remove(&id);
            if is_whole {
                // What cannot be swept away now opens for nobody, and is swept away another time.
                let _ = self.sweep(&mut state, &id).await;
            }
        }
        let is_damaged = !is_found && !there.is_empty() || is_found && !is_whole;
        if is_damaged {
            findings.push(if is_found {
                Finding::ListOlder
            } else {
                Finding::ListRebuilt
            });
        }
        let listed: BTreeSet<String> = state.manifest.records.keys().cloned().collect();
        for id in listed.difference(&there) {
            findings.push(Finding::Missing(id.clone()));
        }
        for id in &there {
            let is_listed = listed.contains(id);
            if is_listed && !is_damaged {
                continue;
            }
            let unreadable = self.take_into_list(&mut state, id).await?;
            let is_news = !is_listed && is_found;
            findings.extend(unreadable.or(is_news.then(|| Finding::Unlisted(id.clone()))));
        }
        let unfolded = journal.iter().filter_map(|key| {
            let (record, revision, _) = names::read_entry(key)?;
            let listed = state.manifest.records.get(record)?;
            (revision >= listed.revision).then(|| record.to_owned())
        });
        let unfolded: BTreeSet<String> = unfolded.collect();
        Ok(unfolded.into_iter().collect())
    }

    /// Puts a record into the list as it is found, or says why it cannot be read.
    async fn take_into_list(
        &self,
        state: &mut State,
        id: &str,
    ) -> Result<Option<Finding>, Unreadable> {
        match self.find_to_show(state, id).await {
            Ok(found) => {
                let before = state.manifest.records.get(id);
                let mut descent = before.map(|of| of.descent.clone()).unwrap_or_default();
                let record = found.record;
                descent.reach(&state.manifest.place, record.revision, 0);
                let listed = Listed {
                    kind: record.kind,
                    revision: record.revision,
                    hash: record.hash,
                    descent,
                    summary: (self.place.summarise)(&record.text),
                };
                state.manifest.removed.remove(id);
                state.manifest.records.insert(id.to_owned(), listed);
                Ok(None)
            }
            Err(Unreadable::TooNew) => Ok(Some(Finding::TooNew(id.to_owned()))),
            Err(Unreadable::Missing | Unreadable::Damaged) => {
                Ok(Some(Finding::Damaged(id.to_owned())))
            }
            Err(Unreadable::Store(error)) => Err(Unreadable::Store(error)),
        }
    }

    /// Reads the list and the end of the audit chain as they are now.
    pub(super) async fn read_list_again(&self, state: &mut State) -> Result<(), StoreError> {
        let Some(data_key) = &state.data_key else {
            return Ok(());
        };
        let prefix = names::of_vault(self.id);
        let slots = self.place.disk.read(Shelf::Manifest, &prefix).await?;
        let read = read_manifest(&self.place, self.id, data_key, &slots);
        let read = read.map_err(|_| StoreError::Newer)?;
        // What was put into the list while the vault was opened is in no copy of it yet.
        if let Some(manifest) = read.manifest
            && manifest.counter > state.manifest.counter
        {
            state.manifest = manifest;
        }
        state.seen = seen(self.id, &slots);
        state.aside = read.aside;
        let known = state.manifest.audit;
        state.audit = audit_end(&self.place, self.id, known).await?;
        Ok(())
    }

    /// Puts the next state of the list into the slot that does not hold the newest one.
    pub(super) fn put_manifest(
        &self,
        batch: &mut Batch,
        state: &State,
        manifest: &mut Manifest,
        audit: End,
    ) -> Result<Vec<u8>, StoreError> {
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        manifest.counter = state.manifest.counter.saturating_add(1);
        manifest.audit = audit.1.map(|hash| (audit.0, hash));
        manifest.header = manifest.header.max(state.header);
        let plain = serde_json::to_vec(manifest).map_err(|_| StoreError::Failed)?;
        let bound = manifest_bound(self.id, manifest.counter);
        let sealed = seal(data_key, &bound, &plain, &*self.place.random).map_err(reason)?;
        for (slot, seen) in state.seen.iter().enumerate() {
            let name = names::slot(self.id, slot);
            batch.expect(Shelf::Manifest, &name, seen.clone());
        }
        put_aside(batch, &state.aside);
        let name = names::slot(self.id, slot_of(manifest.counter));
        batch.put(Shelf::Manifest, &name, sealed.clone());
        Ok(sealed)
    }

    /// Writes the list alone, changed by `change`.
    pub(super) async fn rewrite_list(
        &self,
        state: &mut State,
        at: &str,
        event: Event,
        change: impl FnOnce(&mut Manifest),
    ) -> Result<(), StoreError> {
        let mut manifest = state.manifest.clone();
        change(&mut manifest);
        let mut batch = self.batch(state);
        let audit = self.put_audit(&mut batch, state, at, event, None)?;
        let row = self.put_manifest(&mut batch, state, &mut manifest, audit)?;
        self.place.disk.write(batch).await?;
        self.adopt_list(state, manifest, &row, audit);
        Ok(())
    }

    /// Goes on from a list that was just written.
    pub(super) fn adopt_list(&self, state: &mut State, manifest: Manifest, row: &[u8], audit: End) {
        if let Some(slot) = state.seen.get_mut(slot_of(manifest.counter)) {
            *slot = Some(beginning(row));
        }
        let name = names::mirrored_manifest(self.id);
        self.place.mirror.put(&name, row);
        state.manifest = manifest;
        state.audit = audit;
        state.aside.clear();
    }
}

/// Puts copies that did not open aside with the batch that writes over them.
pub(super) fn put_aside(batch: &mut Batch, aside: &[Aside]) {
    for copy in aside {
        batch.put(Shelf::Quarantine, &copy.key, copy.bytes.clone());
    }
}
