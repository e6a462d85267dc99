//! Languages that an agency has put beside English: words of the app and of forms, in `agency/wording/LANGUAGE/`.
//!
//! Whatever is not said in a language is said in English, and who changes the files is told how much that is. What an
//! instrument asks is its owner's: a translation of it is a form of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::folder::Files;
use super::lines::Step;
use super::reader::Reader;
use super::settings::{Settings, is_name};
use super::words;
use crate::engine::catalogue::{Folder, FormId};
use crate::engine::problem::{Problem, Severity};
use crate::engine::wording::Wording;

/// The setting.
const SETTING: Step<'_> = Step::Key("languages");

/// One language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its name in itself: `Cymraeg`.
    pub name: String,
    /// What is said in it: the names of forms, and `app`.
    pub words: BTreeSet<String>,
}

/// Languages by their tags (BCP 47).
pub type Languages = BTreeMap<String, Language>;

/// Reads the setting: `{"cy": {"name": "Cymraeg", "words": ["app", "combined-consent"]}}`.
pub(super) fn read(value: &Value, reader: &mut Reader<'_>) -> Languages {
    let mut languages = Languages::new();
    for (tag, value) in reader.group(value, &[SETTING]) {
        let way = [SETTING, Step::Key(tag)];
        if !is_tag(tag) {
            let with = [("name", tag)];
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.language-tag",
                &with,
            );
            continue;
        }
        let of = reader.group(value, &way);
        let part = |name: &str| {
            of.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        };
        for (key, _) in of
            .iter()
            .filter(|(key, _)| !["name", "words"].contains(key))
        {
            let with = [("name", *key), ("names", "name, words")];
            let way = [SETTING, Step::Key(tag), Step::Key(key)];
            reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
        }
        let name_way = [SETTING, Step::Key(tag), Step::Key("name")];
        let name = part("name").unwrap_or(&Value::Null);
        let Some(name) = reader.words(name, &name_way) else {
            continue;
        };
        let words_way = [SETTING, Step::Key(tag), Step::Key("words")];
        let listed = part("words").unwrap_or(&Value::Null);
        let mut words = BTreeSet::new();
        for (n, value) in reader.list(listed, &words_way).iter().enumerate() {
            let way = [SETTING, Step::Key(tag), Step::Key("words"), Step::Place(n)];
            match value.as_str().filter(|name| is_name(name)) {
                Some(name) => {
                    words.insert(name.to_owned());
                }
                None => {
                    let value = super::reader::shown(value);
                    let what = "problem.agency.form-name";
                    reader.note(&way, Severity::LeftOut, what, &[("value", &value)]);
                }
            }
        }
        languages.insert(tag.to_owned(), Language { name, words });
    }
    languages
}

/// Whether this is the tag of a language other than the one that is built in, such as `cy` or `pt-BR`.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language =
        (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    is_language && language != "en" && parts.all(is_part)
}

/// The file in which something is said in a language.
#[must_use]
pub fn path(tag: &str, of: &str) -> String {
    format!("wording/{tag}/{of}.json")
}

/// What is to be put over the English words, and what is wrong with the files of all languages.
pub(super) struct Spoken {
    /// The words of the app, in the language that was chosen.
    pub wording: Option<Wording>,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
}

/// Reads every language, so that its mistakes are told, and puts the chosen one over the words of the forms.
pub(super) fn speak(
    chosen: Option<&str>,
    settings: &Settings,
    files: &Files,
    folders: &mut BTreeMap<FormId, Folder>,
    wording: &Wording,
    reader: &mut Reader<'_>,
) -> Spoken {
    let mut spoken = Spoken {
        wording: None,
        problems: Vec::new(),
    };
    for (tag, language) in &settings.languages {
        let is_chosen = chosen == Some(tag.as_str());
        let mut own = wording.in_language(tag);
        for of in &language.words {
            let listed = words::Listed {
                of,
                path: path(tag, of),
                way: &[SETTING, Step::Key(tag), Step::Key("words")],
            };
            if of == words::APP {
                let Some(text) = listed.text(files, &settings.contact, reader) else {
                    continue;
                };
                let over = words::over(&own, &listed.path, &text, &mut spoken.problems);
                own = over.wording;
                if over.n_said < over.n_to_say {
                    let (n, n_all) = (over.n_said.to_string(), over.n_to_say.to_string());
                    let with = [("name", language.name.as_str()), ("n", &n), ("all", &n_all)];
                    let what = "problem.agency.language-part";
                    reader.note(listed.way, Severity::Odd, what, &with);
                }
            } else if let Some(folder) = listed.folder(folders, reader)
                && let Some(text) = listed.text(files, &settings.contact, reader)
            {
                let (said, found) = words::read(&listed.path, &text, folder);
                spoken.problems.extend(found);
                if is_chosen {
                    // Over the agency's own English, so that nothing it has changed is said as it was.
                    folder.put_over(said);
                }
            }
        }
        if is_chosen {
            spoken.wording = Some(own);
        }
    }
    spoken
}
