//! Runs a compiled test program in a headless browser; cargo starts it (`.cargo/config.toml`).
//!
//! `wasm-bindgen-test` has a runner of its own, with a hundred more crates to compile and a second
//! way to drive a browser. All that it does for us is this page: `run.js` speaks to the test program
//! as that runner does, under the headers that the app itself is served with.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::server;

/// What drives the browser. It needs the packages of the end-to-end tests.
const DRIVER: &str = "tests/e2e/run-in-browser.mjs";

/// Runs the tests of one program whose names hold one of the words; any test without words.
pub fn run(wasm: &Path, words: &[String]) -> Result<()> {
    let folder = wasm.with_extension("page");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Bindgen::new()
        .input_path(wasm)
        .out_name("tests")
        .web(true)?
        .typescript(false)
        // The page starts the tests; nothing starts by being loaded.
        .emit_start(false)
        .generate(&folder)
        .context("wasm-bindgen could not read the compiled tests")?;
    fs::write(folder.join("index.html"), include_str!("index.html"))?;
    fs::write(folder.join("run.js"), include_str!("run.js"))?;

    let address = server::in_background(&folder, 0, "/")?;
    let status = Command::new("node")
        .arg(DRIVER)
        .arg(address)
        .args(words)
        .status()
        .context("Node.js does not start; it drives the browser")?;
    ensure!(
        status.success(),
        "the tests in the browser failed ({status})"
    );
    Ok(())
}
