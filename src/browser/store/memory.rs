//! A store that lasts as long as the page: where the browser keeps nothing, and in tests.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::ready;
use std::rc::Rc;

use crate::engine::case::CaseId;
use crate::engine::case::store::{Pending, Record, Store, StoreError};

/// Records in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    records: Rc<RefCell<BTreeMap<String, Record>>>,
}

impl Store for MemoryStore {
    fn read_all(&self) -> Pending<Vec<Record>> {
        Box::pin(ready(Ok(self.records.borrow().values().cloned().collect())))
    }

    fn write(&self, record: Record) -> Pending<()> {
        let mut records = self.records.borrow_mut();
        let result = match records.get(&record.key) {
            Some(kept) if kept.revision > record.revision => Err(StoreError::Newer),
            Some(kept) if kept.revision == record.revision && kept.body != record.body => {
                Err(StoreError::Newer)
            }
            Some(_) | None => {
                records.insert(record.key.clone(), record);
                Ok(())
            }
        };
        Box::pin(ready(result))
    }

    fn remove(&self, id: CaseId) -> Pending<()> {
        self.records.borrow_mut().remove(id.as_str());
        Box::pin(ready(Ok(())))
    }

    fn set_aside(&self, key: String) -> Pending<()> {
        if let Some(record) = self.records.borrow_mut().get_mut(&key) {
            record.is_aside = true;
        }
        Box::pin(ready(Ok(())))
    }

    fn outlives_the_page(&self) -> bool {
        false
    }
}
