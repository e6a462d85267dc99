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
    /// A report of a record left the vault in clear.
    HandedOn(Written),
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
    /// Every record was opened once to count them.
    Counted,
    /// The counts left the vault in clear.
    CountsSaved,
    /// Another window took over.
    TakenOver,
}

/// How a report was written when it was handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Written {
    /// As a web page.
    WebPage,
    /// As plain text.
    Text,
    /// As plain text on the clipboard, or shown to be taken by hand.
    OnClipboard,
    /// As a FHIR document.
    Fhir,
    /// As rows for a spreadsheet.
    Rows,
    /// As a Word document.
    Word,
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

/// What was done with a record, perhaps several times in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// What was done.
    pub event: Event,
    /// When it was first done.
    pub first: String,
    /// When it was last done.
    pub last: String,
    /// How often.
    pub n_times: usize,
}

/// What was done with a record, the newest first. A record is opened and changed many times in one sitting:
/// what follows itself on one day is one happening. All else stands by itself, each time.
#[must_use]
pub fn history(entries: &[AuditEntry], record: &str) -> Vec<Happening> {
    let mut history: Vec<Happening> = Vec::new();
    let of_record = entries
        .iter()
        .filter(|entry| entry.record.as_deref() == Some(record));
    for entry in of_record {
        let is_often = matches!(entry.event, Event::Opened | Event::Changed);
        match history.last_mut() {
            Some(last)
                if is_often && last.event == entry.event && day(&last.last) == day(&entry.at) =>
            {
                last.last.clone_from(&entry.at);
                last.n_times = last.n_times.saturating_add(1);
            }
            Some(_) | None => history.push(Happening {
                event: entry.event,
                first: entry.at.clone(),
                last: entry.at.clone(),
                n_times: 1,
            }),
        }
    }
    history.reverse();
    history
}

/// The day of a time as it is kept.
fn day(at: &str) -> &str {
    at.split_once('T').map_or(at, |(day, _)| day)
}
