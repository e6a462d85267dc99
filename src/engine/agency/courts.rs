//! The courts an agency works with, where a form asks for one.
//!
//! A form asks for one by naming our list as the `answerValueSet` of an `open-choice`. Where no agency has listed any,
//! the question is one for words.

use serde_json::{Value, json};

/// The address of the list.
const LIST: &str = "urn:mhtr-forms:list:courts";

/// The text of a questionnaire with the courts in the places where it names the list; nothing where it names it nowhere.
#[must_use]
pub fn listed(questionnaire: &str, courts: &[String]) -> Option<String> {
    if !questionnaire.contains(LIST) {
        return None;
    }
    let mut json: Value = serde_json::from_str(questionnaire).ok()?;
    list_in(json.get_mut("item")?, courts);
    Some(json.to_string())
}

fn list_in(items: &mut Value, courts: &[String]) {
    for item in items.as_array_mut().into_iter().flatten() {
        if let Some(items) = item.get_mut("item") {
            list_in(items, courts);
        }
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        if item.get("answerValueSet").and_then(Value::as_str) != Some(LIST) {
            continue;
        }
        item.remove("answerValueSet");
        if courts.is_empty() {
            item.insert("type".to_owned(), json!("string"));
        } else {
            let options = courts.iter().map(|court| json!({ "valueString": court }));
            item.insert("answerOption".to_owned(), options.collect());
        }
    }
}
