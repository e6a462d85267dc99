//! The browser's answer to `engine::case::store`: `IndexedDB`, or memory where it is refused.

mod indexed_db;
mod memory;

use std::rc::Rc;

use crate::engine::case::store::{Store, StoreError};

pub use memory::MemoryStore;

/// Opens the store of this browser; where the browser refuses, a store in memory and the reason.
pub async fn open() -> (Rc<dyn Store>, Option<StoreError>) {
    match indexed_db::IndexedDbStore::open().await {
        Ok(store) => (Rc::new(store), None),
        Err(error) => (Rc::new(MemoryStore::default()), Some(error)),
    }
}
