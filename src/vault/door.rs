//! The vaults there are on this machine, before any of them is unlocked, and how one is made.

use std::collections::{BTreeMap, BTreeSet};

use super::disk::{Batch, Shelf, StoreError};
use super::header::Header;
use super::place::Place;
use super::{VaultError, VaultId, names};

/// A vault as it stands at the door.
pub struct AtDoor {
    /// Its identity.
    pub id: VaultId,
    /// Its newest whole header, or why there is none.
    pub header: Result<Header, VaultError>,
    /// Whether a copy of the header was damaged or gone while another is whole.
    pub is_copy_damaged: bool,
}

/// Every vault that left any trace here: a header, in the place or in its mirror, or records without one.
///
/// # Errors
///
/// Where the place cannot be read; that no vault was found would then mean nothing.
pub async fn vaults(place: &Place) -> Result<Vec<AtDoor>, StoreError> {
    let mut copies: BTreeMap<VaultId, Vec<Vec<u8>>> = BTreeMap::new();
    let mut n_in_place: BTreeMap<VaultId, usize> = BTreeMap::new();
    for (key, bytes) in place.disk.read(Shelf::Header, "").await? {
        if let Some(id) = vault_of(&key) {
            copies.entry(id).or_default().push(bytes);
            *n_in_place.entry(id).or_default() += 1;
        }
    }
    for (key, bytes) in place.mirror.read(names::MIRRORED_HEADERS) {
        let id = key.strip_prefix(names::MIRRORED_HEADERS);
        if let Some(id) = id.and_then(VaultId::read) {
            copies.entry(id).or_default().push(bytes);
        }
    }
    let mut ids: BTreeSet<VaultId> = copies.keys().copied().collect();
    let records = place.disk.keys(Shelf::Record, "").await?;
    ids.extend(records.iter().filter_map(|key| vault_of(key)));
    let vaults = ids.into_iter().map(|id| {
        let copies = copies.remove(&id).unwrap_or_default();
        let n_copies = copies.len();
        let (header, n_whole) = newest(id, &copies);
        AtDoor {
            id,
            is_copy_damaged: header.is_ok()
                && (n_whole < n_copies || n_in_place.get(&id) != Some(&2)),
            header,
        }
    });
    Ok(vaults.collect())
}

fn vault_of(key: &str) -> Option<VaultId> {
    VaultId::read(key.split('/').next()?)
}

/// The newest whole copy, and how many are whole.
fn newest(id: VaultId, copies: &[Vec<u8>]) -> (Result<Header, VaultError>, usize) {
    let mut newest: Result<Header, VaultError> = Err(VaultError::Damaged);
    let mut n_whole = 0;
    for bytes in copies {
        match Header::read(bytes) {
            Ok(header) if header.vault() == id => {
                n_whole += 1;
                let is_newer = newest
                    .as_ref()
                    .map_or(true, |newest| header.sequence() > newest.sequence());
                if is_newer {
                    newest = Ok(header);
                }
            }
            Err(VaultError::TooNew) if newest.is_err() => newest = Err(VaultError::TooNew),
            Ok(_) | Err(_) => {}
        }
    }
    (newest, n_whole)
}

/// Puts a new vault's header into the place, in both copies.
///
/// # Errors
///
/// As [`StoreError`] says; there is no new vault then.
pub async fn put_new(place: &Place, header: &Header) -> Result<(), StoreError> {
    let bytes = header.write();
    let mut batch = Batch::default();
    for slot in [0, 1] {
        let name = names::slot(header.vault(), slot);
        batch.expect(Shelf::Header, &name, None);
        batch.put(Shelf::Header, &name, bytes.clone());
    }
    place.disk.write(batch).await?;
    place
        .mirror
        .put(&names::mirrored_header(header.vault()), &bytes);
    Ok(())
}

/// Puts a header in the place of the one before: first one copy, which is read again and tried with
/// `opens`, and only then the other. Whatever happens between, one of the two headers is whole.
///
/// # Errors
///
/// As [`StoreError`] says; [`StoreError::Failed`] where what was written does not open.
pub async fn replace(
    place: &Place,
    header: &Header,
    opens: impl Fn(&Header) -> bool,
) -> Result<(), StoreError> {
    let bytes = header.write();
    for slot in [1, 0] {
        let name = names::slot(header.vault(), slot);
        let mut batch = Batch::default();
        batch.put(Shelf::Header, &name, bytes.clone());
        place.disk.write(batch).await?;
        if slot == 1 {
            let again = place.disk.read(Shelf::Header, &name).await?;
            let is_whole = again
                .first()
                .and_then(|(_, bytes)| Header::read(bytes).ok())
                .is_some_and(|header| opens(&header));
            if !is_whole {
                return Err(StoreError::Failed);
            }
        }
    }
    place
        .mirror
        .put(&names::mirrored_header(header.vault()), &bytes);
    Ok(())
}

/// Writes damaged or missing copies of a header again from the whole one.
///
/// # Errors
///
/// As [`StoreError`] says.
pub async fn mend(place: &Place, header: &Header) -> Result<(), StoreError> {
    let bytes = header.write();
    let mut batch = Batch::default();
    for slot in [0, 1] {
        let name = names::slot(header.vault(), slot);
        batch.put(Shelf::Header, &name, bytes.clone());
    }
    place.disk.write(batch).await?;
    place
        .mirror
        .put(&names::mirrored_header(header.vault()), &bytes);
    Ok(())
}
