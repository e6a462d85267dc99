//! Where sealed bytes are kept in this browser: `IndexedDB`, or memory where it is refused, and a second
//! copy in `localStorage`.

mod ballast;
mod indexed_db;
mod mirror;

use std::rc::Rc;

use crate::vault::disk::{Disk, StoreError};
use crate::vault::memory::MemoryDisk;

pub use mirror::LocalMirror;

/// Opens the place of this browser; where the browser refuses, one in memory and the reason.
pub async fn open() -> (Rc<dyn Disk>, Option<StoreError>) {
    match indexed_db::IndexedDbDisk::open().await {
        Ok(disk) => (Rc::new(disk), None),
        Err(error) => (Rc::new(MemoryDisk::default()), Some(error)),
    }
}
