//! Prints what a visitor downloads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::assemble::{REST, files_below};
use crate::manifest::ONE_FILE;
use crate::{embed, names};

/// What something may take over the wire, in bytes.
struct Budget {
    what: &'static str,
    /// What it is to take in the end.
    aim: u64,
    /// What it takes today, with a little room: more stops the build, so that nothing grows unseen.
    most: u64,
}

/// The app's JavaScript, WebAssembly and styles, and the page, in brotli. The aim was set before the app was built; it is
/// missed, and what was tried is in `ARCHITECTURE.md`.
const FIRST_LOAD: Budget = Budget {
    what: "first load, in brotli",
    aim: 180_000,
    most: 760_000,
};

/// The script, the program and the styles of a form in another page, in brotli.
const EMBEDDED: Budget = Budget {
    what: "a page that holds a form, in brotli",
    aim: 450_000,
    most: 450_000,
};

/// The program of the module for developers, in brotli.
const API: Budget = Budget {
    what: "the module's program, in brotli",
    aim: 120_000,
    most: 120_000,
};

/// The edition in one file, which nothing compresses on its way.
const IN_ONE_FILE: Budget = Budget {
    what: "the edition in one file",
    aim: 1_500_000,
    most: 1_500_000,
};

impl Budget {
    /// Prints what is taken, and says if it is more than may be.
    fn compare(&self, bytes: u64) -> Option<String> {
        let Self { what, aim, most } = self;
        let verdict = match bytes.checked_sub(*aim) {
            None | Some(0) => format!("within {aim}"),
            Some(over) => format!("{over} OVER {aim}"),
        };
        println!("{bytes:>10} bytes  {what}: {verdict}");
        (bytes > *most).then(|| format!("{what}: {bytes} bytes, and {most} are allowed"))
    }
}

/// Prints what a visitor, a page with a form and a developer download.
///
/// # Errors
///
/// When something takes more than it may.
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
        // What the page itself names, it loads before anything is shown, but for what it notes for later.
        let is_named = page.contains(&format!("\"./{name}\""));
        let is_for_later = [REST, "programs/", "agency/"]
            .iter()
            .any(|of| name.starts_with(of));
        if name == "index.html" || (is_named && !is_for_later) {
            row(&sizes, &name);
            first.add(&sizes);
        } else if is_of_every_embedded_form(file, site) {
            row(&sizes, &name);
            embedded.add(&sizes);
        } else if file.parent() == Some(&site.join("api")) {
            row(&sizes, &name);
        }
    }
    row(&first, "together, before any form is opened");
    row(&embedded, "together, in a page that holds a form");
    row(&all, &format!("the whole site, {} files", files.len()));
    let api = Sizes::of(&site.join("api/api.wasm"))?.brotli;
    let in_one_file = fs::metadata(site.join(ONE_FILE))?.len();
    let over = [
        FIRST_LOAD.compare(first.brotli),
        EMBEDDED.compare(embedded.brotli),
        API.compare(api),
        IN_ONE_FILE.compare(in_one_file),
    ];
    let over: Vec<String> = over.into_iter().flatten().collect();
    ensure!(over.is_empty(), "{}", over.join("\n"));
    Ok(())
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
    use super::{API, IN_ONE_FILE, print};
    use std::fs;

    #[test]
    fn what_takes_more_than_it_may_is_refused() {
        let site = std::env::temp_dir().join(format!("sizes-{}", std::process::id()));
        fs::create_dir_all(site.join("api")).unwrap();
        let write = |name: &str, bytes: u64| {
            fs::write(site.join(name), vec![b' '; bytes as usize]).unwrap()
        };
        assert!(print(&site).is_err(), "nothing was made");
        write("index.html", 1);
        write("api/api.wasm", 1);
        write("api/api.wasm.br", API.most);
        write("mhtr-forms.html", IN_ONE_FILE.most);
        print(&site).unwrap();
        write("api/api.wasm.br", API.most + 1);
        write("mhtr-forms.html", IN_ONE_FILE.most + 1);
        let error = print(&site).unwrap_err().to_string();
        assert!(
            error.contains("120001 bytes, and 120000") && error.contains("1500001 bytes"),
            "{error}"
        );
        fs::remove_dir_all(&site).unwrap();
    }
}
