//! A questionnaire as it was understood: what is asked, in order, as data.

use serde_json::Value as Json;

use super::{code, object};
use crate::engine::questionnaire::{AnswerOption, Item, Questionnaire};
use crate::engine::score::wire::number;
use crate::engine::value::Value;
use crate::engine::wording::Wording;

/// What is asked: its address, version, title and notice, and its items.
pub(super) fn shape(questionnaire: &Questionnaire, wording: &Wording) -> Json {
    object([
        ("url", Json::from(questionnaire.url.clone())),
        ("version", Json::from(questionnaire.version.clone())),
        ("title", Json::from(&*questionnaire.title.base)),
        ("copyright", Json::from(questionnaire.copyright.clone())),
        ("items", items(&questionnaire.items, wording)),
    ])
}

/// The items of one level and all below; a questionnaire is read to `fhir::limits::DEPTH` levels.
fn items(items: &[Item], wording: &Wording) -> Json {
    let shapes = items.iter().map(|item| {
        let options = item.options.iter().map(|it| option(it, wording));
        object([
            ("linkId", Json::from(item.link_id.as_str())),
            ("type", Json::from(code::of_type(item.item_type))),
            ("prefix", Json::from(item.prefix.clone())),
            ("text", Json::from(&*item.text.base)),
            ("required", Json::from(item.is_required)),
            ("repeats", Json::from(item.repeats)),
            ("readOnly", Json::from(item.is_read_only)),
            ("conditional", Json::from(!item.enable_when.is_empty())),
            ("options", Json::Array(options.collect())),
            ("items", self::items(&item.items, wording)),
        ])
    });
    Json::Array(shapes.collect())
}

/// Something that may be chosen: its code, its words, and the position ticked that a measure counts for it.
fn option(option: &AnswerOption, wording: &Wording) -> Json {
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
    let text = if words.is_empty() {
        option.value.words(wording)
    } else {
        words.clone()
    };
    let system = coding.and_then(|coding| coding.system.clone());
    let code = coding.and_then(|coding| coding.code.clone());
    object([
        ("system", Json::from(system)),
        ("code", Json::from(code)),
        ("text", Json::from(text)),
        ("ordinal", option.ordinal.map_or(Json::Null, number)),
    ])
}
