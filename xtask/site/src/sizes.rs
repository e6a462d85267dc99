//! Prints what a visitor downloads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::assemble::files_below;
use crate::manifest::ONE_FILE;
use crate::{embed, names};

/// What the first page may take over the wire, compressed with brotli.
const FIRST_LOAD: u64 = 180_000;

/// What the edition in one file may take.
const IN_ONE_FILE: u64 = 1_500_000;

/// What the program of the module for developers may take over the wire, compressed with brotli.
const API: u64 = 120_000;

/// Prints what the module for developers takes.
///
/// # Errors
/// When its program takes more than it may.
pub fn check_api(folder: &Path) -> Result<()> {
    for name in [
        "index.js", "plain.js", "about.js", "data.js", "api.js", "api.wasm",
    ] {
        row(&Sizes::of(&folder.join(name))?, name);
    }
    let program = Sizes::of(&folder.join("api.wasm"))?.brotli;
    println!("api.wasm: {program} bytes of brotli, budget {API}");
    ensure!(
        program <= API,
        "api.wasm is {} bytes of brotli over its budget",
        program - API
    );
    Ok(())
}

/// Prints each file of the first page, and all files together.
pub fn print(site: &Path) -> Result<()> {
    let mut files = Vec::new();
    files_below(site, &mut files)?;
    files.retain(|file| !is_compressed_copy(file) && !file.ends_with(ONE_FILE));
    let page = fs::read_to_string(site.join("index.html"))?;
    println!("{:>10} {:>10} {:>10}  file", "bytes", "gzip", "brotli");
    let mut all = Sizes::default();
    let mut first = Sizes::default();
    let mut embedded = Sizes::default();
    for file in &files {
        let name = file.strip_prefix(site)?.display().to_string();
        let sizes = Sizes::of(file)?;
        all.add(&sizes);
        // What the page itself names, it loads before anything is shown.
        if name == "index.html" || page.contains(&format!("\"./{name}\"")) {
            row(&sizes, &name);
            first.add(&sizes);
        } else if is_of_every_embedded_form(file, site) {
            row(&sizes, &name);
            embedded.add(&sizes);
        }
    }
    row(&first, "together, before any form is opened");
    row(&embedded, "together, in a page that holds a form");
    row(&all, &format!("the whole site, {} files", files.len()));
    if let Ok(about) = fs::metadata(site.join(ONE_FILE)) {
        budget("the edition in one file", about.len(), IN_ONE_FILE);
    }
    budget("first load in brotli", first.brotli, FIRST_LOAD);
    Ok(())
}

/// Says whether something keeps within what it may take, in bytes.
fn budget(what: &str, bytes: u64, most: u64) {
    match bytes.checked_sub(most) {
        None | Some(0) => println!("{what}: {bytes} bytes, within the budget of {most}"),
        Some(over) => println!("{what}: {bytes} bytes, {over} OVER the budget of {most}"),
    }
}

/// What a page loads that holds one form, beside the files of that form.
fn is_of_every_embedded_form(file: &Path, site: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    file.parent() == Some(&site.join(embed::FOLDER))
        && name.is_some_and(|name| name == embed::SCRIPT || names::is_hashed(name))
}

fn is_compressed_copy(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("br" | "gz"))
}

/// Bytes as they are, and as a server sends them.
#[derive(Default)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Sizes {
    fn add(&mut self, other: &Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    /// A file without a compressed copy is sent as it is.
    fn of(file: &Path) -> Result<Self> {
        let raw = fs::metadata(file)?.len();
        let copy = |ending: &str| {
            let mut name = file.as_os_str().to_owned();
            name.push(ending);
            fs::metadata(PathBuf::from(name)).map_or(raw, |about| about.len())
        };
        Ok(Self {
            raw,
            gzip: copy(".gz"),
            brotli: copy(".br"),
        })
    }
}

fn row(sizes: &Sizes, name: &str) {
    println!(
        "{:>10} {:>10} {:>10}  {name}",
        sizes.raw, sizes.gzip, sizes.brotli
    );
}

#[cfg(test)]
mod tests {
    use super::{API, check_api};
    use std::fs;

    #[test]
    fn a_module_that_is_too_large_is_refused() {
        let folder = std::env::temp_dir().join(format!("sizes-{}", std::process::id()));
        assert!(check_api(&folder).is_err(), "none was made");
        fs::create_dir_all(&folder).unwrap();
        for name in [
            "index.js", "plain.js", "about.js", "data.js", "api.js", "api.wasm",
        ] {
            fs::write(folder.join(name), name).unwrap();
        }
        let compressed = folder.join("api.wasm.br");
        fs::write(&compressed, vec![0; API as usize]).unwrap();
        assert!(check_api(&folder).is_ok());
        fs::write(&compressed, vec![0; API as usize + 1]).unwrap();
        let error = check_api(&folder).unwrap_err();
        assert!(error.to_string().contains("is 1 bytes of"), "{error}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
