//! What was done with a vault, each entry holding the hash of the one before, so that none can be taken
//! out or put in unseen.

use serde::{Deserialize, Serialize};

/// Something that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The vault was made.
    Made,
    /// The vault was unlocked.
    Unlocked,
    /// A wrong passphrase was tried, so many times before this vault was unlocked.
    WrongPassphrase(u32),
    /// The vault was locked.
    Locked,
    /// The passphrase was changed.
    PassphraseChanged,
    /// A new recovery code was made.
    CodeChanged,
    /// A record was begun.
    Begun,
    /// A record was opened and shown.
    Opened,
    /// A record was changed.
    Changed,
    /// A record was printed, or the print dialog asked for.
    Printed,
    /// A record left the vault in clear.
    Copied,
    /// A record was taken away for good.
    Removed,
    /// A backup was made and opened again.
    BackedUp,
    /// So many records were taken in from a backup.
    TakenIn(u32),
    /// A record was handed to the person it is about.
    HandedOver,
    /// The device came back from the person it was handed to.
    HandedBack,
    /// Another window took over.
    TakenOver,
}

/// One entry of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// When, as the screen shows times.
    pub at: String,
    /// What was done.
    pub event: Event,
    /// With which record.
    pub record: Option<String>,
    /// The hash of the sealed entry before; `None` for the first.
    pub previous: Option<[u8; 32]>,
}

/// What reading the chain gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The entries that could be read, in order.
    pub entries: Vec<AuditEntry>,
    /// Whether every entry stands, in its place, up to the one the list of records names.
    pub is_whole: bool,
}
