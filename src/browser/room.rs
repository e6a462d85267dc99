//! How much room the browser gives this address, where it says so.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::vault::room::Room;

/// The room there is for everything at this address; `None` where the browser does not say, as over plain
/// http.
pub async fn room() -> Option<Room> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let storage = get(&navigator, "storage")?;
    let estimate: Function = get(&storage, "estimate")?.dyn_into().ok()?;
    let asked: Promise = estimate.call0(&storage).ok()?.dyn_into().ok()?;
    let said = JsFuture::from(asked).await.ok()?;
    Some(Room {
        used: bytes(&get(&said, "usage")?)?,
        given: bytes(&get(&said, "quota")?)?,
    })
}

/// A number of bytes as JavaScript has it: whole, and far below what a float holds exactly.
fn bytes(value: &JsValue) -> Option<u64> {
    let value = value.as_f64().filter(|value| *value >= 0.0)?;
    format!("{value:.0}").parse().ok()
}
