//! What is read of a file the person picked, and what is not.

use js_sys::{Array, Uint8Array};
use mhtr_forms::browser::file_choice::{FileRefused, LARGEST, read};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

/// A file made of the same bytes so many times over.
fn file_of(bytes: &[u8], times: u32) -> File {
    let part = Uint8Array::from(bytes);
    let parts: Array = (0..times).map(|_| part.clone()).collect();
    File::new_with_u8_array_sequence(&parts, "a.vault").unwrap()
}

#[wasm_bindgen_test]
async fn every_byte_of_a_file_is_read_in_its_order() {
    assert_eq!(read(&file_of(&[], 1)).await, Ok(Vec::new()));
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(read(&file_of(&all, 3)).await, Ok(all.repeat(3)));
}

#[wasm_bindgen_test]
async fn a_file_over_the_limit_is_refused_by_its_size() {
    let mebibyte = vec![0; 1024 * 1024];
    let n = LARGEST / (1024 * 1024);
    let at_limit = file_of(&mebibyte, n);
    assert!((at_limit.size() - f64::from(LARGEST)).abs() < 0.5);
    let parts = Array::of2(&at_limit, &Uint8Array::from(&[0_u8][..]));
    let over = File::new_with_blob_sequence(&parts, "a.vault").unwrap();
    assert_eq!(read(&over).await, Err(FileRefused::TooLarge));
}
