//! Choosing among options: what ticking or unticking one does to the others.

use super::questionnaire::Item;
use super::response::Entry;
use super::value::Value;

/// What stands at a question after one option is ticked or unticked.
///
/// Ticking an option that excludes all others unticks them, and ticking any other unticks it, so that
/// "none of these" never stands beside one of these.
#[must_use]
pub fn tick(item: &Item, entries: &[Entry], option: Entry, is_ticked: bool) -> Vec<Entry> {
    let mut ticked: Vec<Entry> = entries
        .iter()
        .filter(|entry| !is_same_option(entry, &option))
        .cloned()
        .collect();
    if is_ticked {
        let excludes = is_exclusive(item, &option);
        ticked.retain(|entry| !excludes && !is_exclusive(item, entry));
        ticked.push(option);
    }
    ticked
}

/// Whether an entry is one of the item's options, rather than words of one's own.
#[must_use]
pub fn position(item: &Item, entry: &Entry) -> Option<usize> {
    match entry {
        Entry::Value(value) => item
            .options
            .iter()
            .position(|of| of.value.is_same_as(value)),
        Entry::AsTyped(_) => None,
    }
}

fn is_exclusive(item: &Item, entry: &Entry) -> bool {
    position(item, entry)
        .and_then(|n| item.options.get(n))
        .is_some_and(|option| option.is_exclusive)
}

/// Words of one's own are one option, whatever they say.
fn is_same_option(entry: &Entry, other: &Entry) -> bool {
    match (entry, other) {
        (Entry::AsTyped(_) | Entry::Value(Value::String(_)), Entry::AsTyped(_))
        | (Entry::AsTyped(_), Entry::Value(Value::String(_))) => true,
        (Entry::Value(value), Entry::Value(others)) => value.is_same_as(others),
        (Entry::AsTyped(_), Entry::Value(_)) | (Entry::Value(_), Entry::AsTyped(_)) => false,
    }
}
