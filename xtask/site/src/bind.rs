//! Binds a compiled program to JavaScript, and makes it small for a release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::places::without_places;
use crate::{assemble, split, strip};

/// How a program is made ready.
#[derive(Debug, Default, Clone)]
pub struct How {
    pub is_release: bool,
    /// The program that makes others smaller.
    pub wasm_opt: Option<PathBuf>,
    /// How much smaller: the letter of its flag `-O`.
    pub level: String,
    /// Its further flags.
    pub parameters: String,
}

/// A program and the JavaScript that runs it.
pub struct Bound {
    pub js: String,
    pub wasm: Vec<u8>,
    /// What arrives behind it, where the program was compiled in two parts.
    pub rest: Option<Vec<u8>>,
}

/// Makes a program's JavaScript and WebAssembly out of what the compiler wrote, with a folder to work in.
pub fn bind(compiled: &Path, work: &Path, how: &How) -> Result<Bound> {
    let stem = compiled
        .file_stem()
        .and_then(|stem| stem.to_str())
        .context("the compiled program has no name")?;
    let started = Instant::now();
    assemble::remove_folder(work)?;
    let mut bytes = fs::read(compiled).with_context(|| format!("no {}", compiled.display()))?;
    without_places(&mut bytes);
    let bytes = strip::without_debugging(&bytes)?;
    let parts = split::take_apart(&bytes, work)?;
    let is_split = parts.is_some();
    let (bytes, rest) = parts.map_or((bytes, None), |parts| (parts.first, Some(parts.rest)));
    Bindgen::new()
        .input_bytes(stem, bytes)
        // The rest finds there what the two share.
        .keep_lld_exports(is_split)
        .web(true)?
        .typescript(false)
        .remove_producers_section(how.is_release)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .generate(work)
        .with_context(|| format!("wasm-bindgen could not read {}", compiled.display()))?;
    println!(
        "  wasm-bindgen of {stem}: {:.1} s",
        started.elapsed().as_secs_f64()
    );
    let wasm = work.join(format!("{stem}_bg.wasm"));
    let rest_file = work.join("rest.wasm");
    if let Some(rest) = &rest {
        fs::write(&rest_file, rest)?;
    }
    if let (true, Some(program)) = (how.is_release, &how.wasm_opt) {
        optimise(program, how, &wasm)?;
        if is_split {
            optimise(program, how, &rest_file)?;
        }
    }
    Ok(Bound {
        js: fs::read_to_string(work.join(format!("{stem}.js")))?,
        wasm: fs::read(&wasm)?,
        rest: is_split.then(|| fs::read(&rest_file)).transpose()?,
    })
}

/// Makes the WebAssembly smaller.
fn optimise(program: &Path, how: &How, wasm: &Path) -> Result<()> {
    let started = Instant::now();
    let before = fs::metadata(wasm)?.len();
    let smaller = wasm.with_extension("small");
    let status = Command::new(program)
        .arg(format!("-O{}", how.level))
        .args(how.parameters.split_whitespace())
        .arg("--output")
        .arg(&smaller)
        .arg(wasm)
        .status()
        .with_context(|| format!("{} does not start", program.display()))?;
    ensure!(status.success(), "wasm-opt: {status}");
    fs::rename(&smaller, wasm)?;
    println!(
        "  wasm-opt: {before} to {} bytes, {:.1} s",
        fs::metadata(wasm)?.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(())
}
