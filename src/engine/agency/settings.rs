//! What an agency sets: `agency/settings.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::contact::Contact;
use super::file_settings;
use super::folder::{Files, Named, SETTINGS};
use super::languages::{self, Languages};
use super::lines::Step;
use super::reader::{Reader, shown};
use super::theme::Theme;
use super::{bank_holidays, forms, theme_settings, ways, words};
use crate::engine::problem::{Problem, Severity};
use crate::engine::working_days::WorkingDays;

/// Every setting there is.
pub const NAMES: [&str; 14] = [
    "name",
    "logo",
    "theme",
    "idleMinutes",
    "reviewDays",
    "waysToSign",
    "contact",
    "courts",
    "bankHolidays",
    "wording",
    "pictures",
    "recordings",
    "forms",
    "languages",
];

/// What an agency sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the service, in place of the app's own.
    pub name: Option<String>,
    /// The logo beside the name.
    pub logo: Option<Logo>,
    /// The colours.
    pub theme: Theme,
    /// After how many minutes without a sign of life the vault is locked: 1 to 15.
    pub idle_minutes: u16,
    /// After how many days without a change a finished case is due for review: 1 to 365.
    pub review_days: u16,
    /// The forms that the agency says in words of its own, each in `agency/wording/FORM.json`.
    pub wording: BTreeSet<String>,
    /// Files of the folder that stand in place of pictures, by the pictures' names.
    pub pictures: BTreeMap<String, String>,
    /// Recordings of ideas in easy read: files of the folder, by form and by the ideas' ids.
    pub recordings: BTreeMap<String, BTreeMap<String, String>>,
    /// Forms in the folder, new or in place of built-in ones, and the files of each.
    pub forms: BTreeMap<String, Vec<String>>,
    /// The ways to sign that are offered: some of [`ways::ALL`].
    pub ways_to_sign: BTreeSet<String>,
    /// Contact details that the words name.
    pub contact: Contact,
    /// The courts to choose from where a form asks for one.
    pub courts: Vec<String>,
    /// The bank holidays beside those by rule, and those that are none.
    pub bank_holidays: WorkingDays,
    /// The languages beside English.
    pub languages: Languages,
}

/// A logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its path in the agency's folder.
    pub file: String,
    /// The path of the one for dark screens, if there is one.
    pub dark_file: Option<String>,
    /// What it says, for those who do not see it.
    pub alt: String,
}

impl Default for Settings {
    /// Five minutes, and 28 days: SECURITY T4 and §3.6.
    fn default() -> Self {
        Self {
            name: None,
            logo: None,
            theme: Theme::default(),
            idle_minutes: 5,
            review_days: 28,
            wording: BTreeSet::new(),
            pictures: BTreeMap::new(),
            recordings: BTreeMap::new(),
            forms: BTreeMap::new(),
            ways_to_sign: ways::ALL.map(str::to_owned).into(),
            contact: Contact::new(),
            courts: Vec::new(),
            bank_holidays: WorkingDays::default(),
            languages: Languages::new(),
        }
    }
}

impl Settings {
    /// Reads the file; what is not as it should be is reported, and what is built in is used in its place.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let mut settings = Self::default();
        let mut reader = Reader::new(SETTINGS, text);
        let Some(object) = reader.object() else {
            return (settings, reader.problems);
        };
        for (key, value) in &object {
            settings.take(key, value, &mut reader);
        }
        (settings, reader.problems)
    }

    fn take(&mut self, key: &str, value: &Value, reader: &mut Reader<'_>) {
        let way = [Step::Key(key)];
        match key {
            "name" => self.name = reader.words(value, &way),
            "logo" => self.logo = file_settings::logo(value, &way, reader),
            "theme" => self.theme = theme_settings::colours(value, &way, reader),
            "idleMinutes" => {
                self.idle_minutes = reader.number(value, &way, (1, 15), self.idle_minutes);
            }
            "reviewDays" => {
                self.review_days = reader.number(value, &way, (1, 365), self.review_days);
            }
            "wording" => self.wording = names(value, &way, reader),
            "pictures" => self.pictures = file_settings::pictures(value, &way, reader),
            "recordings" => self.recordings = file_settings::recordings(value, &way, reader),
            "forms" => self.forms = file_settings::own_forms(value, &way, reader),
            "waysToSign" => self.ways_to_sign = ways_to_sign(value, &way, reader),
            "contact" => self.contact = contact(value, &way, reader),
            "courts" => self.courts = courts(value, &way, reader),
            "bankHolidays" => self.bank_holidays = bank_holidays::read(value, &way, reader),
            "languages" => self.languages = languages::read(value, reader),
            _ => {
                let with = [("name", key), ("names", &NAMES.join(", "))];
                reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
            }
        }
    }

    /// Every file that the settings name.
    #[must_use]
    pub fn files(&self) -> Vec<Named> {
        let read = |path: String| Named {
            path,
            is_read: true,
        };
        let mut files = Vec::new();
        let logos = self.logo.iter();
        let logos = logos.flat_map(|logo| std::iter::once(&logo.file).chain(&logo.dark_file));
        files.extend(logos.cloned().map(read));
        files.extend(self.wording.iter().map(|form| read(words::path(form))));
        for (tag, language) in &self.languages {
            let words = language.words.iter();
            files.extend(words.map(|of| read(languages::path(tag, of))));
        }
        for (form, names) in &self.forms {
            files.extend(names.iter().map(|name| read(forms::path(form, name))));
        }
        let recordings = self.recordings.values().flat_map(BTreeMap::values);
        files.extend(self.pictures.values().chain(recordings).map(|path| Named {
            path: path.clone(),
            is_read: false,
        }));
        files
    }
}

/// Names of forms.
fn names(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> BTreeSet<String> {
    let [setting] = *way;
    let mut names = BTreeSet::new();
    for (n, value) in reader.list(value, way).iter().enumerate() {
        let way = [setting, Step::Place(n)];
        let name = value.as_str().filter(|name| is_name(name));
        if let Some(name) = name {
            names.insert(name.to_owned());
        } else {
            let value = shown(value);
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.form-name",
                &[("value", &value)],
            );
        }
    }
    names
}

/// The ways to sign that are left; all, where none would be.
fn ways_to_sign(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> BTreeSet<String> {
    let [setting] = *way;
    let all = ways::ALL.join(", ");
    let mut ways_left = BTreeSet::new();
    for (n, value) in reader.list(value, way).iter().enumerate() {
        let known = value.as_str().filter(|code| ways::ALL.contains(code));
        if let Some(code) = known {
            ways_left.insert(code.to_owned());
        } else {
            let with = [("value", shown(value)), ("names", all.clone())];
            let with: Vec<_> = with
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let way = [setting, Step::Place(n)];
            reader.note(&way, Severity::LeftOut, "problem.agency.way", &with);
        }
    }
    if ways_left.is_empty() {
        reader.note(
            way,
            Severity::LeftOut,
            "problem.agency.no-way",
            &[("names", &all)],
        );
        return ways::ALL.map(str::to_owned).into();
    }
    ways_left
}

fn contact(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> Contact {
    let [setting] = *way;
    let mut contact = Contact::new();
    for (name, value) in reader.group(value, way) {
        let way = [setting, Step::Key(name)];
        if !is_name(name) {
            reader.note(
                &way,
                Severity::LeftOut,
                "problem.agency.contact-name",
                &[("name", name)],
            );
        } else if let Some(detail) = reader.words(value, &way) {
            contact.insert(name.to_owned(), detail);
        }
    }
    contact
}

fn courts(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> Vec<String> {
    let [setting] = *way;
    let mut courts: Vec<String> = Vec::new();
    for (n, value) in reader.list(value, way).iter().enumerate() {
        let way = [setting, Step::Place(n)];
        let Some(court) = reader.words(value, &way) else {
            continue;
        };
        if courts.contains(&court) {
            reader.note(
                &way,
                Severity::Odd,
                "problem.agency.said-twice",
                &[("name", &court)],
            );
        } else {
            courts.push(court);
        }
    }
    courts
}

/// Whether this can be the name of a form, or of something else that becomes part of an address.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.len() <= 60 && name.bytes().all(is_plain)
}

impl Settings {
    /// Leaves out the files that somebody looked for and did not find, and says so.
    pub(super) fn without_missing(&mut self, files: &Files, reader: &mut Reader<'_>) {
        let mut is_missing = |path: &str, way: &[Step<'_>]| {
            let is_missing = files.is_missing(path);
            if is_missing {
                let what = "problem.agency.no-file";
                reader.note(way, Severity::LeftOut, what, &[("file", path)]);
            }
            is_missing
        };
        let logo = [Step::Key("logo"), Step::Key("file")];
        self.logo = self.logo.take().filter(|of| !is_missing(&of.file, &logo));
        if let Some(logo) = &mut self.logo {
            let way = [Step::Key("logo"), Step::Key("darkFile")];
            logo.dark_file = logo.dark_file.take().filter(|file| !is_missing(file, &way));
        }
        self.pictures.retain(|name, path| {
            let way = [Step::Key("pictures"), Step::Key(name)];
            !is_missing(path, &way)
        });
        for (form, ideas) in &mut self.recordings {
            ideas.retain(|idea, path| {
                let way = [Step::Key("recordings"), Step::Key(form), Step::Key(idea)];
                !is_missing(path, &way)
            });
        }
    }
}
