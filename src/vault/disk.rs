//! Where sealed bytes are kept: what the vault asks of a place, and what the place may answer.
//!
//! The browser's answer is `browser::disk`; a twin in memory stands in where the browser refuses to
//! keep anything, and in tests, where it loses power, tears writes and fills up.

use std::future::Future;
use std::pin::Pin;

/// What a place gives back once it is known; not before.
pub type Pending<T> = Pin<Box<dyn Future<Output = Result<T, StoreError>>>>;

/// The shelves of the place: what lies on each has one shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Two copies of each vault's header.
    Header,
    /// Each record's key, sealed, in two slots.
    Key,
    /// Each record's body, sealed, in two slots.
    Record,
    /// What was changed in a record since its body was written.
    Journal,
    /// The list of all records, sealed, in two slots.
    Manifest,
    /// What was done with the vault, each entry chained to the one before.
    Audit,
    /// Whatever did not open, exactly as it was found.
    Quarantine,
    /// Which window may write.
    Lease,
}

impl Shelf {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Header,
        Self::Key,
        Self::Record,
        Self::Journal,
        Self::Manifest,
        Self::Audit,
        Self::Quarantine,
        Self::Lease,
    ];

    /// Its name in the browser's database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "hdr",
            Self::Key => "key",
            Self::Record => "rec",
            Self::Journal => "jrn",
            Self::Manifest => "man",
            Self::Audit => "aud",
            Self::Quarantine => "quar",
            Self::Lease => "lease",
        }
    }
}

/// How many bytes of a sealed row are enough to know it by: its clear beginning and its nonce.
pub const N_SEEN: usize = 64;

/// What must stand at a place for a batch to be carried out; compared in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The shelf.
    pub shelf: Shelf,
    /// The key on it.
    pub key: String,
    /// What stands there: nothing, or bytes that begin so.
    pub begins: Option<Vec<u8>>,
    /// Whether nothing follows that beginning.
    pub is_all: bool,
}

impl Guard {
    /// Whether what stands there is what was expected.
    #[must_use]
    pub fn holds(&self, found: Option<&[u8]>) -> bool {
        match (&self.begins, found) {
            (None, None) => true,
            (Some(begins), Some(found)) if self.is_all => found == begins,
            (Some(begins), Some(found)) => found.starts_with(begins),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
}

/// One thing a batch does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Puts bytes at a key, over whatever stands there.
    Put {
        /// The shelf.
        shelf: Shelf,
        /// The key on it.
        key: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// Takes away what stands at a key, if anything does.
    Remove {
        /// The shelf.
        shelf: Shelf,
        /// The key on it.
        key: String,
    },
}

/// Writes that are carried out all together or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// What must stand.
    pub guards: Vec<Guard>,
    /// What is then done, in this order.
    pub writes: Vec<Write>,
}

impl Batch {
    /// Expects what was seen at a key: at least its first [`N_SEEN`] bytes, or all of it. A row that was cut
    /// short is not taken for the whole one that begins in the same way.
    pub fn expect(&mut self, shelf: Shelf, key: &str, seen: Option<Vec<u8>>) {
        self.guards.push(Guard {
            shelf,
            key: key.to_owned(),
            is_all: seen.as_ref().is_some_and(|seen| seen.len() < N_SEEN),
            begins: seen,
        });
    }

    /// Expects what stands at a key to begin so, however it goes on.
    pub fn expect_beginning(&mut self, shelf: Shelf, key: &str, begins: Vec<u8>) {
        self.guards.push(Guard {
            shelf,
            key: key.to_owned(),
            begins: Some(begins),
            is_all: false,
        });
    }

    /// Puts bytes at a key.
    pub fn put(&mut self, shelf: Shelf, key: &str, bytes: Vec<u8>) {
        self.writes.push(Write::Put {
            shelf,
            key: key.to_owned(),
            bytes,
        });
    }

    /// Takes away what stands at a key.
    pub fn remove(&mut self, shelf: Shelf, key: &str) {
        self.writes.push(Write::Remove {
            shelf,
            key: key.to_owned(),
        });
    }
}

/// A place that keeps bytes.
pub trait Disk {
    /// Everything on a shelf whose key begins so, in the order of the keys.
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>>;

    /// The keys on a shelf that begin so, in order, without what stands there.
    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>>;

    /// Carries out a batch.
    ///
    /// Completes only when what was written would survive the machine losing power at that moment, as
    /// far as this place can know.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where a guard does not hold. After any error nothing is changed.
    fn write(&self, batch: Batch) -> Pending<()>;

    /// Undoes whatever is being carried out: a browser does so itself with what is not done when the page goes, and with
    /// what waits behind it. A batch that is done already stays.
    fn undo_what_is_on_its_way(&self) {}

    /// Carries out a batch while the page goes away, when no answer can be waited for. Nothing is read
    /// in it: its guards are not looked at, but for a key that must be empty.
    fn write_in_passing(&self, batch: Batch);

    /// Whether what is kept outlives the page.
    fn outlives_the_page(&self) -> bool;
}

/// A second place for the same sealed bytes, in case the first is damaged. It may forget, refuse and
/// lag behind: nothing is ever confirmed because of it.
pub trait Mirror {
    /// Everything whose key begins so.
    fn read(&self, prefix: &str) -> Vec<(String, Vec<u8>)>;

    /// Puts bytes at a key if there is room.
    fn put(&self, key: &str, bytes: &[u8]);

    /// Takes away what stands at a key.
    fn remove(&self, key: &str);
}

/// What can go wrong with a place, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// The browser does not let this page keep anything.
    Blocked,
    /// The browser has no room left. What was kept before still stands.
    Full,
    /// Another state is kept than the one this was made from: another tab or window wrote.
    Newer,
    /// The record holds more than is read again, so that it would not open.
    TooLarge,
    /// The place was made by a later version of this app.
    TooNew,
    /// The browser did not answer in time.
    Silent,
    /// The browser could not carry it out and gave no reason that helps.
    Failed,
}
