//! A record's journal, carried out on its body: what was changed since the body was written.

use std::collections::BTreeMap;

use super::disk::Shelf;
use super::journal::Entry;
use super::manifest::Kind;
use super::place::Aside;
use super::record::{SCHEMA, beginning};
use super::seal::{Bound, Key, Tag, hash, open};
use super::{VaultError, VaultId, names};

/// What is needed to read a record's journal.
pub(super) struct Journal<'a> {
    pub key: &'a Key,
    pub vault: VaultId,
    pub record: &'a str,
    pub kind: Kind,
    /// That of the body.
    pub revision: u64,
    /// How many entries of the journal before went into the body.
    pub n_folded: u64,
}

/// What carrying a journal out gave.
pub(super) struct Replayed {
    pub text: String,
    /// How many entries that start from the body were carried out.
    pub n_entries: u64,
    /// When the last of all entries was written.
    pub last: Option<String>,
    /// When the last entry before the first unreadable one was written.
    pub cut: Option<Option<String>>,
    /// Whether an entry was damaged or gone in the place, and whole in the mirror.
    pub is_mended: bool,
    /// The revision of the last entry that was carried out, or that of the body.
    pub reached: u64,
    /// Entries in the place that the next body makes superfluous.
    pub leftover: Vec<String>,
    /// Where the next entry would lie, and how what lies there begins.
    pub next: (String, Option<Vec<u8>>),
}

/// The copies of one entry, the one in the place before the one in the mirror.
#[derive(Default)]
struct Copies {
    in_place: Option<Vec<u8>>,
    in_mirror: Option<Vec<u8>>,
}

impl Journal<'_> {
    /// Carries out, in order, what the journal says has changed since the body was written. Where the
    /// newest body is damaged, the journal of the one before leads up to it, and its own journal goes on
    /// from there: each entry proves what must come out.
    ///
    /// # Errors
    ///
    /// [`VaultError::TooNew`] where a later version of this app wrote the next entry.
    pub(super) fn replay(
        &self,
        body: &str,
        in_place: Vec<(String, Vec<u8>)>,
        in_mirror: Vec<(String, Vec<u8>)>,
        aside: &mut Vec<Aside>,
    ) -> Result<Replayed, VaultError> {
        let mut entries: BTreeMap<String, Copies> = BTreeMap::new();
        for (name, bytes) in in_place {
            entries.entry(name).or_default().in_place = Some(bytes);
        }
        for (name, bytes) in in_mirror {
            entries.entry(name).or_default().in_mirror = Some(bytes);
        }
        let mut replayed = Replayed {
            text: body.to_owned(),
            n_entries: 0,
            last: None,
            cut: None,
            is_mended: false,
            reached: self.revision,
            leftover: Vec::new(),
            next: (self.name(self.revision, 0), None),
        };
        let (mut sequence_reached, mut is_cut) = (0, false);
        for (name, copies) in &entries {
            let Some((_, revision, sequence)) = names::read_entry(name) else {
                continue;
            };
            if revision < self.revision {
                self.pass_over(name, copies, (revision, sequence), &mut replayed, aside);
                continue;
            }
            let is_next = (revision, sequence) == (replayed.reached, sequence_reached)
                || (revision, sequence) == (replayed.reached.saturating_add(1), 0);
            if is_next && !is_cut && self.carry_out(name, copies, &mut replayed, aside)? {
                (replayed.reached, sequence_reached) = (revision, sequence.saturating_add(1));
                if revision == self.revision {
                    replayed.n_entries += 1;
                } else {
                    replayed.leftover.extend(in_place_of(name, copies));
                }
            } else if let Some(bytes) = &copies.in_place {
                if !is_cut {
                    replayed.cut = Some(replayed.last.clone());
                }
                is_cut = true;
                set_aside(name, bytes, aside);
                // It is out of the way only when the next body is written.
                replayed.leftover.push(name.clone());
            }
        }
        let next = self.name(replayed.reached, sequence_reached);
        let seen = entries.get(&next).and_then(|of| of.in_place.as_deref());
        replayed.next = (next, seen.map(beginning));
        Ok(replayed)
    }

    fn name(&self, revision: u64, sequence: u64) -> String {
        names::entry(self.vault, self.record, revision, sequence)
    }

    /// An entry that starts from an earlier body. It went into this one, unless it came after that: from a
    /// window that was overtaken while its page went away.
    fn pass_over(
        &self,
        name: &str,
        copies: &Copies,
        (revision, sequence): (u64, u64),
        replayed: &mut Replayed,
        aside: &mut Vec<Aside>,
    ) {
        // The mirror forgets to forget: what is only there is of no account.
        let Some(bytes) = &copies.in_place else {
            return;
        };
        let is_of_last = revision.saturating_add(1) == self.revision;
        if !is_of_last {
            // Nothing should be left of it, so it is kept, though it is too late to say what it was.
            set_aside(name, bytes, aside);
        } else if sequence >= self.n_folded {
            replayed.cut = Some(None);
            set_aside(name, bytes, aside);
        }
        replayed.leftover.push(name.to_owned());
    }

    /// Carries out one entry from the first copy that leads anywhere. A copy in the place that does not is
    /// set aside if another does.
    fn carry_out(
        &self,
        name: &str,
        copies: &Copies,
        replayed: &mut Replayed,
        aside: &mut Vec<Aside>,
    ) -> Result<bool, VaultError> {
        for (bytes, is_in_place) in [(&copies.in_place, true), (&copies.in_mirror, false)] {
            let Some(bytes) = bytes else { continue };
            let entry = match self.open_entry(name, bytes) {
                Ok(entry) => entry,
                Err(VaultError::TooNew) => return Err(VaultError::TooNew),
                Err(_) => continue,
            };
            let Some(text) = entry.delta.apply(&replayed.text) else {
                continue;
            };
            replayed.text = text;
            replayed.last = Some(entry.at);
            if !is_in_place {
                replayed.is_mended = true;
                if let Some(damaged) = &copies.in_place {
                    set_aside(name, damaged, aside);
                }
            }
            return Ok(true);
        }
        Ok(false)
    }

    fn open_entry(&self, name: &str, bytes: &[u8]) -> Result<Entry, VaultError> {
        let (_, revision, sequence) = names::read_entry(name).ok_or(VaultError::Damaged)?;
        let bound = Bound {
            tag: Tag::Journal,
            vault: self.vault,
            record: self.record,
            kind: self.kind.number(),
            schema: SCHEMA,
            revision,
            sequence,
        };
        let plain = open(self.key, &bound, bytes)?;
        serde_json::from_slice(&plain).map_err(|_| VaultError::Damaged)
    }
}

fn in_place_of(name: &str, copies: &Copies) -> Option<String> {
    copies.in_place.is_some().then(|| name.to_owned())
}

fn set_aside(name: &str, bytes: &[u8], aside: &mut Vec<Aside>) {
    aside.push(Aside {
        key: names::aside(Shelf::Journal.name(), name, hash(bytes)),
        bytes: bytes.to_vec(),
    });
}
