//! The copies of a record's key and of its body: which of them open, and which is the newest.

use super::disk::Shelf;
use super::manifest::Kind;
use super::place::{Aside, Place};
use super::record::{SCHEMA, Unreadable};
use super::seal::{Bound, Key, Tag, hash, open, open_key, read_clear};
use super::{VaultError, VaultId, names};

/// A sealed text and where it lay.
pub(super) struct Copy {
    /// The shelf and key in the place, or `None` for the mirror.
    pub at: Option<(Shelf, String)>,
    pub bytes: Vec<u8>,
}

pub(super) fn copies(
    place: &Place,
    shelf: Shelf,
    found: Vec<(String, Vec<u8>)>,
    mirrored: &str,
) -> Vec<Copy> {
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

/// A key of a record that opened.
pub(super) struct OpenedKey {
    pub key: Key,
    /// The revision it was last written with.
    pub revision: u64,
    /// Where in the place it lies.
    pub at: Vec<String>,
    /// One of its sealed copies.
    pub row: Vec<u8>,
}

/// The record's keys, the last written one first. There is more than one only where the record was put in
/// the place of another of its name and something of that one is left.
pub(super) fn record_keys(
    data_key: &Key,
    vault: VaultId,
    record: &str,
    copies: &[Copy],
    aside: &mut Vec<Aside>,
) -> Result<Vec<OpenedKey>, Unreadable> {
    let mut keys: Vec<OpenedKey> = Vec::new();
    let mut is_too_new = false;
    for copy in copies {
        match open_record_key(data_key, vault, record, copy) {
            Ok(opened) => {
                let is_same = |of: &&mut OpenedKey| of.key.as_bytes() == opened.key.as_bytes();
                match keys.iter_mut().find(is_same) {
                    Some(known) => {
                        known.at.extend(opened.at);
                        if opened.revision > known.revision {
                            (known.revision, known.row) = (opened.revision, opened.row);
                        }
                    }
                    None => keys.push(opened),
                }
            }
            Err(VaultError::TooNew) => is_too_new = true,
            Err(_) => set_aside(copy, aside),
        }
    }
    if keys.is_empty() {
        return Err(if is_too_new {
            Unreadable::TooNew
        } else {
            Unreadable::Damaged
        });
    }
    keys.sort_by_key(|of| std::cmp::Reverse(of.revision));
    Ok(keys)
}

fn open_record_key(
    data_key: &Key,
    vault: VaultId,
    record: &str,
    copy: &Copy,
) -> Result<OpenedKey, VaultError> {
    let clear = read_clear(&copy.bytes)?;
    let bound = Bound {
        tag: Tag::RecordKey,
        vault,
        record,
        kind: clear.kind,
        schema: SCHEMA,
        revision: clear.revision,
        sequence: 0,
    };
    Ok(OpenedKey {
        key: open_key(data_key, &bound, &copy.bytes)?,
        revision: clear.revision,
        at: copy.at.iter().map(|(_, key)| key.clone()).collect(),
        row: copy.bytes.clone(),
    })
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

pub(super) struct OpenedBody<'a> {
    pub key: &'a OpenedKey,
    pub kind: Kind,
    pub revision: u64,
    /// How many entries of the journal before went into it.
    pub n_folded: u64,
    pub text: String,
    pub bytes: Vec<u8>,
    pub hash: [u8; 32],
    pub is_mirror_only: bool,
}

/// The newest body that is whole.
pub(super) fn newest_body<'a>(
    keys: &'a [OpenedKey],
    vault: VaultId,
    record: &str,
    copies: &[Copy],
    aside: &mut Vec<Aside>,
) -> Result<OpenedBody<'a>, Unreadable> {
    let mut newest: Option<OpenedBody<'a>> = None;
    let mut is_too_new = false;
    for copy in copies {
        let mut opened = Err(VaultError::Damaged);
        for key in keys {
            if matches!(opened, Err(VaultError::Damaged)) {
                opened = open_body(key, vault, record, copy);
            }
        }
        match opened {
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
            Err(_) => set_aside(copy, aside),
        }
    }
    // A record that a later version went on with is that version's: an older copy is no substitute.
    if is_too_new {
        return Err(Unreadable::TooNew);
    }
    newest.ok_or(Unreadable::Damaged)
}

fn open_body<'a>(
    key: &'a OpenedKey,
    vault: VaultId,
    record: &str,
    copy: &Copy,
) -> Result<OpenedBody<'a>, VaultError> {
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
    let plain = open(&key.key, &bound, &copy.bytes)?;
    let text = String::from_utf8(plain.to_vec()).map_err(|_| VaultError::Damaged)?;
    Ok(OpenedBody {
        key,
        kind,
        revision: clear.revision,
        n_folded: clear.sequence,
        text,
        bytes: copy.bytes.clone(),
        hash: hash(&copy.bytes),
        is_mirror_only: copy.at.is_none(),
    })
}
