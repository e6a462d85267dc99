//! Forms of an agency's own, and built-in ones that it has changed: `agency/forms/FORM/…`.
//!
//! An instrument is never changed, and no form takes its address. A changed form with a mistake that leaves anything out is
//! not used: the built-in one is.

use std::collections::BTreeMap;

use super::folder::Files;
use super::form_places::placed;
use super::lines::Step;
use super::reader::Reader;
use super::settings::Settings;
use super::{contact, courts};
use crate::engine::catalogue::{Catalogue, Folder, FormId, MEASURE_RECORD};
use crate::engine::fhir;
use crate::engine::problem::{Problem, Severity};
use crate::engine::score::{cases, read_measure};

/// The files that a form may consist of.
pub const FILES: [&str; 5] = [
    "questionnaire.json",
    "measure.toml",
    "plain.json",
    "easy-read.json",
    "cases.tsv",
];

/// Where a file of a form stands in the agency's folder.
#[must_use]
pub fn path(form: &str, file: &str) -> String {
    format!("forms/{form}/{file}")
}

/// Puts the forms that the settings name among those that are built in. Gives the problems of their files.
pub(super) fn put_in(
    settings: &Settings,
    files: &Files,
    folders: &mut BTreeMap<FormId, Folder>,
    reader: &mut Reader<'_>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut tried: BTreeMap<FormId, Folder> = BTreeMap::new();
    let mut unused = Vec::new();
    for (form, names) in &settings.forms {
        let id = FormId::new(form);
        let way = [Step::Key("forms"), Step::Key(form)];
        let built_in = folders.get(&id);
        if id.as_str() == MEASURE_RECORD || built_in.is_some_and(|of| of.measure.is_some()) {
            let what = "problem.agency.form-of-instrument";
            reader.note(&way, Severity::LeftOut, what, &[("name", form)]);
            continue;
        }
        let (folder, found) = read(form, names, settings, files, reader);
        problems.extend(found);
        match folder {
            Some(folder) if is_address_free(&id, &folder, folders, reader) => {
                tried.insert(id, folder);
            }
            Some(_) | None => unused.push(id),
        }
    }
    if !tried.is_empty() {
        let mut all = folders.clone();
        all.extend(tried.clone());
        let catalogue = Catalogue::read(&all);
        for (id, folder) in tried {
            let found = problems_of(&catalogue, &id);
            let worst = found.iter().map(|problem| problem.severity).min();
            let is_used = match worst {
                Some(Severity::Refused) => false,
                // The built-in one, which leaves nothing out, is better.
                Some(Severity::LeftOut) => !folders.contains_key(&id),
                Some(Severity::Odd) | None => true,
            };
            let base = format!("{}{}", super::FOLDER, path(id.as_str(), ""));
            let text = |file: &str| files.text(&path(id.as_str(), file));
            problems.extend(
                found
                    .into_iter()
                    .map(|problem| placed(problem, &base, text)),
            );
            if is_used {
                folders.insert(id, folder);
            } else {
                unused.push(id);
            }
        }
    }
    for id in unused {
        let way = [Step::Key("forms"), Step::Key(id.as_str())];
        let what = if folders.contains_key(&id) {
            "problem.agency.changed-form-unused"
        } else {
            "problem.agency.new-form-unused"
        };
        reader.note(&way, Severity::LeftOut, what, &[("name", id.as_str())]);
    }
    problems
}

/// The folder of a form; none where a file of it is missing or holds a place for a contact detail that there is not.
fn read(
    form: &str,
    names: &[String],
    settings: &Settings,
    files: &Files,
    reader: &mut Reader<'_>,
) -> (Option<Folder>, Vec<Problem>) {
    let (mut folder, mut problems, mut is_whole) = (Folder::default(), Vec::new(), true);
    let is_measure = names.iter().any(|name| name == "measure.toml");
    let mut table = None;
    for (n, name) in names.iter().enumerate() {
        let path = path(form, name);
        let Some(text) = files.text(&path) else {
            is_whole = false;
            let way = [Step::Key("forms"), Step::Key(form), Step::Place(n)];
            let what = "problem.agency.no-file";
            reader.note(&way, Severity::LeftOut, what, &[("file", &path)]);
            continue;
        };
        // The words of an instrument are its owner's, braces and all.
        let text = if is_measure {
            text.to_owned()
        } else {
            contact::filled(text, &settings.contact)
        };
        if !is_measure {
            let of_file = Reader::new(&path, &text);
            for (line, placeholder) in contact::unfilled_lines(&text) {
                is_whole = false;
                let what = "problem.agency.contact-unknown";
                let problem = of_file.on_line(line, Severity::LeftOut, what);
                problems.push(problem.with("placeholder", placeholder));
            }
        }
        match name.as_str() {
            "questionnaire.json" => folder.questionnaire = Some(text),
            "measure.toml" => folder.measure = Some(text),
            "plain.json" => folder.plain = Some(text),
            "easy-read.json" => folder.easy_read = Some(text),
            _ => table = Some(text),
        }
    }
    if let Some(listed) = folder
        .questionnaire
        .as_deref()
        .and_then(|text| courts::listed(text, &settings.courts))
    {
        folder.questionnaire = Some(listed);
    }
    if let (Some(table), Some(toml)) = (&table, &folder.measure)
        && let (Some(measure), _) = read_measure(toml)
    {
        let base = format!("{}{}", super::FOLDER, self::path(form, ""));
        let found = cases::check(&measure, table).problems;
        is_whole &= found.is_empty();
        problems.extend(
            found
                .into_iter()
                .map(|problem| placed(problem, &base, |_| None)),
        );
    }
    (is_whole.then_some(folder), problems)
}

/// Whether no other form has the address of this one.
fn is_address_free(
    id: &FormId,
    folder: &Folder,
    folders: &BTreeMap<FormId, Folder>,
    reader: &mut Reader<'_>,
) -> bool {
    let address = |folder: &Folder| {
        let json = folder.questionnaire.as_deref()?;
        fhir::read_questionnaire(json).0?.url
    };
    let Some(own) = address(folder) else {
        return true;
    };
    let mut others = folders.iter().filter(|(of, _)| *of != id);
    let other = others.find(|(_, folder)| address(folder).as_ref() == Some(&own));
    if let Some((other, _)) = other {
        let way = [Step::Key("forms"), Step::Key(id.as_str())];
        let with = [("name", other.as_str()), ("address", own.as_str())];
        reader.note(
            &way,
            Severity::LeftOut,
            "problem.agency.form-address",
            &with,
        );
    }
    other.is_none()
}

/// What is wrong with a form among the others.
pub(super) fn problems_of(catalogue: &Catalogue, id: &FormId) -> Vec<Problem> {
    let refused = catalogue.refused().find(|(of, _)| *of == id);
    if let Some((_, problems)) = refused {
        return problems.to_vec();
    }
    let definition = catalogue.get(id);
    definition.map(|of| of.problems.clone()).unwrap_or_default()
}
