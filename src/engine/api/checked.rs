//! A questionnaire that was read, and a response that was checked against it, as data.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value as Json;

use super::code;
use super::form::FormShape;
use crate::engine::alert::has_critical_choice;
use crate::engine::calendar::Date;
use crate::engine::fhir::{ResponseError, limits, questionnaire_of, response_of};
use crate::engine::form::Form;
use crate::engine::messages::message;
use crate::engine::problem::Problem;
use crate::engine::questionnaire::Questionnaire;
use crate::engine::response::Response;
use crate::engine::validate::validate;
use crate::engine::wording::Wording;

/// A questionnaire as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// What is asked; `None` if the file cannot be used at all.
    pub questionnaire: Option<FormShape>,
    /// What its author has to know of, the worst first.
    pub problems: Vec<Trouble>,
}

/// What is to be said of a response.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// Whether both could be read, and nothing has to be put right.
    pub valid: bool,
    /// What the person who filled it in has to put right, in the form's order; then answers without a place.
    pub violations: Vec<Wrong>,
    /// What whoever made the questionnaire or the response has to know of.
    pub problems: Vec<Trouble>,
}

/// An answer that cannot stand, or one that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wrong {
    /// The question, or the group.
    pub link_id: String,
    /// The rule that is not met, as a code.
    pub rule: &'static str,
    /// What to do, in words for the person.
    pub message: String,
}

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// What was handed in: `questionnaire`, `response` or `options`.
    #[serde(rename = "in")]
    pub within: &'static str,
    /// Where in it, as a path; empty for all of it.
    pub place: String,
    /// `refused`, `left_out` or `odd`.
    pub severity: &'static str,
    /// What it is and what to do, in words for a developer.
    pub message: String,
}

const QUESTIONNAIRE: &str = "questionnaire";
const RESPONSE: &str = "response";
const OPTIONS: &str = "options";

/// Reads a FHIR R4 Questionnaire.
#[must_use]
pub fn read_form(json: &Json, wording: &Wording) -> Found {
    let (questionnaire, problems) = questionnaire_of(json);
    Found {
        questionnaire: questionnaire.map(|it| FormShape::of(&it, wording)),
        problems: of_the_form(&problems, wording),
    }
}

/// Checks a FHIR R4 QuestionnaireResponse against its Questionnaire, as it stands on a day (`2026-11-22`).
#[must_use]
pub fn check(questionnaire: &Json, response: &Json, today: &str, wording: &Wording) -> Checked {
    let (questionnaire, problems) = questionnaire_of(questionnaire);
    let mut problems = of_the_form(&problems, wording);
    let response = response_of(response);
    if let Err(error) = &response {
        problems.push(unreadable(error, wording));
    }
    let today = Date::read(today).filter(|day| day.day.is_some());
    if today.is_none() {
        let message = wording.say("api.day.not-a-date");
        problems.push(refused(OPTIONS, "today", message));
    }
    let (Some(questionnaire), Ok(response), Some(today)) = (questionnaire, response, today) else {
        return Checked {
            valid: false,
            violations: Vec::new(),
            problems,
        };
    };
    problems.extend(other_form(&questionnaire, &response, wording));
    let violations = violations(questionnaire, &response, today, wording);
    Checked {
        valid: violations.is_empty(),
        violations,
        problems,
    }
}

/// What has to be put right, and the answers that have no place.
fn violations(
    questionnaire: Questionnaire,
    response: &Response,
    today: Date,
    wording: &Wording,
) -> Vec<Wrong> {
    let (form, not_carried) = Form::open(Arc::new(questionnaire), response);
    // A questionnaire on its own has no measures beside it: only its own critical options raise an alert.
    let mut nodes = form.within(None).into_iter();
    let alert_stands = nodes.any(|node| has_critical_choice(&form, node));
    let found = validate(&form, None, today, alert_stands);
    let found = found.iter().map(|violation| Wrong {
        link_id: violation.link_id.to_string(),
        rule: code::of_rule(&violation.rule),
        message: message(violation, &form, wording),
    });
    let without_place = not_carried.iter().map(|answer| {
        let (rule, key) = code::of_answer(answer.why);
        let link_id = answer.link_id.to_string();
        Wrong {
            message: wording.fill(key, &[("link-id", &link_id)]),
            link_id,
            rule,
        }
    });
    found.chain(without_place).collect()
}

/// A questionnaire or a response that was no data: `why` is `not_json`, `no_form`, `too_large` or
/// `not_readable`.
#[must_use]
pub fn no_data(of: &str, place: &str, why: &str, wording: &Wording) -> Trouble {
    let message = match why {
        "no_form" if !place.is_empty() => wording.fill("api.data.no-form", &[("place", place)]),
        "not_json" => wording.say("api.data.not-json"),
        "too_large" => {
            let megabytes = (limits::BYTES / 1024 / 1024).to_string();
            wording.fill("api.data.too-large", &[("megabytes", &megabytes)])
        }
        _ => wording.say("api.data.not-readable"),
    };
    let within = if of == RESPONSE {
        RESPONSE
    } else {
        QUESTIONNAIRE
    };
    refused(within, place, message)
}

/// Problems of the questionnaire in words.
fn of_the_form(problems: &[Problem], wording: &Wording) -> Vec<Trouble> {
    let problems = problems.iter().map(|problem| Trouble {
        within: QUESTIONNAIRE,
        place: problem.place.clone(),
        severity: code::of_severity(problem.severity),
        message: wording.problem(problem),
    });
    problems.collect()
}

/// Why a response was not read.
fn unreadable(error: &ResponseError, wording: &Wording) -> Trouble {
    let (place, message) = match error {
        ResponseError::NotJson => ("", wording.say("api.response.not-json")),
        ResponseError::NotAResponse => ("", wording.say("api.response.not-a-response")),
        ResponseError::TooLarge => {
            let megabytes = (limits::BYTES / 1024 / 1024).to_string();
            let answers = limits::ANSWERS.to_string();
            let values = [("megabytes", &*megabytes), ("answers", &*answers)];
            ("", wording.fill("api.response.too-large", &values))
        }
        ResponseError::NotUnderstood { place } => {
            (&**place, wording.say("api.response.not-understood"))
        }
    };
    refused(RESPONSE, place, message)
}

fn refused(within: &'static str, place: &str, message: String) -> Trouble {
    Trouble {
        within,
        place: place.to_owned(),
        severity: "refused",
        message,
    }
}

/// A response that names another questionnaire, or another version, than the one it is checked against.
fn other_form(
    questionnaire: &Questionnaire,
    response: &Response,
    wording: &Wording,
) -> Option<Trouble> {
    let named = response.questionnaire.as_deref()?;
    let url = questionnaire.url.as_deref()?;
    let version = questionnaire.version.as_deref();
    let is_this = match named.split_once('|') {
        None => named == url,
        Some((its_url, its_version)) => {
            its_url == url && version.is_none_or(|version| version == its_version)
        }
    };
    let here = match version {
        Some(version) => format!("{url}|{version}"),
        None => url.to_owned(),
    };
    (!is_this).then(|| Trouble {
        within: RESPONSE,
        place: "questionnaire".to_owned(),
        severity: "odd",
        message: wording.fill(
            "api.response.other-form",
            &[("named", named), ("here", &here)],
        ),
    })
}
