//! What an agency sets for its practitioners, in `agency/settings.json` beside the page.

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
}

impl Default for Settings {
    /// Five minutes, and 28 days: SECURITY T4 and §3.6.
    fn default() -> Self {
        Self {
            idle_minutes: 5,
            review_days: 28,
        }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct File {
    idle_minutes: Option<u8>,
    review_days: Option<u16>,
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
        let settings = Self {
            idle_minutes,
            review_days,
        };
        (settings, problems)
    }
}

/// The settings beside the page. A site without the file goes by what is usual.
pub async fn read_beside_the_page() -> (Settings, Vec<Problem>) {
    match files::read_text(FILE).await {
        Ok(text) => Settings::read(&text),
        Err(_) => (Settings::default(), Vec::new()),
    }
}
