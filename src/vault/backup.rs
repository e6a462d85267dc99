//! A backup: one file with everything of a vault, sealed as it is kept, and how it is taken in again.
//!
//! The file is the magic bytes, then parts, each a length of four bytes (big-endian) and that many bytes:
//! the header, the manifest, and for every record of the manifest, in its order, the key and the body;
//! then every entry of the audit chain. Nothing of it is believed before it has opened.

use std::collections::BTreeMap;

use super::audit::Event;
use super::disk::{Batch, Shelf, StoreError};
use super::header::Header;
use super::header::Passphrase;
use super::manifest::{Backup, Kind, Listed, Manifest};
use super::place::Place;
use super::record::{OpenRecord, SCHEMA, Unreadable, slot_of};
use super::saving::reason;
use super::seal::{Bound, Key, Tag, hash, open, open_key, read_clear, seal, seal_key};
use super::unlocked::{Vault, manifest_bound, open_manifest};
use super::{VaultError, VaultId, names};

/// The first bytes of every backup.
const MAGIC: &[u8; 8] = b"MHTRVLT1";

/// The largest file that is looked at, in bytes.
pub const MAX_FILE: usize = 64 * 1024 * 1024;

/// A backup that was opened: everything in it is whole.
pub struct OpenBackup {
    header: Header,
    data_key: Key,
    manifest: Manifest,
    records: BTreeMap<String, BackedUp>,
    audit: Vec<Vec<u8>>,
}

struct BackedUp {
    kind: Kind,
    revision: u64,
    text: String,
    key_row: Vec<u8>,
    body: Vec<u8>,
}

/// How what a backup holds stands to what is here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Records that are not here.
    pub new: Vec<String>,
    /// Records of which the backup holds a later state.
    pub newer: Vec<String>,
    /// Records of which a later state is here: it stays.
    pub older: Vec<String>,
    /// Records that are the same.
    pub same: Vec<String>,
    /// Records that were changed both here and in the backup: both versions are kept.
    pub other: Vec<String>,
}

impl OpenBackup {
    /// Opens a backup with the passphrase its vault had when it was made.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`] where it is no backup or any part of it is not whole; otherwise as for a
    /// vault.
    pub fn open(bytes: &[u8], passphrase: &Passphrase) -> Result<Self, VaultError> {
        let parts = Parts::read(bytes)?;
        let data_key = parts.header.unlock(passphrase)?;
        parts.open(data_key)
    }

    fn open_with(bytes: &[u8], data_key: Key) -> Result<Self, VaultError> {
        Parts::read(bytes)?.open(data_key)
    }

    /// The vault it is of.
    #[must_use]
    pub fn vault(&self) -> VaultId {
        self.header.vault()
    }

    /// How many records it holds.
    #[must_use]
    pub fn n_records(&self) -> usize {
        self.records.len()
    }

    /// Puts the whole vault where none of its name is, with the passphrase it then had.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where the vault is there already; as [`StoreError`] says otherwise. Nothing is
    /// written then.
    pub async fn restore(&self, place: &Place) -> Result<(), StoreError> {
        let vault = self.vault();
        let mut batch = Batch::default();
        let header = self.header.write();
        for slot in [0, 1] {
            let name = names::slot(vault, slot);
            batch.expect(Shelf::Header, &name, None);
            batch.put(Shelf::Header, &name, header.clone());
            batch.expect(Shelf::Manifest, &name, None);
        }
        let plain = serde_json::to_vec(&self.manifest).map_err(|_| StoreError::Failed)?;
        let bound = manifest_bound(vault, self.manifest.counter);
        let row = seal(&self.data_key, &bound, &plain, &*place.random).map_err(reason)?;
        let name = names::slot(vault, slot_of(self.manifest.counter));
        batch.put(Shelf::Manifest, &name, row);
        for (id, record) in &self.records {
            let name = names::record(vault, id, slot_of(record.revision));
            batch.put(Shelf::Key, &name, record.key_row.clone());
            batch.put(Shelf::Record, &name, record.body.clone());
        }
        for (bytes, n) in self.audit.iter().zip(0_u64..) {
            batch.put(Shelf::Audit, &names::audit(vault, n), bytes.clone());
        }
        place.disk.write(batch).await?;
        place.mirror.put(&names::mirrored_header(vault), &header);
        Ok(())
    }
}

/// A backup cut into its parts; none of them opened yet.
struct Parts<'a> {
    header: Header,
    manifest: &'a [u8],
    rest: Vec<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, VaultError> {
        if bytes.len() > MAX_FILE {
            return Err(VaultError::Damaged);
        }
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(VaultError::Damaged)?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk::<4>().ok_or(VaultError::Damaged)?;
            let length = usize::try_from(u32::from_be_bytes(*length));
            let length = length.map_err(|_| VaultError::Damaged)?;
            let (part, after) = after.split_at_checked(length).ok_or(VaultError::Damaged)?;
            parts.push(part);
            rest = after;
        }
        let mut parts = parts.into_iter();
        let (Some(header), Some(manifest)) = (parts.next(), parts.next()) else {
            return Err(VaultError::Damaged);
        };
        Ok(Self {
            header: Header::read(header)?,
            manifest,
            rest: parts.collect(),
        })
    }

    fn open(self, data_key: Key) -> Result<OpenBackup, VaultError> {
        let vault = self.header.vault();
        let manifest = open_manifest(vault, &data_key, self.manifest)?;
        let mut rest = self.rest.into_iter();
        let mut records = BTreeMap::new();
        for (id, listed) in &manifest.records {
            let (Some(key_row), Some(body)) = (rest.next(), rest.next()) else {
                return Err(VaultError::Damaged);
            };
            let record = open_record(vault, &data_key, id, listed, key_row, body)?;
            records.insert(id.clone(), record);
        }
        let audit: Vec<Vec<u8>> = rest.map(<[u8]>::to_vec).collect();
        let end = audit.last().map(|last| (audit.len() as u64, hash(last)));
        if end != manifest.audit {
            return Err(VaultError::Damaged);
        }
        Ok(OpenBackup {
            header: self.header,
            data_key,
            manifest,
            records,
            audit,
        })
    }
}

fn open_record(
    vault: VaultId,
    data_key: &Key,
    id: &str,
    listed: &Listed,
    key_row: &[u8],
    body: &[u8],
) -> Result<BackedUp, VaultError> {
    if hash(body) != listed.hash {
        return Err(VaultError::Damaged);
    }
    let clear = read_clear(body)?;
    let bound = Bound {
        tag: Tag::Body,
        vault,
        record: id,
        kind: listed.kind.number(),
        schema: SCHEMA,
        revision: listed.revision,
        sequence: clear.sequence,
    };
    let key_bound = Bound {
        tag: Tag::RecordKey,
        sequence: 0,
        ..bound
    };
    let key = open_key(data_key, &key_bound, key_row)?;
    let plain = open(&key, &bound, body)?;
    Ok(BackedUp {
        kind: listed.kind,
        revision: listed.revision,
        text: String::from_utf8(plain.to_vec()).map_err(|_| VaultError::Damaged)?,
        key_row: key_row.to_vec(),
        body: body.to_vec(),
    })
}

fn put_part(file: &mut Vec<u8>, part: &[u8]) -> Result<(), StoreError> {
    let length = u32::try_from(part.len()).map_err(|_| StoreError::TooLarge)?;
    file.extend_from_slice(&length.to_be_bytes());
    file.extend_from_slice(part);
    Ok(())
}

impl Vault {
    /// Everything of this vault as one file, opened again and found whole before it is given out.
    ///
    /// Changes that are in a record's journal only are in it too. It opens with the passphrase of `header`.
    ///
    /// # Errors
    ///
    /// [`Unreadable::Damaged`] where any listed record is not whole: a backup that leaves something out
    /// would pass for a whole one. `except` names records to leave out knowingly.
    pub async fn back_up(&self, header: &Header, except: &[String]) -> Result<Vec<u8>, Unreadable> {
        let state = self.state.lock().await;
        let data_key = state.data_key.as_ref().ok_or(Unreadable::Missing)?;
        let mut records = BTreeMap::new();
        for id in state.manifest.records.keys() {
            if !except.contains(id) {
                let found = self.find_in(&state, id).await?;
                records.insert(id.clone(), found.record);
            }
        }
        let audit = self
            .place
            .disk
            .read(Shelf::Audit, &names::of_vault(self.id))
            .await?;
        let audit = audit.into_iter().map(|(_, bytes)| bytes).collect();
        let counter = state.manifest.counter;
        Ok(self.file_of(data_key, header, &records, counter, audit)?)
    }

    /// What could not be kept, as a backup of these records alone, each with the text given. Nothing is read
    /// for it: the place may be what failed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`] while the device is with a client; as [`StoreError`] says otherwise.
    pub async fn rescue(
        &self,
        header: &Header,
        texts: &BTreeMap<String, String>,
    ) -> Result<Vec<u8>, StoreError> {
        let state = self.state.lock().await;
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        let mut records = BTreeMap::new();
        for (id, text) in texts {
            let mut record = match state.records.get(id) {
                Some(record) => record.copy(),
                None => OpenRecord::new(&*self.place.random, Kind::Case).map_err(reason)?,
            };
            // Above what is kept, since it was made from that.
            record.revision = record.revision.saturating_add(1);
            record.text.clone_from(text);
            records.insert(id.clone(), record);
        }
        let counter = state.manifest.counter;
        self.file_of(data_key, header, &records, counter, Vec::new())
    }

    fn file_of(
        &self,
        data_key: &Key,
        header: &Header,
        records: &BTreeMap<String, OpenRecord>,
        counter: u64,
        audit: Vec<Vec<u8>>,
    ) -> Result<Vec<u8>, StoreError> {
        let random = &*self.place.random;
        let mut manifest = Manifest {
            counter,
            audit: audit.last().map(|last| (audit.len() as u64, hash(last))),
            ..Manifest::default()
        };
        let mut rows = Vec::new();
        for (id, record) in records {
            let bound = Bound {
                tag: Tag::Body,
                vault: self.id,
                record: id,
                kind: record.kind.number(),
                schema: SCHEMA,
                revision: record.revision,
                sequence: record.n_entries,
            };
            let key_bound = Bound {
                tag: Tag::RecordKey,
                sequence: 0,
                ..bound
            };
            let body = seal(&record.key, &bound, record.text.as_bytes(), random).map_err(reason)?;
            let listed = Listed {
                kind: record.kind,
                revision: record.revision,
                hash: hash(&body),
                summary: (self.place.summarise)(&record.text),
            };
            manifest.records.insert(id.clone(), listed);
            rows.push(seal_key(data_key, &record.key, &key_bound, random).map_err(reason)?);
            rows.push(body);
        }
        let plain = serde_json::to_vec(&manifest).map_err(|_| StoreError::Failed)?;
        let bound = manifest_bound(self.id, manifest.counter);
        let sealed = seal(data_key, &bound, &plain, random).map_err(reason)?;

        let mut file = MAGIC.to_vec();
        put_part(&mut file, &header.write())?;
        put_part(&mut file, &sealed)?;
        for part in rows.iter().chain(&audit) {
            put_part(&mut file, part)?;
        }
        if file.len() > MAX_FILE {
            return Err(StoreError::TooLarge);
        }
        let again = OpenBackup::open_with(&file, data_key.copy());
        let is_whole = again.is_ok_and(|again| again.records.len() == records.len());
        if is_whole {
            Ok(file)
        } else {
            Err(StoreError::Failed)
        }
    }

    /// Notes that a backup of the vault as it stands was made, opened again, and reached the person.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; the last backup is then still the one before.
    pub async fn note_backup(&self, at: &str, n_records: usize) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        self.read_list_again(&mut state).await?;
        let change = |manifest: &mut Manifest| {
            manifest.backup = Some(Backup {
                at: at.to_owned(),
                n_records,
                counter: manifest.counter,
            });
        };
        self.rewrite_list(&mut state, at, Event::BackedUp, change)
            .await
    }

    /// How what a backup holds stands to what is here.
    ///
    /// # Errors
    ///
    /// Where a record that must be compared cannot be read.
    pub async fn compare_backup(&self, backup: &OpenBackup) -> Result<Difference, Unreadable> {
        let state = self.state.lock().await;
        let mut difference = Difference::default();
        for (id, theirs) in &backup.records {
            let Some(listed) = state.manifest.records.get(id) else {
                difference.new.push(id.clone());
                continue;
            };
            let ours = match self.find_in(&state, id).await {
                Ok(found) => found.record,
                // What is here and does not open is no reason to refuse what does.
                Err(Unreadable::Missing | Unreadable::Damaged) => {
                    difference.newer.push(id.clone());
                    continue;
                }
                Err(error) => return Err(error),
            };
            debug_assert!(listed.kind == ours.kind, "a record keeps its kind");
            let list = if ours.text == theirs.text {
                &mut difference.same
            } else if theirs.revision > ours.revision {
                &mut difference.newer
            } else if theirs.revision < ours.revision || ours.n_entries > 0 {
                &mut difference.older
            } else {
                &mut difference.other
            };
            list.push(id.clone());
        }
        Ok(difference)
    }

    /// Takes in what [`Vault::compare_backup`] called new, newer or other; all of it or nothing. Taking the
    /// same backup in again changes nothing.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; nothing is written then.
    pub async fn take_in(
        &self,
        backup: &OpenBackup,
        difference: &Difference,
        at: &str,
    ) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        let mut manifest = state.manifest.clone();
        let mut batch = self.batch(&state);
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        let mut n_taken = 0_u32;
        let wanted = difference.new.iter().chain(&difference.newer);
        let wanted = wanted.map(|id| (id, id.clone(), None));
        let others = difference.other.iter();
        let others = others.map(|id| (id, other_name(id, backup), Some(Kind::OtherVersion)));
        for (id, to, kind) in wanted.chain(others) {
            let Some(theirs) = backup.records.get(id) else {
                continue;
            };
            if kind.is_some() && manifest.records.contains_key(&to) {
                continue;
            }
            let key = Key::make(&*self.place.random).map_err(reason)?;
            let kind = kind.unwrap_or(theirs.kind);
            // Above whatever lies in the slots, so that it is the newest.
            let prefix = names::of_record(self.id, &to);
            let mut revision = theirs.revision;
            for (name, bytes) in self.place.disk.read(Shelf::Key, &prefix).await? {
                let lies_there = read_clear(&bytes).map_or(0, |clear| clear.revision);
                if lies_there >= revision {
                    revision = lies_there.saturating_add(1);
                }
                // What was sealed with another key does not open with this one.
                batch.remove(Shelf::Key, &name);
                batch.remove(Shelf::Record, &name);
            }
            for entry in self.place.disk.keys(Shelf::Journal, &prefix).await? {
                batch.remove(Shelf::Journal, &entry);
            }
            let bound = Bound {
                tag: Tag::Body,
                vault: self.id,
                record: &to,
                kind: kind.number(),
                schema: SCHEMA,
                revision,
                sequence: 0,
            };
            let random = &*self.place.random;
            let body = seal(&key, &bound, theirs.text.as_bytes(), random).map_err(reason)?;
            let key_bound = Bound {
                tag: Tag::RecordKey,
                ..bound
            };
            let key_row = seal_key(data_key, &key, &key_bound, random).map_err(reason)?;
            let listed = Listed {
                kind,
                revision,
                hash: hash(&body),
                summary: (self.place.summarise)(&theirs.text),
            };
            manifest.records.insert(to.clone(), listed);
            let name = names::record(self.id, &to, slot_of(revision));
            batch.put(Shelf::Key, &name, key_row);
            batch.put(Shelf::Record, &name, body);
            n_taken += 1;
        }
        if n_taken == 0 {
            return Ok(());
        }
        let event = Event::TakenIn(n_taken);
        let audit = self.put_audit(&mut batch, &state, at, event, None)?;
        let row = self.put_manifest(&mut batch, &state, &mut manifest, audit)?;
        self.place.disk.write(batch).await?;
        self.adopt_list(&mut state, manifest, row, audit);
        for id in difference.newer.iter().chain(&difference.new) {
            state.records.remove(id);
            self.place.mirror.remove(&names::mirrored_key(self.id, id));
            self.place.mirror.remove(&names::mirrored_body(self.id, id));
        }
        Ok(())
    }
}

/// The name under which another version is taken in: the same for the same bytes, so that taking it in
/// twice makes one.
fn other_name(id: &str, backup: &OpenBackup) -> String {
    let text = backup.records.get(id).map(|of| of.text.as_bytes());
    let digits = hash(text.unwrap_or_default());
    let digits: String = digits
        .iter()
        .take(16)
        .map(|of| format!("{of:02x}"))
        .collect();
    digits
}
