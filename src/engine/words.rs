//! Questions and answers in words: for checking, for taking over into another form, and for reports.

use super::questionnaire::{Control, Item, ItemType};
use super::response::Entry;
use super::value::Value;
use super::wording::Wording;

/// The question as it stands on the form, with the number or letter before it.
#[must_use]
pub fn question(item: &Item, wording: &Wording) -> String {
    let text = item.text.in_language(wording.language());
    match item.prefix.as_deref() {
        Some(prefix) if text.is_empty() => prefix.to_owned(),
        Some(prefix) => format!("{prefix} {text}"),
        None => text.to_owned(),
    }
}

/// A few words that name the item; the question itself where its author gave none.
#[must_use]
pub fn name(item: &Item, wording: &Wording) -> String {
    let short = item.short_text.in_language(wording.language());
    if short.is_empty() {
        question(item, wording)
    } else {
        capitalised(short)
    }
}

/// What stands at a question, in words; empty where nothing does. What could not be read as an answer
/// is shown as it was typed.
#[must_use]
pub fn of_entries(item: &Item, entries: &[Entry], wording: &Wording) -> String {
    if item.control == Some(Control::Drawing) && !entries.is_empty() {
        return wording.say("answer.drawn");
    }
    let answers: Vec<String> = entries
        .iter()
        .map(|entry| match entry {
            Entry::Value(value) => of_value(item, value, wording),
            Entry::AsTyped(typed) => typed.clone(),
        })
        .collect();
    answers.join(if item.item_type == ItemType::Text {
        "\n"
    } else {
        ", "
    })
}

/// One answer in words: an option in the words the form has for it, in the reader's language.
#[must_use]
pub fn of_value(item: &Item, value: &Value, wording: &Wording) -> String {
    let option = item
        .options
        .iter()
        .find(|option| option.value.is_same_as(value));
    match option {
        Some(option) if !option.words.is_empty() => {
            option.words.in_language(wording.language()).to_owned()
        }
        Some(_) | None => value.words(wording),
    }
}

/// The words with a capital at the front: short names are written to stand within a sentence.
fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}
