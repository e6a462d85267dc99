//! Which window may write to a vault, where several have it open. A comfort: what keeps windows from
//! overwriting each other is the comparison within each write.

use super::VaultId;
use super::disk::{Batch, Shelf, StoreError};
use super::place::Place;

/// How long a lease lasts that is not renewed, in milliseconds.
pub const LASTS_MS: u64 = 15_000;

/// How often it is renewed, in milliseconds.
pub const RENEWED_MS: u64 = 5_000;

/// Whose the lease is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// This window's.
    Ours,
    /// Another window's.
    Theirs,
}

/// How a window's lease begins.
pub(super) fn beginning(window: &str) -> Vec<u8> {
    format!("{window}:").into_bytes()
}

/// Takes the lease or renews it, if it is free or ours already, or if `is_taken_over`.
///
/// A lease that ends later than any lease can was written by a clock that has been put right since: it
/// has ended.
///
/// # Errors
///
/// As [`StoreError`] says; the lease is then as it was.
pub async fn claim(
    place: &Place,
    vault: VaultId,
    window: &str,
    now_ms: u64,
    is_taken_over: bool,
) -> Result<Holder, StoreError> {
    let name = vault.to_string();
    let rows = place.disk.read(Shelf::Lease, &name).await?;
    let found = rows.into_iter().next().map(|(_, bytes)| bytes);
    let is_free = found.as_deref().is_none_or(|lease| {
        let text = std::str::from_utf8(lease).unwrap_or_default();
        let (owner, until) = text.split_once(':').unwrap_or_default();
        let until: u64 = until.parse().unwrap_or_default();
        owner == window || until < now_ms || until > now_ms.saturating_add(LASTS_MS)
    });
    if !is_free && !is_taken_over {
        return Ok(Holder::Theirs);
    }
    let until = now_ms.saturating_add(LASTS_MS);
    let mut batch = Batch::default();
    batch.expect(Shelf::Lease, &name, found);
    batch.put(
        Shelf::Lease,
        &name,
        format!("{window}:{until}").into_bytes(),
    );
    match place.disk.write(batch).await {
        Ok(()) => Ok(Holder::Ours),
        // Another window was quicker.
        Err(StoreError::Newer) => Ok(Holder::Theirs),
        Err(error) => Err(error),
    }
}

/// Gives the lease back, so that another window need not wait for its end.
///
/// # Errors
///
/// As [`StoreError`] says; it then ends by itself.
pub async fn give_back(place: &Place, vault: VaultId, window: &str) -> Result<(), StoreError> {
    let name = vault.to_string();
    let mut batch = Batch::default();
    batch.expect_beginning(Shelf::Lease, &name, beginning(window));
    batch.remove(Shelf::Lease, &name);
    match place.disk.write(batch).await {
        Ok(()) | Err(StoreError::Newer) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Gives the lease back while the page goes away, when no answer can be waited for. Should another window
/// have taken it in this very moment, that window asks for it again.
pub fn give_back_in_passing(place: &Place, vault: VaultId) {
    let mut batch = Batch::default();
    batch.remove(Shelf::Lease, &vault.to_string());
    place.disk.write_in_passing(batch);
}
