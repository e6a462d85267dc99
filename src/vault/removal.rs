//! Taking a record away for good: first what opens it, and then what nobody can open any more.

use super::audit::Event;
use super::disk::{Shelf, StoreError};
use super::names;
use super::unlocked::{State, Vault};

impl Vault {
    /// Takes a record away for good: its key first, with every copy of it that was set aside, and then,
    /// when that is confirmed, everything that nobody can open any more.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says. Where only the second step failed the record is gone all the same, and what
    /// is left is swept away when the vault is next opened.
    pub async fn remove(&self, id: &str, at: &str) -> Result<(), StoreError> {
        let mut state = self.state.lock().await;
        self.read_list_again(&mut state).await?;
        let mut manifest = state.manifest.clone();
        manifest.records.remove(id);
        manifest.removed.insert(id.to_owned());
        let mut batch = self.batch(&state);
        for slot in [0, 1] {
            batch.remove(Shelf::Key, &names::record(self.id, id, slot));
        }
        let prefix = names::of_record(self.id, id);
        for key in self.place.disk.keys(Shelf::Quarantine, &prefix).await? {
            batch.remove(Shelf::Quarantine, &key);
        }
        let audit = self.put_audit(&mut batch, &state, at, Event::Removed, Some(id))?;
        let row = self.put_manifest(&mut batch, &state, &mut manifest, audit)?;
        self.place.mirror.remove(&names::mirrored_key(self.id, id));
        self.place.disk.write(batch).await?;
        self.adopt_list(&mut state, manifest, &row, audit);
        state.records.remove(id);
        state.tried.remove(id);
        self.sweep(&mut state, id).await
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
