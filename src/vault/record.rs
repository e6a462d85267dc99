//! One record: found again as it last was, from whichever copies are whole.

use std::collections::BTreeSet;

use super::copies::{OpenedBody, OpenedKey, copies, newest_body, record_keys};
use super::disk::{Batch, N_SEEN, Shelf, StoreError};
use super::manifest::{Kind, Listed};
use super::place::{Aside, Finding, Place};
use super::replay::{Journal, Replayed};
use super::seal::Key;
use super::{Random, VaultError, VaultId, names};

/// The shape of record bodies written today. A later one is left untouched.
pub const SCHEMA: u16 = 1;

/// A record as it was last found or kept.
pub(super) struct OpenRecord {
    pub key: Key,
    pub kind: Kind,
    /// How often its body was written.
    pub revision: u64,
    /// Its text, with everything the journal holds.
    pub text: String,
    /// How many journal entries follow the body.
    pub n_entries: u64,
    /// How the two slots of its key begin in the place: what a write expects to find.
    pub seen: [Option<Vec<u8>>; 2],
    /// Where the next journal entry goes, and how what lies there begins. What another window put there
    /// since is in nobody's body.
    pub next: (String, Option<Vec<u8>>),
    /// Journal entries that led to the body as it stands: kept until the next one is written.
    pub earlier_entries: Vec<String>,
    /// The hash of its sealed body.
    pub hash: [u8; 32],
    /// Whether the journal cannot simply be gone on with: the body is written next.
    pub is_to_fold: bool,
    /// Whether the key beside the newest body is damaged, so that the only whole one lies where the next is
    /// written: the damaged one is put right first.
    pub is_key_in_danger: bool,
    /// Copies that did not open and could not be put aside yet. Nothing is written over them before they are.
    pub aside: Vec<Aside>,
}

impl OpenRecord {
    /// A record of which nothing is kept yet.
    pub(super) fn new(
        random: &dyn Random,
        vault: VaultId,
        id: &str,
        kind: Kind,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            key: Key::make(random)?,
            kind,
            revision: 0,
            text: String::new(),
            n_entries: 0,
            seen: [None, None],
            next: (names::entry(vault, id, 0, 0), None),
            earlier_entries: Vec::new(),
            hash: [0; 32],
            is_to_fold: false,
            is_key_in_danger: false,
            aside: Vec::new(),
        })
    }

    /// The record as it is, to be changed and put in its place once the change is confirmed.
    pub(super) fn copy(&self) -> Self {
        Self {
            key: self.key.copy(),
            kind: self.kind,
            revision: self.revision,
            text: self.text.clone(),
            n_entries: self.n_entries,
            seen: self.seen.clone(),
            next: self.next.clone(),
            earlier_entries: self.earlier_entries.clone(),
            hash: self.hash,
            is_to_fold: self.is_to_fold,
            is_key_in_danger: self.is_key_in_danger,
            aside: self.aside.clone(),
        }
    }
}

/// A record that was found, and what was noticed on the way.
pub(super) struct Found {
    pub record: OpenRecord,
    /// When the last journal entry was written, if there are any after the body.
    pub restored: Option<String>,
    pub findings: Vec<Finding>,
    /// Its sealed key and body, where the mirror does not hold them as they are.
    pub to_mirror: Option<(Vec<u8>, Vec<u8>)>,
}

/// Why a record cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing of it is there.
    Missing,
    /// No copy of it is whole. All are kept as they were found.
    Damaged,
    /// A later version of this app wrote it.
    TooNew,
    /// The place did not answer.
    Store(StoreError),
}

impl From<StoreError> for Unreadable {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The slot that holds a revision: the one before it stays in the other.
pub(super) fn slot_of(revision: u64) -> usize {
    usize::from(revision % 2 == 1)
}

/// How a sealed text begins, as far as a write compares it.
pub(super) fn beginning(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().take(N_SEEN).copied().collect()
}

/// How the two slots of a record's key begin.
pub(super) fn seen_of(
    vault: VaultId,
    record: &str,
    keys: &[(String, Vec<u8>)],
) -> [Option<Vec<u8>>; 2] {
    [0, 1].map(|slot| {
        let name = names::record(vault, record, slot);
        let found = keys.iter().find(|(key, _)| *key == name);
        found.map(|(_, bytes)| beginning(bytes))
    })
}

/// Finds a record. Copies that do not open are added to `aside`, whatever else comes of it.
pub(super) async fn find(
    place: &Place,
    vault: VaultId,
    record: &str,
    key: KeySource<'_>,
    listed: Option<&Listed>,
    aside: &mut Vec<Aside>,
) -> Result<Found, Unreadable> {
    let prefix = names::of_record(vault, record);
    let keys = place.disk.read(Shelf::Key, &prefix).await?;
    let bodies = place.disk.read(Shelf::Record, &prefix).await?;
    let entries = place.disk.read(Shelf::Journal, &prefix).await?;
    let seen = seen_of(vault, record, &keys);
    let mirrored_key = names::mirrored_key(vault, record);
    let mirrored_body = names::mirrored_body(vault, record);
    let key_copies = copies(place, Shelf::Key, keys, &mirrored_key);
    let body_copies = copies(place, Shelf::Record, bodies, &mirrored_body);
    // Whoever still holds the key of a record that was removed could read on, and nobody after them.
    let is_key_gone = key_copies.is_empty() && matches!(key, KeySource::Known(_));
    if is_key_gone || key_copies.is_empty() && body_copies.is_empty() {
        return Err(Unreadable::Missing);
    }
    let keys = match key {
        KeySource::Known(key) => vec![OpenedKey {
            key: key.copy(),
            revision: 0,
            at: Vec::new(),
            row: Vec::new(),
        }],
        KeySource::SealedUnder(data_key) => {
            record_keys(data_key, vault, record, &key_copies, aside)?
        }
    };
    let body = newest_body(&keys, vault, record, &body_copies, aside)?;
    let is_copy_damaged = !aside.is_empty();
    let mirrored = place.mirror.read(&names::mirrored_journal(vault, record));
    let mirrored = mirrored.into_iter().filter_map(|(name, bytes)| {
        let name = name.strip_prefix("j.")?.replacen('.', "/", 1);
        Some((name, bytes))
    });
    let journal = Journal {
        key: &body.key.key,
        vault,
        record,
        kind: body.kind,
        revision: body.revision,
        n_folded: body.n_folded,
    };
    let replayed = journal.replay(&body.text, entries, mirrored.collect(), aside);
    let replayed = replayed.map_err(|_| Unreadable::TooNew)?;
    let findings = findings(record, listed, &body, is_copy_damaged, &replayed);
    let is_in_mirror = |name: &str, bytes: &[u8]| {
        let found = place.mirror.read(name);
        found
            .iter()
            .any(|(key, there)| key == name && there == bytes)
    };
    let is_mirrored = body.key.row.is_empty()
        || is_in_mirror(&mirrored_key, &body.key.row) && is_in_mirror(&mirrored_body, &body.bytes);
    let name_of_key = names::record(vault, record, slot_of(body.revision));
    Ok(Found {
        restored: replayed.last,
        findings,
        to_mirror: (!is_mirrored).then(|| (body.key.row.clone(), body.bytes)),
        record: OpenRecord {
            kind: body.kind,
            revision: body.revision,
            text: replayed.text,
            n_entries: replayed.n_entries,
            seen,
            next: replayed.next,
            earlier_entries: replayed.leftover,
            hash: body.hash,
            is_to_fold: replayed.cut.is_some()
                || replayed.is_mended
                || replayed.reached > body.revision,
            is_key_in_danger: !body.key.at.contains(&name_of_key),
            aside: aside.clone(),
            key: body.key.key.copy(),
        },
    })
}

/// What a person should know of a record that was found.
fn findings(
    record: &str,
    listed: Option<&Listed>,
    body: &OpenedBody<'_>,
    is_copy_damaged: bool,
    replayed: &Replayed,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let id = || record.to_owned();
    let is_older = listed.is_some_and(|listed| replayed.reached < listed.revision);
    let is_other =
        listed.is_some_and(|listed| body.revision == listed.revision && body.hash != listed.hash);
    if is_other || is_older && !is_copy_damaged {
        findings.push(Finding::PutBack(id()));
    } else if is_older {
        findings.push(Finding::OlderShown(id()));
    } else if is_copy_damaged || replayed.is_mended || replayed.reached > body.revision {
        findings.push(Finding::CopyDamaged(id()));
    } else if body.is_mirror_only {
        findings.push(Finding::FromMirror(id()));
    }
    if let Some(at) = &replayed.cut {
        findings.push(Finding::JournalCut(id(), at.clone()));
    }
    findings
}

/// Where a record's key comes from.
pub(super) enum KeySource<'a> {
    /// It lies sealed beside the record.
    SealedUnder(&'a Key),
    /// It is in hand.
    Known(&'a Key),
}

/// Puts copies that did not open where nothing overwrites them; what lies there already stays.
pub(super) async fn keep_aside(place: &Place, aside: &[Aside]) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    let mut known = BTreeSet::new();
    for copy in aside {
        if known.insert(&copy.key) {
            batch.put(Shelf::Quarantine, &copy.key, copy.bytes.clone());
        }
    }
    if batch.writes.is_empty() {
        return Ok(());
    }
    place.disk.write(batch).await
}
