//! Reads and writes FHIR R4 QuestionnaireResponses.
//!
//! What is not part of the model (ids, the patient, the author) is left out. What would change the
//! meaning of what is kept is refused.

use std::fmt;

use serde_json::{Map, Value as Json};

use super::value::{Found, array, object, quote, read_answer, text, write};
use super::{limits, urls};
use crate::engine::questionnaire::LinkId;
use crate::engine::response::{Answer, Entry, Response, ResponseItem, Status};

/// Why bytes are not a QuestionnaireResponse that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseError {
    /// Not JSON, or JSON nested deeper than 128 levels.
    NotJson,
    /// JSON, but not a QuestionnaireResponse.
    NotAResponse,
    /// More bytes, items or answers than are read (`limits`).
    TooLarge,
    /// Something in it has no meaning we know, so that keeping the rest would change what it says.
    NotUnderstood {
        /// Where, as a path: `item[3].answer[0]`. It holds names and numbers only, nothing anybody
        /// typed.
        place: String,
    },
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("not JSON"),
            Self::NotAResponse => f.write_str("not a QuestionnaireResponse"),
            Self::TooLarge => f.write_str("larger than is read"),
            Self::NotUnderstood { place } => write!(f, "not understood at {place}"),
        }
    }
}

impl std::error::Error for ResponseError {}

/// Reads a QuestionnaireResponse from JSON.
///
/// # Errors
/// When the bytes are not a QuestionnaireResponse, or one that cannot be kept without changing what
/// it says: an unknown status, a modifier extension, a value that is not of its type or of a type
/// that is not supported (attachment, reference).
pub fn read_response(json: &str) -> Result<Response, ResponseError> {
    if json.len() > limits::BYTES {
        return Err(ResponseError::TooLarge);
    }
    response_of(&serde_json::from_str(json).map_err(|_| ResponseError::NotJson)?)
}

/// Reads a QuestionnaireResponse that is JSON already.
///
/// # Errors
/// Those of [`read_response`].
pub fn response_of(json: &Json) -> Result<Response, ResponseError> {
    let response = json.as_object().ok_or(ResponseError::NotAResponse)?;
    if response.get("resourceType").and_then(Json::as_str) != Some("QuestionnaireResponse") {
        return Err(ResponseError::NotAResponse);
    }
    allow(response, "")?;
    let mut reader = Reader { n_answers: 0 };
    Ok(Response {
        questionnaire: words(response, "questionnaire", "")?,
        status: read_status(response)?,
        authored: words(response, "authored", "")?,
        language: words(response, "language", "")?,
        items: reader.items(response, "")?,
    })
}

/// Writes a QuestionnaireResponse as JSON; the same response gives the same bytes.
#[must_use]
pub fn write_response(response: &Response) -> String {
    object([
        ("resourceType", Some(quote("QuestionnaireResponse"))),
        ("language", response.language.as_deref().map(quote)),
        (
            "questionnaire",
            response.questionnaire.as_deref().map(quote),
        ),
        ("status", Some(quote(status_code(response.status)))),
        ("authored", response.authored.as_deref().map(quote)),
        ("item", write_items(&response.items, 0)),
    ])
}

const STATUSES: [Status; 5] = [
    Status::InProgress,
    Status::Completed,
    Status::Amended,
    Status::EnteredInError,
    Status::Stopped,
];

const fn status_code(status: Status) -> &'static str {
    match status {
        Status::InProgress => "in-progress",
        Status::Completed => "completed",
        Status::Amended => "amended",
        Status::EnteredInError => "entered-in-error",
        Status::Stopped => "stopped",
    }
}

fn read_status(response: &Map<String, Json>) -> Result<Status, ResponseError> {
    let code = response.get("status").and_then(Json::as_str);
    STATUSES
        .into_iter()
        .find(|status| code == Some(status_code(*status)))
        .ok_or_else(|| not_understood("", "status"))
}

struct Reader {
    n_answers: usize,
}

impl Reader {
    /// The items within an element. JSON is at most 128 levels deep, and so is the recursion.
    fn items(
        &mut self,
        within: &Map<String, Json>,
        place: &str,
    ) -> Result<Vec<ResponseItem>, ResponseError> {
        let mut items = Vec::new();
        for (place, item) in elements(within, "item", place)? {
            self.count()?;
            allow(item, &place)?;
            let link_id = item
                .get("linkId")
                .and_then(text)
                .ok_or_else(|| not_understood(&place, "linkId"))?;
            let mut answers = Vec::new();
            for (place, answer) in elements(item, "answer", &place)? {
                self.count()?;
                allow(answer, &place)?;
                answers.push(self.answer(answer, &place)?);
            }
            items.push(ResponseItem {
                link_id: LinkId::new(link_id),
                text: words(item, "text", &place)?,
                answers,
                items: self.items(item, &place)?,
            });
        }
        Ok(items)
    }

    fn answer(&mut self, answer: &Map<String, Json>, place: &str) -> Result<Answer, ResponseError> {
        let items = self.items(answer, place)?;
        let entry = match (read_answer(answer), as_typed(answer)) {
            (Found::Value(value), None) => Entry::Value(value),
            (Found::Nothing, Some(typed)) => Entry::AsTyped(typed.to_owned()),
            (Found::Nothing, None) if !items.is_empty() => Entry::AsTyped(String::new()),
            (
                Found::Nothing | Found::Value(_) | Found::NotSupported(_) | Found::Malformed(_),
                _,
            ) => {
                return Err(ResponseError::NotUnderstood {
                    place: place.to_owned(),
                });
            }
        };
        Ok(Answer { entry, items })
    }

    fn count(&mut self) -> Result<(), ResponseError> {
        self.n_answers += 1;
        if self.n_answers > limits::ANSWERS {
            return Err(ResponseError::TooLarge);
        }
        Ok(())
    }
}

/// Refuses what changes the meaning of an element in a way we do not know.
fn allow(element: &Map<String, Json>, place: &str) -> Result<(), ResponseError> {
    if element.contains_key("modifierExtension") {
        return Err(not_understood(place, "modifierExtension"));
    }
    Ok(())
}

/// An object and its place.
type Placed<'a> = (String, &'a Map<String, Json>);

/// The objects of an array, each with its place.
fn elements<'a>(
    within: &'a Map<String, Json>,
    name: &str,
    place: &str,
) -> Result<Vec<Placed<'a>>, ResponseError> {
    let Some(json) = within.get(name) else {
        return Ok(Vec::new());
    };
    let array = json.as_array().ok_or_else(|| not_understood(place, name))?;
    array
        .iter()
        .enumerate()
        .map(|(n, json)| {
            let place = join(place, &format!("{name}[{n}]"));
            match json.as_object() {
                Some(object) => Ok((place, object)),
                None => Err(ResponseError::NotUnderstood { place }),
            }
        })
        .collect()
}

/// Words that may be left out.
fn words(
    within: &Map<String, Json>,
    name: &str,
    place: &str,
) -> Result<Option<String>, ResponseError> {
    match within.get(name) {
        None => Ok(None),
        Some(json) => json
            .as_str()
            .map(|words| Some(words.to_owned()))
            .ok_or_else(|| not_understood(place, name)),
    }
}

fn as_typed(answer: &Map<String, Json>) -> Option<&str> {
    answer
        .get("extension")?
        .as_array()?
        .iter()
        .find(|extension| extension.get("url").and_then(Json::as_str) == Some(urls::AS_TYPED))?
        .get("valueString")
        .and_then(text)
}

fn not_understood(place: &str, name: &str) -> ResponseError {
    ResponseError::NotUnderstood {
        place: join(place, name),
    }
}

fn join(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place}.{name}")
    }
}

/// Levels of items that are written: more than a form ever has. Recursion ends there.
const DEEPEST: usize = 128;

fn write_items(items: &[ResponseItem], depth: usize) -> Option<String> {
    if depth >= DEEPEST {
        return None;
    }
    let items: Vec<String> = items
        .iter()
        .map(|item| {
            let answers: Vec<String> = item
                .answers
                .iter()
                .map(|answer| write_answer(answer, depth))
                .collect();
            object([
                ("linkId", Some(quote(item.link_id.as_str()))),
                ("text", item.text.as_deref().map(quote)),
                ("answer", array(&answers)),
                ("item", write_items(&item.items, depth + 1)),
            ])
        })
        .collect();
    array(&items)
}

fn write_answer(answer: &Answer, depth: usize) -> String {
    let items = write_items(&answer.items, depth + 1);
    match &answer.entry {
        Entry::Value(value) => {
            let (name, json) = write(value);
            object([(name, Some(json)), ("item", items)])
        }
        Entry::AsTyped(typed) if typed.is_empty() => object([("item", items)]),
        Entry::AsTyped(typed) => {
            let extension = object([
                ("url", Some(quote(urls::AS_TYPED))),
                ("valueString", Some(quote(typed))),
            ]);
            object([("extension", array(&[extension])), ("item", items)])
        }
    }
}
