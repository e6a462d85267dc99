//! A questionnaire that was read, and a response that was checked against it, as data.

use std::sync::Arc;

use serde_json::Value as Json;

use super::form::shape;
use super::{code, object};
use crate::engine::alert::has_critical_choice;
use crate::engine::calendar::Date;
use crate::engine::fhir::{ResponseError, limits, questionnaire_of, response_of};
use crate::engine::form::Form;
use crate::engine::messages::message;
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::Questionnaire;
use crate::engine::response::Response;
use crate::engine::validate::validate;
use crate::engine::wording::Wording;

const QUESTIONNAIRE: &str = "questionnaire";
const RESPONSE: &str = "response";
const OPTIONS: &str = "options";

/// Reads a FHIR R4 Questionnaire: `{ questionnaire, problems }`, the first null if it cannot be used at all.
#[must_use]
pub fn read_form(json: &Json, wording: &Wording) -> Json {
    let (questionnaire, problems) = questionnaire_of(json);
    let shape = questionnaire.map_or(Json::Null, |it| shape(&it, wording));
    let problems = of_the_form(&problems, wording);
    object([
        ("questionnaire", shape),
        ("problems", Json::Array(problems)),
    ])
}

/// Checks a FHIR R4 QuestionnaireResponse against its Questionnaire, as it stands on a day (`2026-11-22`):
/// `{ valid, violations, problems }`. It is valid if both could be read and nothing has to be put right.
#[must_use]
pub fn check(questionnaire: &Json, response: &Json, today: &str, wording: &Wording) -> Json {
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
        return checked(false, Vec::new(), problems);
    };
    problems.extend(other_form(&questionnaire, &response, wording));
    let violations = violations(questionnaire, &response, today, wording);
    checked(violations.is_empty(), violations, problems)
}

fn checked(is_valid: bool, violations: Vec<Json>, problems: Vec<Json>) -> Json {
    object([
        ("valid", Json::from(is_valid)),
        ("violations", Json::Array(violations)),
        ("problems", Json::Array(problems)),
    ])
}

/// What has to be put right, and the answers that have no place.
fn violations(
    questionnaire: Questionnaire,
    response: &Response,
    today: Date,
    wording: &Wording,
) -> Vec<Json> {
    let (form, not_carried) = Form::open(Arc::new(questionnaire), response);
    // A questionnaire on its own has no measures beside it: only its own critical options raise an alert.
    let mut nodes = form.within(None).into_iter();
    let alert_stands = nodes.any(|node| has_critical_choice(&form, node));
    let found = validate(&form, None, today, alert_stands);
    let found = found.iter().map(|violation| {
        let rule = code::of_rule(&violation.rule);
        wrong(
            violation.link_id.as_str(),
            rule,
            message(violation, &form, wording),
        )
    });
    let without_place = not_carried.iter().map(|answer| {
        let (rule, key) = code::of_answer(answer.why);
        let link_id = answer.link_id.as_str();
        wrong(link_id, rule, wording.fill(key, &[("link-id", link_id)]))
    });
    found.chain(without_place).collect()
}

/// An answer that cannot stand, or one that is missing: where, the rule that is not met, and what to do, in words for
/// the person.
fn wrong(link_id: &str, rule: &str, message: String) -> Json {
    object([
        ("linkId", Json::from(link_id)),
        ("rule", Json::from(rule)),
        ("message", Json::from(message)),
    ])
}

/// Something wrong with what was handed in: which of it, where in it, how much it matters, and what to do, in words
/// for a developer.
fn trouble(within: &str, place: &str, severity: Severity, message: String) -> Json {
    object([
        ("in", Json::from(within)),
        ("place", Json::from(place)),
        ("severity", Json::from(code::of_severity(severity))),
        ("message", Json::from(message)),
    ])
}

/// A questionnaire, a response or an option that was no data: `why` is `not_json`, `no_form`, `too_large` or
/// `not_readable`.
#[must_use]
pub fn no_data(of: &str, place: &str, why: &str, wording: &Wording) -> Json {
    let message = match why {
        "no_form" if !place.is_empty() => wording.fill("api.data.no-form", &[("place", place)]),
        "not_json" => wording.say("api.data.not-json"),
        "too_large" => {
            let megabytes = (limits::BYTES / 1024 / 1024).to_string();
            wording.fill("api.data.too-large", &[("megabytes", &megabytes)])
        }
        _ => wording.say("api.data.not-readable"),
    };
    let within = [RESPONSE, OPTIONS].into_iter().find(|it| *it == of);
    let within = within.unwrap_or(QUESTIONNAIRE);
    refused(within, place, message)
}

/// Problems of the questionnaire in words.
fn of_the_form(problems: &[Problem], wording: &Wording) -> Vec<Json> {
    let problems = problems.iter().map(|problem| {
        let message = wording.problem(problem);
        trouble(QUESTIONNAIRE, &problem.place, problem.severity, message)
    });
    problems.collect()
}

/// Why a response was not read.
fn unreadable(error: &ResponseError, wording: &Wording) -> Json {
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

fn refused(within: &str, place: &str, message: String) -> Json {
    trouble(within, place, Severity::Refused, message)
}

/// A response that names another questionnaire, or another version, than the one it is checked against.
fn other_form(
    questionnaire: &Questionnaire,
    response: &Response,
    wording: &Wording,
) -> Option<Json> {
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
    (!is_this).then(|| {
        let values = [("named", named), ("here", &*here)];
        let message = wording.fill("api.response.other-form", &values);
        trouble(RESPONSE, "questionnaire", Severity::Odd, message)
    })
}
