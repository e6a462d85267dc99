//! What is to be said of an agency's folder and of the forms: the same, whoever asks.
//!
//! `cargo xtask check-forms` reads a folder of files, `check.html` what a server sends. Both hand the texts to this.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::folder::{Files, Found};
use super::form_places::placed;
use super::{Furnished, forms, furnish, said};
use crate::engine::catalogue::{Catalogue, Folder, FormId};
use crate::engine::problem::Severity;
use crate::engine::score::{cases, read_measure};
use crate::engine::wording::Wording;

/// Where the forms stand that come with the app.
const FORMS: &str = "forms/";

/// Everything that was found, as texts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The agency's folder, by paths in it: the text of a file, `true` for one that is there and is no text, nothing for one
    /// that is not there.
    #[serde(default)]
    pub agency: BTreeMap<String, Value>,
    /// The forms that come with the app: the texts of their files, by folder and by file.
    #[serde(default)]
    pub forms: BTreeMap<String, BTreeMap<String, String>>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Whether something is not used because of it; otherwise it is something to look at.
    #[serde(rename = "isWrong")]
    pub is_wrong: bool,
    /// Where, what, and what to do.
    pub said: String,
}

/// What is to be said of a site, what is wrong first.
#[must_use]
pub fn verdicts(site: &Site) -> Vec<Verdict> {
    let mut files = Files::default();
    for (path, found) in &site.agency {
        let found = match found {
            Value::String(text) => Found::Text(text.clone()),
            Value::Null => Found::Nothing,
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Found::There,
        };
        files.put(path, found);
    }
    let mut problems = Vec::new();
    let mut folders = BTreeMap::new();
    for (id, texts) in &site.forms {
        let text = |file: &str| texts.get(file).cloned();
        let folder = Folder {
            questionnaire: text("questionnaire.json"),
            measure: text("measure.toml"),
            plain: text("plain.json"),
            easy_read: text("easy-read.json"),
            ..Folder::default()
        };
        folders.insert(FormId::new(id), folder);
    }
    // As they came, before anything of the agency's is put over them.
    let catalogue = Catalogue::read(&folders);
    for (id, texts) in &site.forms {
        let mut found = forms::problems_of(&catalogue, &FormId::new(id));
        if let (Some(table), Some(toml)) = (texts.get("cases.tsv"), texts.get("measure.toml"))
            && let (Some(measure), _) = read_measure(toml)
        {
            found.extend(cases::check(&measure, table).problems);
        }
        let base = format!("{FORMS}{id}/");
        let text = |file: &str| texts.get(file).map(String::as_str);
        problems.extend(
            found
                .into_iter()
                .map(|problem| placed(problem, &base, text)),
        );
    }
    let wording = Wording::built_in();
    let Furnished { problems: own, .. } = furnish(&files, folders, &wording, None);
    problems.extend(own);
    problems.sort_by_key(|problem| problem.severity);
    let verdict = |problem| Verdict {
        is_wrong: is_wrong(problem),
        said: said(problem, &wording),
    };
    problems.iter().map(verdict).collect()
}

fn is_wrong(problem: &crate::engine::problem::Problem) -> bool {
    match problem.severity {
        Severity::Refused | Severity::LeftOut => true,
        Severity::Odd => false,
    }
}
