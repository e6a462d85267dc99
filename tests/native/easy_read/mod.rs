//! The words of easy read and of the plain presentation: short, whole, and about the same questions.
//!
//! The rules are those of the guides for easy read (`forms/README.md` names them). A rule here can only
//! say that a line is hard to read. Whether it is understood, people who read slowly have to say.

#![expect(
    clippy::panic,
    reason = "a test says what is wrong with a file by stopping"
)]

mod clauses;
mod lines;
mod plain;
mod steps;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::forms::text_of_file;

/// The folders that have this file.
fn folders_with(file: &str) -> Vec<String> {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let entries = fs::read_dir(&forms).unwrap_or_else(|error| panic!("{error}"));
    let mut folders: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.path().join(file).is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no form has {file}");
    folders
}

fn json(folder: &str, file: &str) -> Value {
    serde_json::from_str(&text_of_file(folder, file))
        .unwrap_or_else(|error| panic!("{folder}/{file}: {error}"))
}

fn elements<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn words_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn lines(idea: &Value) -> Vec<&str> {
    elements(idea, "lines").map(words_of).collect()
}

/// The ideas of a step and then its questions.
fn shown(step: &Value) -> impl Iterator<Item = &Value> {
    elements(step, "ideas").chain(elements(step, "asks"))
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n  {}\n", found.join("\n  "));
}
