//! Writes a report as a Word document: a program of its own, so that who never asks for one never loads it.
//!
//! It is handed a report and gives bytes, and knows nothing else of the app. Whoever runs it overwrites its memory
//! (`public/boot.js`): the report stands in it in clear.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod program {
    use mhtr_forms::engine::report::{Report, word};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The document of a report in JSON; nothing if it is not a report as this program knows it.
    #[wasm_bindgen]
    pub fn write(report: &[u8]) -> Option<Vec<u8>> {
        let report: Report = serde_json::from_slice(report).ok()?;
        word::write(&report).ok()
    }
}
