//! Where cases are kept: what the app asks of a store, and what it may answer.
//!
//! The browser's answer is `browser::store`; a twin in memory stands in where the browser refuses to
//! keep anything, and in tests. Whoever writes learns that a record is kept only when the future
//! completes, and only then may the screen say so.

use std::future::Future;
use std::pin::Pin;

use super::CaseId;

/// What a store gives back once it is known; not before.
pub type Pending<T> = Pin<Box<dyn Future<Output = Result<T, StoreError>>>>;

/// A place that keeps one record a case.
pub trait Store {
    /// Every record there is.
    fn read_all(&self) -> Pending<Vec<Record>>;

    /// Keeps a record in the place of the one it was made from: the revision in `replaces`, or `None`
    /// where nothing was kept of the case.
    ///
    /// Completes only when the record would survive the machine losing power at that moment, as far
    /// as this store can know.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] where [`Record::may_replace`] says that it must not; nothing is changed
    /// then.
    fn write(&self, record: Record, replaces: Option<u64>) -> Pending<()>;

    /// Keeps a record while the page goes away, when no answer can be waited for: neither whether it
    /// was kept, nor whether another window was there first. For the last moments of what this window
    /// was allowed to write until then.
    fn write_in_passing(&self, record: Record);

    /// Takes a case's record away.
    fn remove(&self, id: CaseId) -> Pending<()>;

    /// Moves a record that does not open to where nothing will overwrite it, under its own key or, if
    /// one was set aside under it before, [`Record::key_aside`]. Where there is no such record it does
    /// nothing.
    fn set_aside(&self, key: String) -> Pending<()>;

    /// Whether records outlive the page.
    fn outlives_the_page(&self) -> bool;
}

/// One case as the store sees it: an identity, a revision and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The case's identity, as the store holds it; checked only when the record is opened.
    pub key: String,
    /// The case's revision when it was written.
    pub revision: u64,
    /// The case, as `wire` writes it.
    pub body: String,
    /// Whether it was set aside because it did not open.
    pub is_aside: bool,
}

impl Record {
    /// Whether this may be put where `kept` is kept.
    ///
    /// It may if what is kept is what it was made from, or is this very record: a write is asked for
    /// again when its confirmation was lost. Comparing revisions alone would not do: two windows that
    /// went on from the same state count up side by side, and the one that counted further would
    /// overwrite what the other did.
    #[must_use]
    pub fn may_replace(&self, kept: Option<&Self>, replaces: Option<u64>) -> bool {
        let is_kept_already =
            kept.is_some_and(|kept| kept.revision == self.revision && kept.body == self.body);
        let is_made_from_it = kept.map(|kept| kept.revision) == replaces
            && replaces.is_none_or(|replaced| replaced < self.revision);
        is_kept_already || is_made_from_it
    }

    /// The key of the `n`th record that is set aside under one key, counted from 1.
    #[must_use]
    pub fn key_aside(key: &str, n: usize) -> String {
        if n == 1 {
            key.to_owned()
        } else {
            format!("{key} ({n})")
        }
    }
}

/// What can go wrong with a store, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// The browser does not let this page keep anything.
    Blocked,
    /// The browser has no room left. What was kept before still stands.
    Full,
    /// Another state of the same case is kept than the one this was made from, or none: another tab or
    /// window changed it or took it away.
    Newer,
    /// The record holds more than is read again, so that it would not open.
    TooLarge,
    /// The browser could not carry it out and gave no reason that helps.
    Failed,
}
