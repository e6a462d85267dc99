//! Keeping: a change goes into the journal at once, and into the record's body now and then.
//!
//! Each way to keep something completes only when the place has confirmed it, and changes nothing in
//! memory before. What fails can be tried again as it is.

use super::audit::Event;
use super::disk::{Batch, Shelf, StoreError};
use super::manifest::Kind;
use super::record::{OpenRecord, Unreadable};
use super::seal::hash;
use super::unlocked::{OnItsWay, State, Vault};
use super::{VaultError, lease, names};

/// The largest text that is kept, in bytes; a full case is some 40 kB. What is larger is refused before
/// it is written, since it would be refused when it is read.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// How many journal entries there may be before the body is written.
const MAX_ENTRIES: u64 = 50;

impl Vault {
    /// Puts a new record into the vault. Where an earlier try was never confirmed and is there all the same,
    /// it goes on from that.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where another record of that name is there; as [`StoreError`] says otherwise.
    /// Nothing is written then.
    pub async fn create(
        &self,
        id: &str,
        kind: Kind,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        self.create_in(&mut state, id, kind, text, at).await
    }

    /// Puts a new record into a vault that another window may be writing to: beside what is there, over
    /// nothing, and whoever holds the lease.
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
        let mut state = self.state.lock().await;
        let owner = state.owner.take();
        let mut tried = 0;
        let created = loop {
            tried += 1;
            match self.create_in(&mut state, id, kind, text, at).await {
                // The other window was quicker; a few tries are enough, since people write slowly.
                Err(StoreError::Newer) if tried < 5 => {}
                created => break created,
            }
        };
        state.owner = owner;
        created
    }

    async fn create_in(
        &self,
        state: &mut State,
        id: &str,
        kind: Kind,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        match self.try_to_create(state, id, kind, text, at).await {
            Err(StoreError::Newer) => {}
            created => return created,
        }
        self.expect_lease(state).await?;
        self.read_list_again(state).await?;
        match self.find_in(state, id).await {
            // Only the list was another.
            Err(Unreadable::Missing) => self.try_to_create(state, id, kind, text, at).await,
            Ok(found) if found.record.text == text || is_tried(state, id, &found.record.text) => {
                state.records.insert(id.to_owned(), found.record);
                self.keep_in(state, id, text, at).await
            }
            Err(Unreadable::Store(error)) => Err(error),
            Ok(_) | Err(Unreadable::Damaged | Unreadable::TooNew) => Err(StoreError::Newer),
        }
    }

    async fn try_to_create(
        &self,
        state: &mut State,
        id: &str,
        kind: Kind,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let record = OpenRecord::new(&*self.place.random, self.id, id, kind).map_err(reason)?;
        self.write_body(state, id, record, text, at, Event::Begun)
            .await
    }

    /// Keeps the state of an open record: as a journal entry, or in a new body where the journal has
    /// grown long enough.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where another window wrote to the record, or it is not open here, so that
    /// nobody knows which state this one was made from; as [`StoreError`] says otherwise. Nothing is written
    /// then.
    pub async fn keep(&self, id: &str, text: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        self.keep_in(&mut state, id, text, at).await
    }

    async fn keep_in(
        &self,
        state: &mut State,
        id: &str,
        text: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        if state.tried.contains_key(id) {
            self.look_again(state, id, text).await?;
        }
        match self.try_to_keep(state, id, text, at).await {
            // Another window may have written, or an earlier try of this one that was never confirmed.
            Err(StoreError::Newer) => {
                self.look_again(state, id, text).await?;
                self.try_to_keep(state, id, text, at).await
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
        let record = state.records.get(id).ok_or(StoreError::Newer)?;
        if record.text == text {
            state.tried.remove(id);
            return Ok(());
        }
        let is_due = record.is_to_fold || record.n_entries >= MAX_ENTRIES;
        if is_due && state.data_key.is_some() {
            return self.fold_in(state, id, text, at, Event::Changed).await;
        }
        if record.is_to_fold {
            // Only the body would do, and while the device is with a client it cannot be written.
            return Err(StoreError::Blocked);
        }
        let (batch, sealed) = self.journal_batch(self.batch(state), record, id, text, at)?;
        let mirrored = names::mirrored_entry(self.id, id, record.revision, record.n_entries);
        let mut kept = record.copy();
        kept.text = text.to_owned();
        kept.n_entries += 1;
        kept.next = (
            names::entry(self.id, id, kept.revision, kept.n_entries),
            None,
        );
        *self.on_its_way.borrow_mut() = Some(OnItsWay {
            id: id.to_owned(),
            record: kept.copy(),
            batch: batch.clone(),
        });
        let carried_out = self.carry_out(state, id, text, batch).await;
        *self.on_its_way.borrow_mut() = None;
        carried_out?;
        self.place.mirror.put(&mirrored, &sealed);
        state.records.insert(id.to_owned(), kept);
        Ok(())
    }

    /// Keeps the state of an open record while the page goes away and nobody can wait for an answer.
    pub fn keep_in_passing(&self, id: &str, text: &str, at: &str) {
        let Some(mut state) = self.state.try_lock() else {
            self.keep_after_what_is_on_its_way(id, text, at);
            return;
        };
        let Some(record) = state.records.get(id) else {
            return;
        };
        if record.text == text || record.is_to_fold {
            return;
        }
        if let Ok((batch, _)) = self.journal_batch(self.batch(&state), record, id, text, at) {
            // The page may stay after all, and then finds what it wrote.
            let tried = state.tried.entry(id.to_owned()).or_default();
            tried.insert(hash(text.as_bytes()));
            self.place.disk.write_in_passing(batch);
        }
    }

    /// A browser undoes what it has not carried out when the page goes, and with it whatever waits behind. So a journal
    /// entry that is on its way is undone here, and asked for once more as this one is, by itself: where it stands already,
    /// that is refused and changes nothing. This one comes to lie behind it.
    fn keep_after_what_is_on_its_way(&self, id: &str, text: &str, at: &str) {
        let on_its_way = self.on_its_way.borrow();
        let Some(first) = &*on_its_way else {
            return;
        };
        if first.id != id {
            return;
        }
        self.place.disk.undo_what_is_on_its_way();
        self.place.disk.write_in_passing(first.batch.clone());
        if first.record.text == text {
            return;
        }
        if let Ok((batch, _)) = self.journal_batch(Batch::default(), &first.record, id, text, at) {
            self.place.disk.write_in_passing(batch);
        }
    }

    /// Writes a record's body, so that its journal begins anew and the list shows it as it is. Where
    /// nothing changed since the last body, nothing is written. While the device is with a client the
    /// change goes into the journal.
    ///
    /// # Errors
    ///
    /// As for [`Vault::keep`].
    pub async fn fold(&self, id: &str, text: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        if state.data_key.is_none() {
            return self.keep_in(&mut state, id, text, at).await;
        }
        if state.tried.contains_key(id) {
            self.look_again(&mut state, id, text).await?;
        }
        let record = state.records.get(id).ok_or(StoreError::Newer)?;
        if record.text == text && record.n_entries == 0 && !record.is_to_fold {
            state.tried.remove(id);
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

    /// After a guard did not hold: looks at what is there. Where it is what this window wrote or last
    /// saw, it goes on from there; where another window wrote, that is said.
    async fn look_again(&self, state: &mut State, id: &str, text: &str) -> Result<(), StoreError> {
        self.expect_lease(state).await?;
        if !state.records.contains_key(id) {
            return Err(StoreError::Newer);
        }
        self.read_list_again(state).await?;
        let found = self.find_in(state, id).await.map_err(|why| match why {
            Unreadable::Store(error) => error,
            Unreadable::Missing | Unreadable::Damaged | Unreadable::TooNew => StoreError::Newer,
        })?;
        let there = &found.record.text;
        let is_as_seen = state.records.get(id).is_some_and(|of| of.text == *there);
        if there != text && !is_as_seen && !is_tried(state, id, there) {
            return Err(StoreError::Newer);
        }
        state.records.insert(id.to_owned(), found.record);
        Ok(())
    }

    /// Says where another window holds the lease.
    pub(super) async fn expect_lease(&self, state: &State) -> Result<(), StoreError> {
        let Some(owner) = &state.owner else {
            return Ok(());
        };
        let name = self.id.to_string();
        let lease = self.place.disk.read(Shelf::Lease, &name).await?;
        let begins = lease::beginning(owner);
        if lease.iter().any(|(_, found)| found.starts_with(&begins)) {
            Ok(())
        } else {
            Err(StoreError::Newer)
        }
    }
}

/// Whether a text that was found is one that this window tried to keep and never heard of again.
fn is_tried(state: &State, id: &str, found: &str) -> bool {
    let tried = state.tried.get(id);
    tried.is_some_and(|tried| tried.contains(&hash(found.as_bytes())))
}

/// What a failure to seal means to whoever keeps something.
pub(super) fn reason(error: VaultError) -> StoreError {
    match error {
        VaultError::NoRandomness => StoreError::Blocked,
        VaultError::TooNew => StoreError::TooNew,
        VaultError::Damaged | VaultError::WrongSecret | VaultError::Memory => StoreError::Failed,
    }
}
