//! The vaults there are on this machine, before any of them is unlocked, and how one is made.

use std::collections::{BTreeMap, BTreeSet};

use super::disk::{Batch, Shelf, StoreError};
use super::header::Header;
use super::list::put_aside;
use super::place::{Aside, Place};
use super::seal::hash;
use super::{VaultError, VaultId, names};

/// A vault as it stands at the door.
pub struct AtDoor {
    /// Its identity.
    pub id: VaultId,
    /// Its newest whole header, or why there is none.
    pub header: Result<Header, VaultError>,
    /// Whether a copy of the header was damaged, gone or out of date while another is whole.
    pub is_copy_damaged: bool,
}

/// Every vault that left any trace here: a header, in the place or in its mirror, or anything without one.
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
    for shelf in TRACES {
        let keys = place.disk.keys(shelf, "").await?;
        ids.extend(keys.iter().filter_map(|key| vault_of(key)));
    }
    let vaults = ids.into_iter().map(|id| {
        let copies = copies.remove(&id).unwrap_or_default();
        let header = newest(id, &copies);
        let is_newest = |bytes: &Vec<u8>| header.as_ref().is_ok_and(|of| of.write() == *bytes);
        AtDoor {
            id,
            is_copy_damaged: header.is_ok()
                && (!copies.iter().all(is_newest) || n_in_place.get(&id) != Some(&2)),
            header,
        }
    });
    Ok(vaults.collect())
}

/// The shelves on which a vault without a header leaves traces that matter.
const TRACES: [Shelf; 3] = [Shelf::Record, Shelf::Key, Shelf::Manifest];

fn vault_of(key: &str) -> Option<VaultId> {
    VaultId::read(key.split('/').next()?)
}

/// The newest whole copy.
fn newest(id: VaultId, copies: &[Vec<u8>]) -> Result<Header, VaultError> {
    let mut newest: Result<Header, VaultError> = Err(VaultError::Damaged);
    for bytes in copies {
        match Header::read(bytes) {
            Ok(header) if header.vault() == id => {
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
    newest
}

/// What there is of a vault in the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trace {
    /// Nothing.
    None,
    /// Something, and no whole header.
    Records,
    /// A whole header, or one of a later version.
    Header,
}

pub(super) async fn trace_of(place: &Place, vault: VaultId) -> Result<Trace, StoreError> {
    let copies = Copies::read(place, vault).await?;
    let is_header = |bytes: &Option<Vec<u8>>| match bytes.as_deref().map(Header::read) {
        Some(Ok(header)) => header.vault() == vault,
        Some(Err(error)) => error == VaultError::TooNew,
        None => false,
    };
    if copies.0.iter().any(is_header) {
        return Ok(Trace::Header);
    }
    for shelf in TRACES {
        let keys = place.disk.keys(shelf, &names::of_vault(vault)).await?;
        if !keys.is_empty() {
            return Ok(Trace::Records);
        }
    }
    Ok(Trace::None)
}

/// The two copies of a header in the place, as they were found.
struct Copies([Option<Vec<u8>>; 2]);

impl Copies {
    async fn read(place: &Place, vault: VaultId) -> Result<Self, StoreError> {
        let rows = place.disk.read(Shelf::Header, &names::of_vault(vault));
        let rows = rows.await?;
        Ok(Self([0, 1].map(|slot| {
            let name = names::slot(vault, slot);
            let found = rows.iter().find(|(key, _)| *key == name);
            found.map(|(_, bytes)| bytes.clone())
        })))
    }

    /// The header in a slot, if it is whole.
    fn header(&self, slot: usize, vault: VaultId) -> Option<Header> {
        let bytes = self.0.get(slot)?.as_deref()?;
        let header = Header::read(bytes).ok();
        header.filter(|header| header.vault() == vault)
    }

    /// How often the header in a slot was rewritten; nought where it is not whole.
    fn sequence(&self, slot: usize, vault: VaultId) -> u32 {
        self.header(slot, vault).map_or(0, |of| of.sequence())
    }

    /// Expects both to be as they were found, and puts aside those that are damaged.
    fn guard(&self, batch: &mut Batch, vault: VaultId) {
        for (slot, found) in self.0.iter().enumerate() {
            let name = names::slot(vault, slot);
            batch.expect(Shelf::Header, &name, found.clone());
            if let Some(bytes) = found
                && Header::read(bytes).is_err()
            {
                let aside = Aside {
                    key: names::aside(Shelf::Header.name(), &name, hash(bytes)),
                    bytes: bytes.clone(),
                };
                put_aside(batch, &[aside]);
            }
        }
    }
}

/// Puts a new vault's header into the place, in both copies.
///
/// # Errors
///
/// As [`StoreError`] says; there is no new vault then.
pub async fn put_new(place: &Place, header: &Header) -> Result<(), StoreError> {
    match trace_of(place, header.vault()).await? {
        Trace::None => put_header(place, header, Batch::default()).await,
        Trace::Records | Trace::Header => Err(StoreError::Newer),
    }
}

/// Puts a header into both copies, as long as they are as they are now, together with all else in `batch`.
pub(super) async fn put_header(
    place: &Place,
    header: &Header,
    mut batch: Batch,
) -> Result<(), StoreError> {
    let vault = header.vault();
    let bytes = header.write();
    Copies::read(place, vault).await?.guard(&mut batch, vault);
    for slot in [0, 1] {
        let name = names::slot(vault, slot);
        batch.put(Shelf::Header, &name, bytes.clone());
    }
    place.disk.write(batch).await?;
    place.mirror.put(&names::mirrored_header(vault), &bytes);
    Ok(())
}

/// Puts a header in the place of the one before: first over the copy that is not the newest, which is read
/// again and tried with `opens`, and only then over the other. Whatever happens between, one of the two
/// headers is whole.
///
/// # Errors
///
/// [`StoreError::Newer`] where another window has changed the header meanwhile; [`StoreError::Failed`] where
/// what was written does not open; otherwise as [`StoreError`] says. The header is then still the one
/// before. That only the other copy could not be written is no error: it is out of date, and is written
/// again when the vault is next opened.
pub async fn replace(
    place: &Place,
    header: &Header,
    opens: impl Fn(&Header) -> bool,
) -> Result<(), StoreError> {
    let vault = header.vault();
    let bytes = header.write();
    let before = Copies::read(place, vault).await?;
    let sequences = (before.sequence(0, vault), before.sequence(1, vault));
    if sequences.0.max(sequences.1) >= header.sequence() {
        return Err(StoreError::Newer);
    }
    let is_second_newest = sequences.1 > sequences.0;
    let (first, second) = if is_second_newest { (0, 1) } else { (1, 0) };
    let name = names::slot(vault, first);
    let mut batch = Batch::default();
    before.guard(&mut batch, vault);
    batch.put(Shelf::Header, &name, bytes.clone());
    place.disk.write(batch).await?;
    let written = Copies::read(place, vault).await?;
    if !written
        .header(first, vault)
        .is_some_and(|of| of == *header && opens(&of))
    {
        let mut batch = Batch::default();
        match before.0.get(first).cloned().flatten() {
            Some(bytes) => batch.put(Shelf::Header, &name, bytes),
            None => batch.remove(Shelf::Header, &name),
        }
        place.disk.write(batch).await?;
        return Err(StoreError::Failed);
    }
    let mut batch = Batch::default();
    written.guard(&mut batch, vault);
    batch.put(Shelf::Header, &names::slot(vault, second), bytes.clone());
    if place.disk.write(batch).await == Err(StoreError::Newer) {
        return Err(StoreError::Newer);
    }
    place.mirror.put(&names::mirrored_header(vault), &bytes);
    Ok(())
}

/// Writes damaged, missing and outdated copies of a header again from the whole one, and puts aside what was
/// damaged. Where another window has changed the header meanwhile, that one is the whole one.
///
/// # Errors
///
/// As [`StoreError`] says.
pub async fn mend(place: &Place, header: &Header) -> Result<(), StoreError> {
    let vault = header.vault();
    let copies = Copies::read(place, vault).await?;
    let headers = [copies.header(0, vault), copies.header(1, vault)];
    let newest = headers.iter().flatten().chain([header]);
    match newest.max_by_key(|of| of.sequence()) {
        Some(newest) => put_header(place, newest, Batch::default()).await,
        None => Ok(()),
    }
}
