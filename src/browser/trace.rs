//! A sign that this browser has had a vault at this address, apart from all that a vault is kept in: data that was
//! cleared, or that the browser threw away as damaged, is then not taken for a first visit.
//!
//! It is a cookie, because browsers keep those in another file, and what clears the storage of an address may leave
//! them. It says one word, the same for everybody, and goes to the host of the forms only.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::canary;

const MARK: &str = "mhtr-forms=used";

/// For 400 days, after which Chromium forgets any cookie; every opening of a vault begins them anew.
const HOW_LONG: &str = "max-age=34560000; samesite=strict";

/// Leaves the sign.
pub fn leave() {
    if let Some(document) = document() {
        let mark = JsValue::from_str(&format!("{MARK}; {HOW_LONG}"));
        // A browser that keeps no cookies cannot be told apart from a new one, then.
        let _ = Reflect::set(&document, &"cookie".into(), &mark);
    }
}

/// Whether there was a vault here, as far as anything is left that says so.
#[must_use]
pub fn is_left() -> bool {
    let cookies = document().and_then(|of| Reflect::get(&of, &"cookie".into()).ok()?.as_string());
    let is_marked = cookies.is_some_and(|all| all.split(';').any(|one| one.trim() == MARK));
    is_marked || canary::is_left()
}

fn document() -> Option<JsValue> {
    Some(web_sys::window()?.document()?.into())
}
