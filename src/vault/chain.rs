//! The audit chain of an unlocked vault: how it grows, and how it is read.

use super::audit::{AuditEntry, Chain, Event};
use super::disk::{Batch, Shelf, StoreError};
use super::place::Place;
use super::record::SCHEMA;
use super::seal::{Bound, Key, Tag, hash, open, seal};
use super::unlocked::{State, Vault};
use super::{VaultId, names};

/// How long a chain is and the hash of its last entry.
pub(super) type End = (u64, Option<[u8; 32]>);

impl Vault {
    /// The audit chain, read from its beginning.
    ///
    /// # Errors
    ///
    /// Where the place cannot be read; [`StoreError::Blocked`] while the device is with a client.
    pub async fn audit_chain(&self) -> Result<Chain, StoreError> {
        let prefix = names::of_vault(self.id);
        let state = self.state.lock().await;
        let data_key = state.data_key.as_ref().ok_or(StoreError::Blocked)?;
        let rows = self.place.disk.read(Shelf::Audit, &prefix).await?;
        let known = [state.manifest.audit, known_end(state.audit)];
        Ok(read_chain(self.id, data_key, &rows, &known))
    }

    /// Adds to the audit chain, and nothing else. While the device is with a client nothing is added.
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
        if state.data_key.is_none() {
            return Ok(());
        }
        match self.try_to_note(&mut state, at, event, record).await {
            // Another window noted something, or an earlier try of this one was never confirmed.
            Err(StoreError::Newer) => {
                let known = state.manifest.audit;
                state.audit = audit_end(&self.place, self.id, known).await?;
                self.try_to_note(&mut state, at, event, record).await
            }
            noted => noted,
        }
    }

    async fn try_to_note(
        &self,
        state: &mut State,
        at: &str,
        event: Event,
        record: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut batch = self.batch(state);
        let end = self.put_audit(&mut batch, state, at, event, record)?;
        self.place.disk.write(batch).await?;
        state.audit = end;
        Ok(())
    }

    /// Puts an entry at the end of the audit chain; gives the end the chain then has.
    pub(super) fn put_audit(
        &self,
        batch: &mut Batch,
        state: &State,
        at: &str,
        event: Event,
        record: Option<&str>,
    ) -> Result<End, StoreError> {
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

    /// Looks where the chain ends, and whether the entry that the list names is there as it was.
    pub(super) async fn find_audit_end(&self) -> Result<bool, StoreError> {
        let mut state = self.state.lock().await;
        let known = state.manifest.audit;
        state.audit = audit_end(&self.place, self.id, known).await?;
        let Some((n, expected)) = known else {
            return Ok(true);
        };
        let name = names::audit(self.id, n.saturating_sub(1));
        let rows = self.place.disk.read(Shelf::Audit, &name).await?;
        Ok(rows.iter().any(|(_, bytes)| hash(bytes) == expected))
    }
}

pub(super) fn audit_bound(vault: VaultId, n: u64) -> Bound<'static> {
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

/// How long the chain is and the hash of its last entry: at least what the list says, so that nothing is
/// put in the place of entries that were taken off its end.
pub(super) async fn audit_end(
    place: &Place,
    vault: VaultId,
    known: Option<(u64, [u8; 32])>,
) -> Result<End, StoreError> {
    let known = known.map_or((0, None), |(n, hash)| (n, Some(hash)));
    let keys = place
        .disk
        .keys(Shelf::Audit, &names::of_vault(vault))
        .await?;
    let last = keys.iter().filter_map(|key| Some((number_of(key)?, key)));
    let Some((n, last)) = last.max().filter(|(n, _)| *n >= known.0) else {
        return Ok(known);
    };
    let rows = place.disk.read(Shelf::Audit, last).await?;
    let end = rows.first().map(|(_, bytes)| hash(bytes));
    Ok((n.saturating_add(1), end))
}

fn known_end((n, hash): End) -> Option<(u64, [u8; 32])> {
    hash.map(|hash| (n, hash))
}

/// The place of an entry in the chain.
fn number_of(key: &str) -> Option<u64> {
    u64::from_str_radix(names::record_of(key)?, 16).ok()
}

fn read_chain(
    vault: VaultId,
    data_key: &Key,
    rows: &[(String, Vec<u8>)],
    known: &[Option<(u64, [u8; 32])>],
) -> Chain {
    let mut entries = Vec::new();
    let (mut previous, mut next) = (None, 0);
    let mut is_whole = true;
    for (name, bytes) in rows {
        let n = number_of(name).unwrap_or(next);
        let plain = open(data_key, &audit_bound(vault, n), bytes).ok();
        let entry = plain.and_then(|plain| serde_json::from_slice::<AuditEntry>(&plain).ok());
        match entry {
            Some(entry) => {
                is_whole &= n == next && entry.previous == previous;
                entries.push(entry);
            }
            None => is_whole = false,
        }
        previous = Some(hash(bytes));
        next = n.saturating_add(1);
    }
    let stands = |(n, expected): &(u64, [u8; 32])| {
        let name = names::audit(vault, n.saturating_sub(1));
        let row = rows.iter().find(|(key, _)| *key == name);
        row.is_some_and(|(_, bytes)| hash(bytes) == *expected)
    };
    Chain {
        entries,
        is_whole: is_whole && known.iter().flatten().all(stands),
    }
}
