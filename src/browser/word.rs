//! A report as a Word document, by a program of its own that is loaded when somebody asks for one.
//!
//! It is not a part of this program, so that nobody loads it for nothing. The page round both loads it, hands the
//! report over and overwrites what it worked on (`public/boot.js`).

use std::future::Future;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroize;

use super::host;
use crate::engine::report::Report;

/// Why there is no document. Whatever it is, the report can still be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordError {
    /// The program did not arrive, or was not the one that belongs to this page: the host is out of reach, or has
    /// another version of the site by now. Asking again may help, and so may loading the page again.
    Missing,
    /// It does not know a report as this program writes it down. The page has to be loaded again.
    OtherVersion,
    /// It could not be written, or the program that asked has ended.
    Failed,
}

#[wasm_bindgen]
extern "C" {
    type HostDocument;

    #[wasm_bindgen(method, getter)]
    fn fault(this: &HostDocument) -> String;
    #[wasm_bindgen(method, getter)]
    fn bytes(this: &HostDocument) -> Uint8Array;
}

/// The bytes of a report as a Word document. The report is taken down at once; it is not held while waiting.
pub fn write(report: &Report) -> impl Future<Output = Result<Vec<u8>, WordError>> + use<> {
    let json = serde_json::to_vec(report);
    async move {
        let mut json = json.map_err(|_| WordError::Failed)?;
        let handed = Uint8Array::from(json.as_slice());
        json.zeroize();
        let promise = host::word_document(&handed).ok_or(WordError::Missing)?;
        let answer = JsFuture::from(promise).await;
        let answer: HostDocument = answer.map_err(|_| WordError::Failed)?.unchecked_into();
        match answer.fault().as_str() {
            "" => {
                let bytes = answer.bytes();
                let document = bytes.to_vec();
                // The browser's own copy goes when the browser likes; it need not hold anything until then.
                bytes.fill(0, 0, bytes.length());
                Ok(document)
            }
            "missing" => Err(WordError::Missing),
            "other-version" => Err(WordError::OtherVersion),
            _ => Err(WordError::Failed),
        }
    }
}
