//! Tests that run inside a headless browser: `cargo xtask test browser`.
//!
//! One program for all of them, because each program starts a browser of its own.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by stopping"
)]

mod disk;
mod file_choice;
mod machine;
mod mirror;
mod neighbours;
mod page;
mod passphrase;
mod route;
mod session;
mod slow_disk;

use mhtr_forms::engine::wording::Wording;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_words_are_compiled_into_the_app() {
    let wording = Wording::built_in();
    assert!(wording.keys().count() > 0);
    for key in wording.keys() {
        assert_ne!(wording.say(key), format!("[{key}]"));
    }
}
