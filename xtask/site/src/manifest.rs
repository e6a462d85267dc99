//! `manifest.json` and `SHA256SUMS`: every file of a site with its size and its hash, so that whoever hosts
//! it can see that it arrived whole and belongs together.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use crate::assemble::files_below;
use crate::{headers, names, notices};

pub const MANIFEST: &str = "manifest.json";
const SUMS: &str = "SHA256SUMS";
/// What the site is made of.
pub const SBOM: &str = "sbom.cdx.json";
/// The edition in one file: to be copied from the folder, and not asked for by any page.
pub const ONE_FILE: &str = "mhtr-forms.html";

/// Which program this is.
pub struct Edition {
    pub version: String,
    /// The commit it was made of; nothing if nobody said.
    pub commit: Option<String>,
}

impl Edition {
    /// The version in the project's own `Cargo.toml`.
    pub fn of_the_project(commit: Option<String>) -> Result<Self> {
        let text = fs::read_to_string("Cargo.toml").context("no Cargo.toml")?;
        let table: toml::Table = text.parse()?;
        let version = table
            .get("package")
            .and_then(|package| package.get("version")?.as_str())
            .context("Cargo.toml has no version")?
            .to_owned();
        Ok(Self { version, commit })
    }
}

/// Writes the list of every file into the site, over an older one.
pub fn write(site: &Path, edition: &Edition) -> Result<()> {
    for name in [MANIFEST, SUMS] {
        if site.join(name).exists() {
            fs::remove_file(site.join(name))?;
        }
    }
    let files = listed(site)?
        .into_iter()
        .map(|(name, bytes)| {
            json!({
                "path": name,
                "bytes": bytes.len(),
                "sha256": names::sha256(&bytes),
                "asked": is_asked_for(&name),
                "cache": headers::cache_control(name.rsplit('/').next().unwrap_or(&name)),
            })
        })
        .collect::<Vec<_>>();
    let manifest = json!({
        "format": 1,
        "version": edition.version,
        "commit": edition.commit,
        // What `check.html` compares with what it receives.
        "headers": headers::headers().into_iter().collect::<BTreeMap<_, _>>(),
        "types": headers::TYPES.iter().copied().collect::<BTreeMap<_, _>>(),
        "files": files,
    });
    fs::write(
        site.join(MANIFEST),
        serde_json::to_string_pretty(&manifest)? + "\n",
    )?;
    Ok(())
}

/// Writes the hash of every file, the manifest too, as `sha256sum -c` reads them.
#[cfg(feature = "packing")]
pub fn write_sums(site: &Path) -> Result<()> {
    let sums: String = listed(site)?
        .into_iter()
        .filter(|(name, _)| name != SUMS)
        .map(|(name, bytes)| format!("{}  {name}\n", names::sha256(&bytes)))
        .collect();
    fs::write(site.join(SUMS), sums)?;
    Ok(())
}

/// Whether a browser may ask for a file by its name. What a server keeps to itself, or sends in place of
/// another one, it may not.
pub fn is_asked_for(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    !(last.starts_with('.')
        || last == "web.config"
        || last.ends_with(".gz")
        || last.ends_with(".br")
        || name == ONE_FILE
        || name == SBOM
        || last == notices::FILE
        || notices::OURS.contains(&last)
        || name.starts_with("hosting/")
        // For developers: the site does not ask for it, and works without it.
        || name.starts_with("api/"))
}

/// Every file by its path in the site, with `/` between the folders, in order.
pub fn listed(site: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    files_below(site, &mut paths)?;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let name = path
            .strip_prefix(site)?
            .to_str()
            .with_context(|| format!("{} is not a plain name", path.display()))?
            .replace('\\', "/");
        files.push((name, fs::read(&path)?));
    }
    files.sort();
    Ok(files)
}
