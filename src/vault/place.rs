//! What a vault stands on, and what it may find there that a person should know.

use std::rc::Rc;

use super::Random;
use super::disk::{Disk, Mirror};

/// What the first page shows of a record, made from its text.
pub type Summarise = Rc<dyn Fn(&str) -> String>;

/// What a vault stands on.
#[derive(Clone)]
pub struct Place {
    /// Where sealed bytes are kept and confirmed.
    pub disk: Rc<dyn Disk>,
    /// A second place for the same bytes.
    pub mirror: Rc<dyn Mirror>,
    /// Where random bytes come from.
    pub random: Rc<dyn Random>,
    /// Makes the line of the list from a record's text.
    pub summarise: Summarise,
}

/// Something found while opening a vault or a record that a person should know. Nothing of it is put
/// right in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The list of records was damaged; it was made anew from the records themselves.
    ListRebuilt,
    /// The last state of the list was damaged, and the one before is used.
    ListOlder,
    /// The last version of a record was damaged: the one before is shown.
    OlderShown(String),
    /// One copy of a record was damaged and another is whole: nothing is lost.
    CopyDamaged(String),
    /// A record was found in the mirror only: nothing is lost.
    FromMirror(String),
    /// A record is older, or another, than the list says, and no copy is damaged: it was put back.
    PutBack(String),
    /// The list names a record that is not there.
    Missing(String),
    /// A record is there that the list does not name; it was put into the list.
    Unlisted(String),
    /// No copy of a record is whole.
    Damaged(String),
    /// A later version of this app wrote a record.
    TooNew(String),
    /// The last changes to a record could not be read; when the last readable one was made.
    JournalCut(String, Option<String>),
    /// The audit chain has a gap or a changed entry.
    AuditBroken,
    /// The header is older than the one the vault was last used with: it was put back.
    HeaderPutBack,
}

/// Bytes that did not open, and under which key they are set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The key on the shelf of what was set aside.
    pub key: String,
    /// The bytes, exactly as they were found.
    pub bytes: Vec<u8>,
}
