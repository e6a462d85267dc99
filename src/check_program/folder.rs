//! Checks a folder on this machine: an agency's own, or one with `agency/` and `forms/` in it.

#![allow(
    clippy::print_stdout,
    reason = "it is a command: what it prints is what it is for"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mhtr_forms::engine::agency::verdicts::{Site, Verdict, verdicts};
use mhtr_forms::engine::agency::{FOLDER, SETTINGS, named};
use serde_json::Value;

/// The files of a form that are checked.
const OF_A_FORM: [&str; 5] = [
    "questionnaire.json",
    "measure.toml",
    "plain.json",
    "easy-read.json",
    "cases.tsv",
];

/// Prints the verdicts on the folder that the command names. The forms that come with the app are those of a second
/// folder, where the first has none.
pub fn check() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(folder) = words.next().map(PathBuf::from) else {
        println!("check FOLDER [FOLDER WITH THE FORMS OF THE APP]");
        return ExitCode::FAILURE;
    };
    let Some(site) = read(&folder, words.next().map(PathBuf::from)) else {
        println!(
            "{} holds neither {SETTINGS} nor a folder agency or forms.",
            folder.display()
        );
        return ExitCode::FAILURE;
    };
    let found = verdicts(&site);
    for verdict in &found {
        println!("{}", line(verdict));
    }
    let n_wrong = found.iter().filter(|verdict| verdict.is_wrong).count();
    println!("{n_wrong} wrong, {} to look at.", found.len() - n_wrong);
    if n_wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn line(verdict: &Verdict) -> String {
    let state = if verdict.is_wrong { "wrong" } else { "look " };
    format!("{state}  {}", verdict.said)
}

/// What a folder holds.
fn read(folder: &Path, forms: Option<PathBuf>) -> Option<Site> {
    let is_agencys = folder.join(SETTINGS).is_file();
    let agency = if is_agencys {
        folder.to_owned()
    } else {
        folder.join(FOLDER)
    };
    let own = folder.join("forms");
    let has_forms = !is_agencys && own.is_dir();
    if !is_agencys && !agency.is_dir() && !has_forms {
        return None;
    }
    let forms = if has_forms { Some(own) } else { forms };
    Some(Site {
        agency: agencys(&agency),
        forms: forms.map(|forms| of_the_app(&forms)).unwrap_or_default(),
    })
}

/// The settings, and every file they name.
fn agencys(folder: &Path) -> BTreeMap<String, Value> {
    let settings = found(&folder.join(SETTINGS));
    let names = named(settings.as_str().unwrap_or_default());
    let mut files: BTreeMap<String, Value> = names
        .into_iter()
        .map(|file| (file.path.clone(), found(&folder.join(file.path))))
        .collect();
    files.insert(SETTINGS.to_owned(), settings);
    files
}

/// The text of a file, `true` for one that is no text, nothing for one that is not there.
fn found(path: &Path) -> Value {
    match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map_or(Value::Bool(true), Value::String),
        Err(_) => Value::Null,
    }
}

fn of_the_app(folder: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut forms = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if !path.is_dir() {
            continue;
        }
        let file = |name: &str| {
            let text = fs::read_to_string(path.join(name)).ok()?;
            Some((name.to_owned(), text))
        };
        let files: BTreeMap<_, _> = OF_A_FORM.into_iter().filter_map(file).collect();
        forms.insert(entry.file_name().to_string_lossy().into_owned(), files);
    }
    forms
}
