//! The list of a vault's records: what the first page shows without opening any of them, and what tells
//! a missing, swapped or put-back record from a whole one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::descent::Descent;

/// The shape of the list that is written today; 1 had no [`Manifest::header`]. A later one is left untouched.
pub const SCHEMA: u16 = 2;

/// The list of all records, sealed as one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Counts the states of the list.
    pub counter: u64,
    /// Names the place this list is kept in, as 16 hexadecimal digits: a vault that is restored elsewhere
    /// goes on under another name.
    pub place: String,
    /// The records, by their identity.
    pub records: BTreeMap<String, Listed>,
    /// Records that were taken away for good. What a second place or an interrupted removal left of them
    /// is never taken for a record that was forgotten.
    pub removed: BTreeSet<String>,
    /// How long the audit chain was, and the hash of its last entry.
    pub audit: Option<(u64, [u8; 32])>,
    /// The last backup that was opened again and found whole.
    pub backup: Option<Backup>,
    /// How often the header had been rewritten that the vault was last used with: one with less was put back.
    #[serde(default)]
    pub header: u32,
}

/// One record in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// What it is.
    pub kind: Kind,
    /// How often its body was written.
    pub revision: u64,
    /// The hash of its sealed body.
    pub hash: [u8; 32],
    /// Which states went into it.
    pub descent: Descent,
    /// What the first page shows of it, as whoever uses the vault writes it.
    pub summary: String,
}

/// What a record is. In the sealed bytes it stands as a number, in clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A case.
    Case,
    /// What one window had of a case when another window had written something else.
    OtherVersion,
}

impl Kind {
    /// Its number in sealed bytes.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Case => 1,
            Self::OtherVersion => 2,
        }
    }

    /// The kind with this number.
    #[must_use]
    pub fn read(number: u8) -> Option<Self> {
        [Self::Case, Self::OtherVersion]
            .into_iter()
            .find(|kind| kind.number() == number)
    }
}

/// A backup that was opened again and found whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// When, as the screen shows times.
    pub at: String,
    /// How many records it holds.
    pub n_records: usize,
    /// The state of the list that it holds; a higher counter means that something is newer.
    pub counter: u64,
}
