//! The words of a violation: what to do, naming the question.
//!
//! The patterns are those of the GOV.UK Design System ("Enter date of birth", "Date of birth must be
//! a real date"): they say what to do and never that somebody did wrong.

use super::form::{Form, NodeId};
use super::questionnaire::{Item, ItemType};
use super::validate::{Rule, Violation};
use super::value::Value;
use super::wording::Wording;

/// Questions longer than this many characters are shortened when they are quoted in a message.
const LONGEST_QUOTE: usize = 120;

/// What the person is told.
///
/// The question is named by its short text, or else by its words in quotes. A short text is written
/// for the middle of a sentence: its first letter is made small or large as the sentence needs, except
/// in an abbreviation such as GP.
#[must_use]
pub fn message(violation: &Violation, form: &Form, wording: &Wording) -> String {
    let Some(item) = form.item(violation.node) else {
        return wording.say("violation.gone");
    };
    let named = Named::of(item, wording);
    let message = words(&violation.rule, item, &named, wording);
    match repetition(form, violation.node) {
        Some((n, of)) => wording.fill(
            "violation.of-repetition",
            &[
                ("message", &message),
                ("n", &n.to_string()),
                ("of", &of.to_string()),
            ],
        ),
        None => message,
    }
}

/// How a question is named in its messages.
struct Named {
    /// In the middle of a sentence, as what is entered or chosen: `date of birth`.
    label: String,
    /// The same at the beginning of a sentence: `Date of birth`.
    start: String,
    /// The question itself: `“Have you …?”`.
    name: String,
}

impl Named {
    fn of(item: &Item, wording: &Wording) -> Self {
        let short = item.short_text.in_language(wording.language()).trim();
        if !short.is_empty() {
            return Self {
                label: with_small_first(short),
                start: with_large_first(short),
                name: with_small_first(short),
            };
        }
        let text = item.text.in_language(wording.language());
        let text = text.trim().trim_end_matches(':');
        if text.is_empty() {
            return Self {
                label: wording.say("violation.label.nameless"),
                start: wording.say("violation.label.nameless.start"),
                name: wording.say("violation.label.nameless.name"),
            };
        }
        let text = shortened(text);
        let quoted = |key| wording.fill(key, &[("text", &text)]);
        Self {
            label: quoted("violation.label.quoted"),
            start: quoted("violation.label.quoted.start"),
            name: quoted("violation.label.quoted.name"),
        }
    }
}

fn words(rule: &Rule, item: &Item, named: &Named, wording: &Wording) -> String {
    let fill = |key: &str, more: &[(&str, &str)]| {
        let mut values = vec![
            ("label", named.label.as_str()),
            ("Label", named.start.as_str()),
            ("name", named.name.as_str()),
        ];
        values.extend(more);
        wording.fill(key, &values)
    };
    match rule {
        Rule::Required => fill(missing(item).0, &[]),
        Rule::RequiredByAlert => fill(missing(item).1, &[]),
        Rule::NotANumber => fill("violation.not-a-number", &[]),
        Rule::NotAWholeNumber => fill("violation.not-a-whole-number", &[]),
        Rule::NumberTooLarge => fill("violation.number-too-large", &[]),
        Rule::UnitMissing => {
            let units: Vec<&str> = item.units.iter().map(|unit| unit.words()).collect();
            fill("violation.unit-missing", &[("units", &units.join(", "))])
        }
        Rule::DateIncomplete { day, month, year } => fill(incomplete(*day, *month, *year), &[]),
        Rule::YearNotFourDigits => fill("violation.year-not-four-digits", &[]),
        Rule::NotARealDate => fill("violation.not-a-real-date", &[]),
        Rule::NotATime => fill("violation.not-a-time", &[]),
        Rule::NotADateTime => fill("violation.not-a-date-time", &[]),
        Rule::NotAnAddress => fill("violation.not-an-address", &[]),
        Rule::TooLong { most, by } => fill(
            "violation.too-long",
            &[("most", &most.to_string()), ("by", &by.to_string())],
        ),
        Rule::TooShort { least } => fill("violation.too-short", &[("least", &least.to_string())]),
        Rule::Below { least } => fill(below(least), &[("least", &least.words(wording))]),
        Rule::Above { most } => fill(above(most), &[("most", &most.words(wording))]),
        Rule::Pattern => match item.entry_format.as_deref() {
            Some(format) => fill("violation.pattern.like", &[("format", format)]),
            None => fill("violation.pattern", &[]),
        },
        Rule::TooManyDecimals { most: 0 } => fill("violation.not-a-whole-number", &[]),
        Rule::TooManyDecimals { most } => fill(
            "violation.too-many-decimals",
            &[("most", &most.to_string())],
        ),
        Rule::TooFew { least } => {
            let key = if item.item_type == ItemType::Group {
                "violation.too-few.group"
            } else {
                "violation.too-few"
            };
            fill(key, &[("least", &least.to_string())])
        }
        Rule::TooMany { most } => {
            let key = if item.item_type == ItemType::Group {
                "violation.too-many.group"
            } else {
                "violation.too-many"
            };
            fill(key, &[("most", &most.to_string())])
        }
        Rule::ExclusiveWithOthers { option } => fill("violation.exclusive", &[("option", option)]),
        Rule::NotAnOption => fill("violation.not-an-option", &[]),
        Rule::NotSigned => fill("violation.not-signed", &[]),
        Rule::NotADrawing => fill("violation.not-a-drawing", &[]),
        Rule::HoldsDraft { option } => fill("violation.holds-draft", &[("option", option)]),
        Rule::InTheFuture => fill("violation.in-the-future", &[]),
        Rule::UnderAge { least } => fill("violation.under-age", &[("least", &least.to_string())]),
    }
}

/// The keys for an answer that is missing: at any time, and because an alert stands.
fn missing(item: &Item) -> (&'static str, &'static str) {
    match item.item_type {
        ItemType::Group => (
            "violation.required.group",
            "violation.required-by-alert.group",
        ),
        ItemType::Boolean => (
            "violation.required.boolean",
            "violation.required-by-alert.boolean",
        ),
        ItemType::Choice | ItemType::OpenChoice => (
            "violation.required.select",
            "violation.required-by-alert.select",
        ),
        ItemType::Display
        | ItemType::Decimal
        | ItemType::Integer
        | ItemType::Date
        | ItemType::DateTime
        | ItemType::Time
        | ItemType::String
        | ItemType::Text
        | ItemType::Url
        | ItemType::Attachment
        | ItemType::Reference
        | ItemType::Quantity => ("violation.required", "violation.required-by-alert"),
    }
}

fn incomplete(day: bool, month: bool, year: bool) -> &'static str {
    match (day, month, year) {
        (true, false, false) => "violation.date-without-day",
        (false, true, false) => "violation.date-without-month",
        (false, false, true) => "violation.date-without-year",
        (true, true, false) => "violation.date-without-day-and-month",
        (true, false, true) => "violation.date-without-day-and-year",
        (false, true, true) => "violation.date-without-month-and-year",
        (true, true, true) | (false, false, false) => "violation.not-a-real-date",
    }
}

fn below(least: &Value) -> &'static str {
    match least {
        Value::Date(_) | Value::DateTime(_) => "violation.before",
        Value::Time(_) => "violation.earlier",
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::String(_)
        | Value::Url(_)
        | Value::Coding(_)
        | Value::Quantity(_) => "violation.below",
    }
}

fn above(most: &Value) -> &'static str {
    match most {
        Value::Date(_) | Value::DateTime(_) => "violation.after",
        Value::Time(_) => "violation.later",
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::String(_)
        | Value::Url(_)
        | Value::Coding(_)
        | Value::Quantity(_) => "violation.above",
    }
}

/// Which repetition of the nearest repeating group a question is in, where there are several.
fn repetition(form: &Form, node: NodeId) -> Option<(usize, usize)> {
    let mut at = form.parent(node);
    while let Some(around) = at {
        let repetitions = form.repetitions(around);
        if repetitions.len() > 1 {
            let before = repetitions.iter().position(|other| *other == around)?;
            return Some((before + 1, repetitions.len()));
        }
        at = form.parent(around);
    }
    None
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_QUOTE {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST_QUOTE).collect();
    let whole_words = start.rsplit_once(' ').map_or(start.as_str(), |(it, _)| it);
    format!("{whole_words}…")
}

fn with_large_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The same words for the middle of a sentence. A first word with a second large letter (GP, MHTR)
/// and a first word of one letter (I) keep theirs.
fn with_small_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let is_small_after = letters.clone().next().is_some_and(char::is_lowercase);
    if is_small_after {
        first.to_lowercase().chain(letters).collect()
    } else {
        text.to_owned()
    }
}
