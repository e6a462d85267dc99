//! Checking and scoring for other programs, as a JavaScript module: the engine and nothing else.
//!
//! It is handed plain data and gives plain data. What it offers is in `engine::api`; what a developer calls is in
//! `package/index.js`, which starts it and hands it its words and its measures.

// What begins a program of its own accord (standard output, a main thread) has no use in a module that is called.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
#[path = "../engine/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    clippy::all,
    reason = "most of the engine is for the app, with which it is linted"
)]
mod engine;
#[cfg(target_arch = "wasm32")]
mod plain;
#[cfg(target_arch = "wasm32")]
mod program;
