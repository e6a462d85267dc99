//! Keeping: a change goes into the journal at once, and into the record's body now and then.
//!
//! Each way to keep something completes only when the place has confirmed it, and changes nothing in
//! memory before. What fails can be tried again as it is.

use super::audit::Event;
use super::disk::{Batch, Shelf, StoreError};
use super::journal::{Delta, Entry};
use super::manifest::{Kind, Listed, Manifest};
use super::record::{OpenRecord, SCHEMA, Unreadable, beginning, slot_of};
use super::seal::{Bound, Tag, hash, seal, seal_key};
use super::unlocked::{State, Vault, audit_end, manifest_bound, read_manifest, seen};
use super::{VaultError, names};

/// The largest text that is kept, in bytes; a full case is some 40 kB. What is larger is refused before
/// it is written, since it would be refused when it is read.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// How many journal entries there may be before the body is written.
const MAX_ENTRIES: u64 = 50;

/// A record's row as it is written: key, body, and what becomes of the list.
struct Rows {
    batch: Batch,
    key_row: Vec<u8>,
    body: Vec<u8>,
    manifest: Manifest,
    manifest_row: Vec<u8>,
    audit: (u64, Option<[u8; 32]>),
}

impl Vault {
    /// Puts a new record into the vault.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; nothing is written then.
    pub async fn create(
        &self,
        id: &str,
        kind: Kind,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        let record = OpenRecord::new(&*self.place.random, kind).map_err(reason)?;
        self.write_body(&mut state, id, record, text, at, Event::Begun)
            .await
    }

    /// Puts a new record into a vault that another window may be writing to: beside what is there, over
    /// nothing.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; nothing is written then.
    pub async fn create_beside(
        &self,
        id: &str,
        kind: Kind,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let mut tried = 0;
        loop {
            let mut state = self.state.lock().await;
            self.read_list_again(&mut state).await?;
            drop(state);
            tried += 1;
            match self.create(id, kind, text, at).await {
                // The other window was quicker; a few tries are enough, since people write slowly.
                Err(StoreError::Newer) if tried < 5 => {}
                created => return created,
            }
        }
    }

    /// Keeps the state of an open record: as a journal entry, or in a new body where the journal has
    /// grown long enough.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where another window wrote to the record; as [`StoreError`] says otherwise.
    /// Nothing is written then.
    pub async fn keep(&self, id: &str, text: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        match self.try_to_keep(&mut state, id, text, at).await {
            // Another window may have written, or an earlier try of this one that was never confirmed.
            Err(StoreError::Newer) => {
                self.look_again(&mut state, id, text).await?;
                self.try_to_keep(&mut state, id, text, at).await
            }
            kept => kept,
        }
    }

    async fn try_to_keep(
        &self,
        state: &mut State,
        id: &str,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let record = state.records.get(id).ok_or(StoreError::Failed)?;
        if record.text == text {
            return Ok(());
        }
        let is_due = record.is_cut || record.n_entries >= MAX_ENTRIES;
        if is_due && state.data_key.is_some() {
            return self.fold_in(state, id, text, at, Event::Changed).await;
        }
        let (batch, name, sealed) = self.journal_batch(state, record, id, text, at)?;
        self.place.disk.write(batch).await?;
        let Some(record) = state.records.get_mut(id) else {
            return Ok(());
        };
        let mirrored = names::mirrored_entry(self.id, id, record.revision, record.n_entries);
        self.place.mirror.put(&mirrored, &sealed);
        debug_assert!(
            names::read_entry(&name).is_some(),
            "the journal reads its own names"
        );
        record.text = text.to_owned();
        record.n_entries += 1;
        Ok(())
    }

    /// What adds one entry to a record's journal.
    fn journal_batch(
        &self,
        state: &State,
        record: &OpenRecord,
        id: &str,
        text: &str,
        at: &str,
    ) -> Result<(Batch, String, Vec<u8>), StoreError> {
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
        let mut batch = self.batch(state);
        self.expect_record(&mut batch, id, &record.seen);
        batch.expect(Shelf::Journal, &name, None);
        batch.put(Shelf::Journal, &name, sealed.clone());
        Ok((batch, name, sealed))
    }

    /// Keeps the state of an open record while the page goes away and nobody can wait for an answer.
    pub fn keep_in_passing(&self, id: &str, text: &str, at: &str) {
        // A write that is on its way holds the queue; it carries what matters, and there is no time left.
        let Some(state) = self.state.try_lock() else {
            return;
        };
        let Some(record) = state.records.get(id) else {
            return;
        };
        if record.text == text || record.is_cut {
            return;
        }
        if let Ok((batch, _, _)) = self.journal_batch(&state, record, id, text, at) {
            self.place.disk.write_in_passing(batch);
        }
    }

    /// Writes a record's body, so that its journal begins anew and the list shows it as it is. Where
    /// nothing changed since the last body, nothing is written.
    ///
    /// # Errors
    ///
    /// As for [`Vault::keep`].
    pub async fn fold(&self, id: &str, text: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        let Some(record) = state.records.get(id) else {
            return Ok(());
        };
        let is_in_body = record.text == text && record.n_entries == 0 && !record.is_cut;
        if state.data_key.is_none() || is_in_body {
            return Ok(());
        }
        match self.fold_in(&mut state, id, text, at, Event::Changed).await {
            Err(StoreError::Newer) => {
                self.look_again(&mut state, id, text).await?;
                self.fold_in(&mut state, id, text, at, Event::Changed).await
            }
            folded => folded,
        }
    }

    /// Writes a record's body and opens it again from the place, before anybody is told that it is kept:
    /// for what a person signs or finishes.
    ///
    /// # Errors
    ///
    /// As for [`Vault::keep`]; [`StoreError::Failed`] where what was written does not read as it should.
    pub async fn fold_and_verify(&self, id: &str, text: &str, at: &str) -> Result<(), StoreError> {
        self.fold(id, text, at).await?;
        let state = self.state.lock().await;
        let found = self.find_in(&state, id).await.map_err(|why| match why {
            Unreadable::Store(error) => error,
            Unreadable::Missing | Unreadable::Damaged | Unreadable::TooNew => StoreError::Failed,
        })?;
        if found.record.text == text {
            Ok(())
        } else {
            Err(StoreError::Failed)
        }
    }

    async fn fold_in(
        &self,
        state: &mut State,
        id: &str,
        text: &str,
        at: &str,
        event: Event,
    ) -> Result<(), StoreError> {
        let record = state.records.get(id).ok_or(StoreError::Failed)?;
        let mut record = record.copy();
        if record.is_key_in_danger {
            self.mend_key(state, id, &mut record).await?;
        }
        self.write_body(state, id, record, text, at, event).await
    }

    /// Puts a record's key beside its newest body again, in a batch of its own.
    async fn mend_key(
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
        self.expect_record(&mut batch, id, &record.seen);
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
    async fn write_body(
        &self,
        state: &mut State,
        id: &str,
        mut record: OpenRecord,
        text: &str,
        at: &str,
        event: Event,
    ) -> Result<(), StoreError> {
        let rows = self.body_rows(state, id, &record, text, at, event)?;
        self.place.disk.write(rows.batch).await?;
        for n in 0..record.n_entries {
            let name = names::mirrored_entry(self.id, id, record.revision, n);
            self.place.mirror.remove(&name);
        }
        let just_folded = (0..record.n_entries)
            .map(|n| names::entry(self.id, id, record.revision, n))
            .collect();
        record.earlier_entries = just_folded;
        record.revision += 1;
        record.n_entries = 0;
        record.is_cut = false;
        record.text = text.to_owned();
        record.hash = hash(&rows.body);
        if let Some(slot) = record.seen.get_mut(slot_of(record.revision)) {
            *slot = Some(beginning(&rows.key_row));
        }
        if let Some(slot) = state.seen.get_mut(slot_of(rows.manifest.counter)) {
            *slot = Some(beginning(&rows.manifest_row));
        }
        state.manifest = rows.manifest;
        state.audit = rows.audit;
        state.records.insert(id.to_owned(), record);
        let mirror = &self.place.mirror;
        mirror.put(&names::mirrored_key(self.id, id), &rows.key_row);
        mirror.put(&names::mirrored_body(self.id, id), &rows.body);
        mirror.put(&names::mirrored_manifest(self.id), &rows.manifest_row);
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
        let listed = Listed {
            kind: record.kind,
            revision,
            hash: hash(&body),
            summary: (self.place.summarise)(text),
        };
        manifest.records.insert(id.to_owned(), listed);

        let mut batch = self.batch(state);
        self.expect_record(&mut batch, id, &record.seen);
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

    /// Puts the next state of the list into the slot that does not hold the newest one.
    pub(super) fn put_manifest(
        &self,
        batch: &mut Batch,
        state: &State,
        manifest: &mut Manifest,
        audit: (u64, Option<[u8; 32]>),
    ) -> Result<Vec<u8>, StoreError> {
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        manifest.counter = state.manifest.counter.saturating_add(1);
        manifest.audit = audit.1.map(|hash| (audit.0, hash));
        let plain = serde_json::to_vec(manifest).map_err(|_| StoreError::Failed)?;
        let bound = manifest_bound(self.id, manifest.counter);
        let sealed = seal(data_key, &bound, &plain, &*self.place.random).map_err(reason)?;
        for (slot, seen) in state.seen.iter().enumerate() {
            let name = names::slot(self.id, slot);
            batch.expect(Shelf::Manifest, &name, seen.clone());
        }
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
        self.adopt_list(state, manifest, row, audit);
        Ok(())
    }

    /// Goes on from a list that was just written.
    pub(super) fn adopt_list(
        &self,
        state: &mut State,
        manifest: Manifest,
        row: Vec<u8>,
        audit: (u64, Option<[u8; 32]>),
    ) {
        if let Some(slot) = state.seen.get_mut(slot_of(manifest.counter)) {
            *slot = Some(beginning(&row));
        }
        self.place
            .mirror
            .put(&names::mirrored_manifest(self.id), &row);
        state.manifest = manifest;
        state.audit = audit;
    }

    /// Takes a record away for good: its key first, and then, when that is confirmed, everything that
    /// nobody can open any more.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says. Where only the second step failed the record is gone all the same.
    pub async fn remove(&self, id: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        let mut manifest = state.manifest.clone();
        manifest.records.remove(id);
        let mut batch = self.batch(&state);
        for slot in [0, 1] {
            batch.remove(Shelf::Key, &names::record(self.id, id, slot));
        }
        let audit = self.put_audit(&mut batch, &state, at, Event::Removed, Some(id))?;
        let row = self.put_manifest(&mut batch, &state, &mut manifest, audit)?;
        self.place.mirror.remove(&names::mirrored_key(self.id, id));
        self.place.disk.write(batch).await?;
        self.adopt_list(&mut state, manifest, row, audit);
        state.records.remove(id);

        let prefix = names::of_record(self.id, id);
        let mut batch = self.batch(&state);
        for slot in [0, 1] {
            batch.remove(Shelf::Record, &names::record(self.id, id, slot));
        }
        for shelf in [Shelf::Journal, Shelf::Quarantine] {
            for key in self.place.disk.keys(shelf, &prefix).await? {
                batch.remove(shelf, &key);
            }
        }
        self.place.mirror.remove(&names::mirrored_body(self.id, id));
        for (name, _) in self
            .place
            .mirror
            .read(&names::mirrored_journal(self.id, id))
        {
            self.place.mirror.remove(&name);
        }
        self.place.disk.write(batch).await
    }

    /// After a guard did not hold: looks at what is there. Where it is what this window wrote or last
    /// saw, it goes on from there; where another window wrote, that is said.
    async fn look_again(&self, state: &mut State, id: &str, text: &str) -> Result<(), StoreError> {
        if let Some(owner) = &state.owner {
            let lease = self
                .place
                .disk
                .read(Shelf::Lease, &self.id.to_string())
                .await?;
            let is_ours = lease
                .first()
                .is_some_and(|(_, found)| found.starts_with(owner.as_bytes()));
            if !is_ours {
                return Err(StoreError::Newer);
            }
        }
        if state.data_key.is_some() {
            self.read_list_again(state).await?;
        }
        let mine = state.records.get(id).ok_or(StoreError::Failed)?;
        let found = self.find_in(state, id).await.map_err(|why| match why {
            Unreadable::Store(error) => error,
            Unreadable::Missing | Unreadable::Damaged | Unreadable::TooNew => StoreError::Newer,
        })?;
        if found.record.text != mine.text && found.record.text != text {
            return Err(StoreError::Newer);
        }
        state.records.insert(id.to_owned(), found.record);
        Ok(())
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
        if let Some(manifest) = read.manifest {
            state.manifest = manifest;
        }
        state.seen = seen(self.id, &slots);
        state.audit = audit_end(&self.place, self.id).await?;
        Ok(())
    }

    fn expect_record(&self, batch: &mut Batch, id: &str, seen: &[Option<Vec<u8>>; 2]) {
        for (slot, seen) in seen.iter().enumerate() {
            let name = names::record(self.id, id, slot);
            batch.expect(Shelf::Key, &name, seen.clone());
        }
    }
}

/// What a failure to seal means to whoever keeps something.
pub(super) fn reason(error: VaultError) -> StoreError {
    match error {
        VaultError::NoRandomness => StoreError::Blocked,
        VaultError::TooNew => StoreError::TooNew,
        VaultError::Damaged | VaultError::WrongSecret | VaultError::Memory => StoreError::Failed,
    }
}
