//! Tells the service worker which files it is to keep: all that the page can ask for, each with its digest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::{manifest, names};

const WORKER: &str = "offline.js";

/// What stands in the worker's source in place of the list.
const NONE: &str = "/* edition */ { id: '', program: {}, texts: {} }";

/// The folders whose files an agency may change where they lie.
const TEXTS: [&str; 4] = ["agency/", "forms/", "pictures/", "wording/"];

/// The endings of the texts that are kept from the start. What else lies beside them is kept once it has been asked for.
const KEPT: [&str; 5] = [".json", ".toml", ".svg", ".txt", ".webmanifest"];

/// What is for others than the page: who checks the host, who embeds a form, who calls the engine.
const NOT_FOR_THE_PAGE: [&str; 7] = [
    "check.",
    "programs/check-",
    "embed/",
    "api/",
    "hosting/",
    WORKER,
    manifest::MANIFEST,
];

/// Writes the list into the worker.
pub fn write(site: &Path) -> Result<()> {
    let path = site.join(WORKER);
    let source = fs::read_to_string(&path).with_context(|| format!("no {WORKER}"))?;
    ensure!(
        source.contains(NONE),
        "{WORKER} has no place for the list of files"
    );
    let (mut program, mut texts) = (BTreeMap::new(), BTreeMap::new());
    let mut hash_of = Vec::new();
    for (name, bytes) in manifest::listed(site)? {
        if !manifest::is_asked_for(&name) || NOT_FOR_THE_PAGE.iter().any(|of| name.starts_with(of))
        {
            continue;
        }
        let is_text = TEXTS.iter().any(|folder| name.starts_with(folder));
        if is_text && !KEPT.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let kind = if is_text { &mut texts } else { &mut program };
        kind.insert(name.clone(), names::sha256(&bytes));
        hash_of.push((name, bytes));
    }
    let id = names::content_hash(
        hash_of
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    let edition = json!({ "id": id, "program": program, "texts": texts });
    fs::write(
        &path,
        source.replace(NONE, &serde_json::to_string_pretty(&edition)?),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{NONE, write};
    use crate::names;
    use std::fs;

    #[test]
    fn the_worker_keeps_what_the_page_asks_for_and_nothing_else() {
        let site = std::env::temp_dir().join(format!("offline-{}", std::process::id()));
        for (name, text) in [
            ("index.html", "page"),
            ("app.js", "app"),
            ("programs/check-0123456789abcdef.js", "check"),
            ("check.html", "check"),
            ("embed/mhtr-form.js", "embed"),
            ("forms/a/questionnaire.json", "{}"),
            ("forms/a/idea.mp3", "sound"),
            ("offline.js", NONE),
        ] {
            let path = site.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        write(&site).unwrap();
        let list = fs::read_to_string(site.join("offline.js")).unwrap();
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        let named = |kind: &str| {
            list[kind]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(named("program"), ["app.js", "index.html"]);
        assert_eq!(named("texts"), ["forms/a/questionnaire.json"]);
        assert_eq!(list["program"]["app.js"], names::sha256(b"app"));
        let once = list["id"].clone();
        // A second edition has another name.
        fs::write(site.join("offline.js"), NONE).unwrap();
        fs::write(site.join("app.js"), "other").unwrap();
        write(&site).unwrap();
        let list = fs::read_to_string(site.join("offline.js")).unwrap();
        assert!(!list.contains(once.as_str().unwrap()));
        assert!(write(&site).is_err(), "it is written once");
        fs::remove_dir_all(&site).unwrap();
    }
}
