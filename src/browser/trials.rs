//! For trials only: the key of a vault that opens by itself, and the hooks by which a script that kills browsers finds
//! out what was lost. Behind the feature `trials`, which no agency's site is built with.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

use crate::browser::clock;
use crate::browser::random::BrowserRandom;
use crate::vault::door::{put_new, vaults};
use crate::vault::header::{Header, Passphrase};
use crate::vault::kdf::Params;
use crate::vault::manifest::Kind;
use crate::vault::place::Place;
use crate::vault::recovery::RecoveryCode;
use crate::vault::seal::Key;
use crate::vault::{Vault, VaultId};

/// Set before the page is loaded, by a test that wants a vault that opens by itself.
const FLAG: &str = "mhtr-trials";

/// The vault of all trials on one machine.
const VAULT: VaultId = VaultId(*b"a vault of trial");

/// So little work that a trial does not wait; no vault of a person is ever made so.
const PARAMS: Params = Params {
    memory_kib: 8 * 1024,
    passes: 1,
    lanes: 1,
};

/// What the names of the records of these hooks begin with.
const TRIAL: &str = "trial-";

/// How many of a script's writes go into one record.
const PER_RECORD: u32 = 10;

/// Whether a test wants a vault that opens by itself.
#[must_use]
pub fn is_asked() -> bool {
    let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    let flag = storage.and_then(|storage| storage.get_item(FLAG).ok().flatten());
    flag.as_deref() == Some("open")
}

/// Opens the vault of trials, making it where it is not there yet.
pub async fn open(place: &Place) -> Option<(Header, Key)> {
    let passphrase = Passphrase::new("a passphrase for trials only");
    let found = vaults(place).await.ok()?;
    let found = found.into_iter().find(|vault| vault.id == VAULT);
    if let Some(header) = found.and_then(|vault| vault.header.ok()) {
        let key = header.unlock(&passphrase).ok()?;
        return Some((header, key));
    }
    let code = RecoveryCode::make(&BrowserRandom).ok()?;
    let (header, key) = Header::make(VAULT, &passphrase, &code, PARAMS, &BrowserRandom).ok()?;
    put_new(place, &header).await.ok()?;
    Some((header, key))
}

/// Puts `window.__crash` onto the page: `write(k, bytes)`, which resolves once the app would say "Saved", and
/// `readAll()`, which gives every write that can be read back.
pub fn offer(place: &Place) {
    let opened: Rc<RefCell<Option<Rc<Vault>>>> = Rc::default();
    let (to_write, for_writing) = (place.clone(), Rc::clone(&opened));
    let write = Closure::<dyn Fn(u32, u32) -> Promise>::new(move |k, n_bytes| {
        let (place, opened) = (to_write.clone(), Rc::clone(&for_writing));
        future_to_promise(async move {
            let vault = vault(&place, &opened).await?;
            write(&vault, k, n_bytes).await?;
            Ok(JsValue::TRUE)
        })
    });
    let (to_read, for_reading) = (place.clone(), opened);
    let read_all = Closure::<dyn Fn() -> Promise>::new(move || {
        let (place, opened) = (to_read.clone(), Rc::clone(&for_reading));
        future_to_promise(async move {
            let vault = vault(&place, &opened).await?;
            read_all(&vault).await
        })
    });
    let hooks = Object::new();
    let put = |name: &str, function: &Function| {
        // Setting a field of a fresh plain object cannot fail.
        let _ = Reflect::set(&hooks, &name.into(), function);
    };
    put("write", write.as_ref().unchecked_ref());
    put("readAll", read_all.as_ref().unchecked_ref());
    write.forget();
    read_all.forget();
    if let Some(window) = web_sys::window() {
        let _ = Reflect::set(&window, &"__crash".into(), &hooks);
    }
}

async fn vault(
    place: &Place,
    opened: &Rc<RefCell<Option<Rc<Vault>>>>,
) -> Result<Rc<Vault>, JsValue> {
    if let Some(vault) = &*opened.borrow() {
        return Ok(Rc::clone(vault));
    }
    let (_, key) = open(place)
        .await
        .ok_or("the vault of trials does not open")?;
    let vault = Vault::open(VAULT, key, place.clone()).await;
    let vault = Rc::new(vault.map_err(|why| format!("{why:?}"))?.vault);
    *opened.borrow_mut() = Some(Rc::clone(&vault));
    Ok(vault)
}

fn record_of(k: u32) -> String {
    format!("{TRIAL}{}", k / PER_RECORD)
}

/// One write as a line of a record: its number, filler, and a sum over both.
fn line(k: u32, n_bytes: u32) -> String {
    let seed = k.wrapping_mul(2_654_435_761);
    let filler: String = (0..n_bytes)
        .map(|n| char::from(b'a' + u8::try_from((seed.wrapping_add(n) >> 3) % 26).unwrap_or(0)))
        .collect();
    let sum: u32 = filler.bytes().fold(k, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    format!("{k}|{filler}|{sum}")
}

/// The number of a line, and whether the line is whole.
fn read_line(text: &str) -> Option<(u32, bool)> {
    let (k, rest) = text.split_once('|')?;
    let k = k.parse().ok()?;
    let (filler, _) = rest.split_once('|')?;
    let n_bytes = u32::try_from(filler.len()).ok()?;
    Some((k, text == line(k, n_bytes)))
}

/// Keeps one more line in the record it belongs to: new records, journal entries and new bodies take turns.
async fn write(vault: &Vault, k: u32, n_bytes: u32) -> Result<(), JsValue> {
    let record = record_of(k);
    let at = clock::now().to_string();
    let line = line(k, n_bytes);
    let kept = if k.is_multiple_of(PER_RECORD) {
        vault.create(&record, Kind::Case, &line, &at).await
    } else {
        let before = vault.read(&record).await;
        let before = before.map_err(|why| format!("{why:?}"))?.text;
        let text = format!("{before},{line}");
        if k % PER_RECORD == 7 {
            vault.fold(&record, &text, &at).await
        } else {
            vault.keep(&record, &text, &at).await
        }
    };
    kept.map_err(|error| format!("{error:?}").into())
}

async fn read_all(vault: &Vault) -> Result<JsValue, JsValue> {
    let found = Array::new();
    let records = vault.list().await.into_keys();
    for record in records.filter(|record| record.starts_with(TRIAL)) {
        let shown = vault.read(&record).await;
        let text = shown.map(|shown| shown.text).unwrap_or_default();
        let lines: Vec<_> = text.split(',').map(read_line).collect();
        for read in lines {
            let entry = Object::new();
            let (k, is_whole) =
                read.map_or((-1.0, false), |(k, is_whole)| (f64::from(k), is_whole));
            let _ = Reflect::set(&entry, &"k".into(), &k.into());
            let _ = Reflect::set(&entry, &"ok".into(), &is_whole.into());
            found.push(&entry);
        }
    }
    Ok(found.into())
}
