//! A place that lasts as long as the page: where the browser keeps nothing, and in tests.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::ready;
use std::rc::Rc;

use super::disk::{Batch, Disk, Mirror, Pending, Shelf, StoreError, Write};

/// What stands on every shelf.
pub type Contents = BTreeMap<(Shelf, String), Vec<u8>>;

/// Bytes in memory. A handle: copies of it are the same place.
#[derive(Debug, Clone, Default)]
pub struct MemoryDisk {
    contents: Rc<RefCell<Contents>>,
}

impl MemoryDisk {
    /// A place that holds this already.
    #[must_use]
    pub fn holding(contents: Contents) -> Self {
        Self {
            contents: Rc::new(RefCell::new(contents)),
        }
    }

    /// Everything that stands here.
    #[must_use]
    pub fn contents(&self) -> Contents {
        self.contents.borrow().clone()
    }

    fn carry_out(&self, batch: Batch) -> Result<(), StoreError> {
        let mut contents = self.contents.borrow_mut();
        let holds = batch.guards.iter().all(|guard| {
            let found = contents.get(&(guard.shelf, guard.key.clone()));
            guard.holds(found.map(Vec::as_slice))
        });
        if !holds {
            return Err(StoreError::Newer);
        }
        for write in batch.writes {
            carry_out(&mut contents, write);
        }
        Ok(())
    }
}

/// Carries out one write.
pub fn carry_out(contents: &mut Contents, write: Write) {
    match write {
        Write::Put { shelf, key, bytes } => {
            contents.insert((shelf, key), bytes);
        }
        Write::Remove { shelf, key } => {
            contents.remove(&(shelf, key));
        }
    }
}

/// What stands on a shelf under keys that begin so.
fn on_shelf<'a>(
    contents: &'a Contents,
    shelf: Shelf,
    prefix: &'a str,
) -> impl Iterator<Item = (&'a String, &'a Vec<u8>)> {
    contents
        .range((shelf, prefix.to_owned())..)
        .take_while(move |((on, key), _)| *on == shelf && key.starts_with(prefix))
        .map(|((_, key), bytes)| (key, bytes))
}

impl Disk for MemoryDisk {
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>> {
        let contents = self.contents.borrow();
        let found = on_shelf(&contents, shelf, prefix);
        let found = found.map(|(key, bytes)| (key.clone(), bytes.clone()));
        Box::pin(ready(Ok(found.collect())))
    }

    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>> {
        let contents = self.contents.borrow();
        let keys = on_shelf(&contents, shelf, prefix).map(|(key, _)| key.clone());
        Box::pin(ready(Ok(keys.collect())))
    }

    fn write(&self, batch: Batch) -> Pending<()> {
        Box::pin(ready(self.carry_out(batch)))
    }

    fn write_in_passing(&self, batch: Batch) {
        // Nobody waits for the answer.
        let _ = self.carry_out(batch);
    }

    fn outlives_the_page(&self) -> bool {
        false
    }
}

/// A second place in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryMirror {
    contents: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
}

impl MemoryMirror {
    /// A second place that holds this already.
    #[must_use]
    pub fn holding(contents: BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            contents: Rc::new(RefCell::new(contents)),
        }
    }

    /// Everything that stands here.
    #[must_use]
    pub fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        self.contents.borrow().clone()
    }
}

impl Mirror for MemoryMirror {
    fn read(&self, prefix: &str) -> Vec<(String, Vec<u8>)> {
        let contents = self.contents.borrow();
        let found = contents.iter().filter(|(key, _)| key.starts_with(prefix));
        found
            .map(|(key, bytes)| (key.clone(), bytes.clone()))
            .collect()
    }

    fn put(&self, key: &str, bytes: &[u8]) {
        self.contents
            .borrow_mut()
            .insert(key.to_owned(), bytes.to_vec());
    }

    fn remove(&self, key: &str) {
        self.contents.borrow_mut().remove(key);
    }
}
