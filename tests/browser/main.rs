//! Tests that run inside a headless browser.
#![cfg(target_arch = "wasm32")]
