//! What the forms of a case say otherwise since a report was signed. It changes nothing in what was signed, and
//! is said beside it: the clinician decides whether a new version is needed.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{SignedCopy, answers};
use crate::engine::case::{Case, Document};
use crate::engine::catalogue::Catalogue;
use crate::engine::fhir as responses;
use crate::engine::report::{FORM, fhir};
use crate::engine::response::{Entry, ResponseItem};
use crate::engine::value::Value;
use crate::engine::wording::Wording;

/// An answer or a score that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The form, and the question or the scale.
    pub name: String,
    /// What it was when the report was signed; empty where there was nothing.
    pub signed: String,
    /// What it is; empty where there is nothing.
    pub today: String,
}

/// What stands at a question or a scale.
#[derive(Default, PartialEq)]
struct Said {
    name: String,
    words: Vec<String>,
    /// What is compared: never words that depend on a language.
    value: Vec<Json>,
}

/// Every answer and score of the other forms that is not what it was, in the order of the forms. A form whose
/// answers are untouched says nothing, though it may be scored or worded in another way today.
#[must_use]
pub fn changed_since(
    copy: &SignedCopy,
    case: &Case,
    catalogue: &Catalogue,
    wording: &Wording,
) -> Vec<Difference> {
    let data = fhir::data(case, catalogue, wording);
    let mut found = Vec::new();
    for document in &case.documents {
        let Some(definition) = catalogue.get(&document.form) else {
            continue;
        };
        if document.form.as_str() == FORM || is_untouched(copy, document) {
            continue;
        }
        let title = &definition.questionnaire.title;
        let title = title.in_language(wording.language());
        let address = fhir::response_address(case.id.as_str(), document.id);
        let signed = of_document(&copy.data, &address, wording);
        let today = of_document(&data, &address, wording);
        found.extend(differences(title, &signed, &today, wording));
    }
    found
}

fn is_untouched(copy: &SignedCopy, document: &Document) -> bool {
    let now = answers::of_response(&document.response, &[]);
    let mut signed = copy.answers.iter();
    signed.any(|of| of.document == document.id && of.fingerprint == now)
}

fn differences(
    form: &str,
    signed: &[(String, Said)],
    today: &[(String, Said)],
    wording: &Wording,
) -> Vec<Difference> {
    let before: BTreeMap<&str, &Said> = signed.iter().map(|(key, of)| (&**key, of)).collect();
    let after: BTreeMap<&str, &Said> = today.iter().map(|(key, of)| (&**key, of)).collect();
    let gone = signed.iter().filter(|(key, _)| !after.contains_key(&**key));
    let nothing = Said::default();
    let mut found = Vec::new();
    for (key, named) in today.iter().chain(gone) {
        let was = before.get(&**key).copied().unwrap_or(&nothing);
        let is = after.get(&**key).copied().unwrap_or(&nothing);
        if was.value != is.value {
            let values = [("form", form), ("part", &*named.name)];
            found.push(Difference {
                name: wording.fill("report.since.part", &values),
                signed: was.words.join("\n"),
                today: is.words.join("\n"),
            });
        }
    }
    found
}

/// Everything said in one document: its answers, and the scores that come from them.
fn of_document(data: &[Json], address: &str, wording: &Wording) -> Vec<(String, Said)> {
    let mut said = Vec::new();
    for entry in data {
        let (Some(own), Some(resource)) = (entry.get("fullUrl"), entry.get("resource")) else {
            continue;
        };
        if own.as_str() == Some(address) {
            if let Ok(response) = responses::read_response(&resource.to_string()) {
                collect(&response.items, wording, &mut said);
            }
        } else if resource
            .pointer("/derivedFrom/0/reference")
            .and_then(Json::as_str)
            == Some(address)
        {
            said.extend(score(own, resource));
        }
    }
    said
}

/// The questions within a level. One that is asked several times has a place for each.
fn collect(items: &[ResponseItem], wording: &Wording, said: &mut Vec<(String, Said)>) {
    for item in items {
        let mut here = Said {
            name: item.text.clone().unwrap_or_default(),
            ..Said::default()
        };
        for answer in &item.answers {
            if let Entry::Value(value) = &answer.entry {
                here.words.push(value.words(wording));
                here.value.push(compared(value));
            }
        }
        if !here.value.is_empty() {
            let own = item.link_id.as_str();
            let is_same = |key: &str| key.split_once('#').map_or(key, |(id, _)| id) == own;
            let n = said.iter().filter(|(key, _)| is_same(key)).count();
            said.push((format!("{own}#{n}"), here));
        }
        collect(&item.items, wording, said);
        for answer in &item.answers {
            collect(&answer.items, wording, said);
        }
    }
}

/// What of a value is compared: the code of an option, and not its words.
fn compared(value: &Value) -> Json {
    if let Value::Coding(coding) = value
        && let Some(code) = &coding.code
    {
        return serde_json::json!([coding.system, code]);
    }
    Json::String(format!("{value:?}"))
}

/// A score, with its band.
fn score(own: &Json, observation: &Json) -> Option<(String, Said)> {
    let words = |pointer: &str| Some(observation.pointer(pointer)?.as_str()?.to_owned());
    let number = observation.pointer("/valueQuantity/value");
    let number = number.map(Json::to_string);
    let value = vec![number.clone().map_or(Json::Null, Json::String)];
    let shown = number.or_else(|| words("/dataAbsentReason/text"))?;
    let band = words("/interpretation/0/text");
    let said = Said {
        name: words("/code/text")?,
        words: std::iter::once(shown).chain(band).collect(),
        value,
    };
    Some((own.as_str()?.to_owned(), said))
}
