//! Room kept for the day there is none left: bytes that mean nothing, let go of when the browser refuses a
//! write for want of room, so that what a person just did has a place to go.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStore};

use super::indexed_db::{Mode, completed, finished, reason, transaction};
use crate::browser::random::BrowserRandom;
use crate::vault::Random;
use crate::vault::disk::StoreError;

/// Its name in the browser's database.
pub(super) const BALLAST: &str = "ballast";

/// How many bytes: more than a dozen cases at their fullest.
const N_BYTES: usize = 512 * 1024;

/// How many random bytes a browser gives at once.
const AT_ONCE: usize = 65_536;

/// Puts it where it is not there yet.
///
/// # Errors
///
/// As [`StoreError`] says. Nothing depends on it.
pub(super) async fn put(database: &IdbDatabase) -> Result<(), StoreError> {
    if is_there(database).await? {
        return Ok(());
    }
    // What means nothing must not be pressed together on the disk either.
    let mut bytes = vec![0; N_BYTES];
    for part in bytes.chunks_mut(AT_ONCE) {
        BrowserRandom.fill(part).map_err(|_| StoreError::Blocked)?;
    }
    let bytes = Uint8Array::from(bytes.as_slice());
    let key = JsValue::from_str(BALLAST);
    write(database, |shelf| shelf.put_with_key(&bytes, &key).map(drop)).await
}

/// Lets go of it; whether there was any.
///
/// # Errors
///
/// As [`StoreError`] says.
pub(super) async fn let_go(database: &IdbDatabase) -> Result<bool, StoreError> {
    if !is_there(database).await? {
        return Ok(false);
    }
    write(database, |shelf| shelf.clear().map(drop)).await?;
    Ok(true)
}

async fn is_there(database: &IdbDatabase) -> Result<bool, StoreError> {
    let asked = transaction(database, &[BALLAST], Mode::Read);
    let shelf = asked.and_then(|asked| asked.object_store(BALLAST));
    let count = shelf.and_then(|shelf| shelf.count());
    let count = finished(&count.map_err(|error| reason(&error))?).await?;
    Ok(count.as_f64() != Some(0.0))
}

async fn write(
    database: &IdbDatabase,
    ask: impl FnOnce(IdbObjectStore) -> Result<(), JsValue>,
) -> Result<(), StoreError> {
    let begun = transaction(database, &[BALLAST], Mode::ReadAndWrite);
    let begun = begun.map_err(|error| reason(&error))?;
    let asked = begun.object_store(BALLAST).and_then(ask);
    asked.map_err(|error| reason(&error))?;
    completed(&begun).await
}
