//! Making a backup of a vault, and a copy of what could not be kept.

use std::collections::BTreeMap;

use super::audit::Event;
use super::backup::{MAGIC, MAX_FILE, MIN_PART, OpenBackup, proof_of};
use super::descent::Descent;
use super::disk::{Shelf, StoreError};
use super::header::Header;
use super::list::{make_place_name, manifest_bound};
use super::manifest::{Backup, Kind, Listed, Manifest};
use super::names;
use super::record::{OpenRecord, SCHEMA, Unreadable};
use super::saving::reason;
use super::seal::{Bound, Key, Tag, hash, read_clear, seal, seal_key};
use super::unlocked::{State, Vault};

/// A record as it goes into a backup.
struct Going {
    record: OpenRecord,
    descent: Descent,
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
        let mut state = self.state.lock().await;
        // Another window may have written what this one has not heard of.
        self.read_list_again(&mut state).await?;
        let data_key = state.data_key.as_ref().ok_or(Unreadable::Missing)?;
        let mut records = BTreeMap::new();
        for id in state.manifest.records.keys() {
            if !except.contains(id) {
                let record = self.find_in(&state, id).await?.record;
                let descent = self.descent_of(&state, id, &record);
                records.insert(id.clone(), Going { record, descent });
            }
        }
        let prefix = names::of_vault(self.id);
        let audit = self.place.disk.read(Shelf::Audit, &prefix).await?;
        // What is not even an entry has no place in a chain.
        let audit = audit.into_iter().map(|(_, bytes)| bytes);
        let audit = audit.filter(|bytes| bytes.len() >= MIN_PART && read_clear(bytes).is_ok());
        let counter = state.manifest.counter;
        let file = self.file_of(data_key, header, &records, counter, audit.collect())?;
        state.backed_up = Some(counter);
        Ok(file)
    }

    /// Which states went into a record as it was found.
    pub(super) fn descent_of(&self, state: &State, id: &str, record: &OpenRecord) -> Descent {
        let listed = state.manifest.records.get(id);
        let mut descent = listed.map(|of| of.descent.clone()).unwrap_or_default();
        let is_as_listed =
            record.n_entries == 0 && listed.is_some_and(|of| of.revision == record.revision);
        if !is_as_listed {
            descent.reach(&state.manifest.place, record.revision, record.n_entries);
        }
        descent
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
            let random = &*self.place.random;
            let (mut record, mut descent) = match state.records.get(id) {
                Some(record) => (record.copy(), self.descent_of(&state, id, record)),
                None => (
                    OpenRecord::new(random, self.id, id, Kind::Case).map_err(reason)?,
                    Descent::default(),
                ),
            };
            // It was made from what is kept, and is newer only as long as nothing else is made of that.
            descent.reach(&make_place_name(random).map_err(reason)?, 1, 0);
            record.revision = record.revision.saturating_add(1);
            record.text.clone_from(text);
            records.insert(id.clone(), Going { record, descent });
        }
        let counter = state.manifest.counter;
        self.file_of(data_key, header, &records, counter, Vec::new())
    }

    fn file_of(
        &self,
        data_key: &Key,
        header: &Header,
        records: &BTreeMap<String, Going>,
        counter: u64,
        audit: Vec<Vec<u8>>,
    ) -> Result<Vec<u8>, StoreError> {
        let random = &*self.place.random;
        let mut manifest = Manifest {
            counter,
            audit: proof_of(&audit),
            ..Manifest::default()
        };
        let mut rows = Vec::new();
        for (id, Going { record, descent }) in records {
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
                descent: descent.clone(),
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
        // Writing this down makes another state of the list, in which nothing else is new.
        let counter = state.manifest.counter;
        let counter = match state.backed_up {
            Some(held) if held < counter => held,
            Some(_) | None => counter.saturating_add(1),
        };
        let change = |manifest: &mut Manifest| {
            manifest.backup = Some(Backup {
                at: at.to_owned(),
                n_records,
                counter,
            });
        };
        self.rewrite_list(&mut state, at, Event::BackedUp, change)
            .await
    }
}
