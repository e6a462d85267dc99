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

    /// Keeps a record in the place of the one with the same identity.
    ///
    /// Completes only when the record would survive the machine losing power at that moment, as far
    /// as this store can know.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] if the record kept has a higher revision, or the same with other
    /// content; nothing is changed then.
    fn write(&self, record: Record) -> Pending<()>;

    /// Takes a case's record away.
    fn remove(&self, id: CaseId) -> Pending<()>;

    /// Moves a record that does not open to where nothing will overwrite it.
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

/// What can go wrong with a store, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// The browser does not let this page keep anything.
    Blocked,
    /// The browser has no room left. What was kept before still stands.
    Full,
    /// A newer state of the same case is kept: another tab or window wrote it.
    Newer,
    /// The browser could not carry it out and gave no reason that helps.
    Failed,
}
