//! What is wrong with one answer.

use std::cmp::Ordering;

use regex_lite::Regex;

use super::Rule;
use crate::engine::calendar::Date;
use crate::engine::drawing::Drawing;
use crate::engine::entry::interpret;
use crate::engine::questionnaire::{AnswerOption, Control, Item, ItemType};
use crate::engine::response::Entry;
use crate::engine::value::Value;

/// Why what was typed could not be read.
pub(super) fn unreadable(item: &Item, typed: &str) -> Rule {
    if let Err(rule) = interpret(item, typed) {
        return rule;
    }
    // What was unreadable when it was typed can be readable in a later version of the form. It is
    // still not a value: the person confirms it by typing it again.
    match item.item_type {
        ItemType::Decimal | ItemType::Integer | ItemType::Quantity => Rule::NotANumber,
        ItemType::Date => Rule::NotARealDate,
        ItemType::DateTime => Rule::NotADateTime,
        ItemType::Time => Rule::NotATime,
        ItemType::Url => Rule::NotAnAddress,
        ItemType::String | ItemType::Text => Rule::Pattern,
        ItemType::Boolean
        | ItemType::Choice
        | ItemType::OpenChoice
        | ItemType::Group
        | ItemType::Display
        | ItemType::Attachment
        | ItemType::Reference => Rule::NotAnOption,
    }
}

/// The first rule a value breaks.
pub(super) fn value(
    item: &Item,
    value: &Value,
    pattern: Option<&Regex>,
    today: Date,
) -> Option<Rule> {
    option(item, value)
        .or_else(|| drawing(item, value))
        .or_else(|| length(item, value))
        .or_else(|| decimal_places(item, value))
        .or_else(|| range(item, value))
        .or_else(|| date(item, value, today))
        .or_else(|| {
            let written = written(value)?;
            pattern
                .filter(|pattern| !pattern.is_match(&written))
                .map(|_| Rule::Pattern)
        })
}

/// Whether an option that excludes all others stands with others.
pub(super) fn exclusive(item: &Item, entries: &[Entry]) -> Option<Rule> {
    if entries.len() < 2 {
        return None;
    }
    chosen(item, entries, |option| option.is_exclusive)
        .map(|option| Rule::ExclusiveWithOthers { option })
}

/// Whether an option is chosen that leaves something to be settled.
pub(super) fn holding(item: &Item, entries: &[Entry]) -> Option<Rule> {
    chosen(item, entries, |option| option.holds_draft).map(|option| Rule::HoldsDraft { option })
}

/// The words of the first option of a kind that is chosen.
fn chosen(
    item: &Item,
    entries: &[Entry],
    is_of_kind: impl Fn(&AnswerOption) -> bool,
) -> Option<String> {
    let chosen = item.options.iter().find(|option| {
        is_of_kind(option)
            && entries.iter().any(|entry| match entry {
                Entry::Value(value) => value.is_same_as(&option.value),
                Entry::AsTyped(_) => false,
            })
    })?;
    Some(chosen.words.base.clone())
}

/// Whether what stands in a field for drawing is no drawing: bytes from elsewhere.
fn drawing(item: &Item, value: &Value) -> Option<Rule> {
    let Value::String(text) = value else {
        return None;
    };
    let is_none = item.control == Some(Control::Drawing) && Drawing::read(text).is_none();
    is_none.then_some(Rule::NotADrawing)
}

fn option(item: &Item, value: &Value) -> Option<Rule> {
    let is_own_words = item.item_type == ItemType::OpenChoice && matches!(value, Value::String(_));
    let is_listed = || {
        item.options
            .iter()
            .any(|option| option.value.is_same_as(value))
    };
    (!item.options.is_empty() && !is_own_words && !is_listed()).then_some(Rule::NotAnOption)
}

fn length(item: &Item, value: &Value) -> Option<Rule> {
    let (Value::String(words) | Value::Url(words)) = value else {
        return None;
    };
    let n = words.chars().count();
    if let Some(most) = item.limits.max_length.filter(|most| n > *most) {
        return Some(Rule::TooLong { most, by: n - most });
    }
    let least = item.limits.min_length.filter(|least| n < *least)?;
    Some(Rule::TooShort { least })
}

fn decimal_places(item: &Item, value: &Value) -> Option<Rule> {
    let number = match value {
        Value::Decimal(number) => number,
        Value::Quantity(quantity) => &quantity.value,
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Date(_)
        | Value::DateTime(_)
        | Value::Time(_)
        | Value::String(_)
        | Value::Url(_)
        | Value::Coding(_) => return None,
    };
    let most = item.limits.max_decimal_places?;
    (number.scale() > most).then_some(Rule::TooManyDecimals { most })
}

/// Limits that cannot be compared with the value, such as one in another unit, are not broken by it.
fn range(item: &Item, value: &Value) -> Option<Rule> {
    if let Some(least) = &item.limits.min_value
        && value.compare(least) == Some(Ordering::Less)
    {
        return Some(Rule::Below {
            least: least.clone(),
        });
    }
    let most = item.limits.max_value.as_ref()?;
    (value.compare(most) == Some(Ordering::Greater)).then(|| Rule::Above { most: most.clone() })
}

fn date(item: &Item, value: &Value, today: Date) -> Option<Rule> {
    let date = match value {
        Value::Date(date) => *date,
        Value::DateTime(date_time) => date_time.date,
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Time(_)
        | Value::String(_)
        | Value::Url(_)
        | Value::Coding(_)
        | Value::Quantity(_) => return None,
    };
    if item.limits.is_not_in_future && date.compare(today) == Ordering::Greater {
        return Some(Rule::InTheFuture);
    }
    let least = item.limits.min_age?;
    let is_old_enough = date
        .full_years_until(today)
        .is_some_and(|years| years >= least);
    (!is_old_enough).then_some(Rule::UnderAge { least })
}

/// The characters that a pattern is matched with; none for codes and yes or no.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Integer(it) => Some(it.to_string()),
        Value::Decimal(it) => Some(it.to_string()),
        Value::Date(it) => Some(it.to_string()),
        Value::DateTime(it) => Some(it.to_string()),
        Value::Time(it) => Some(it.to_string()),
        Value::String(it) | Value::Url(it) => Some(it.clone()),
        Value::Quantity(it) => Some(it.value.to_string()),
        Value::Boolean(_) | Value::Coding(_) => None,
    }
}
