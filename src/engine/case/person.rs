//! Whose case it is, from the forms themselves: the items that their authors marked as the person's
//! name and date of birth.

use super::Case;
use crate::engine::calendar::Date;
use crate::engine::catalogue::Catalogue;
use crate::engine::questionnaire::{Item, LinkId};
use crate::engine::response::{Entry, ResponseItem};
use crate::engine::value::Value;
use crate::engine::wording::Wording;

/// The code system by which a form's author marks what an item says about the person.
const SYSTEM: &str = "urn:mhtr-forms:codes:person";

/// The person's name, as the document changed last has it; `None` while none has.
#[must_use]
pub fn name(case: &Case, catalogue: &Catalogue) -> Option<String> {
    answer(case, catalogue, "name", |value| {
        if let Value::String(name) = value {
            Some(name.clone())
        } else {
            None
        }
    })
}

/// The person's date of birth in words, as the document changed last has it.
#[must_use]
pub fn date_of_birth(case: &Case, catalogue: &Catalogue, wording: &Wording) -> Option<String> {
    birth_date(case, catalogue).map(|date| date.words(wording))
}

/// The person's date of birth, as the document changed last has it.
#[must_use]
pub fn birth_date(case: &Case, catalogue: &Catalogue) -> Option<Date> {
    answer(case, catalogue, "birth-date", |value| {
        if let Value::Date(date) = value {
            Some(*date)
        } else {
            None
        }
    })
}

fn answer<T>(
    case: &Case,
    catalogue: &Catalogue,
    code: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    // Of documents changed at the same second, the one started last comes first.
    let mut documents: Vec<_> = case.documents.iter().rev().collect();
    documents.sort_by(|one, other| other.changed.compare(one.changed));
    documents.into_iter().find_map(|document| {
        let definition = catalogue.get(&document.form)?;
        let link_id = marked(&definition.questionnaire.items, code)?;
        answered(&document.response.items, link_id)
            .into_iter()
            .find_map(|entry| match entry {
                Entry::Value(value) => read(value),
                Entry::AsTyped(_) => None,
            })
    })
}

/// The item marked with a code.
fn marked<'a>(items: &'a [Item], code: &str) -> Option<&'a LinkId> {
    items.iter().find_map(|item| {
        let is_marked = item.codes.iter().any(|coding| {
            coding.system.as_deref() == Some(SYSTEM) && coding.code.as_deref() == Some(code)
        });
        if is_marked {
            Some(&item.link_id)
        } else {
            marked(&item.items, code)
        }
    })
}

/// What stands at an item of a response, wherever it is.
pub(crate) fn answered<'a>(items: &'a [ResponseItem], link_id: &LinkId) -> Vec<&'a Entry> {
    let mut found = Vec::new();
    for item in items {
        for answer in &item.answers {
            if item.link_id == *link_id {
                found.push(&answer.entry);
            }
            found.extend(answered(&answer.items, link_id));
        }
        found.extend(answered(&item.items, link_id));
    }
    found
}
