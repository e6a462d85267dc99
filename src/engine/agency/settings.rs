//! What an agency sets: `agency/settings.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::colour::Colour;
use super::folder::{Files, Named, SETTINGS, is_within};
use super::lines::Step;
use super::reader::{Reader, shown};
use super::theme::{self, Faint, Palette, Scheme, Theme};
use crate::engine::problem::{Problem, Severity};

/// Every setting there is.
const NAMES: [&str; 5] = ["idleMinutes", "logo", "name", "reviewDays", "theme"];

/// How the names of pictures end.
const PICTURES: [&str; 4] = ["svg", "png", "jpg", "webp"];

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
            "logo" => self.logo = logo(value, &way, reader),
            "theme" => self.theme = colours(value, &way, reader),
            "idleMinutes" => {
                self.idle_minutes = reader.number(value, &way, (1, 15), self.idle_minutes);
            }
            "reviewDays" => {
                self.review_days = reader.number(value, &way, (1, 365), self.review_days);
            }
            "wording" => self.wording = names(value, &way, reader),
            "pictures" => self.pictures = pictures(value, &way, reader),
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
        files.extend(
            self.wording
                .iter()
                .map(|form| read(format!("wording/{form}.json"))),
        );
        files.extend(self.pictures.values().map(|path| Named {
            path: path.clone(),
            is_read: false,
        }));
        files
    }
}

fn logo(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> Option<Logo> {
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

/// The colours of both schemes. One that cannot be read, or a pair that people cannot tell apart, and the scheme is the
/// built-in one.
fn colours(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> Theme {
    let mut theme = Theme::default();
    let [setting] = *way;
    for (key, value) in reader.group(value, way) {
        let way = [setting, Step::Key(key)];
        let Some(scheme) = Scheme::ALL
            .into_iter()
            .find(|scheme| scheme.as_str() == key)
        else {
            let with = [("name", key), ("names", "light, dark")];
            reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
            continue;
        };
        let palette = palette(scheme, value, &way, reader);
        match scheme {
            Scheme::Light => theme.light = palette,
            Scheme::Dark => theme.dark = palette,
        }
    }
    theme
}

fn palette(scheme: Scheme, value: &Value, way: &[Step<'_>; 2], reader: &mut Reader<'_>) -> Palette {
    let built_in = scheme.built_in();
    let [theme, own] = *way;
    let (mut changed, mut is_whole) = (Palette::new(), true);
    for (key, value) in reader.group(value, way) {
        let way = [theme, own, Step::Key(key)];
        let Some(name) = built_in.keys().find(|name| theme::setting(name) == key) else {
            let names: Vec<_> = built_in.keys().map(|name| theme::setting(name)).collect();
            let with = [("name", key), ("names", &names.join(", "))];
            reader.note(&way, Severity::Odd, "problem.agency.unknown-colour", &with);
            continue;
        };
        if let Some(colour) = value.as_str().and_then(Colour::read) {
            changed.insert(name.clone(), colour);
        } else {
            is_whole = false;
            let with = [
                ("name", key),
                ("value", &shown(value)),
                ("scheme", scheme.as_str()),
            ];
            reader.note(&way, Severity::LeftOut, "problem.agency.colour", &with);
        }
    }
    let mut all = built_in;
    all.extend(changed.clone());
    // Built-in colours stand out from each other: a pair that does not has one of the agency's in it. Of one colour the
    // worst is said, which is enough to know what to change.
    let mut worst: BTreeMap<&str, Faint> = BTreeMap::new();
    for faint in theme::faint(&all) {
        let back = faint.back.unwrap_or("surface");
        let is_front = changed.contains_key(faint.front);
        let at_fault = if is_front { faint.front } else { back };
        let share = |of: &Faint| of.ratio / of.needed;
        if worst
            .get(at_fault)
            .is_none_or(|of| share(&faint) < share(of))
        {
            worst.insert(at_fault, faint);
        }
    }
    is_whole &= worst.is_empty();
    for (at_fault, faint) in worst {
        let back = faint.back.unwrap_or("surface");
        let key = theme::setting(at_fault);
        let value = |name: &str| all.get(name).map(ToString::to_string).unwrap_or_default();
        let with = [
            ("front", theme::setting(faint.front)),
            ("back", theme::setting(back)),
            ("front-value", value(faint.front)),
            ("back-value", value(back)),
            ("ratio", rounded_down(faint.ratio)),
            ("needed", faint.needed.to_string()),
            ("scheme", scheme.as_str().to_owned()),
        ];
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let way = [theme, own, Step::Key(&key)];
        let what = match faint.back {
            Some(_) => "problem.agency.contrast",
            None => "problem.agency.contrast-of-tags",
        };
        reader.note(&way, Severity::LeftOut, what, &with);
    }
    if is_whole { changed } else { Palette::new() }
}

/// A ratio for a person to read, never rounded up to what it is not.
fn rounded_down(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
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

/// Whether this can be the name of a form, or of something else that becomes part of an address.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.len() <= 60 && name.bytes().all(is_plain)
}

fn pictures(
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
    }
}
