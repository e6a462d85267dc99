//! One record: found again as it last was, from whichever copies are whole.

use std::collections::BTreeSet;

use super::disk::{Batch, Shelf, StoreError};
use super::journal::Entry;
use super::manifest::{Kind, Listed};
use super::place::{Aside, Finding, Place};
use super::seal::{Bound, Key, Tag, hash, open, open_key, read_clear};
use super::{Random, VaultError, VaultId, names};

/// The shape of record bodies written today. A later one is left untouched.
pub const SCHEMA: u16 = 1;

/// How many bytes of a sealed text are enough to know it by: its clear beginning and its nonce.
const N_SEEN: usize = 64;

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
    /// Journal entries that led to the body as it stands: kept until the next one is written.
    pub earlier_entries: Vec<String>,
    /// The hash of its sealed body.
    pub hash: [u8; 32],
    /// Whether entries lie in the journal's way that could not be read: the body is written next.
    pub is_cut: bool,
    /// Whether the key beside the newest body is damaged, so that the only whole one lies where the next is
    /// written: the damaged one is put right first.
    pub is_key_in_danger: bool,
}

impl OpenRecord {
    /// A record of which nothing is kept yet.
    pub(super) fn new(random: &dyn Random, kind: Kind) -> Result<Self, VaultError> {
        Ok(Self {
            key: Key::make(random)?,
            kind,
            revision: 0,
            text: String::new(),
            n_entries: 0,
            seen: [None, None],
            earlier_entries: Vec::new(),
            hash: [0; 32],
            is_cut: false,
            is_key_in_danger: false,
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
            earlier_entries: self.earlier_entries.clone(),
            hash: self.hash,
            is_cut: self.is_cut,
            is_key_in_danger: self.is_key_in_danger,
        }
    }
}

/// A record that was found, and what was noticed on the way.
pub(super) struct Found {
    pub record: OpenRecord,
    /// When the last journal entry was written, if there are any after the body.
    pub restored: Option<String>,
    pub findings: Vec<Finding>,
    pub aside: Vec<Aside>,
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

/// A sealed text and where it lay.
struct Copy {
    /// The shelf and key in the place, or `None` for the mirror.
    at: Option<(Shelf, String)>,
    bytes: Vec<u8>,
}

/// The slot that holds a revision: the one before it stays in the other.
pub(super) fn slot_of(revision: u64) -> usize {
    usize::from(revision % 2 == 1)
}

/// How a sealed text begins, as far as a write compares it.
pub(super) fn beginning(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().take(N_SEEN).copied().collect()
}

/// Finds a record. `key_of_keys` opens its key; without it the key must be known already.
pub(super) async fn find(
    place: &Place,
    vault: VaultId,
    record: &str,
    key: KeySource<'_>,
    listed: Option<&Listed>,
) -> Result<Found, Unreadable> {
    let prefix = names::of_record(vault, record);
    let keys = place.disk.read(Shelf::Key, &prefix).await?;
    let bodies = place.disk.read(Shelf::Record, &prefix).await?;
    let entries = place.disk.read(Shelf::Journal, &prefix).await?;
    let is_in = |key: &str, slot: usize| key == names::record(vault, record, slot);
    let seen = [0, 1].map(|slot| {
        let found = keys.iter().find(|(key, _)| is_in(key, slot));
        found.map(|(_, bytes)| beginning(bytes))
    });
    let key_copies = copies(place, Shelf::Key, keys, &names::mirrored_key(vault, record));
    let body_copies = copies(
        place,
        Shelf::Record,
        bodies,
        &names::mirrored_body(vault, record),
    );
    if key_copies.is_empty() && body_copies.is_empty() {
        return Err(Unreadable::Missing);
    }
    let mut aside = Vec::new();
    let mut whole_keys = Vec::new();
    let key = match key {
        KeySource::Known(key) => key.copy(),
        KeySource::SealedUnder(data_key) => record_key(
            data_key,
            vault,
            record,
            &key_copies,
            &mut whole_keys,
            &mut aside,
        )?,
    };
    let body = newest_body(&key, vault, record, body_copies, &mut aside)?;
    let mut findings = Vec::new();
    if let Some(listed) = listed {
        if body.revision < listed.revision {
            findings.push(if aside.is_empty() {
                Finding::PutBack(record.to_owned())
            } else {
                Finding::OlderShown(record.to_owned())
            });
        } else if body.revision == listed.revision && body.hash != listed.hash {
            findings.push(Finding::PutBack(record.to_owned()));
        } else if !aside.is_empty() {
            findings.push(Finding::CopyDamaged(record.to_owned()));
        } else if body.is_mirror_only {
            findings.push(Finding::FromMirror(record.to_owned()));
        }
    }
    let mut all_entries = entries;
    for (name, bytes) in place.mirror.read(&names::mirrored_journal(vault, record)) {
        let name = name.trim_start_matches("j.").replacen('.', "/", 1);
        if !all_entries.iter().any(|(known, _)| *known == name) {
            all_entries.push((name, bytes));
        }
    }
    all_entries.sort();
    let journal = Journal {
        key: &key,
        vault,
        record,
        kind: body.kind,
        revision: body.revision,
        n_folded: body.n_folded,
    };
    let replayed = journal.replay(&body.text, all_entries, &mut aside);
    if let Some(at) = &replayed.cut {
        findings.push(Finding::JournalCut(record.to_owned(), at.clone()));
    }
    Ok(Found {
        record: OpenRecord {
            kind: body.kind,
            revision: body.revision,
            text: replayed.text,
            n_entries: replayed.n_entries,
            seen,
            earlier_entries: replayed.earlier,
            hash: body.hash,
            is_cut: replayed.cut.is_some(),
            is_key_in_danger: !whole_keys.contains(&names::record(
                vault,
                record,
                slot_of(body.revision),
            )),
            key,
        },
        restored: replayed.last,
        findings,
        aside,
    })
}

/// Where a record's key comes from.
pub(super) enum KeySource<'a> {
    /// It lies sealed beside the record.
    SealedUnder(&'a Key),
    /// It is in hand.
    Known(&'a Key),
}

fn copies(place: &Place, shelf: Shelf, found: Vec<(String, Vec<u8>)>, mirrored: &str) -> Vec<Copy> {
    let in_place = found.into_iter().map(|(key, bytes)| Copy {
        at: Some((shelf, key)),
        bytes,
    });
    let in_mirror = place.mirror.read(mirrored).into_iter();
    let in_mirror = in_mirror
        .filter(|(key, _)| key == mirrored)
        .map(|(_, bytes)| Copy { at: None, bytes });
    in_place.chain(in_mirror).collect()
}

/// The record's key, from whichever copy opens. A copy that does not open is set aside.
fn record_key(
    data_key: &Key,
    vault: VaultId,
    record: &str,
    copies: &[Copy],
    whole: &mut Vec<String>,
    aside: &mut Vec<Aside>,
) -> Result<Key, Unreadable> {
    let mut found = None;
    let mut is_too_new = false;
    for copy in copies {
        let opened = read_clear(&copy.bytes).and_then(|clear| {
            let bound = Bound {
                tag: Tag::RecordKey,
                vault,
                record,
                kind: clear.kind,
                schema: SCHEMA,
                revision: clear.revision,
                sequence: 0,
            };
            open_key(data_key, &bound, &copy.bytes)
        });
        match opened {
            Ok(key) => {
                found = Some(key);
                whole.extend(copy.at.as_ref().map(|(_, key)| key.clone()));
            }
            Err(VaultError::TooNew) => is_too_new = true,
            Err(_) => set_aside(copy, aside),
        }
    }
    match found {
        Some(key) => Ok(key),
        None if is_too_new => Err(Unreadable::TooNew),
        None => Err(Unreadable::Damaged),
    }
}

/// Notes a copy in the place that does not open; the mirror's is simply written again.
fn set_aside(copy: &Copy, aside: &mut Vec<Aside>) {
    if let Some((shelf, key)) = &copy.at {
        aside.push(Aside {
            key: names::aside(shelf.name(), key, hash(&copy.bytes)),
            bytes: copy.bytes.clone(),
        });
    }
}

struct OpenedBody {
    kind: Kind,
    revision: u64,
    /// How many entries of the journal before went into it.
    n_folded: u64,
    text: String,
    hash: [u8; 32],
    is_mirror_only: bool,
}

/// The newest body that is whole.
fn newest_body(
    key: &Key,
    vault: VaultId,
    record: &str,
    copies: Vec<Copy>,
    aside: &mut Vec<Aside>,
) -> Result<OpenedBody, Unreadable> {
    let mut newest: Option<OpenedBody> = None;
    let mut is_too_new = false;
    for copy in copies {
        match open_body(key, vault, record, &copy) {
            Ok(body) => {
                if newest
                    .as_ref()
                    .is_none_or(|newest| body.revision > newest.revision)
                {
                    newest = Some(body);
                } else if let Some(newest) = &mut newest
                    && newest.revision == body.revision
                {
                    newest.is_mirror_only &= body.is_mirror_only;
                }
            }
            Err(VaultError::TooNew) => is_too_new = true,
            Err(_) => set_aside(&copy, aside),
        }
    }
    // A record that a later version went on with is that version's: an older copy is no substitute.
    if is_too_new {
        return Err(Unreadable::TooNew);
    }
    newest.ok_or(Unreadable::Damaged)
}

fn open_body(
    key: &Key,
    vault: VaultId,
    record: &str,
    copy: &Copy,
) -> Result<OpenedBody, VaultError> {
    let clear = read_clear(&copy.bytes)?;
    let kind = Kind::read(clear.kind).ok_or(VaultError::TooNew)?;
    let bound = Bound {
        tag: Tag::Body,
        vault,
        record,
        kind: clear.kind,
        schema: SCHEMA,
        revision: clear.revision,
        sequence: clear.sequence,
    };
    let plain = open(key, &bound, &copy.bytes)?;
    let text = String::from_utf8(plain.to_vec()).map_err(|_| VaultError::Damaged)?;
    Ok(OpenedBody {
        kind,
        revision: clear.revision,
        n_folded: clear.sequence,
        text,
        hash: hash(&copy.bytes),
        is_mirror_only: copy.at.is_none(),
    })
}

/// What is needed to read a record's journal.
struct Journal<'a> {
    key: &'a Key,
    vault: VaultId,
    record: &'a str,
    kind: Kind,
    revision: u64,
    n_folded: u64,
}

struct Replayed {
    text: String,
    n_entries: u64,
    last: Option<String>,
    /// When the last entry before the first unreadable one was written.
    cut: Option<Option<String>>,
    earlier: Vec<String>,
}

impl Journal<'_> {
    /// Carries out, in order, what the journal says has changed since the body was written.
    fn replay(
        &self,
        body: &str,
        entries: Vec<(String, Vec<u8>)>,
        aside: &mut Vec<Aside>,
    ) -> Replayed {
        let mut replayed = Replayed {
            text: body.to_owned(),
            n_entries: 0,
            last: None,
            cut: None,
            earlier: Vec::new(),
        };
        let mut is_cut = false;
        for (name, bytes) in entries {
            let Some((_, revision, sequence)) = names::read_entry(&name) else {
                continue;
            };
            if revision < self.revision {
                // It went into the body, unless it came after that: from a window that was overtaken
                // while its page went away.
                if revision + 1 == self.revision && sequence >= self.n_folded {
                    self.cut_off(&name, bytes, &mut replayed, aside);
                }
                replayed.earlier.push(name);
                continue;
            }
            let is_next = revision == self.revision && sequence == replayed.n_entries && !is_cut;
            let applied = is_next
                .then(|| self.open_entry(revision, sequence, &bytes))
                .flatten();
            let applied =
                applied.and_then(|entry| Some((entry.delta.apply(&replayed.text)?, entry.at)));
            match applied {
                Some((text, at)) => {
                    replayed.text = text;
                    replayed.last = Some(at);
                    replayed.n_entries += 1;
                }
                None => {
                    is_cut = true;
                    self.cut_off(&name, bytes, &mut replayed, aside);
                    // It is out of the way only when the next body is written.
                    replayed.earlier.push(name);
                }
            }
        }
        replayed
    }

    fn cut_off(&self, name: &str, bytes: Vec<u8>, replayed: &mut Replayed, aside: &mut Vec<Aside>) {
        replayed.cut = Some(replayed.last.clone());
        aside.push(Aside {
            key: names::aside(Shelf::Journal.name(), name, hash(&bytes)),
            bytes,
        });
    }

    fn open_entry(&self, revision: u64, sequence: u64, bytes: &[u8]) -> Option<Entry> {
        let bound = Bound {
            tag: Tag::Journal,
            vault: self.vault,
            record: self.record,
            kind: self.kind.number(),
            schema: SCHEMA,
            revision,
            sequence,
        };
        let plain = open(self.key, &bound, bytes).ok()?;
        serde_json::from_slice(&plain).ok()
    }
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
