//! What was answered: the typed model of a FHIR R4 QuestionnaireResponse.
//!
//! It is what is stored and exported. While a form is being filled in, `form::Form` holds the
//! answers; it opens from a response and writes one.

use super::questionnaire::LinkId;
use super::value::Value;

/// A form's answers at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// The questionnaire answered, as `url|version`.
    pub questionnaire: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// When it was last changed, as a FHIR dateTime; told by the caller, never read from a clock here.
    pub authored: Option<String>,
    /// The language it was shown in, as a BCP 47 tag.
    pub language: Option<String>,
    /// The answers, in the questionnaire's order.
    pub items: Vec<ResponseItem>,
}

/// How far a response has come (FHIR `questionnaire-answers-status`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being filled in. May be incomplete, and may hold answers to items no longer asked.
    #[default]
    InProgress,
    /// Finished and checked.
    Completed,
    /// Finished, then changed, and finished again.
    Amended,
    /// Not to be used: it was filled in by mistake.
    EnteredInError,
    /// Given up before it was finished.
    Stopped,
}

/// The answers to one item.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseItem {
    /// The item answered.
    pub link_id: LinkId,
    /// The words of the item as they were shown.
    pub text: Option<String>,
    /// The answers to a question.
    pub answers: Vec<Answer>,
    /// The items of a group.
    pub items: Vec<ResponseItem>,
}

/// One answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What was entered.
    pub entry: Entry,
    /// Items that belong to this answer.
    pub items: Vec<ResponseItem>,
}

/// What a person entered: a value, or what they typed where it could not be read as one.
///
/// Half a date is kept as it was typed, on the screen and in storage, until the person puts it right.
/// It is never a value: nothing is compared with it, scored from it or reported.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// An answer of the item's type.
    Value(Value),
    /// What was typed, to be shown again exactly. The three fields of a date are joined by `/`.
    /// Nothing typed at all stands for an answer that is there only to hold the items within it.
    AsTyped(String),
}
