//! What an agency sets for its practitioners, in `agency/settings.json` beside the page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::browser::files;
use crate::engine::problem::{Problem, Severity};

/// Where the settings stand.
const FILE: &str = "agency/settings.json";

/// What an agency sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// After how many minutes without a sign of life the vault is locked: 1 to 15.
    pub idle_minutes: u8,
    /// After how many days without a change a finished case is due for review: 1 to 365.
    pub review_days: u16,
    /// The forms that the agency says in words of its own, each in `agency/wording/FORM.json`.
    pub wording: BTreeSet<String>,
    /// Files under `agency/` that stand in place of pictures, by the pictures' names.
    pub pictures: BTreeMap<String, String>,
}

impl Default for Settings {
    /// Five minutes, and 28 days: SECURITY T4 and §3.6.
    fn default() -> Self {
        Self {
            idle_minutes: 5,
            review_days: 28,
            wording: BTreeSet::new(),
            pictures: BTreeMap::new(),
        }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct File {
    idle_minutes: Option<u8>,
    review_days: Option<u16>,
    #[serde(default)]
    wording: BTreeSet<String>,
    #[serde(default)]
    pictures: BTreeMap<String, String>,
}

impl Settings {
    /// Reads the file; what is not as it should be is reported, and what is usual is used in its place.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let usual = Self::default();
        let problem = |what| Problem::new(Severity::LeftOut, FILE, what);
        let file: File = match serde_json::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let place = format!("{FILE}:{}", error.line());
                let problem = Problem::new(Severity::LeftOut, place, "problem.settings.not-json");
                return (usual, vec![problem]);
            }
        };
        let mut problems = Vec::new();
        let idle_minutes = match file.idle_minutes {
            Some(minutes @ 1..=15) => minutes,
            Some(_) => {
                problems.push(problem("problem.settings.idle-minutes"));
                usual.idle_minutes
            }
            None => usual.idle_minutes,
        };
        let review_days = match file.review_days {
            Some(days @ 1..=365) => days,
            Some(_) => {
                problems.push(problem("problem.settings.review-days"));
                usual.review_days
            }
            None => usual.review_days,
        };
        let (pictures, refused): (BTreeMap<_, _>, BTreeMap<_, _>) = file
            .pictures
            .into_iter()
            .partition(|(_, file)| is_in_folder(file));
        for (name, _) in refused {
            problems.push(problem("problem.settings.picture").with("name", name));
        }
        let settings = Self {
            idle_minutes,
            review_days,
            wording: file.wording,
            pictures,
        };
        (settings, problems)
    }
}

/// Whether a file named in the settings is one within `agency/`: a plain path downwards.
fn is_in_folder(file: &str) -> bool {
    let is_plain = |part: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_plain)
    };
    file.split('/').all(is_plain)
}

/// The settings beside the page. A site without the file goes by what is usual.
pub async fn read_beside_the_page() -> (Settings, Vec<Problem>) {
    match files::read_text(FILE).await {
        Ok(text) => Settings::read(&text),
        Err(_) => (Settings::default(), Vec::new()),
    }
}
