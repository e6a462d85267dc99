//! The program that says what is wrong with an agency's folder, as one script for the page that checks.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::word::Placed;
use crate::{assemble, bind, names, word};

/// What the compiler calls it, beside the program that writes Word documents.
const WASM: &str = "check.wasm";

/// The page's own note of where it is; `check.js` reads it.
const NOTE: &str = "<meta name=\"check-program\" content=\"";

/// Puts the script into the site, beside that of the other program, and its address into the page.
pub fn put(word: &word::Order<'_>, site: &Path, page: &Path) -> Result<()> {
    let work = word.work.with_extension("check");
    let bound = bind::bind(&word.wasm.with_file_name(WASM), &work, &word.how)?;
    assemble::remove_folder(&work)?;
    let script = format!(
        "{}\nconst PROGRAM = '{}';\n\n// Makes the program ready; its functions can be called from then on.\nexport function start() {{\n    const bytes = Uint8Array.from(atob(PROGRAM), (letter) => letter.charCodeAt(0));\n    return __wbg_init({{ module_or_path: bytes }});\n}}\n",
        bound.js,
        names::in_base64(&bound.wasm)
    );
    let name = names::hashed_name("check", ".js", script.as_bytes());
    let folder = site.join(word::FOLDER);
    fs::write(folder.join(&name), &script).with_context(|| format!("no {}", folder.display()))?;
    let placed = Placed {
        address: format!("{}/{name}", word::FOLDER),
        integrity: names::integrity(script.as_bytes()),
    };
    note(page, &placed)
}

fn note(page: &Path, program: &Placed) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("no {}", page.display()))?;
    ensure!(
        !text.contains(NOTE),
        "{} has been finished before: make it anew",
        page.display()
    );
    let (before, after) = text
        .split_once("</head>")
        .with_context(|| format!("{} has no </head>", page.display()))?;
    let note = format!(
        "{NOTE}./{}\" data-integrity=\"{}\">",
        program.address, program.integrity
    );
    fs::write(page, format!("{before}  {note}\n  </head>{after}"))?;
    Ok(())
}
