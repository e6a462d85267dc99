//! What the settings say about files of the folder: the logo, pictures, recordings, forms.

use std::collections::BTreeMap;

use serde_json::Value;

use super::folder::is_within;
use super::forms;
use super::lines::Step;
use super::reader::{Reader, shown};
use super::settings::{Logo, is_name};
use crate::engine::problem::Severity;

/// How the names of pictures end.
const PICTURES: [&str; 4] = ["svg", "png", "jpg", "webp"];

/// How the names of recordings end.
const RECORDINGS: [&str; 4] = ["mp3", "m4a", "ogg", "opus"];

/// The logo.
pub fn logo(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> Option<Logo> {
    let (mut path, mut dark_file, mut alt) = (None, None, None);
    let [setting] = *way;
    for (key, value) in reader.group(value, way) {
        let way = [setting, Step::Key(key)];
        match key {
            "file" => path = file(value, &way, &PICTURES, reader),
            "darkFile" => dark_file = file(value, &way, &PICTURES, reader),
            "alt" => alt = reader.words(value, &way),
            _ => {
                let with = [("name", key), ("names", "alt, darkFile, file")];
                reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
            }
        }
    }
    let file = path?;
    if alt.is_none() {
        reader.note(way, Severity::LeftOut, "problem.agency.logo-alt", &[]);
    }
    Some(Logo {
        file,
        dark_file,
        alt: alt?,
    })
}

/// A file of the folder with one of these endings.
fn file(
    value: &Value,
    way: &[Step<'_>],
    endings: &[&str],
    reader: &mut Reader<'_>,
) -> Option<String> {
    let path = value.as_str().filter(|path| {
        let ending = path
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase());
        is_within(path) && ending.is_some_and(|ending| endings.contains(&ending.as_str()))
    });
    if path.is_none() {
        let with = [("file", shown(value)), ("endings", endings.join(", "))];
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        reader.note(way, Severity::LeftOut, "problem.agency.file-name", &with);
    }
    path.map(str::to_owned)
}

/// Files in place of pictures, by the pictures' names.
pub fn pictures(
    value: &Value,
    way: &[Step<'_>; 1],
    reader: &mut Reader<'_>,
) -> BTreeMap<String, String> {
    let [setting] = *way;
    let mut pictures = BTreeMap::new();
    for (name, value) in reader.group(value, way) {
        if let Some(path) = file(value, &[setting, Step::Key(name)], &PICTURES, reader) {
            pictures.insert(name.to_owned(), path);
        }
    }
    pictures
}

/// Recordings of ideas in easy read: by form, then by the ideas' ids.
pub fn recordings(
    value: &Value,
    way: &[Step<'_>; 1],
    reader: &mut Reader<'_>,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let [setting] = *way;
    let mut recordings: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (form, value) in reader.group(value, way) {
        let way = [setting, Step::Key(form)];
        for (idea, value) in reader.group(value, &way) {
            let way = [setting, Step::Key(form), Step::Key(idea)];
            if let Some(path) = file(value, &way, &RECORDINGS, reader) {
                let of_form = recordings.entry(form.to_owned()).or_default();
                of_form.insert(idea.to_owned(), path);
            }
        }
    }
    recordings
}

/// The forms of the agency's own, and the files that each consists of.
pub fn own_forms(
    value: &Value,
    way: &[Step<'_>; 1],
    reader: &mut Reader<'_>,
) -> BTreeMap<String, Vec<String>> {
    let [setting] = *way;
    let mut own = BTreeMap::new();
    for (form, value) in reader.group(value, way) {
        let way = [setting, Step::Key(form)];
        if !is_name(form) {
            let value = format!("“{form}”");
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.form-name",
                &[("value", &value)],
            );
            continue;
        }
        let mut names = Vec::new();
        for (n, value) in reader.list(value, &way).iter().enumerate() {
            let way = [setting, Step::Key(form), Step::Place(n)];
            let name = value.as_str().filter(|name| forms::FILES.contains(name));
            if let Some(name) = name {
                names.push(name.to_owned());
            } else {
                let with = [("value", shown(value)), ("names", forms::FILES.join(", "))];
                let with: Vec<_> = with
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                reader.note(&way, Severity::LeftOut, "problem.agency.form-file", &with);
            }
        }
        if names
            .iter()
            .any(|name| name == "questionnaire.json" || name == "measure.toml")
        {
            own.insert(form.to_owned(), names);
        } else {
            let what = "problem.agency.form-without-questions";
            reader.note(&way, Severity::LeftOut, what, &[("name", form)]);
        }
    }
    own
}
