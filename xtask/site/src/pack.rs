//! Makes a site ready to be handed over: compressed copies, the configurations of servers, the hashes.
//!
//! The same site gives the same bytes, whenever and wherever it is packed.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::assemble::{copy_file, copy_folder, files_below};
use crate::crates::{API, ROOT, Said};
use crate::embed;
use crate::hosting;
use crate::manifest::{self, Edition};
use crate::names;
use crate::notices;
use crate::sbom;

/// What an agency edits where it lies. A compressed copy of it would go on being sent as it was.
const EDITED_IN_PLACE: &str = "agency";

/// How an agency makes the forms its own, and a folder to copy from: both stand in `docs/`.
const GUIDES: [&str; 2] = ["agency.md", "agency-wording.md"];
const EXAMPLE: &str = "agency-example";

/// What to pack, and what to say of it.
pub struct Order<'a> {
    /// A site that is complete.
    pub site: &'a Path,
    /// What `cargo metadata` says.
    pub metadata: &'a Path,
    /// What `rustc --version` says.
    pub compiler: &'a str,
    pub edition: Edition,
}

/// Packs a site that is complete.
pub fn pack(order: &Order<'_>) -> Result<()> {
    let said = Said::read(order.metadata)?;
    sbom::write(order.site, &said, order.compiler, &order.edition)?;
    let put = |folder: &Path, packages: &[&str]| -> Result<()> {
        let path = folder.join(notices::FILE);
        let text = notices::of_site(&said, packages)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        notices::OURS
            .iter()
            .try_for_each(|name| copy_file(Path::new(name), &folder.join(name)))
    };
    put(order.site, &[ROOT, API])?;
    // It can be copied out of the site as it is, and so has them too.
    put(&order.site.join(embed::FOLDER), &[ROOT])?;
    complete(order.site, &order.edition)
}

fn complete(site: &Path, edition: &Edition) -> Result<()> {
    let mut files = Vec::new();
    files_below(site, &mut files)?;
    for file in &files {
        if is_compressed(file.strip_prefix(site)?) {
            compress(file)?;
        }
    }
    configurations(site, &files)?;
    manifest::write(site, edition)?;
    manifest::write_sums(site)
}

fn is_compressed(name: &Path) -> bool {
    let ending = name.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(hosting::is_compressible)
        && !name.starts_with(EDITED_IN_PLACE)
        // It is written anew below, and read by the page that looks for changes.
        && name != Path::new(manifest::MANIFEST)
        // It is copied to a folder of files, and packed already.
        && name != Path::new(manifest::ONE_FILE)
}

/// Bytes compressed as small as brotli makes them.
pub fn in_brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut brotli, &best)?;
    Ok(brotli)
}

/// Writes a `.gz` and a `.br` beside a file, if they are smaller.
fn compress(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    // Without a name and a time in it, so that it does not depend on either.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    for (ending, smaller) in [("gz", gzip.finish()?), ("br", in_brotli(&bytes)?)] {
        if smaller.len() < bytes.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".{ending}"));
            fs::write(&name, smaller)?;
        }
    }
    Ok(())
}

/// Puts the configurations where the servers look for them, and the others into a folder of their own.
fn configurations(site: &Path, files: &[PathBuf]) -> Result<()> {
    let mut hashed = Vec::new();
    for file in files {
        let name = file
            .strip_prefix(site)?
            .to_string_lossy()
            .replace('\\', "/");
        if names::is_hashed(name.rsplit('/').next().unwrap_or(&name)) {
            hashed.push(name);
        }
    }
    let folder = site.join(hosting::FOLDER);
    fs::create_dir_all(&folder)?;
    for (name, text) in hosting::for_the_folder(&hashed) {
        let path = site.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let readme = Path::new(hosting::FOLDER).join("README.md");
    fs::copy(&readme, folder.join("README.md"))
        .with_context(|| format!("no {}", readme.display()))?;
    // Who is handed the folder and nothing else has to find out how to make it their own.
    for guide in GUIDES {
        let from = Path::new("docs").join(guide);
        fs::copy(&from, folder.join(guide)).with_context(|| format!("no {}", from.display()))?;
    }
    copy_folder(&Path::new("docs").join(EXAMPLE), &folder.join(EXAMPLE))
}

#[cfg(test)]
mod tests {
    use super::{Order, compress, is_compressed, pack};
    use crate::manifest::Edition;
    use crate::names;
    use std::fs;
    use std::io::Read as _;
    use std::path::Path;

    #[test]
    fn what_an_agency_edits_is_not_compressed() {
        assert!(is_compressed(Path::new("forms/phq-9/questionnaire.json")));
        for name in [
            "agency/settings.json",
            "manifest.json",
            "forms/sound.mp3",
            "LICENCE",
        ] {
            assert!(!is_compressed(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn what_is_handed_over_is_listed_with_its_hash_and_holds_the_configurations() {
        let site = std::env::temp_dir().join(format!("packed-{}", std::process::id()));
        fs::create_dir_all(site.join("agency")).unwrap();
        fs::create_dir_all(site.join("embed")).unwrap();
        let app = "app-0123456789abcdef.js";
        for name in ["index.html", app, "agency/settings.json"] {
            fs::write(site.join(name), name.repeat(100)).unwrap();
        }
        // Where the program runs, and its tests do not: at the top of the repository.
        std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap();
        let ours = ["mhtr-forms", "api"].map(|name| {
            serde_json::json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT", "source": null,
                "manifest_path": "", "targets": [] })
        });
        let said = serde_json::json!({ "packages": ours, "resolve": { "nodes": [] } });
        let metadata = site.with_extension("json");
        fs::write(&metadata, said.to_string()).unwrap();
        let order = Order {
            site: &site,
            metadata: &metadata,
            compiler: "rustc 1",
            edition: Edition::of_the_project(Some("0123abc".to_owned())).unwrap(),
        };
        pack(&order).unwrap();
        fs::remove_file(&metadata).unwrap();
        let read = |name: &str| fs::read_to_string(site.join(name)).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).unwrap();
        let sums = read("SHA256SUMS");
        let config = read("web.config");
        let files = manifest["files"].as_array().unwrap().clone();
        let mut named = Vec::new();
        for file in &files {
            let name = file["path"].as_str().unwrap();
            let bytes = fs::read(site.join(name)).unwrap();
            assert_eq!(file["bytes"], bytes.len(), "{name}");
            assert_eq!(file["sha256"], names::sha256(&bytes), "{name}");
            assert!(
                sums.contains(&format!("{}  {name}\n", names::sha256(&bytes))),
                "{name}"
            );
            named.push((name, file["asked"].as_bool().unwrap()));
        }
        assert_eq!(
            named,
            [
                (".htaccess", false),
                ("LICENSE-APACHE", false),
                ("LICENSE-MIT", false),
                ("THIRD-PARTY-LICENCES.txt", false),
                ("THIRD-PARTY-LICENCES.txt.br", false),
                ("THIRD-PARTY-LICENCES.txt.gz", false),
                ("agency/settings.json", true),
                (app, true),
                ("app-0123456789abcdef.js.br", false),
                ("app-0123456789abcdef.js.gz", false),
                ("embed/LICENSE-APACHE", false),
                ("embed/LICENSE-MIT", false),
                ("embed/THIRD-PARTY-LICENCES.txt", false),
                ("embed/THIRD-PARTY-LICENCES.txt.br", false),
                ("embed/THIRD-PARTY-LICENCES.txt.gz", false),
                ("hosting/README.md", false),
                (
                    "hosting/agency-example/forms/court-visit/questionnaire.json",
                    false
                ),
                ("hosting/agency-example/logo-dark.svg", false),
                ("hosting/agency-example/logo.svg", false),
                ("hosting/agency-example/pictures/law.svg", false),
                ("hosting/agency-example/settings.json", false),
                ("hosting/agency-example/wording/app.json", false),
                (
                    "hosting/agency-example/wording/combined-consent.json",
                    false
                ),
                ("hosting/agency-wording.md", false),
                ("hosting/agency.md", false),
                ("hosting/apache.conf", false),
                ("hosting/nginx.conf", false),
                ("index.html", true),
                ("index.html.br", false),
                ("index.html.gz", false),
                ("sbom.cdx.json", false),
                ("sbom.cdx.json.br", false),
                ("sbom.cdx.json.gz", false),
                ("web.config", false),
            ]
        );
        for notices in ["THIRD-PARTY-LICENCES.txt", "embed/THIRD-PARTY-LICENCES.txt"] {
            let notices = read(notices);
            assert!(notices.contains("GOV.UK Frontend") && notices.contains("hashbrown"));
        }
        assert_eq!(manifest["commit"], "0123abc");
        assert_eq!(
            sums.lines().count(),
            files.len() + 1,
            "and the manifest itself"
        );
        assert!(config.contains(&format!("<location path=\"{app}\">")));
        fs::remove_dir_all(&site).unwrap();
    }

    #[test]
    fn a_file_is_compressed_to_the_same_bytes_every_time_and_back() {
        let folder = std::env::temp_dir().join(format!("pack-{}", std::process::id()));
        let text = "the same words again and again, ".repeat(200);
        let made = ["one", "other"].map(|name| {
            let folder = folder.join(name);
            fs::create_dir_all(&folder).unwrap();
            let file = folder.join(format!("{name}.txt"));
            fs::write(&file, &text).unwrap();
            compress(&file).unwrap();
            ["gz", "br"]
                .map(|ending| fs::read(folder.join(format!("{name}.txt.{ending}"))).unwrap())
        });
        fs::remove_dir_all(&folder).unwrap();
        let [[gz, br], other] = &made;
        assert_eq!(made[0], *other);
        let mut back = String::new();
        flate2::read::GzDecoder::new(gz.as_slice())
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut br.as_slice(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }
}
