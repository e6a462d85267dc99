//! Text put where the person can paste it from.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the browser took a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// It did.
    Taken,
    /// It does not do that here: over plain http there is no clipboard, and it may be forbidden.
    Refused,
}

/// Puts a text onto the clipboard.
pub async fn copy(text: &str) -> Copied {
    match try_to_copy(text).await {
        Ok(()) => Copied::Taken,
        Err(_) => Copied::Refused,
    }
}

async fn try_to_copy(text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    // By name: where the address is not secure there is none.
    let clipboard = Reflect::get(&window.navigator(), &JsValue::from_str("clipboard"))?;
    let write: Function = Reflect::get(&clipboard, &JsValue::from_str("writeText"))?.dyn_into()?;
    let written: Promise = write
        .call1(&clipboard, &JsValue::from_str(text))?
        .dyn_into()?;
    JsFuture::from(written).await?;
    Ok(())
}
