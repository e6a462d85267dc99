//! Taking a record away for good: first what opens it, and then what nobody can open any more.

use super::audit::Event;
use super::disk::{Shelf, StoreError};
use super::names;
use super::seal::hash;
use super::unlocked::{State, Vault};

impl Vault {
    /// Takes a record away for good: its key first, with every copy of it that was set aside, and then,
    /// when that is confirmed, everything that nobody can open any more. Without its key the record is gone:
    /// what is left of it then is swept away when the vault is next opened, if it cannot be now.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says. The record is then still there, as far as the place can be asked; where it
    /// cannot be, the record is not taken for kept until it was found again.
    pub async fn remove(&self, id: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        let mut removed = self.remove_key(&mut state, id, at).await;
        if removed == Err(StoreError::Newer) {
            // Another window wrote to the list meanwhile.
            self.expect_lease(&state).await?;
            removed = self.remove_key(&mut state, id, at).await;
        }
        if let Err(error) = removed
            && !self.is_removed_in(&mut state, id).await
        {
            return Err(error);
        }
        state.records.remove(id);
        state.tried.remove(id);
        let _ = self.sweep(&mut state, id).await;
        Ok(())
    }

    /// Whether a record was taken away for good, as far as the place can be asked.
    pub async fn is_removed(&self, id: &str) -> bool {
        let mut state = self.state.lock().await;
        self.is_removed_in(&mut state, id).await
    }

    async fn is_removed_in(&self, state: &mut State, id: &str) -> bool {
        let prefix = names::of_record(self.id, id);
        let keys = self.place.disk.keys(Shelf::Key, &prefix).await;
        keys.is_ok_and(|keys| keys.is_empty())
            && self.read_list_again(state).await.is_ok()
            && state.manifest.removed.contains(id)
    }

    /// Takes a record's key away, and its line out of the list.
    async fn remove_key(&self, state: &mut State, id: &str, at: &str) -> Result<(), StoreError> {
        self.read_list_again(state).await?;
        let mut manifest = state.manifest.clone();
        manifest.records.remove(id);
        manifest.removed.insert(id.to_owned());
        let mut batch = self.batch(state);
        for slot in [0, 1] {
            batch.remove(Shelf::Key, &names::record(self.id, id, slot));
        }
        let prefix = names::of_record(self.id, id);
        for key in self.place.disk.keys(Shelf::Quarantine, &prefix).await? {
            batch.remove(Shelf::Quarantine, &key);
        }
        let audit = self.put_audit(&mut batch, state, at, Event::Removed, Some(id))?;
        let row = self.put_manifest(&mut batch, state, &mut manifest, audit)?;
        self.place.mirror.remove(&names::mirrored_key(self.id, id));
        if let Some(record) = state.records.get(id) {
            // Until an answer comes nobody knows whether what was kept of it still is.
            let text = hash(record.text.as_bytes());
            state.tried.entry(id.to_owned()).or_default().insert(text);
        }
        self.place.disk.write(batch).await?;
        self.adopt_list(state, manifest, &row, audit);
        Ok(())
    }

    /// Takes away whatever is left of a record that was removed, and writes the list once more, so that
    /// the state of it before, which has a line about the record, is gone too.
    pub(super) async fn sweep(&self, state: &mut State, id: &str) -> Result<(), StoreError> {
        let prefix = names::of_record(self.id, id);
        let mut batch = self.batch(state);
        for shelf in [Shelf::Key, Shelf::Record, Shelf::Journal, Shelf::Quarantine] {
            for key in self.place.disk.keys(shelf, &prefix).await? {
                batch.remove(shelf, &key);
            }
        }
        let mut manifest = state.manifest.clone();
        let audit = state.audit;
        let row = self.put_manifest(&mut batch, state, &mut manifest, audit)?;
        let mirror = &self.place.mirror;
        mirror.remove(&names::mirrored_key(self.id, id));
        mirror.remove(&names::mirrored_body(self.id, id));
        for (name, _) in mirror.read(&names::mirrored_journal(self.id, id)) {
            mirror.remove(&name);
        }
        self.place.disk.write(batch).await?;
        self.adopt_list(state, manifest, &row, audit);
        Ok(())
    }
}
