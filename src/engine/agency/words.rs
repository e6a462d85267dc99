//! An agency's own words for a form, over those it is published with: `agency/wording/FORM.json`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::contact::{Contact, filled, unfilled};
use super::folder::Files;
use super::lines::Step;
use super::reader::Reader;
use crate::engine::catalogue::{Folder, FormId};
use crate::engine::easy_read::EasyRead;
use crate::engine::fhir;
use crate::engine::presentation::AgencyWords;
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{LinkId, Questionnaire};
use crate::engine::wording::{Stray, Wording, names};

/// The longest words of one entry, in characters.
const LONGEST: usize = 4_000;

/// Stands for the app itself among the forms whose words can be changed.
pub const APP: &str = "app";

/// Where the words for a form stand.
#[must_use]
pub fn path(form: &str) -> String {
    format!("wording/{form}.json")
}

/// Reads the words for the form in a folder. An entry that cannot be used is left out, and the form's own words stand
/// in its place.
#[must_use]
pub fn read(path: &str, text: &str, folder: &Folder) -> (AgencyWords, Vec<Problem>) {
    let mut words = AgencyWords::default();
    let mut reader = Reader::new(path, text);
    let questionnaire = folder
        .questionnaire
        .as_deref()
        .map(fhir::read_questionnaire);
    // What is wrong with the form itself is said where the form is read.
    let questionnaire = questionnaire.and_then(|(questionnaire, _)| questionnaire);
    let (Some(object), Some(questionnaire)) = (reader.object(), questionnaire) else {
        return (words, reader.problems);
    };
    for (key, value) in &object {
        let way = [Step::Key(key)];
        match key.as_str() {
            "published" => words.published = items(value, &way, &questionnaire, &mut reader),
            "plain" => words.plain = items(value, &way, &questionnaire, &mut reader),
            "easyRead" => {
                let ideas = folder.easy_read.as_deref();
                let ideas = ideas.and_then(|json| EasyRead::read(json, &questionnaire).0);
                words.easy_read = lines(value, &way, ideas.as_ref(), &mut reader);
            }
            _ => {
                let with = [
                    ("name", key.as_str()),
                    ("names", "published, plain, easyRead"),
                ];
                reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
            }
        }
    }
    (words, reader.problems)
}

/// A file of words, as the settings list it: for the app or for a form, in English or in another language.
pub(super) struct Listed<'a> {
    pub of: &'a str,
    pub path: String,
    pub way: &'a [Step<'a>],
}

impl Listed<'_> {
    /// Its text with the contact details in it. That it is not there is said where it is listed.
    pub fn text(
        &self,
        files: &Files,
        contact: &Contact,
        settings: &mut Reader<'_>,
    ) -> Option<String> {
        if files.is_missing(&self.path) {
            let with = [("file", self.path.as_str())];
            let what = "problem.agency.no-file";
            settings.note(self.way, Severity::LeftOut, what, &with);
        }
        Some(filled(files.text(&self.path)?, contact))
    }

    /// The folder of the form it is for, whose words an agency may change. That there is no such form is said where it is
    /// listed, and that it is an instrument.
    pub fn folder<'f>(
        &self,
        folders: &'f mut BTreeMap<FormId, Folder>,
        settings: &mut Reader<'_>,
    ) -> Option<&'f mut Folder> {
        let id = FormId::new(self.of);
        match folders.get(&id) {
            Some(folder) if folder.measure.is_some() => {
                let what = "problem.agency.words-of-instrument";
                settings.note(self.way, Severity::LeftOut, what, &[("name", self.of)]);
                return None;
            }
            Some(_) => {}
            None => {
                let names: Vec<_> = folders
                    .iter()
                    .filter(|(_, folder)| folder.measure.is_none())
                    .map(|(id, _)| id.as_str())
                    .collect();
                let with = [("name", self.of), ("names", &names.join(", "))];
                let what = "problem.agency.form-unknown";
                settings.note(self.way, Severity::LeftOut, what, &with);
            }
        }
        folders.get_mut(&id)
    }
}

/// Words with those of a file over them.
pub(super) struct Over {
    pub wording: Wording,
    /// How many of those that a whole translation has are in the file, and how many that are.
    pub n_said: usize,
    pub n_to_say: usize,
}

/// Puts the words of a file over others, by their keys.
pub(super) fn over(wording: &Wording, path: &str, text: &str, problems: &mut Vec<Problem>) -> Over {
    let mut reader = Reader::new(path, text);
    let mut words = BTreeMap::new();
    for (key, value) in reader.object().unwrap_or_default() {
        let way = [Step::Key(&key)];
        match wording.takes(&key) {
            Ok(()) => {
                if let Some(text) = entry(&value, &way, &key, &mut reader) {
                    words.insert(key, text);
                }
            }
            Err(Stray::Unknown) => {
                reader.note(&way, Severity::LeftOut, "problem.wording.unknown-key", &[]);
            }
            Err(Stray::NoSuchCategory(there_are)) => {
                let with = [("names", &*names(&there_are))];
                let what = "problem.wording.no-such-plural";
                reader.note(&way, Severity::LeftOut, what, &with);
            }
        }
    }
    for (key, missing) in wording.missing(&words) {
        let with = [("names", &*names(&missing))];
        let what = "problem.wording.plural-missing";
        reader.note(&[Step::Key(key)], Severity::Odd, what, &with);
    }
    problems.extend(reader.problems);
    let to_say = wording.to_say();
    Over {
        n_said: words.keys().filter(|key| to_say.contains(*key)).count(),
        n_to_say: to_say.len(),
        wording: wording.with_all(words),
    }
}

/// Words by the link ids of the items they are for.
fn items(
    value: &Value,
    way: &[Step<'_>; 1],
    questionnaire: &Questionnaire,
    reader: &mut Reader<'_>,
) -> BTreeMap<String, String> {
    let [part] = *way;
    let mut words = BTreeMap::new();
    for (id, value) in reader.group(value, way) {
        let way = [part, Step::Key(id)];
        if questionnaire.item(&LinkId::new(id)).is_none() {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.words.no-item",
                &[("item", id)],
            );
        } else if let Some(text) = entry(value, &way, id, reader) {
            words.insert(id.to_owned(), text);
        }
    }
    words
}

/// Lines by the names of the ideas in easy read they are for.
fn lines(
    value: &Value,
    way: &[Step<'_>; 1],
    easy_read: Option<&EasyRead>,
    reader: &mut Reader<'_>,
) -> BTreeMap<String, Vec<String>> {
    let [part] = *way;
    let mut words = BTreeMap::new();
    for (id, value) in reader.group(value, way) {
        let way = [part, Step::Key(id)];
        if !easy_read.is_some_and(|of| has_idea(of, id)) {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.no-idea",
                &[("idea", id)],
            );
            continue;
        }
        let lines = value.as_array().map(Vec::as_slice).unwrap_or_default();
        if lines.is_empty() {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.entry-lines",
                &[("name", id)],
            );
            continue;
        }
        let read = lines.iter().enumerate().map(|(n, line)| {
            let way = [part, Step::Key(id), Step::Place(n)];
            entry(line, &way, id, reader)
        });
        let read: Vec<Option<String>> = read.collect();
        // Half an idea is worse than the one that is built in.
        if let Some(lines) = read.into_iter().collect() {
            words.insert(id.to_owned(), lines);
        }
    }
    words
}

/// Words that can be shown.
fn entry(value: &Value, way: &[Step<'_>], name: &str, reader: &mut Reader<'_>) -> Option<String> {
    let text = value.as_str().map(str::trim);
    let text = text.filter(|text| !text.is_empty() && text.chars().count() <= LONGEST);
    let Some(text) = text else {
        reader.note(
            way,
            Severity::LeftOut,
            "problem.agency.entry",
            &[("name", name)],
        );
        return None;
    };
    if let Some(placeholder) = unfilled(text) {
        let with = [("placeholder", placeholder.as_str())];
        reader.note(
            way,
            Severity::LeftOut,
            "problem.agency.contact-unknown",
            &with,
        );
        return None;
    }
    Some(text.to_owned())
}

/// The easy read of the form in a folder.
#[must_use]
pub fn easy_read_of(folder: &Folder) -> Option<EasyRead> {
    let questionnaire = fhir::read_questionnaire(folder.questionnaire.as_deref()?).0?;
    EasyRead::read(folder.easy_read.as_deref()?, &questionnaire).0
}

/// Whether an easy read has an idea of this id.
#[must_use]
pub fn has_idea(easy_read: &EasyRead, id: &str) -> bool {
    let mut ideas = easy_read.steps.iter().flat_map(|step| &step.ideas);
    ideas.any(|idea| idea.id == id)
}
