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
    cases: Rc<RefCell<BTreeMap<String, Record>>>,
    aside: Rc<RefCell<BTreeMap<String, Record>>>,
}

impl Store for MemoryStore {
    fn read_all(&self) -> Pending<Vec<Record>> {
        let (cases, aside) = (self.cases.borrow(), self.aside.borrow());
        let records = cases.values().chain(aside.values()).cloned().collect();
        Box::pin(ready(Ok(records)))
    }

    fn write(&self, record: Record, replaces: Option<u64>) -> Pending<()> {
        let mut cases = self.cases.borrow_mut();
        let result = if record.may_replace(cases.get(&record.key), replaces) {
            cases.insert(record.key.clone(), record);
            Ok(())
        } else {
            Err(StoreError::Newer)
        };
        Box::pin(ready(result))
    }

    fn write_in_passing(&self, _: Record) {
        // What goes away with the page needs no last word.
    }

    fn remove(&self, id: CaseId) -> Pending<()> {
        self.cases.borrow_mut().remove(id.as_str());
        Box::pin(ready(Ok(())))
    }

    fn set_aside(&self, key: String) -> Pending<()> {
        if let Some(record) = self.cases.borrow_mut().remove(&key) {
            let mut aside = self.aside.borrow_mut();
            let mut n = 1;
            while aside.contains_key(&Record::key_aside(&key, n)) {
                n += 1;
            }
            let key = Record::key_aside(&key, n);
            let record = Record {
                key: key.clone(),
                is_aside: true,
                ..record
            };
            aside.insert(key, record);
        }
        Box::pin(ready(Ok(())))
    }

    fn outlives_the_page(&self) -> bool {
        false
    }
}
