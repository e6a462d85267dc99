//! A backup: one file with everything of a vault, sealed as it is kept, and how it is taken in again.
//!
//! The file is the magic bytes, then parts, each a length of four bytes (big-endian) and that many bytes:
//! the header, the manifest, and for every record of the manifest, in its order, the key and the body;
//! then every entry of the audit chain. Nothing of it is believed before it has opened.

use std::collections::BTreeMap;

use super::descent::Descent;
use super::disk::{Batch, Shelf, StoreError};
use super::door::{self, Trace};
use super::header::Header;
use super::header::Passphrase;
use super::list::{make_place_name, manifest_bound, open_manifest};
use super::manifest::{Kind, Listed, Manifest};
use super::place::Place;
use super::record::{SCHEMA, slot_of};
use super::saving::{MAX_TEXT, reason};
use super::seal::{Bound, Key, Tag, hash, open, open_key, read_clear, seal};
pub use super::taking_in::Difference;
use super::{VaultError, VaultId, names};

/// The first bytes of every backup.
pub(super) const MAGIC: &[u8; 8] = b"MHTRVLT1";

/// The largest file that is looked at, in bytes.
pub const MAX_FILE: usize = 64 * 1024 * 1024;

/// No part of a backup is shorter, so that a file of nothing but lengths is refused before it is cut up.
pub(super) const MIN_PART: usize = 128;

/// A backup that was opened: everything in it is whole.
pub struct OpenBackup {
    header: Header,
    data_key: Key,
    manifest: Manifest,
    pub(super) records: BTreeMap<String, BackedUp>,
    audit: Vec<Vec<u8>>,
}

/// One record of a backup.
pub(super) struct BackedUp {
    pub kind: Kind,
    pub revision: u64,
    pub text: String,
    pub descent: Descent,
    key_row: Vec<u8>,
    body: Vec<u8>,
}

impl OpenBackup {
    /// Whether a file begins as a backup does; only then is it worth asking for its passphrase.
    #[must_use]
    pub fn is_backup(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// Opens a backup with the passphrase its vault had when it was made.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`] where it is no backup or any part of it is not whole; otherwise as for a
    /// vault.
    pub fn open(bytes: &[u8], passphrase: &Passphrase) -> Result<Self, VaultError> {
        let parts = Parts::read(bytes)?;
        let data_key = parts.header.unlock(passphrase)?;
        parts.open(data_key)
    }

    pub(super) fn open_with(bytes: &[u8], data_key: Key) -> Result<Self, VaultError> {
        Parts::read(bytes)?.open(data_key)
    }

    /// The vault it is of.
    #[must_use]
    pub fn vault(&self) -> VaultId {
        self.header.vault()
    }

    /// How many records it holds.
    #[must_use]
    pub fn n_records(&self) -> usize {
        self.records.len()
    }

    /// Puts the whole vault where none of its name is, with the passphrase it then had. Where the vault is
    /// there and only its header is lost, the header alone is put back: what is there may be newer.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where the vault is there already; as [`StoreError`] says otherwise. Nothing is
    /// written then.
    pub async fn restore(&self, place: &Place) -> Result<(), StoreError> {
        let vault = self.vault();
        let mut batch = Batch::default();
        match door::trace_of(place, vault).await? {
            Trace::Header => return Err(StoreError::Newer),
            Trace::Records => {}
            Trace::None => self.put_contents(place, &mut batch)?,
        }
        door::put_header(place, &self.header, batch).await
    }

    fn put_contents(&self, place: &Place, batch: &mut Batch) -> Result<(), StoreError> {
        let vault = self.vault();
        let random = &*place.random;
        let mut manifest = self.manifest.clone();
        // What is changed from here on is changed in another place than the one the backup was made in.
        manifest.place = make_place_name(random).map_err(reason)?;
        manifest.audit = None;
        for bytes in &self.audit {
            let n = read_clear(bytes).map_err(reason)?.revision;
            batch.put(Shelf::Audit, &names::audit(vault, n), bytes.clone());
            manifest.audit = Some((n.saturating_add(1), hash(bytes)));
        }
        for slot in [0, 1] {
            batch.expect(Shelf::Manifest, &names::slot(vault, slot), None);
        }
        let plain = serde_json::to_vec(&manifest).map_err(|_| StoreError::Failed)?;
        let bound = manifest_bound(vault, manifest.counter);
        let row = seal(&self.data_key, &bound, &plain, random).map_err(reason)?;
        let name = names::slot(vault, slot_of(manifest.counter));
        batch.put(Shelf::Manifest, &name, row);
        for (id, record) in &self.records {
            let name = names::record(vault, id, slot_of(record.revision));
            batch.put(Shelf::Key, &name, record.key_row.clone());
            batch.put(Shelf::Record, &name, record.body.clone());
        }
        Ok(())
    }
}

/// A backup cut into its parts; none of them opened yet.
struct Parts<'a> {
    header: Header,
    manifest: &'a [u8],
    rest: Vec<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, VaultError> {
        if bytes.len() > MAX_FILE {
            return Err(VaultError::Damaged);
        }
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(VaultError::Damaged)?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk::<4>().ok_or(VaultError::Damaged)?;
            let length = usize::try_from(u32::from_be_bytes(*length));
            let length = length.map_err(|_| VaultError::Damaged)?;
            let (part, after) = after.split_at_checked(length).ok_or(VaultError::Damaged)?;
            if length < MIN_PART {
                return Err(VaultError::Damaged);
            }
            parts.push(part);
            rest = after;
        }
        let mut parts = parts.into_iter();
        let (Some(header), Some(manifest)) = (parts.next(), parts.next()) else {
            return Err(VaultError::Damaged);
        };
        Ok(Self {
            header: Header::read(header)?,
            manifest,
            rest: parts.collect(),
        })
    }

    fn open(self, data_key: Key) -> Result<OpenBackup, VaultError> {
        let vault = self.header.vault();
        let manifest = open_manifest(vault, &data_key, self.manifest)?;
        let mut rest = self.rest.into_iter();
        let mut records = BTreeMap::new();
        for (id, listed) in &manifest.records {
            let (Some(key_row), Some(body)) = (rest.next(), rest.next()) else {
                return Err(VaultError::Damaged);
            };
            let record = open_record(vault, &data_key, id, listed, key_row, body)?;
            records.insert(id.clone(), record);
        }
        let audit: Vec<Vec<u8>> = rest.map(<[u8]>::to_vec).collect();
        if proof_of(&audit) != manifest.audit {
            return Err(VaultError::Damaged);
        }
        Ok(OpenBackup {
            header: self.header,
            data_key,
            manifest,
            records,
            audit,
        })
    }
}

/// What the manifest of a backup says of its audit chain: how many entries there are, and the hash of all
/// of them. A chain that was damaged already is backed up as it is.
pub(super) fn proof_of(audit: &[Vec<u8>]) -> Option<(u64, [u8; 32])> {
    let hashes: Vec<u8> = audit.iter().flat_map(|entry| hash(entry)).collect();
    (!audit.is_empty()).then(|| (audit.len() as u64, hash(&hashes)))
}

fn open_record(
    vault: VaultId,
    data_key: &Key,
    id: &str,
    listed: &Listed,
    key_row: &[u8],
    body: &[u8],
) -> Result<BackedUp, VaultError> {
    if hash(body) != listed.hash || !names::is_record(id) {
        return Err(VaultError::Damaged);
    }
    let clear = read_clear(body)?;
    let bound = Bound {
        tag: Tag::Body,
        vault,
        record: id,
        kind: listed.kind.number(),
        schema: SCHEMA,
        revision: listed.revision,
        sequence: clear.sequence,
    };
    let key_bound = Bound {
        tag: Tag::RecordKey,
        sequence: 0,
        ..bound
    };
    let key = open_key(data_key, &key_bound, key_row)?;
    let plain = open(&key, &bound, body)?;
    if plain.len() > MAX_TEXT {
        return Err(VaultError::Damaged);
    }
    Ok(BackedUp {
        kind: listed.kind,
        revision: listed.revision,
        text: String::from_utf8(plain.to_vec()).map_err(|_| VaultError::Damaged)?,
        descent: listed.descent.clone(),
        key_row: key_row.to_vec(),
        body: body.to_vec(),
    })
}
