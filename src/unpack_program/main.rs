//! Unpacks what the edition in one file holds: a program of its own, because browsers unpack no format that is as
//! small as this one.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod program {
    use std::io::Read as _;

    use lzma_rust2::LzipReader;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// What was packed; nothing if the bytes are damaged or are not all there.
    #[wasm_bindgen]
    pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
        let mut unpacked = Vec::new();
        LzipReader::new(packed).read_to_end(&mut unpacked).ok()?;
        (!unpacked.is_empty()).then_some(unpacked)
    }
}
