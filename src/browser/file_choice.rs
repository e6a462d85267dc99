//! A file the person picked: which one it is, and what is in it.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// A file the person picked. Nothing of it has been read.
pub type ChosenFile = web_sys::File;

/// The most bytes of a file that are read: 64 MiB. A backup of 500 full cases takes less than half of
/// that, and a file of several gigabytes would take the page down with it.
pub const LARGEST: u32 = 64 * 1024 * 1024;

/// Why nothing was read of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefused {
    /// It holds more than [`LARGEST`] bytes; none of them was read.
    TooLarge,
    /// The browser could not read it: it was moved, removed, or is not a file.
    Unreadable,
}

/// The file in the input that an event came from; `None` where there is none in it.
#[must_use]
pub fn chosen(event: &Event) -> Option<ChosenFile> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}

/// All that is in a file. Its size is looked at first.
///
/// # Errors
///
/// [`FileRefused`]: it is too large, or it cannot be read.
pub async fn read(file: &ChosenFile) -> Result<Vec<u8>, FileRefused> {
    if file.size() > f64::from(LARGEST) {
        return Err(FileRefused::TooLarge);
    }
    let bytes = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| FileRefused::Unreadable)?;
    Ok(Uint8Array::new(&bytes).to_vec())
}
