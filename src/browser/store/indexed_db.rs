//! Cases in `IndexedDB`, with strict durability: a write is confirmed when it is on the disk.
//!
//! A small wrapper of our own: the crates for `IndexedDB` give no way to ask for
//! `durability: "strict"`, and without it a browser confirms what a power cut still loses.

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
    database: Rc<IdbDatabase>,
}

impl IndexedDbStore {
    /// Opens the database, making it where it is not there yet.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`] where the browser lets this page keep nothing.
    pub async fn open() -> Result<Self, StoreError> {
        // Reading `indexedDB` itself throws where site data is blocked.
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().ok().flatten())
            .ok_or(StoreError::Blocked)?;
        let request = factory
            .open_with_u32(DATABASE, SCHEMA)
            .map_err(|_| StoreError::Blocked)?;
        let upgrading = request.clone();
        let upgrade = Closure::once_into_js(move || {
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
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        finished(&request).await.map_err(|_| StoreError::Blocked)?;
        let database = database_of(&request).ok_or(StoreError::Blocked)?;
        // Another tab that wants a newer schema must not wait for this one.
        let closing = database.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
        close.forget();
        Ok(Self {
            database: Rc::new(database),
        })
    }

    /// Begins a transaction with strict durability.
    ///
    /// Called by name: `web-sys` has the call with options only among its unstable interfaces.
    fn begin(&self, stores: &[&str], mode: Mode) -> Result<IdbTransaction, StoreError> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let (key, strict) = (JsValue::from_str("durability"), JsValue::from_str("strict"));
        let begun = Reflect::set(&options, &key, &strict)
            .and_then(|_| Reflect::get(&self.database, &JsValue::from_str("transaction")))
            .and_then(|begin| begin.dyn_into::<Function>())
            .and_then(|begin| {
                let mode = JsValue::from_str(mode.name());
                begin.call3(&self.database, &names, &mode, &options)
            })
            .map_err(|error| reason(&error))?;
        begun.dyn_into().map_err(|_| StoreError::Failed)
    }
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
            let transaction = store.begin(&[CASES, ASIDE], Mode::Read)?;
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

    fn write(&self, record: Record) -> Pending<()> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES], Mode::ReadAndWrite)?;
            let objects = object_store(&transaction, CASES)?;
            let key = JsValue::from_str(&record.key);
            // The comparison and the write are one transaction: no other tab can come between.
            let kept = objects.get(&key).map_err(|error| reason(&error))?;
            let kept = finished(&kept).await?;
            if !kept.is_undefined() {
                let kept = read_record(&key, &kept, false);
                let is_newer = kept.revision > record.revision
                    || (kept.revision == record.revision && kept.body != record.body);
                if is_newer {
                    return Err(StoreError::Newer);
                }
            }
            let put = objects.put_with_key(&write_record(&record), &key);
            put.map_err(|error| reason(&error))?;
            completed(&transaction).await
        })
    }

    fn remove(&self, id: CaseId) -> Pending<()> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES], Mode::ReadAndWrite)?;
            let objects = object_store(&transaction, CASES)?;
            let key = JsValue::from_str(id.as_str());
            objects.delete(&key).map_err(|error| reason(&error))?;
            completed(&transaction).await
        })
    }

    fn set_aside(&self, key: String) -> Pending<()> {
        let store = self.clone();
        Box::pin(async move {
            let transaction = store.begin(&[CASES, ASIDE], Mode::ReadAndWrite)?;
            let (from, to) = (
                object_store(&transaction, CASES)?,
                object_store(&transaction, ASIDE)?,
            );
            let key = JsValue::from_str(&key);
            let found = finished(&from.get(&key).map_err(|error| reason(&error))?).await?;
            if !found.is_undefined() {
                to.put_with_key(&found, &key)
                    .map_err(|error| reason(&error))?;
                from.delete(&key).map_err(|error| reason(&error))?;
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
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let done = request.clone();
        let on_success = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::NULL, &done.result().unwrap_or_default());
        });
        request.set_onsuccess(Some(on_success.unchecked_ref()));
        let failed = request.clone();
        let on_error = Closure::once_into_js(move || {
            let error = failed
                .error()
                .ok()
                .flatten()
                .map_or(JsValue::NULL, JsValue::from);
            let _ = reject.call1(&JsValue::NULL, &error);
        });
        request.set_onerror(Some(on_error.unchecked_ref()));
    });
    JsFuture::from(promise)
        .await
        .map_err(|error| reason(&error))
}

/// Waits until a transaction is on the disk.
async fn completed(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let on_complete = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
        });
        transaction.set_oncomplete(Some(on_complete.unchecked_ref()));
        let aborted = transaction.clone();
        let on_abort = Closure::once_into_js(move || {
            let error = aborted.error().map_or(JsValue::NULL, JsValue::from);
            let _ = reject.call1(&JsValue::NULL, &error);
        });
        transaction.set_onabort(Some(on_abort.unchecked_ref()));
    });
    JsFuture::from(promise)
        .await
        .map(drop)
        .map_err(|error| reason(&error))
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
