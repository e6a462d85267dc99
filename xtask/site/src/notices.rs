//! Whose work is in the programs, and on what terms: the licence files of every crate that is compiled in, in one text.
//!
//! A text that many crates have stands in it once, under all their names. The same lock file gives the same bytes: a crate
//! is what its digest says, and nothing is read that is not in one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::crates::{Package, Said};

/// The file, wherever programs are handed over.
pub const FILE: &str = "THIRD-PARTY-LICENCES.txt";

/// Our own terms, which go wherever our own work goes.
pub const OURS: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// What of others' is in here and is no crate.
#[cfg(feature = "packing")]
const OTHER_WORK: &str = "THIRD-PARTY.md";

/// Of the standard library, whose files are not where cargo keeps crates.
const STANDARD_LIBRARY: &str = include_str!("../licences/standard-library.txt");

/// The texts of licences, for crates that name one and hold none.
const TEXTS: [(&str, &str); 2] = [
    ("Apache-2.0", include_str!("../../../LICENSE-APACHE")),
    ("MIT", include_str!("../licences/MIT.txt")),
];

/// How the names of files begin that hold terms, and of those that belong to them.
const TERMS: [&str; 4] = ["license", "licence", "copying", "unlicense"];
const BESIDE: [&str; 2] = ["copyright", "notice"];

const RULE: &str =
    "================================================================================";

/// The notices of the programs of these packages.
pub fn of_programs(said: &Said, packages: &[&str]) -> Result<String> {
    Ok(section(STANDARD_LIBRARY) + &of_crates(said, packages)?)
}

/// The same with what is round the programs in a site: words, pictures, markup.
#[cfg(feature = "packing")]
pub fn of_site(said: &Said, packages: &[&str]) -> Result<String> {
    let other = fs::read_to_string(OTHER_WORK);
    let other = other.with_context(|| format!("no {OTHER_WORK}"))?;
    Ok(section(&plain(&other)) + &of_programs(said, packages)?)
}

/// The notices of every crate in the programs of these packages, but for our own.
fn of_crates(said: &Said, packages: &[&str]) -> Result<String> {
    let packages = packages.iter().map(|name| said.ours(name));
    let packages = packages.collect::<Result<Vec<_>>>()?;
    // By their words, so that a text with other line ends or another indent is the same.
    let mut texts: BTreeMap<String, (BTreeSet<String>, String)> = BTreeMap::new();
    for id in said.linked(&packages)? {
        let package = said.package(id)?;
        if package.source.is_none() {
            continue;
        }
        for (name, text) in notices(package)? {
            let words: Vec<&str> = text.split_whitespace().collect();
            let (names, _) = texts
                .entry(words.join(" "))
                .or_insert_with(|| (BTreeSet::new(), text));
            names.insert(name);
        }
    }
    let mut sections: Vec<String> = texts
        .into_values()
        .map(|(names, text)| {
            let names: Vec<String> = names.into_iter().collect();
            section(&format!("{}\n\n{text}", names.join("\n")))
        })
        .collect();
    sections.sort();
    Ok(sections.concat())
}

/// The texts of a package, each with what it is named by.
fn notices(package: &Package) -> Result<Vec<(String, String)>> {
    let Package { name, version, .. } = package;
    let terms = package.terms()?;
    let called = format!("{name} {version} ({terms})");
    let folder = package.manifest_path.parent().context("no folder")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.extend(entry.file_name().to_str().map(str::to_owned));
        }
    }
    files.sort();
    let named = package.license_file.as_deref();
    let has_terms = |file: &String| begins(file, &TERMS) || named == Some(file.as_str());
    let holds_terms = files.iter().any(has_terms);
    let mut notices = Vec::new();
    for file in files {
        if has_terms(&file) || begins(&file, &BESIDE) {
            let bytes = fs::read(folder.join(&file))?;
            let text = plain(&String::from_utf8_lossy(&bytes));
            notices.push((format!("{called}: {file}"), text));
        }
    }
    if !holds_terms {
        let whose = if package.authors.is_empty() {
            "its authors".to_owned()
        } else {
            package.authors.join(", ")
        };
        let called = format!("{called}: by {whose}; the package has no file of its licence");
        for text in standard(terms).with_context(|| format!("{name} has no licence file"))? {
            notices.push((called.clone(), text.to_owned()));
        }
    }
    Ok(notices)
}

/// The texts of all the licences in an expression: those to choose from among them, so that nobody has chosen for others.
fn standard(terms: &str) -> Result<Vec<&'static str>> {
    let words = terms.split(|c: char| c.is_whitespace() || "()/".contains(c));
    let names = words.filter(|word| !["", "OR", "AND"].contains(word));
    let mut texts = Vec::new();
    for name in names {
        let found = TEXTS.iter().find(|(of, _)| *of == name);
        let (_, text) =
            found.with_context(|| format!("put the text of {name} into xtask/site/licences"))?;
        if !texts.contains(text) {
            texts.push(*text);
        }
    }
    ensure!(!texts.is_empty(), "it names no licence");
    Ok(texts)
}

/// Whether a file is one of words, and its name begins like this.
fn begins(file: &str, with: &[&str]) -> bool {
    let name = file.to_ascii_lowercase();
    let is_code = [".rs", ".toml", ".py", ".sh"]
        .iter()
        .any(|ending| name.ends_with(ending));
    !is_code && with.iter().any(|start| name.starts_with(start))
}

fn section(text: &str) -> String {
    format!("{RULE}\n{}\n\n", text.trim_end())
}

/// A text with the line ends of this one, without what stands before and behind it.
fn plain(text: &str) -> String {
    let lines: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end)
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{RULE, of_programs, standard};
    use crate::crates::Said;
    use serde_json::json;
    use std::fs;

    #[test]
    fn every_crate_that_is_compiled_in_has_its_terms_once() {
        let folder = std::env::temp_dir().join(format!("notices-{}", std::process::id()));
        let files = [
            (
                "one",
                "LICENSE-MIT",
                "Copyright One\r\n\r\n  The  terms. \r\n",
            ),
            ("one", "src-license.rs", "code"),
            ("one", "license.rs", "code"),
            ("same", "COPYING", "Copyright One\nThe terms.\n"),
            ("same", "NOTICE", "By Same.\n"),
            ("none", "COPYRIGHT", "All of None's.\n"),
            ("own", "terms.txt", "Terms of its own.\n"),
            ("helper", "LICENSE", "Of what only helped.\n"),
            ("mhtr-forms", "LICENSE", "Ours.\n"),
        ];
        for (name, file, text) in files {
            fs::create_dir_all(folder.join(name)).unwrap();
            fs::write(folder.join(name).join(file), text).unwrap();
        }
        let package = |name: &str, kind: &str| {
            let source = (name != "mhtr-forms").then_some("registry");
            json!({ "id": format!("id of {name}"), "name": name, "version": "1.0.0", "license": "MIT", "source": source,
                "license_file": (name == "own").then_some("terms.txt"), "authors": ["A. Uthor"],
                "manifest_path": folder.join(name).join("Cargo.toml"), "targets": [{ "kind": [kind] }] })
        };
        let edge =
            |name: &str| json!({ "pkg": format!("id of {name}"), "dep_kinds": [{ "kind": null }] });
        let said: Said = serde_json::from_value(json!({
            "packages": [package("mhtr-forms", "bin"), package("one", "lib"), package("same", "lib"), package("none", "lib"),
                package("own", "lib"), package("helper", "proc-macro")],
            "resolve": { "nodes": [
                { "id": "id of mhtr-forms", "deps": [edge("one"), edge("none"), edge("own"), edge("helper")] },
                { "id": "id of one", "deps": [edge("same")] },
            ] },
        }))
        .unwrap();
        let once = of_programs(&said, &["mhtr-forms"]).unwrap();
        let twice = of_programs(&said, &["mhtr-forms"]).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(once, twice);
        assert!(!once.contains(folder.to_str().unwrap()), "{once}");
        let sections: Vec<&str> = once.split(RULE).map(str::trim).collect();
        let (before, crates) = sections.split_at(2);
        assert!(before[1].starts_with("Rust's standard library"));
        let mit = format!(
            "none 1.0.0 (MIT): by A. Uthor; the package has no file of its licence\n\n{}",
            include_str!("../licences/MIT.txt").trim()
        );
        assert_eq!(
            crates,
            [
                "none 1.0.0 (MIT): COPYRIGHT\n\nAll of None's.",
                mit.as_str(),
                "one 1.0.0 (MIT): LICENSE-MIT\nsame 1.0.0 (MIT): COPYING\n\nCopyright One\n\n  The  terms.",
                "own 1.0.0 (MIT): terms.txt\n\nTerms of its own.",
                "same 1.0.0 (MIT): NOTICE\n\nBy Same.",
            ]
        );
    }

    #[test]
    fn all_that_may_be_chosen_is_there_and_a_text_that_is_missing_is_asked_for() {
        assert_eq!(standard("MIT/Apache-2.0").unwrap().len(), 2);
        assert_eq!(standard("(MIT OR Apache-2.0) AND MIT").unwrap().len(), 2);
        let error = standard("MIT OR Zlib").unwrap_err().to_string();
        assert!(error.contains("the text of Zlib"), "{error}");
        assert!(standard("").is_err());
    }
}
