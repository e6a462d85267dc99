//! Choosing among options: what ticking or unticking one does to the others.

use super::questionnaire::Item;
use super::response::Entry;

/// What stands at a question after one option is ticked or unticked, in the order of the options, with
/// words of one's own last: the order in which boxes were ticked says nothing.
///
/// Ticking an option that excludes all others unticks them, and ticking any other unticks it, so that
/// "none of these" never stands beside one of these.
#[must_use]
pub fn tick(item: &Item, entries: &[Entry], option: Entry, is_ticked: bool) -> Vec<Entry> {
    let place = |entry: &Entry| position(item, entry);
    // Words of one's own have no place among the options; whatever they say, they are one option.
    let mut ticked: Vec<Entry> = entries
        .iter()
        .filter(|entry| place(entry) != place(&option))
        .cloned()
        .collect();
    if is_ticked {
        let excludes = is_exclusive(item, &option);
        ticked.retain(|entry| !excludes && !is_exclusive(item, entry));
        ticked.push(option);
    }
    ticked.sort_by_key(|entry| place(entry).unwrap_or(usize::MAX));
    ticked
}

/// The place of an entry among the item's options; `None` for words of one's own.
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
