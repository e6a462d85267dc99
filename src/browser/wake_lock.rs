//! Keeps the screen from going dark while a person reads. Only browsers over https have it; elsewhere the
//! device's own setting holds.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static HELD: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Asks for the screen to stay awake. The browser takes it back when the page is hidden: ask again when it is
/// shown.
pub async fn hold() {
    // A refusal (low battery, no https) leaves everything as it is.
    if let Some(lock) = ask().await {
        HELD.set(Some(lock));
    }
}

/// Lets the screen go dark again.
pub fn release() {
    if let Some(lock) = HELD.take() {
        let _ = call(&lock, "release", &[]);
    }
}

async fn ask() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let wake_lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    if wake_lock.is_undefined() {
        return None;
    }
    let asked: Promise = call(&wake_lock, "request", &["screen".into()])?
        .dyn_into()
        .ok()?;
    JsFuture::from(asked).await.ok()
}

fn call(on: &JsValue, name: &str, with: &[JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(on, &name.into()).ok()?.dyn_into().ok()?;
    function.apply(on, &with.iter().collect()).ok()
}
