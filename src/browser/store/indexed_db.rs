//! Cases in `IndexedDB`, with strict durability: a write is confirmed when it is on the disk.
//!
//! A small wrapper of our own: the crates for `IndexedDB` give no way to ask for
//! `durability: "strict"`, and without it a browser confirms what a power cut still loses.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use crate::engine::case::CaseId;
use crate::engine::case::store::{Pending, Record, Store, StoreError};

/// The name of the database; an origin can be shared with other applications.
const DATABASE: &str = "mhtr-forms";

/// Raised when an object store is added.
const SCHEMA: u32 = 1;

/// The store of cases that open, by the case's identity.
const CASES: &str = "cases";

/// The store of records that do not open, left exactly as they were found.
const ASIDE: &str = "aside";

/// Cases in the browser's database.
#[derive(Debug, Clone)]
pub struct IndexedDbStore {
    /// Another one after the connection was closed.
    database: Rc<RefCell<IdbDatabase>>,
}

impl IndexedDbStore {
    /// Opens the database, making it where it is not there yet.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`] where the browser lets this page keep nothing.
    pub async fn open() -> Result<Self, StoreError> {
        Ok(Self {
            database: Rc::new(RefCell::new(connect().await?)),
        })
    }

    /// Begins a transaction, over a new connection where the browser or another tab closed this one.
    async fn begin(&self, stores: &[&str], mode: Mode) -> Result<IdbTransaction, StoreError> {
        let database = self.database.borrow().clone();
        match transaction(&database, stores, mode) {
            Err(error) if is_closed(&error) => {
                let database = connect().await?;
                *self.database.borrow_mut() = database.clone();
                transaction(&database, stores, mode)
            }
            begun => begun,
        }
        .map_err(|error| reason(&error))
    }
}

/// Connects to the database, making it where it is not there yet.
async fn connect() -> Result<IdbDatabase, StoreError> {
    // Reading `indexedDB` itself throws where site data is blocked.
    let factory = web_sys::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(StoreError::Blocked)?;
    let request = factory
        .open_with_u32(DATABASE, SCHEMA)
        .map_err(|_| StoreError::Blocked)?;
    let upgrading = request.clone();
    let upgrade = Closure::<dyn FnMut()>::new(move || {
        let Some(database) = database_of(&upgrading) else {
            return;
        };
        for name in [CASES, ASIDE] {
            if !database.object_store_names().contains(name) {
                // A failure here fails the opening, which is answered below.
                let _ = database.create_object_store(name);
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    finished(&request).await.map_err(|_| StoreError::Blocked)?;
    request.set_onupgradeneeded(None);
    let database = database_of(&request).ok_or(StoreError::Blocked)?;
    // Another tab that wants a newer schema must not wait for this one. The listener lives as long as
    // the page: there is one a connection.
    let closing = database.clone();
    let close = Closure::<dyn FnMut()>::new(move || closing.close());
    database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
    close.forget();
    Ok(database)
}

/// Begins a transaction with strict durability.
///
/// Called by name: `web-sys` has the call with options only among its unstable interfaces.
fn transaction(
    database: &IdbDatabase,
    stores: &[&str],
    mode: Mode,
) -> Result<IdbTransaction, JsValue> {
    let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let options = Object::new();
    let (key, strict) = (JsValue::from_str("durability"), JsValue::from_str("strict"));
    Reflect::set(&options, &key, &strict)?;
    let begin = Reflect::get(database, &JsValue::from_str("transaction"))?;
    let begin: Function = begin.dyn_into()?;
    let mode = JsValue::from_str(mode.name());
    begin.call3(database, &names, &mode, &options)?.dyn_into()
}

/// Asks for a transaction's end at once, rather than when nothing more is asked of it.
///
/// Called by name: `web-sys` marks its own call as outdated.
fn commit(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let commit: Function = Reflect::get(transaction, &JsValue::from_str("commit"))?.dyn_into()?;
    commit.call0(transaction).map(drop)
}

/// Whether a transaction could not begin because the connection is closed.
fn is_closed(error: &JsValue) -> bool {
    let error = error.dyn_ref::<DomException>();
    error.is_some_and(|error| error.name() == "InvalidStateError")
}

/// What a transaction may do.
#[derive(Debug, Clone, Copy)]
enum Mode {
    Read,
    ReadAndWrite,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Read => "readonly",
            Self::ReadAndWrite => "readwrite",
        }
    }
}

impl Store for IndexedDbStore {
    fn read_all(&self) -> Pending<Vec<Record>> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES, ASIDE], Mode::Read).await?;
            let mut records = Vec::new();
            for (name, is_aside) in [(CASES, false), (ASIDE, true)] {
                let objects = object_store(&transaction, name)?;
                let keys = objects.get_all_keys().map_err(|error| reason(&error))?;
                let bodies = objects.get_all().map_err(|error| reason(&error))?;
                let keys = Array::from(&finished(&keys).await?);
                let bodies = Array::from(&finished(&bodies).await?);
                for (key, stored) in keys.iter().zip(bodies.iter()) {
                    records.push(read_record(&key, &stored, is_aside));
                }
            }
            Ok(records)
        })
    }

    fn write(&self, record: Record, replaces: Option<u64>) -> Pending<()> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES], Mode::ReadAndWrite).await?;
            let objects = object_store(&transaction, CASES)?;
            let key = JsValue::from_str(&record.key);
            // The comparison and the write are one transaction: no other tab can come between.
            let kept = objects.get(&key).map_err(|error| reason(&error))?;
            let kept = finished(&kept).await?;
            let kept = (!kept.is_undefined()).then(|| read_record(&key, &kept, false));
            if !record.may_replace(kept.as_ref(), replaces) {
                return Err(StoreError::Newer);
            }
            let put = objects.put_with_key(&write_record(&record), &key);
            put.map_err(|error| reason(&error))?;
            completed(&transaction).await
        })
    }

    fn write_in_passing(&self, record: Record) {
        // A transaction that is still open when the page goes is undone, so this one is committed at
        // once; nothing may be read in it first, since the answer would come too late.
        let key = JsValue::from_str(&record.key);
        let database = self.database.borrow().clone();
        let written =
            transaction(&database, &[CASES], Mode::ReadAndWrite).and_then(|transaction| {
                let objects = transaction.object_store(CASES)?;
                objects.put_with_key(&write_record(&record), &key)?;
                commit(&transaction)
            });
        // The page is going: there is nobody left to tell.
        let _ = written;
    }

    fn remove(&self, id: CaseId) -> Pending<()> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES], Mode::ReadAndWrite).await?;
            let objects = object_store(&transaction, CASES)?;
            let key = JsValue::from_str(id.as_str());
            objects.delete(&key).map_err(|error| reason(&error))?;
            completed(&transaction).await
        })
    }

    fn set_aside(&self, key: String) -> Pending<()> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES, ASIDE], Mode::ReadAndWrite).await?;
            let (from, to) = (
                object_store(&transaction, CASES)?,
                object_store(&transaction, ASIDE)?,
            );
            let from_key = JsValue::from_str(&key);
            let found = from.get(&from_key).map_err(|error| reason(&error))?;
            let found = finished(&found).await?;
            if !found.is_undefined() {
                let mut n = 1;
                let to_key = loop {
                    let to_key = JsValue::from_str(&Record::key_aside(&key, n));
                    let taken = to.get(&to_key).map_err(|error| reason(&error))?;
                    if finished(&taken).await?.is_undefined() {
                        break to_key;
                    }
                    n += 1;
                };
                to.put_with_key(&found, &to_key)
                    .map_err(|error| reason(&error))?;
                from.delete(&from_key).map_err(|error| reason(&error))?;
            }
            completed(&transaction).await
        })
    }

    fn outlives_the_page(&self) -> bool {
        true
    }
}

fn database_of(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

fn object_store(transaction: &IdbTransaction, name: &str) -> Result<IdbObjectStore, StoreError> {
    transaction
        .object_store(name)
        .map_err(|error| reason(&error))
}

/// A record as it lies in the database. What is not as it should be becomes a record that does not
/// open, so that it is set aside and reported rather than overlooked.
fn read_record(key: &JsValue, stored: &JsValue, is_aside: bool) -> Record {
    let field = |name: &str| Reflect::get(stored, &JsValue::from_str(name)).ok();
    let body = field("body")
        .and_then(|body| body.as_string())
        .unwrap_or_default();
    // Revisions are counted from nought, one a change: far below 2^53, up to where JavaScript's
    // numbers are exact. A revision that is none is read as nought.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float casts to the nearest whole number within range, and NaN to nought"
    )]
    let revision = field("revision")
        .and_then(|of| of.as_f64())
        .map_or(0, |of| of as u64);
    Record {
        key: key.as_string().unwrap_or_default(),
        revision,
        body,
        is_aside,
    }
}

fn write_record(record: &Record) -> JsValue {
    let object = Object::new();
    #[expect(clippy::cast_precision_loss, reason = "revisions stay far below 2^53")]
    let revision = JsValue::from_f64(record.revision as f64);
    // Setting a field of a fresh plain object cannot fail.
    let _ = Reflect::set(&object, &JsValue::from_str("revision"), &revision);
    let _ = Reflect::set(
        &object,
        &JsValue::from_str("body"),
        &JsValue::from_str(&record.body),
    );
    object.into()
}

/// The result of a request, once there is one.
async fn finished(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let is_success = either(|success, error| {
        request.set_onsuccess(Some(success));
        request.set_onerror(Some(error));
    });
    if is_success.await {
        return request.result().map_err(|error| reason(&error));
    }
    let error = request.error().ok().flatten();
    Err(error.map_or(StoreError::Failed, |error| reason(&error)))
}

/// Waits until a transaction is on the disk.
async fn completed(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let is_complete = either(|complete, abort| {
        transaction.set_oncomplete(Some(complete));
        transaction.set_onabort(Some(abort));
    });
    if is_complete.await {
        return Ok(());
    }
    let error = transaction.error();
    Err(error.map_or(StoreError::Failed, |error| reason(&error)))
}

/// Waits for one of two events; whether it was the first.
///
/// The listeners are functions of JavaScript's own. A closure handed over and never called would hold
/// its request, with the record that it read, for the life of the page.
async fn either(listen: impl Fn(&Function, &Function)) -> bool {
    let promise = Promise::new(&mut |resolve: Function, _: Function| {
        let listener = |is_first| resolve.bind1(&JsValue::NULL, &JsValue::from_bool(is_first));
        let (first, second) = (listener(true), listener(false));
        listen(first.unchecked_ref(), second.unchecked_ref());
    });
    JsFuture::from(promise).await == Ok(JsValue::TRUE)
}

/// What an exception of the database means to a person.
fn reason(error: &JsValue) -> StoreError {
    match error
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .as_deref()
    {
        Some("QuotaExceededError") => StoreError::Full,
        Some("SecurityError" | "InvalidStateError") => StoreError::Blocked,
        Some(_) | None => StoreError::Failed,
    }
}
