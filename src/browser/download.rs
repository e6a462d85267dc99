//! A file handed to the person, to keep where they choose.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers `text` as a file of this name. Whether the person keeps it is theirs to decide; the browser
/// does not say.
pub fn offer(name: &str, media_type: &str, text: &str) -> Offered {
    hand_over(name, media_type, &JsValue::from_str(text))
}

/// Offers sealed bytes as a file of this name.
pub fn offer_bytes(name: &str, bytes: &[u8]) -> Offered {
    offer_bytes_as(name, "application/octet-stream", bytes)
}

/// Offers bytes of a known kind as a file of this name.
pub fn offer_bytes_as(name: &str, media_type: &str, bytes: &[u8]) -> Offered {
    hand_over(name, media_type, &Uint8Array::from(bytes))
}

fn hand_over(name: &str, media_type: &str, part: &JsValue) -> Offered {
    match make(name, media_type, part) {
        Ok(()) => Offered::Handed,
        Err(_) => Offered::Refused,
    }
}

/// Whether the browser took a file to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// It did.
    Handed,
    /// It did not let a file be made.
    Refused,
}

fn make(name: &str, media_type: &str, part: &JsValue) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::NULL)?;
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = Array::of1(part);
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
