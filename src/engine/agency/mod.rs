//! What an agency sets for its practitioners and clients: one folder of files beside the page, changed with a text editor.
//!
//! Everything about it is decided here, from the texts alone: the app, `cargo xtask check-forms` and the page that checks
//! how the forms are hosted read the files, each in its own way, and give the same verdicts. A file that is not as it
//! should be never stops anything: what is built in stands in its place.

mod bank_holidays;
pub mod colour;
mod contact;
mod courts;
mod file_settings;
pub mod folder;
mod form_places;
mod forms;
pub mod languages;
pub mod lines;
mod reader;
pub mod settings;
pub mod theme;
mod theme_settings;
mod toml_lines;
pub mod verdicts;
pub mod ways;
pub mod words;

use std::collections::BTreeMap;

pub use folder::{FOLDER, Files, Found, Named, SETTINGS};
pub use settings::Settings;

use self::lines::Step;
use self::reader::Reader;
use super::catalogue::{Catalogue, Folder, FormId};
use super::problem::{Problem, Severity};
use super::wording::Wording;

/// What the app is furnished with: what is built in, and what the agency has put in its place.
#[derive(Debug, Clone)]
pub struct Furnished {
    /// What is set.
    pub settings: Settings,
    /// The forms.
    pub catalogue: Catalogue,
    /// The words of the app.
    pub wording: Wording,
    /// What is wrong with the agency's files, each with its place: file and line.
    pub problems: Vec<Problem>,
}

/// Every file of the folder that its settings name, so that somebody can look for it.
#[must_use]
pub fn named(settings: &str) -> Vec<Named> {
    Settings::read(settings.trim_start_matches('\u{feff}'))
        .0
        .files()
}

/// Puts what an agency has set over what is built in.
///
/// `language` is the one that was chosen: one of the settings' languages, or none for English.
#[must_use]
pub fn furnish(
    files: &Files,
    mut folders: BTreeMap<FormId, Folder>,
    wording: &Wording,
    language: Option<&str>,
) -> Furnished {
    let text = files.text(SETTINGS).unwrap_or_default();
    let (mut settings, mut problems) = match files.text(SETTINGS) {
        Some(text) => Settings::read(text),
        // A site without the file goes by what is built in.
        None => (Settings::default(), Vec::new()),
    };
    let mut reader = Reader::new(SETTINGS, text);
    settings.without_missing(files, &mut reader);
    problems.extend(forms::put_in(&settings, files, &mut folders, &mut reader));
    for folder in folders.values_mut() {
        folder.ways_to_sign = Some(settings.ways_to_sign.clone());
        folder.working_days = settings.bank_holidays.clone();
    }
    let mut wording = wording.clone();
    for form in &settings.wording {
        let listed = words::Listed {
            of: form,
            path: words::path(form),
            way: &[Step::Key("wording")],
        };
        if form == words::APP {
            if let Some(text) = listed.text(files, &settings.contact, &mut reader) {
                wording = words::over(&wording, &listed.path, &text, &mut problems).wording;
            }
        } else if let Some(folder) = listed.folder(&mut folders, &mut reader)
            && let Some(text) = listed.text(files, &settings.contact, &mut reader)
        {
            let (own, found) = words::read(&listed.path, &text, folder);
            problems.extend(found);
            folder.put_over(own);
        }
    }
    let spoken = languages::speak(
        language,
        &settings,
        files,
        &mut folders,
        &wording,
        &mut reader,
    );
    problems.extend(spoken.problems);
    wording = spoken.wording.unwrap_or(wording);
    put_recordings_in(&settings, &mut folders, &mut reader);
    problems.extend(reader.problems);
    if let Some(name) = &settings.name {
        wording = wording.with("app.name", name);
    }
    problems.sort_by_key(|problem| problem.severity);
    Furnished {
        catalogue: Catalogue::read(&folders),
        settings,
        wording,
        problems,
    }
}

/// Puts the agency's recordings beside those that came with the forms.
fn put_recordings_in(
    settings: &Settings,
    folders: &mut BTreeMap<FormId, Folder>,
    reader: &mut Reader<'_>,
) {
    for (form, ideas) in &settings.recordings {
        let easy_read = folders
            .get(&FormId::new(form))
            .and_then(words::easy_read_of);
        let Some(easy_read) = easy_read else {
            let way = [Step::Key("recordings"), Step::Key(form)];
            let what = "problem.agency.form-without-easy-read";
            reader.note(&way, Severity::LeftOut, what, &[("name", form)]);
            continue;
        };
        for (idea, path) in ideas {
            if !words::has_idea(&easy_read, idea) {
                let way = [Step::Key("recordings"), Step::Key(form), Step::Key(idea)];
                reader.note(
                    &way,
                    Severity::LeftOut,
                    "problem.agency.no-idea",
                    &[("idea", idea)],
                );
            } else if let Some(folder) = folders.get_mut(&FormId::new(form)) {
                folder
                    .recordings
                    .insert(idea.clone(), format!("{FOLDER}{path}"));
            }
        }
    }
}

/// A problem in words, with its place: what every reader of the folder says of it.
#[must_use]
pub fn said(problem: &Problem, wording: &Wording) -> String {
    wording.fill(
        "agency.said",
        &[
            ("place", &problem.place),
            ("what", &wording.problem(problem)),
        ],
    )
}
