//! What is written to keep a record: an entry of its journal, or its body with its line in the list.

use super::audit::Event;
use super::chain::End;
use super::disk::{Batch, Shelf, StoreError};
use super::journal::{Delta, Entry};
use super::list::put_aside;
use super::manifest::{Listed, Manifest};
use super::record::{OpenRecord, SCHEMA, beginning, slot_of};
use super::saving::{MAX_TEXT, reason};
use super::seal::{Bound, Tag, hash, seal, seal_key};
use super::unlocked::{State, Vault};
use super::{lease, names};

/// A record's row as it is written: key, body, and what becomes of the list.
struct Rows {
    batch: Batch,
    key_row: Vec<u8>,
    body: Vec<u8>,
    manifest: Manifest,
    manifest_row: Vec<u8>,
    audit: End,
}

impl Vault {
    /// What adds one entry to a record's journal, to a batch that has its guards.
    pub(super) fn journal_batch(
        &self,
        mut batch: Batch,
        record: &OpenRecord,
        id: &str,
        text: &str,
        at: &str,
    ) -> Result<(Batch, Vec<u8>), StoreError> {
        if text.len() > MAX_TEXT {
            return Err(StoreError::TooLarge);
        }
        let entry = Entry {
            at: at.to_owned(),
            delta: Delta::between(&record.text, text),
        };
        let plain = serde_json::to_vec(&entry).map_err(|_| StoreError::Failed)?;
        let bound = Bound {
            tag: Tag::Journal,
            vault: self.id,
            record: id,
            kind: record.kind.number(),
            schema: SCHEMA,
            revision: record.revision,
            sequence: record.n_entries,
        };
        let sealed = seal(&record.key, &bound, &plain, &*self.place.random).map_err(reason)?;
        let name = names::entry(self.id, id, record.revision, record.n_entries);
        self.expect_record(&mut batch, id, record);
        batch.put(Shelf::Journal, &name, sealed.clone());
        Ok((batch, sealed))
    }

    /// Carries out what keeps a text. Until that is confirmed, the text may be there or not.
    pub(super) async fn carry_out(
        &self,
        state: &mut State,
        id: &str,
        text: &str,
        batch: Batch,
    ) -> Result<(), StoreError> {
        let tried = state.tried.entry(id.to_owned()).or_default();
        tried.insert(hash(text.as_bytes()));
        self.place.disk.write(batch).await?;
        state.tried.remove(id);
        Ok(())
    }

    /// Puts a record's key beside its newest body again, in a batch of its own.
    pub(super) async fn mend_key(
        &self,
        state: &mut State,
        id: &str,
        record: &mut OpenRecord,
    ) -> Result<(), StoreError> {
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        let bound = Bound {
            tag: Tag::RecordKey,
            vault: self.id,
            record: id,
            kind: record.kind.number(),
            schema: SCHEMA,
            revision: record.revision,
            sequence: 0,
        };
        let row = seal_key(data_key, &record.key, &bound, &*self.place.random).map_err(reason)?;
        let mut batch = self.batch(state);
        self.expect_record(&mut batch, id, record);
        put_aside(&mut batch, &record.aside);
        let slot = slot_of(record.revision);
        batch.put(Shelf::Key, &names::record(self.id, id, slot), row.clone());
        self.place.disk.write(batch).await?;
        if let Some(slot) = record.seen.get_mut(slot) {
            *slot = Some(beginning(&row));
        }
        record.is_key_in_danger = false;
        state.records.insert(id.to_owned(), record.copy());
        Ok(())
    }

    /// Writes a body into the slot that does not hold the newest one.
    pub(super) async fn write_body(
        &self,
        state: &mut State,
        id: &str,
        mut record: OpenRecord,
        text: &str,
        at: &str,
        event: Event,
    ) -> Result<(), StoreError> {
        let rows = self.body_rows(state, id, &record, text, at, event)?;
        self.carry_out(state, id, text, rows.batch).await?;
        let just_folded = (0..record.n_entries)
            .map(|n| names::entry(self.id, id, record.revision, n))
            .collect();
        record.earlier_entries = just_folded;
        record.revision += 1;
        record.n_entries = 0;
        record.next = (names::entry(self.id, id, record.revision, 0), None);
        record.is_to_fold = false;
        record.aside.clear();
        record.text = text.to_owned();
        record.hash = hash(&rows.body);
        if let Some(slot) = record.seen.get_mut(slot_of(record.revision)) {
            *slot = Some(beginning(&rows.key_row));
        }
        self.adopt_list(state, rows.manifest, &rows.manifest_row, rows.audit);
        state.records.insert(id.to_owned(), record);
        let mirror = &self.place.mirror;
        for (name, _) in mirror.read(&names::mirrored_journal(self.id, id)) {
            mirror.remove(&name);
        }
        mirror.put(&names::mirrored_key(self.id, id), &rows.key_row);
        mirror.put(&names::mirrored_body(self.id, id), &rows.body);
        Ok(())
    }

    fn body_rows(
        &self,
        state: &State,
        id: &str,
        record: &OpenRecord,
        text: &str,
        at: &str,
        event: Event,
    ) -> Result<Rows, StoreError> {
        if text.len() > MAX_TEXT {
            return Err(StoreError::TooLarge);
        }
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        let revision = record.revision.checked_add(1).ok_or(StoreError::Failed)?;
        let bound = Bound {
            tag: Tag::Body,
            vault: self.id,
            record: id,
            kind: record.kind.number(),
            schema: SCHEMA,
            revision,
            sequence: record.n_entries,
        };
        let random = &*self.place.random;
        let body = seal(&record.key, &bound, text.as_bytes(), random).map_err(reason)?;
        let key_bound = Bound {
            tag: Tag::RecordKey,
            sequence: 0,
            ..bound
        };
        let key_row = seal_key(data_key, &record.key, &key_bound, random).map_err(reason)?;
        let mut manifest = state.manifest.clone();
        let before = manifest.records.get(id);
        let mut descent = before.map(|of| of.descent.clone()).unwrap_or_default();
        descent.reach(&manifest.place, revision, 0);
        let listed = Listed {
            kind: record.kind,
            revision,
            hash: hash(&body),
            descent,
            summary: (self.place.summarise)(text),
        };
        manifest.removed.remove(id);
        manifest.records.insert(id.to_owned(), listed);

        let mut batch = self.batch(state);
        self.expect_record(&mut batch, id, record);
        put_aside(&mut batch, &record.aside);
        let slot = slot_of(revision);
        let name = names::record(self.id, id, slot);
        batch.put(Shelf::Key, &name, key_row.clone());
        batch.put(Shelf::Record, &name, body.clone());
        for entry in &record.earlier_entries {
            batch.remove(Shelf::Journal, entry);
        }
        let audit = self.put_audit(&mut batch, state, at, event, Some(id))?;
        let manifest_row = self.put_manifest(&mut batch, state, &mut manifest, audit)?;
        Ok(Rows {
            batch,
            key_row,
            body,
            manifest,
            manifest_row,
            audit,
        })
    }

    /// A batch that is refused once another window holds the lease.
    pub(super) fn batch(&self, state: &State) -> Batch {
        let mut batch = Batch::default();
        if let Some(owner) = &state.owner {
            let name = self.id.to_string();
            batch.expect_beginning(Shelf::Lease, &name, lease::beginning(owner));
        }
        batch
    }

    /// Expects a record to stand as it was seen: the keys beside its bodies, and the end of its journal.
    pub(super) fn expect_record(&self, batch: &mut Batch, id: &str, record: &OpenRecord) {
        for (slot, seen) in record.seen.iter().enumerate() {
            let name = names::record(self.id, id, slot);
            batch.expect(Shelf::Key, &name, seen.clone());
        }
        let (name, seen) = &record.next;
        batch.expect(Shelf::Journal, name, seen.clone());
    }
}
