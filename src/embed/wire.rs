//! What is exchanged with the page, version 1: an [`Order`] comes in, a [`Standing`] or a [`Refusal`] goes out, all JSON.
//!
//! What is in here is promised to other people's pages: a field may be added, and none changes its name or meaning
//! (`public/embed/mhtr-form.d.ts` is the same in TypeScript).

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::GetUntracked as _;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::opened::Opened;
use super::page::message;
use crate::engine::catalogue::Folder;
use crate::engine::presentation::Presentation;
use crate::engine::problem::Problem;
use crate::engine::score::{self, Recorded};
use crate::engine::wording::Wording;
use crate::engine::{alert, fhir};
use crate::ui::item::id_of;
use crate::ui::wording;

/// What to ask, and how.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Which of the folders is the form.
    pub form: String,
    /// The files of the form and of those it names.
    pub folders: BTreeMap<String, Files>,
    /// The answers to begin with: a QuestionnaireResponse.
    pub response: Option<Box<RawValue>>,
    /// In which words.
    #[serde(default)]
    pub variant: Variant,
    /// The pictures of easy read that stand beside the form.
    #[serde(default)]
    pub pictures: BTreeSet<String>,
    /// Whether what is for the worker is left out.
    #[serde(default)]
    pub is_with_client: bool,
    /// Whether the page has a button of its own to finish with.
    #[serde(default)]
    pub has_no_button: bool,
}

/// The files of a form's folder, as text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub struct Files {
    questionnaire: Option<String>,
    measure: Option<String>,
    plain: Option<String>,
    easy_read: Option<String>,
}

/// How a form is put to a person.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// As it was published.
    #[default]
    Published,
    /// In plain words, where the form has them.
    Plain,
    /// In the words of easy read, where the form has them.
    EasyRead,
}

impl Variant {
    /// The engine's name for it.
    #[must_use]
    pub fn presentation(self) -> Presentation {
        match self {
            Self::Published => Presentation::Published,
            Self::Plain => Presentation::Plain,
            Self::EasyRead => Presentation::EasyRead,
        }
    }
}

impl Files {
    /// The same for the catalogue.
    #[must_use]
    pub fn folder(&self) -> Folder {
        Folder {
            questionnaire: self.questionnaire.clone(),
            measure: self.measure.clone(),
            plain: self.plain.clone(),
            easy_read: self.easy_read.clone(),
            ..Folder::default()
        }
    }
}

impl Order {
    /// Reads an order.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] where it is none.
    pub fn read(json: &str) -> Result<Self, Refusal> {
        serde_json::from_str(json).map_err(|_| Refusal::new("unreadable", UNREADABLE, &wording()))
    }
}

/// What is said of a form that cannot be read.
pub const UNREADABLE: [&str; 2] = ["embed.unreadable", "embed.unreadable-do"];

/// What is said of answers that cannot be read.
pub const RESPONSE: [&str; 2] = ["embed.response", "embed.response-do"];

/// What is said when the program has made a mistake.
pub const STOPPED: [&str; 2] = ["embed.stopped", "embed.stopped-do"];

/// Why nothing was drawn.
#[derive(Serialize)]
pub struct Refusal {
    /// A word for programs, which stays.
    pub reason: &'static str,
    /// For a person: what is wrong.
    pub message: String,
    /// For a person: what to do.
    pub todo: String,
    /// What is wrong with a file, for its author.
    pub problems: Vec<ProblemWords>,
}

/// What is wrong with a file, and where.
#[derive(Serialize)]
pub struct ProblemWords {
    place: String,
    message: String,
}

impl Refusal {
    /// A reason, with the words that say what is wrong and what to do.
    #[must_use]
    pub fn new(reason: &'static str, [what, todo]: [&str; 2], words: &Wording) -> Self {
        Self {
            reason,
            message: words.say(what),
            todo: words.say(todo),
            problems: Vec::new(),
        }
    }

    /// With what is wrong with the files.
    #[must_use]
    pub fn with(mut self, problems: &[Problem], words: &Wording) -> Self {
        self.problems = in_words(problems, words);
        self
    }

    /// In JSON.
    #[must_use]
    pub fn write(&self) -> String {
        written(self)
    }
}

/// What is wrong with files, in JSON.
#[must_use]
pub fn problems(problems: &[Problem], words: &Wording) -> String {
    written(&in_words(problems, words))
}

fn in_words(problems: &[Problem], words: &Wording) -> Vec<ProblemWords> {
    problems
        .iter()
        .map(|problem| ProblemWords {
            place: problem.place.clone(),
            message: words.problem(problem),
        })
        .collect()
}

/// The structures here have text keys only, which serde writes without fail.
fn written(of: &impl Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

/// How a form stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    response: Option<Box<RawValue>>,
    is_finished: bool,
    violations: Vec<ViolationWords>,
    alerts: Vec<AlertWords>,
    scores: Vec<Scores>,
    not_carried: Vec<NotCarriedWords>,
}

/// What has to be put right at a question.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ViolationWords {
    link_id: String,
    message: String,
    /// Whether somebody else has to: it is on no part that is shown.
    is_for_others: bool,
    /// The id of the control within the form's shadow root.
    anchor: String,
}

/// An answer that somebody has to act on, or one that would bear on risk and is missing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AlertWords {
    link_id: String,
    message: String,
    is_answered: bool,
}

/// An answer that was given to the form and has no place in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotCarriedWords {
    link_id: String,
}

/// What a measure came to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scores {
    measure: String,
    instrument: String,
    /// `items`, `paper`, `not-done` or `not-started`.
    from: &'static str,
    /// Null where there is none: missing is not nought.
    total: Json,
    lowest: Json,
    highest: Json,
    /// Whether items were left blank and the others stand for them.
    prorated: bool,
    severity: Option<String>,
    caseness: Option<bool>,
    /// The numbers of the items whose answer calls for action.
    risk_flags: Vec<u16>,
    /// The numbers of those that were left blank.
    risk_unanswered: Vec<u16>,
    /// The same for a reader: the total first, then each subscale.
    rows: Vec<Row>,
}

/// A score in words.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    subscale: Option<String>,
    name: String,
    value: String,
    is_scored: bool,
    scale: String,
    band: Option<String>,
    cut_off: Option<String>,
}

impl Standing {
    /// How a form stands now.
    #[must_use]
    pub fn of(opened: &Opened) -> Self {
        let form = opened.form;
        let words = wording();
        let definition = form.definition();
        let response = fhir::write_response(&opened.response());
        let here = opened.wrong_here();
        let violations = form
            .check(None)
            .into_iter()
            .map(|violation| ViolationWords {
                link_id: violation.link_id.to_string(),
                message: message(form, &violation),
                is_for_others: !here.iter().any(|of| of.node == violation.node),
                anchor: id_of(violation.node),
            });
        let standing = form.alerts().get_untracked();
        let raised = standing.raised.into_iter().map(|node| (node, true));
        let unanswered = standing.unanswered.into_iter().map(|node| (node, false));
        let alerts = raised.chain(unanswered).map(|(node, is_answered)| {
            form.with_form(|inner| AlertWords {
                link_id: inner
                    .item(node)
                    .map(|item| item.link_id.to_string())
                    .unwrap_or_default(),
                message: alert::line(&definition, inner, node, &words),
                is_answered,
            })
        });
        let scores = definition.measures.iter().map(|measure| {
            let recorded = form.with_form(|form| score::recorded(measure, form));
            Scores::of(measure, &recorded, &words)
        });
        Self {
            response: RawValue::from_string(response).ok(),
            is_finished: opened.is_finished.get_untracked(),
            violations: violations.collect(),
            alerts: alerts.collect(),
            scores: scores.collect(),
            not_carried: opened
                .not_carried()
                .into_iter()
                .map(|of| NotCarriedWords {
                    link_id: of.link_id.to_string(),
                })
                .collect(),
        }
    }

    /// In JSON.
    #[must_use]
    pub fn write(&self) -> String {
        written(self)
    }
}

impl Scores {
    fn of(measure: &score::Measure, recorded: &Recorded, words: &Wording) -> Self {
        let (from, flags, unanswered) = match recorded {
            Recorded::NotStarted => ("not-started", &[][..], &[][..]),
            Recorded::NotDone { .. } => ("not-done", &[][..], &[][..]),
            Recorded::FromPaper(_) => ("paper", &[][..], &[][..]),
            Recorded::FromItems(outcome) => (
                "items",
                outcome.critical.as_slice(),
                outcome.critical_unanswered.as_slice(),
            ),
        };
        let total = recorded.total();
        let first_set = measure.band_sets.first();
        let severity = total.zip(first_set).and_then(|(total, set)| {
            let bands = total.judgement.bands.iter();
            bands
                .clone()
                .find(|it| it.set == set.id)
                .map(|it| it.band.code.clone())
        });
        let scale = recorded.scale(measure);
        let rows = score::rows(measure, recorded, words);
        Self {
            measure: measure.id.as_str().to_owned(),
            instrument: measure.instrument.clone(),
            from,
            total: total.map_or(Json::Null, |total| number(&total.shown.to_string())),
            lowest: number(&scale.lowest.to_string()),
            highest: number(&scale.highest.to_string()),
            prorated: total.is_some_and(|total| total.is_prorated),
            severity,
            caseness: total.and_then(|total| total.judgement.is_case),
            risk_flags: flags.iter().map(|item| item.0).collect(),
            risk_unanswered: unanswered.iter().map(|item| item.0).collect(),
            rows: rows
                .into_iter()
                .map(|row| Row {
                    subscale: row.subscale,
                    name: row.name,
                    value: row.value,
                    is_scored: row.is_scored,
                    scale: row.scale,
                    band: row.band,
                    cut_off: row.cut_off,
                })
                .collect(),
        }
    }
}

/// A number as it is written, digit for digit.
fn number(digits: &str) -> Json {
    digits
        .parse::<serde_json::Number>()
        .map_or(Json::Null, Json::Number)
}
