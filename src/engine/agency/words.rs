//! An agency's own words for a form, over those it is published with: `agency/wording/FORM.json`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::lines::Step;
use super::reader::Reader;
use crate::engine::catalogue::Folder;
use crate::engine::easy_read::EasyRead;
use crate::engine::fhir;
use crate::engine::presentation::AgencyWords;
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{LinkId, Questionnaire};

/// The longest words of one entry, in characters.
const LONGEST: usize = 4_000;

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
        } else if let Some(text) = entry(value) {
            words.insert(id.to_owned(), text);
        } else {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.entry",
                &[("name", id)],
            );
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
        let ideas = easy_read
            .iter()
            .flat_map(|of| &of.steps)
            .flat_map(|step| &step.ideas);
        if !ideas.into_iter().any(|idea| idea.id == id) {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.no-idea",
                &[("idea", id)],
            );
            continue;
        }
        let read = value.as_array().and_then(|lines| {
            let lines: Option<Vec<String>> = lines.iter().map(entry).collect();
            lines.filter(|lines| !lines.is_empty())
        });
        if let Some(lines) = read {
            words.insert(id.to_owned(), lines);
        } else {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.entry-lines",
                &[("name", id)],
            );
        }
    }
    words
}

/// Words that can be shown.
fn entry(value: &Value) -> Option<String> {
    let text = value.as_str().map(str::trim);
    let text = text.filter(|text| !text.is_empty() && text.chars().count() <= LONGEST);
    text.map(str::to_owned)
}
