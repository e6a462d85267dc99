//! Taking a backup in beside what is here: what is older stays outside, and what was changed in both
//! places is kept twice.

use super::audit::Event;
use super::backup::{BackedUp, OpenBackup};
use super::disk::{Batch, Shelf, StoreError};
use super::list::put_aside;
use super::manifest::{Kind, Listed, Manifest};
use super::names;
use super::place::Aside;
use super::record::{SCHEMA, Unreadable, seen_of, slot_of};
use super::saving::reason;
use super::seal::{Bound, Key, Tag, hash, read_clear, seal, seal_key};
use super::unlocked::{State, Vault};

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

/// How one record of a backup stands to what is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    New,
    /// In the place of one that is here.
    Newer,
    /// In the place of one that does not open.
    InPlaceOfDamaged,
    Older,
    Same,
    Other,
}

/// A record that was taken in, as the mirror is to hold it.
struct Taken {
    id: String,
    key_row: Vec<u8>,
    body: Vec<u8>,
}

impl Vault {
    /// How what a backup holds stands to what is here.
    ///
    /// # Errors
    ///
    /// Where a record that must be compared cannot be read; [`Unreadable::Missing`] while the device is with
    /// a client.
    pub async fn compare_backup(&self, backup: &OpenBackup) -> Result<Difference, Unreadable> {
        let mut state = self.state.lock().await;
        if state.data_key.is_none() {
            return Err(Unreadable::Missing);
        }
        self.read_list_again(&mut state).await?;
        let mut difference = Difference::default();
        for (id, theirs) in &backup.records {
            let list = match self.standing(&state, id, theirs).await? {
                Standing::New => &mut difference.new,
                Standing::Newer | Standing::InPlaceOfDamaged => &mut difference.newer,
                Standing::Older => &mut difference.older,
                Standing::Same => &mut difference.same,
                Standing::Other => &mut difference.other,
            };
            list.push(id.clone());
        }
        Ok(difference)
    }

    async fn standing(
        &self,
        state: &State,
        id: &str,
        theirs: &BackedUp,
    ) -> Result<Standing, Unreadable> {
        let ours = match self.find_in(state, id).await {
            Ok(found) => found.record,
            Err(Unreadable::Missing) => return Ok(Standing::New),
            // What is here and does not open is no reason to refuse what does.
            Err(Unreadable::Damaged) => return Ok(Standing::InPlaceOfDamaged),
            Err(error) => return Err(error),
        };
        let descent = self.descent_of(state, id, &ours);
        let (holds, is_held) = (
            theirs.descent.holds(&descent),
            descent.holds(&theirs.descent),
        );
        Ok(if ours.text == theirs.text {
            Standing::Same
        } else if holds && !is_held {
            Standing::Newer
        } else if is_held && !holds {
            Standing::Older
        } else {
            Standing::Other
        })
    }

    /// Takes in what [`Vault::compare_backup`] called new, newer or other; all of it or nothing. Taking the
    /// same backup in again changes nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where something changed here since it was compared; as [`StoreError`] says
    /// otherwise. Nothing is written then.
    pub async fn take_in(
        &self,
        backup: &OpenBackup,
        difference: &Difference,
        at: &str,
    ) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        if state.data_key.is_none() {
            return Err(StoreError::Blocked);
        }
        self.read_list_again(&mut state).await?;
        let mut manifest = state.manifest.clone();
        let mut batch = self.batch(&state);
        let mut taken = Vec::new();
        for id in difference.new.iter().chain(&difference.newer) {
            let Some(theirs) = backup.records.get(id) else {
                continue;
            };
            let standing = self.standing(&state, id, theirs).await;
            match standing.map_err(|_| StoreError::Newer)? {
                Standing::Same => continue,
                Standing::New | Standing::Newer | Standing::InPlaceOfDamaged => {}
                Standing::Older | Standing::Other => return Err(StoreError::Newer),
            }
            let revision = self.clear_the_way(&state, id, &mut batch).await?;
            let to = (id.as_str(), revision);
            taken.push(self.put_taken(
                &state,
                &mut batch,
                &mut manifest,
                to,
                theirs,
                theirs.kind,
            )?);
        }
        for id in &difference.other {
            let Some(theirs) = backup.records.get(id) else {
                continue;
            };
            let name = name_of_other(&theirs.text);
            if manifest.records.contains_key(&name) {
                continue;
            }
            let revision = self.clear_the_way(&state, &name, &mut batch).await?;
            let (to, kind) = ((name.as_str(), revision), Kind::OtherVersion);
            taken.push(self.put_taken(&state, &mut batch, &mut manifest, to, theirs, kind)?);
        }
        if taken.is_empty() {
            return Ok(());
        }
        let event = Event::TakenIn(u32::try_from(taken.len()).unwrap_or(u32::MAX));
        let audit = self.put_audit(&mut batch, &state, at, event, None)?;
        let row = self.put_manifest(&mut batch, &state, &mut manifest, audit)?;
        self.place.disk.write(batch).await?;
        self.adopt_list(&mut state, manifest, &row, audit);
        for Taken { id, key_row, body } in taken {
            state.records.remove(&id);
            state.tried.remove(&id);
            let mirror = &self.place.mirror;
            for (name, _) in mirror.read(&names::mirrored_journal(self.id, &id)) {
                mirror.remove(&name);
            }
            mirror.put(&names::mirrored_key(self.id, &id), &key_row);
            mirror.put(&names::mirrored_body(self.id, &id), &body);
        }
        Ok(())
    }

    /// Takes away what lies where a record is put, as long as it is what was compared: what was sealed with
    /// another key does not open with the new one. What does not open now is set aside. Gives the revision
    /// above all that was there.
    async fn clear_the_way(
        &self,
        state: &State,
        id: &str,
        batch: &mut Batch,
    ) -> Result<u64, StoreError> {
        let prefix = names::of_record(self.id, id);
        let found = self.find_in(state, id).await;
        let keys = self.place.disk.read(Shelf::Key, &prefix).await?;
        match &found {
            Ok(found) => {
                self.expect_record(batch, id, &found.record);
                put_aside(batch, &found.record.aside);
            }
            Err(_) => {
                for (slot, seen) in seen_of(self.id, id, &keys).into_iter().enumerate() {
                    batch.expect(Shelf::Key, &names::record(self.id, id, slot), seen);
                }
            }
        }
        let mut rows: Vec<(Shelf, String, Vec<u8>)> = Vec::new();
        rows.extend(keys.into_iter().map(|(key, of)| (Shelf::Key, key, of)));
        for shelf in [Shelf::Record, Shelf::Journal] {
            let found = self.place.disk.read(shelf, &prefix).await?;
            rows.extend(found.into_iter().map(|(key, of)| (shelf, key, of)));
        }
        let listed = state.manifest.records.get(id);
        let mut highest = listed.map_or(0, |of| of.revision);
        for (shelf, key, bytes) in rows {
            let revision = read_clear(&bytes).map_or(0, |clear| clear.revision);
            highest = highest.max(revision);
            batch.remove(shelf, &key);
            if found.is_err() {
                let aside = Aside {
                    key: names::aside(shelf.name(), &key, hash(&bytes)),
                    bytes,
                };
                put_aside(batch, &[aside]);
            }
        }
        Ok(highest.saturating_add(1))
    }

    /// Puts one record of a backup into the place, with a key of its own.
    fn put_taken(
        &self,
        state: &State,
        batch: &mut Batch,
        manifest: &mut Manifest,
        (id, revision): (&str, u64),
        theirs: &BackedUp,
        kind: Kind,
    ) -> Result<Taken, StoreError> {
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        let random = &*self.place.random;
        let key = Key::make(random).map_err(reason)?;
        let bound = Bound {
            tag: Tag::Body,
            vault: self.id,
            record: id,
            kind: kind.number(),
            schema: SCHEMA,
            revision,
            sequence: 0,
        };
        let key_bound = Bound {
            tag: Tag::RecordKey,
            ..bound
        };
        let body = seal(&key, &bound, theirs.text.as_bytes(), random).map_err(reason)?;
        let key_row = seal_key(data_key, &key, &key_bound, random).map_err(reason)?;
        let before = manifest.records.get(id);
        let mut descent = before.map(|of| of.descent.clone()).unwrap_or_default();
        descent.join(&theirs.descent);
        let listed = Listed {
            kind,
            revision,
            hash: hash(&body),
            descent,
            summary: (self.place.summarise)(&theirs.text),
        };
        manifest.removed.remove(id);
        manifest.records.insert(id.to_owned(), listed);
        let name = names::record(self.id, id, slot_of(revision));
        batch.put(Shelf::Key, &name, key_row.clone());
        batch.put(Shelf::Record, &name, body.clone());
        Ok(Taken {
            id: id.to_owned(),
            key_row,
            body,
        })
    }
}

/// The name under which another version is taken in: the same for the same text, so that taking it in
/// twice makes one.
fn name_of_other(text: &str) -> String {
    let digits = hash(text.as_bytes());
    let digits = digits.iter().take(16);
    digits.map(|of| format!("{of:02x}")).collect()
}
