//! Takes the app apart: what the first form needs, and the rest, which arrives behind it (`src/ui/later.rs`).
//!
//! What only the other side of `Later` reaches goes into the rest. Both parts share one memory and one table of functions;
//! `glue.rs` writes the JavaScript that puts them together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use crate::assemble;

/// The module that the first part asks for the rest, as it stands in the first part.
pub const LINK: &str = "./rest.js";

/// The app in two parts.
pub struct Parts {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// Takes a program apart, with a folder to work in; nothing where it was compiled as one.
///
/// # Errors
///
/// When it cannot be taken apart, or comes apart in other parts than these two.
pub fn take_apart(module: &[u8], work: &Path) -> Result<Option<Parts>> {
    if !names_the_rest(module) {
        return Ok(None);
    }
    let folder = work.join("parts");
    assemble::remove_folder(&folder)?;
    fs::create_dir_all(&folder)?;
    let first = folder.join("first.wasm");
    let mut options = Options::new(module);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = LINK;
    let made = transform(options).map_err(|error| anyhow!("the app cannot be split: {error:#}"))?;
    let [rest] = made.split_modules.as_slice() else {
        anyhow::bail!("the app came apart in {} parts", made.split_modules.len());
    };
    let parts = Parts {
        first: fs::read(&first)?,
        rest: fs::read(rest).with_context(|| format!("no {}", rest.display()))?,
    };
    ensure!(!parts.rest.is_empty(), "the rest of the app is empty");
    assemble::remove_folder(&folder)?;
    Ok(Some(parts))
}

/// Whether a program was compiled to be taken apart.
fn names_the_rest(module: &[u8]) -> bool {
    let name = b"__wasm_split_00rest00_import_";
    module.windows(name.len()).any(|at| at == name)
}
