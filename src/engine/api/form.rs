//! A questionnaire as it was understood: what is asked, in order, as data.

use serde::Serialize;

use super::code;
use crate::engine::questionnaire::{AnswerOption, Item, Questionnaire};
use crate::engine::value::Value;
use crate::engine::wording::Wording;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormShape {
    /// The canonical address that responses name, without the version.
    pub url: Option<String>,
    /// The version that responses name.
    pub version: Option<String>,
    /// The title a person reads.
    pub title: String,
    /// The notice of the owner of the words; to be shown wherever the items are.
    pub copyright: Option<String>,
    /// The items, in order.
    pub items: Vec<ItemShape>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemShape {
    /// Its identity; answers are kept under it.
    pub link_id: String,
    /// FHIR's code for its type.
    #[serde(rename = "type")]
    pub item_type: &'static str,
    /// The number or letter printed before the words.
    pub prefix: Option<String>,
    /// The question, the heading or the words to read.
    pub text: String,
    /// Whether a form without an answer to it is not finished.
    pub required: bool,
    /// Whether it may be answered more than once.
    pub repeats: bool,
    /// Whether a person may not change the answer.
    pub read_only: bool,
    /// Whether it is asked under conditions only (`enableWhen`).
    pub conditional: bool,
    /// What may be chosen, in order.
    pub options: Vec<OptionShape>,
    /// The items within it.
    pub items: Vec<ItemShape>,
}

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionShape {
    /// The code system of a coding.
    pub system: Option<String>,
    /// The code of a coding.
    pub code: Option<String>,
    /// The words for it.
    pub text: String,
    /// The position ticked that a measure counts for it.
    pub ordinal: Option<f64>,
}

impl FormShape {
    pub(super) fn of(questionnaire: &Questionnaire, wording: &Wording) -> Self {
        Self {
            url: questionnaire.url.clone(),
            version: questionnaire.version.clone(),
            title: questionnaire.title.base.clone(),
            copyright: questionnaire.copyright.clone(),
            items: items(&questionnaire.items, wording),
        }
    }
}

/// The items of one level and all below; a questionnaire is read to `fhir::limits::DEPTH` levels.
fn items(items: &[Item], wording: &Wording) -> Vec<ItemShape> {
    let shapes = items.iter().map(|item| ItemShape {
        link_id: item.link_id.to_string(),
        item_type: code::of_type(item.item_type),
        prefix: item.prefix.clone(),
        text: item.text.base.clone(),
        required: item.is_required,
        repeats: item.repeats,
        read_only: item.is_read_only,
        conditional: !item.enable_when.is_empty(),
        options: item.options.iter().map(|it| option(it, wording)).collect(),
        items: self::items(&item.items, wording),
    });
    shapes.collect()
}

fn option(option: &AnswerOption, wording: &Wording) -> OptionShape {
    let coding = match &option.value {
        Value::Coding(coding) => Some(coding),
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Date(_)
        | Value::DateTime(_)
        | Value::Time(_)
        | Value::String(_)
        | Value::Url(_)
        | Value::Quantity(_) => None,
    };
    let words = &option.words.base;
    OptionShape {
        system: coding.and_then(|coding| coding.system.clone()),
        code: coding.and_then(|coding| coding.code.clone()),
        text: if words.is_empty() {
            option.value.words(wording)
        } else {
            words.clone()
        },
        ordinal: option.ordinal.map(super::number),
    }
}
