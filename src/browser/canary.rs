//! Proof that this browser keeps data on this machine: a start that finds what an earlier one left.
//!
//! A private window accepts every write and forgets it when it is closed, so nothing that can be asked of
//! the browser tells. What was left a working day ago, and not by this very window, does: no private
//! window is likely to stay open that long.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// What the first start leaves: the time in milliseconds, a space, and the time as the screen shows it.
const KEY: &str = "mhtr-forms.first-start";

/// How old it has to be, in milliseconds: eight hours.
const WORKING_DAY_MS: u64 = 8 * 60 * 60 * 1000;

/// When the first start was that this browser still knows of, if that proves that it keeps data here.
/// Leaves something for a later start where there is nothing yet.
#[must_use]
pub fn kept_since(now_ms: u64, now: &str) -> Option<String> {
    let window = web_sys::window()?;
    let lasting = window.local_storage().ok().flatten()?;
    let of_this_window = window.session_storage().ok().flatten()?;
    let Some(left) = read(&lasting) else {
        let left = format!("{now_ms} {now}");
        // Where it cannot be left, nothing will ever be proven.
        let _ = lasting.set_item(KEY, &left);
        let _ = of_this_window.set_item(KEY, &left);
        return None;
    };
    let (then_ms, then) = left.split_once(' ')?;
    let age_ms = now_ms.checked_sub(then_ms.parse().ok()?)?;
    let is_this_window = read(&of_this_window).as_deref() == Some(&left);
    (age_ms >= WORKING_DAY_MS && !is_this_window).then(|| then.to_owned())
}

/// Whether a first start left anything, proof or not.
#[must_use]
pub fn is_left() -> bool {
    let lasting = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    lasting.is_some_and(|lasting| read(&lasting).is_some())
}

fn read(storage: &Storage) -> Option<String> {
    storage.get_item(KEY).ok().flatten()
}

/// Asks the browser not to clear this site's data when room runs short. It may say no; only time proves
/// anything, and over plain http there is nobody to ask.
pub fn ask_to_be_kept() {
    let asked = || -> Option<()> {
        let navigator: JsValue = web_sys::window()?.navigator().into();
        let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
        let persist: Function = Reflect::get(&storage, &"persist".into())
            .ok()?
            .dyn_into()
            .ok()?;
        persist.call0(&storage).ok().map(drop)
    };
    // Whatever it says, nothing is done differently.
    let _ = asked();
}
