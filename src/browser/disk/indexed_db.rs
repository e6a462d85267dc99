//! Sealed bytes in `IndexedDB`, with strict durability: a write is confirmed when it is on the disk.
//!
//! A small wrapper of our own: the crates for `IndexedDB` give no way to ask for
//! `durability: "strict"`, and without it a browser confirms what a power cut still loses.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction,
};

use super::ballast::{self, BALLAST};
use crate::vault::disk::{Batch, Disk, Pending, Shelf, StoreError, Write};

/// The name of the database; an origin can be shared with other applications.
pub(super) const DATABASE: &str = "mhtr-forms";

/// Raised when a shelf is added. A browser that holds a later one refuses to open it.
const SCHEMA: u32 = 3;

/// Shelves of a version that nobody was given, on which answers lay as they were typed.
const IN_CLEAR: [&str; 2] = ["cases", "aside"];

/// How long the browser may take to answer, in milliseconds. It may never answer at all.
const PATIENCE_MS: i32 = 10_000;

/// How often a write that failed for no reason of its own is tried before the person is told.
const TRIES: usize = 3;

/// Sealed bytes in the browser's database.
#[derive(Debug, Clone)]
pub struct IndexedDbDisk {
    /// Another one after the connection was closed.
    database: Rc<RefCell<IdbDatabase>>,
    /// What is being carried out: an entry, and the lease beside it.
    underway: Rc<RefCell<Vec<IdbTransaction>>>,
}

impl IndexedDbDisk {
    /// Opens the database, making it where it is not there yet.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`] where the browser lets this page keep nothing, [`StoreError::TooNew`] where
    /// a later version of this app made the database, [`StoreError::Silent`] where nothing is answered.
    pub async fn open() -> Result<Self, StoreError> {
        let database = connect().await?;
        // Without it, a browser that is full is only full a little sooner.
        let _ = ballast::put(&database).await;
        Ok(Self {
            database: Rc::new(RefCell::new(database)),
            underway: Rc::default(),
        })
    }

    /// Begins a transaction, over a new connection where the browser or another tab closed this one.
    async fn begin(&self, shelves: &[Shelf], mode: Mode) -> Result<IdbTransaction, StoreError> {
        let database = self.database.borrow().clone();
        let names = names_of(shelves);
        match transaction(&database, &names, mode) {
            Err(error) if is_closed(&error) => {
                let database = connect().await?;
                *self.database.borrow_mut() = database.clone();
                transaction(&database, &names, mode)
            }
            begun => begun,
        }
        .map_err(|error| reason(&error))
    }

    /// Lets go of the connection and makes another.
    async fn reconnect(&self) -> Result<(), StoreError> {
        self.database.borrow().close();
        let database = connect().await?;
        *self.database.borrow_mut() = database;
        Ok(())
    }

    /// Makes room of what is kept for that; whether there was any.
    async fn make_room(&self) -> bool {
        let database = self.database.borrow().clone();
        ballast::let_go(&database).await.unwrap_or(false)
    }

    async fn carry_out(&self, batch: &Batch) -> Result<(), StoreError> {
        let transaction = self.begin(&shelves_of(batch), Mode::ReadAndWrite).await?;
        self.underway.borrow_mut().push(transaction.clone());
        let carried_out = carry_out_in(&transaction, batch).await;
        self.underway.borrow_mut().retain(|of| *of != transaction);
        carried_out
    }
}

/// Compares and writes, in a transaction that was begun for it.
async fn carry_out_in(transaction: &IdbTransaction, batch: &Batch) -> Result<(), StoreError> {
    // The comparison and the writes are one transaction: no other tab can come between.
    for guard in &batch.guards {
        let objects = object_store(transaction, guard.shelf)?;
        let found = objects.get(&JsValue::from_str(&guard.key));
        let found = finished(&found.map_err(|error| reason(&error))?).await?;
        let found = (!found.is_undefined()).then(|| bytes_of(&found));
        if !guard.holds(found.as_deref()) {
            // Nothing was asked of it yet; it ends by itself where this does nothing.
            let _ = transaction.abort();
            return Err(StoreError::Newer);
        }
    }
    for write in &batch.writes {
        if let Err(error) = ask(transaction, write, false) {
            // What was asked before would be carried out without the rest.
            let _ = transaction.abort();
            return Err(reason(&error));
        }
    }
    completed(transaction).await
}

/// Every shelf a batch touches, each once.
fn shelves_of(batch: &Batch) -> Vec<Shelf> {
    let guarded = batch.guards.iter().map(|guard| guard.shelf);
    let written = batch.writes.iter().map(|write| match write {
        Write::Put { shelf, .. } | Write::Remove { shelf, .. } => *shelf,
    });
    let mut shelves: Vec<Shelf> = guarded.chain(written).collect();
    shelves.sort_unstable();
    shelves.dedup();
    shelves
}

/// Asks for one write. `is_new` refuses to put anything over what stands there.
fn ask(transaction: &IdbTransaction, write: &Write, is_new: bool) -> Result<(), JsValue> {
    match write {
        Write::Put { shelf, key, bytes } => {
            let objects = transaction.object_store(shelf.name())?;
            let (key, bytes) = (JsValue::from_str(key), Uint8Array::from(bytes.as_slice()));
            if is_new {
                objects.add_with_key(&bytes, &key)?;
            } else {
                objects.put_with_key(&bytes, &key)?;
            }
        }
        Write::Remove { shelf, key } => {
            let objects = transaction.object_store(shelf.name())?;
            objects.delete(&JsValue::from_str(key))?;
        }
    }
    Ok(())
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
        let there = database.object_store_names();
        // A failure here fails the opening, which is answered below.
        for name in names_of(&Shelf::ALL).into_iter().chain([BALLAST]) {
            if !there.contains(name) {
                let _ = database.create_object_store(name);
            }
        }
        for name in IN_CLEAR {
            if there.contains(name) {
                let _ = database.delete_object_store(name);
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    finished(&request).await.map_err(|error| match error {
        StoreError::TooNew | StoreError::Silent => error,
        StoreError::Blocked
        | StoreError::Full
        | StoreError::Newer
        | StoreError::TooLarge
        | StoreError::Failed => StoreError::Blocked,
    })?;
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

/// The names of shelves in the database.
fn names_of(shelves: &[Shelf]) -> Vec<&'static str> {
    shelves.iter().map(|shelf| shelf.name()).collect()
}

/// Begins a transaction with strict durability.
///
/// Called by name: `web-sys` has the call with options only among its unstable interfaces.
pub(super) fn transaction(
    database: &IdbDatabase,
    names: &[&str],
    mode: Mode,
) -> Result<IdbTransaction, JsValue> {
    let names: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
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
pub(super) enum Mode {
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

impl Disk for IndexedDbDisk {
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>> {
        let (disk, prefix) = (self.clone(), prefix.to_owned());
        Box::pin(async move {
            let transaction = disk.begin(&[shelf], Mode::Read).await?;
            let objects = object_store(&transaction, shelf)?;
            let range = range(&prefix)?;
            let keys = objects.get_all_keys_with_key(&range);
            let bodies = objects.get_all_with_key(&range);
            let keys = finished(&keys.map_err(|error| reason(&error))?).await?;
            let bodies = finished(&bodies.map_err(|error| reason(&error))?).await?;
            let (keys, bodies) = (Array::from(&keys), Array::from(&bodies));
            let rows = keys.iter().zip(bodies.iter());
            Ok(rows
                .map(|(key, body)| (key.as_string().unwrap_or_default(), bytes_of(&body)))
                .collect())
        })
    }

    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>> {
        let (disk, prefix) = (self.clone(), prefix.to_owned());
        Box::pin(async move {
            let transaction = disk.begin(&[shelf], Mode::Read).await?;
            let objects = object_store(&transaction, shelf)?;
            let keys = objects.get_all_keys_with_key(&range(&prefix)?);
            let keys = finished(&keys.map_err(|error| reason(&error))?).await?;
            let keys = Array::from(&keys);
            Ok(keys.iter().filter_map(|key| key.as_string()).collect())
        })
    }

    fn write(&self, batch: Batch) -> Pending<()> {
        let disk = self.clone();
        Box::pin(async move {
            if batch.guards.is_empty() && batch.writes.is_empty() {
                // A transaction over no shelf cannot be asked for, and nothing is what was asked.
                return Ok(());
            }
            let mut tried = 0;
            loop {
                tried += 1;
                match disk.carry_out(&batch).await {
                    // A browser that dropped the connection, as tablets do in the background, may well
                    // have closed it without a word: the next try makes another.
                    Err(StoreError::Failed | StoreError::Blocked) if tried < TRIES => {
                        disk.reconnect().await?;
                    }
                    Err(StoreError::Full) if disk.make_room().await => {}
                    done => return done,
                }
            }
        })
    }

    fn undo_what_is_on_its_way(&self) {
        for transaction in &*self.underway.borrow() {
            // One that is done by now refuses, and stays.
            let _ = transaction.abort();
        }
    }

    fn write_in_passing(&self, batch: Batch) {
        // A transaction that is still open when the page goes is undone, so this one is committed at
        // once; nothing may be read in it first, since the answer would come too late.
        let database = self.database.borrow().clone();
        let names = names_of(&shelves_of(&batch));
        let begun = transaction(&database, &names, Mode::ReadAndWrite);
        let written = begun.and_then(|transaction| {
            for write in &batch.writes {
                let is_new = batch.guards.iter().any(|guard| {
                    let Write::Put { shelf, key, .. } = write else {
                        return false;
                    };
                    guard.begins.is_none() && guard.shelf == *shelf && guard.key == *key
                });
                if let Err(error) = ask(&transaction, write, is_new) {
                    // As when an answer is waited for: all of it or nothing.
                    let _ = transaction.abort();
                    return Err(error);
                }
            }
            commit(&transaction)
        });
        // The page is going: there is nobody left to tell.
        let _ = written;
    }

    fn outlives_the_page(&self) -> bool {
        true
    }
}

/// All keys that begin so. Keys are plain ASCII, which all sorts before the last character.
fn range(prefix: &str) -> Result<JsValue, StoreError> {
    let (from, to) = (
        JsValue::from_str(prefix),
        JsValue::from_str(&format!("{prefix}\u{ffff}")),
    );
    let range = IdbKeyRange::bound(&from, &to).map_err(|error| reason(&error))?;
    Ok(range.into())
}

/// The bytes of a row. What is no row of bytes is read as none, which opens as nothing and is set aside.
fn bytes_of(row: &JsValue) -> Vec<u8> {
    row.dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

fn database_of(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

fn object_store(transaction: &IdbTransaction, shelf: Shelf) -> Result<IdbObjectStore, StoreError> {
    transaction
        .object_store(shelf.name())
        .map_err(|error| reason(&error))
}

/// The result of a request, once there is one.
pub(super) async fn finished(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let is_success = either(|success, error| {
        request.set_onsuccess(Some(success));
        request.set_onerror(Some(error));
    });
    if is_success.await? {
        return request.result().map_err(|error| reason(&error));
    }
    let error = request.error().ok().flatten();
    Err(error.map_or(StoreError::Failed, |error| reason(&error)))
}

/// Waits until a transaction is on the disk.
pub(super) async fn completed(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let is_complete = either(|complete, abort| {
        transaction.set_oncomplete(Some(complete));
        transaction.set_onabort(Some(abort));
    });
    if is_complete.await? {
        return Ok(());
    }
    let error = transaction.error();
    Err(error.map_or(StoreError::Failed, |error| reason(&error)))
}

/// Waits for one of two events; whether it was the first.
///
/// The listeners are functions of JavaScript's own. A closure handed over and never called would hold
/// its request, with the record that it read, for the life of the page.
async fn either(listen: impl Fn(&Function, &Function)) -> Result<bool, StoreError> {
    let promise = Promise::new(&mut |resolve: Function, _: Function| {
        let listener = |is_first| resolve.bind1(&JsValue::NULL, &JsValue::from_bool(is_first));
        let (first, second) = (listener(true), listener(false));
        listen(first.unchecked_ref(), second.unchecked_ref());
        if let Some(window) = web_sys::window() {
            let silent = resolve.bind1(&JsValue::NULL, &JsValue::NULL);
            // Without a timer it waits as long as the browser does.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                silent.unchecked_ref(),
                PATIENCE_MS,
            );
        }
    });
    let answer = JsFuture::from(promise).await;
    answer
        .ok()
        .and_then(|answer| answer.as_bool())
        .ok_or(StoreError::Silent)
}

/// What an exception of the database means to a person.
pub(super) fn reason(error: &JsValue) -> StoreError {
    match error
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .as_deref()
    {
        Some("QuotaExceededError") => StoreError::Full,
        Some("VersionError") => StoreError::TooNew,
        Some("SecurityError" | "InvalidStateError") => StoreError::Blocked,
        Some(_) | None => StoreError::Failed,
    }
}
