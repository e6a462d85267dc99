//! What a person typed, read as an answer of the item's type, and shown again.
//!
//! Nothing is guessed: a year of two digits, `3/4` without a year, `1,000` or nine o'clock without
//! saying which are kept exactly as they were typed, and `validate` says what is missing.

use rust_decimal::Decimal;

use super::calendar::{Date, DateTime, Time, read_offset, united_kingdom_offset, write_offset};
use super::questionnaire::{AnswerOption, Item, ItemType};
use super::response::Entry;
use super::validate::Rule;
use super::value::{Quantity, Value};

/// The months as people type them, whole or from the third letter on. These are words that are read,
/// not words that are shown.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What stands at a question after `typed`; `None` when it was left blank.
///
/// The fields of one answer are joined: a date is `day/month/year`, a date with a time
/// `day/month/year/time`, a quantity the number, a space and the unit's words or code.
#[must_use]
pub fn read(item: &Item, typed: &str) -> Option<Entry> {
    let has_fields = matches!(item.item_type, ItemType::Date | ItemType::DateTime);
    let is_blank = typed
        .chars()
        .all(|it| it.is_whitespace() || it.is_control() || (has_fields && it == '/'));
    if is_blank {
        return None;
    }
    Some(interpret(item, typed).map_or_else(|_| Entry::AsTyped(typed.to_owned()), Entry::Value))
}

/// What to show in the field, or the joined fields, of an answer.
///
/// Reading it again gives the same answer.
#[must_use]
pub fn typed(item: &Item, entry: &Entry) -> String {
    let value = match entry {
        Entry::AsTyped(typed) => return typed.clone(),
        Entry::Value(value) => value,
    };
    if let Some(option) = item
        .options
        .iter()
        .find(|option| option.value.is_same_as(value))
        && !option.words.is_empty()
    {
        return option.words.base.clone();
    }
    match value {
        Value::Boolean(it) => it.to_string(),
        Value::Integer(it) => it.to_string(),
        Value::Decimal(it) => it.to_string(),
        Value::Date(it) => date_fields(*it),
        Value::DateTime(it) => {
            let date = date_fields(it.date);
            let Some((time, offset)) = it.time else {
                return date;
            };
            if united_kingdom_offset(it.date, time) == Some(offset) {
                format!("{date}/{}", time.words())
            } else {
                format!("{date}/{} {}", time.words(), write_offset(offset))
            }
        }
        Value::Time(it) => it.words(),
        Value::String(it) | Value::Url(it) => it.clone(),
        Value::Coding(it) => it.words().to_owned(),
        Value::Quantity(it) => it.words(),
    }
}

/// The value that was typed, or what is wrong with it.
pub(super) fn interpret(item: &Item, typed: &str) -> Result<Value, Rule> {
    let trimmed = typed.trim();
    match item.item_type {
        ItemType::Boolean => match trimmed {
            "true" => Ok(Value::Boolean(true)),
            "false" => Ok(Value::Boolean(false)),
            _ => Err(Rule::NotAnOption),
        },
        ItemType::Decimal => read_number(trimmed).map(Value::Decimal),
        ItemType::Integer => read_whole_number(trimmed).map(Value::Integer),
        ItemType::Date => read_date(item, trimmed).map(Value::Date),
        ItemType::DateTime => read_date_time(item, trimmed).map(Value::DateTime),
        ItemType::Time => read_time(trimmed).map(Value::Time).ok_or(Rule::NotATime),
        ItemType::String => Ok(Value::String(in_one_line(trimmed))),
        ItemType::Text => Ok(Value::String(in_lines(trimmed))),
        ItemType::Url => read_address(trimmed).map(Value::Url),
        ItemType::Choice => option_named(item, trimmed)
            .map(|option| option.value.clone())
            .ok_or(Rule::NotAnOption),
        ItemType::OpenChoice => Ok(option_named(item, trimmed).map_or_else(
            || Value::String(in_one_line(trimmed)),
            |option| option.value.clone(),
        )),
        ItemType::Quantity => read_quantity(item, trimmed).map(Value::Quantity),
        ItemType::Group | ItemType::Display | ItemType::Attachment | ItemType::Reference => {
            Err(Rule::NotAnOption)
        }
    }
}

/// Plain digits with at most one point. Thousands are not separated: `1,000` is a thousand here and
/// one elsewhere.
fn read_number(typed: &str) -> Result<Decimal, Rule> {
    let typed = typed.replace('\u{2212}', "-");
    let unsigned = typed.strip_prefix(['-', '+']).unwrap_or(&typed);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(Rule::NotANumber);
    }
    let sign = if typed.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Decimal::from_str_exact(&format!("{sign}{whole}{point}{fraction}"))
        .map_err(|_| Rule::NumberTooLarge)
}

fn read_whole_number(typed: &str) -> Result<i32, Rule> {
    let number = read_number(typed)?;
    if number.scale() > 0 || typed.contains('.') {
        return Err(Rule::NotAWholeNumber);
    }
    i32::try_from(number).map_err(|_| Rule::NumberTooLarge)
}

/// How much of a date has to be there: less than a day only where the item's format says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
}

fn precision(item: &Item) -> Precision {
    let format = item.entry_format.as_deref().unwrap_or_default();
    let letters: String = format
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|it| it.to_ascii_lowercase())
        .collect();
    match letters.as_str() {
        "yyyy" => Precision::Year,
        "mmyyyy" | "yyyymm" => Precision::Month,
        _ => Precision::Day,
    }
}

fn read_date(item: &Item, typed: &str) -> Result<Date, Rule> {
    let precision = precision(item);
    if let Some(date) = Date::read(typed).filter(|date| date.day.is_some()) {
        return Ok(date);
    }
    let [day, month, year] = date_parts(typed, precision).ok_or(Rule::NotARealDate)?;
    let lacks = Rule::DateIncomplete {
        day: day.is_empty() && precision == Precision::Day,
        month: month.is_empty() && (precision != Precision::Year || !day.is_empty()),
        year: year.is_empty(),
    };
    if lacks
        != (Rule::DateIncomplete {
            day: false,
            month: false,
            year: false,
        })
    {
        return Err(lacks);
    }
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(year) {
        return Err(Rule::NotARealDate);
    }
    if year.len() != 4 {
        return Err(Rule::YearNotFourDigits);
    }
    let year: u16 = year.parse().map_err(|_| Rule::NotARealDate)?;
    let date = if month.is_empty() {
        Date::year_of(year)
    } else {
        let month = read_month(month).ok_or(Rule::NotARealDate)?;
        if day.is_empty() {
            Date::month_of(year, month)
        } else {
            let day = read_day(day).ok_or(Rule::NotARealDate)?;
            Date::real(year, month, day)
        }
    };
    date.ok_or(Rule::NotARealDate)
}

/// Day, month and year: from three fields, or from one into which a date was pasted.
fn date_parts(typed: &str, precision: Precision) -> Option<[&str; 3]> {
    let fields: Vec<&str> = typed.split('/').map(str::trim).collect();
    match (fields.as_slice(), precision) {
        ([day, month, year], _) => Some([day, month, year]),
        ([month, year], Precision::Month) => Some(["", month, year]),
        ([year], Precision::Year) => Some(["", "", year]),
        ([one], _) => {
            let parts: Vec<&str> = one
                .split(|it: char| it.is_whitespace() || matches!(it, '-' | '.' | ','))
                .filter(|part| !part.is_empty())
                .collect();
            match (parts.as_slice(), precision) {
                ([day, month, year], _) => Some([day, month, year]),
                ([month, year], Precision::Month) => Some(["", month, year]),
                _ => None,
            }
        }
        _ => None,
    }
}

fn read_day(typed: &str) -> Option<u8> {
    let lower = typed.to_ascii_lowercase();
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| lower.strip_suffix(ending))
        .unwrap_or(&lower);
    read_two_digits(digits)
}

fn read_month(typed: &str) -> Option<u8> {
    if let Some(number) = read_two_digits(typed) {
        return Some(number);
    }
    let name = typed.trim_end_matches('.').to_ascii_lowercase();
    if name.chars().count() < 3 {
        return None;
    }
    let before = MONTHS.iter().position(|month| month.starts_with(&name))?;
    u8::try_from(before + 1).ok()
}

fn read_two_digits(typed: &str) -> Option<u8> {
    let is_number = matches!(typed.len(), 1 | 2) && typed.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| typed.parse().ok()).flatten()
}

fn date_fields(date: Date) -> String {
    let part = |part: Option<u8>| part.map(|it| it.to_string()).unwrap_or_default();
    format!("{}/{}/{:04}", part(date.day), part(date.month), date.year)
}

/// A day and a time on a clock in the United Kingdom, unless an offset is given with it.
fn read_date_time(item: &Item, typed: &str) -> Result<DateTime, Rule> {
    if let Some(date_time) = DateTime::read(typed).filter(|it| it.date.day.is_some()) {
        return Ok(date_time);
    }
    let (date, time) = match typed.match_indices('/').nth(2) {
        Some((at, _)) => typed.split_at(at),
        None => (typed, ""),
    };
    let time = time.trim_start_matches('/').trim();
    let date = read_date(item, date)?;
    if time.is_empty() {
        return Ok(DateTime { date, time: None });
    }
    let (clock, offset) = match time.rsplit_once(' ') {
        Some((clock, end)) if read_offset(end).is_some() => (clock, read_offset(end)),
        _ => (time, None),
    };
    let clock = read_time(clock.trim()).ok_or(Rule::NotADateTime)?;
    let offset = offset
        .or_else(|| united_kingdom_offset(date, clock))
        .ok_or(Rule::NotADateTime)?;
    Ok(DateTime {
        date,
        time: date.day.map(|_| (clock, offset)),
    })
}

/// `14:30`, `14.30`, `14:30:05`, `2:30pm` or `2 pm`.
fn read_time(typed: &str) -> Option<Time> {
    let lower = typed.to_ascii_lowercase();
    let halves = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)];
    let half = halves
        .iter()
        .find_map(|(ending, hours)| Some((lower.strip_suffix(ending)?, *hours)));
    let clock = half.map_or(lower.as_str(), |(clock, _)| clock).trim();
    let parts: Vec<&str> = clock.split([':', '.']).collect();
    let (hour, rest) = parts.split_first()?;
    let mut hour = read_two_digits(hour)?;
    if let Some((_, add)) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + add;
    }
    let two = |part: &&str| read_two_digits(part).filter(|_| part.len() == 2);
    match rest {
        [] if half.is_some() => Time::real(hour, 0, 0),
        [minute] => Time::real(hour, two(minute)?, 0),
        [minute, second] => Time::real(hour, two(minute)?, two(second).filter(|it| *it < 60)?),
        _ => None,
    }
}

/// One line: line ends become spaces, and characters that cannot be seen are dropped.
fn in_one_line(typed: &str) -> String {
    let spaced = typed.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    spaced.replace(char::is_control, "")
}

/// Lines: line ends are all of one kind, and characters that cannot be seen are dropped.
fn in_lines(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    lines.replace(|it: char| it.is_control() && it != '\n' && it != '\t', "")
}

/// An address with its scheme: `https://www.example.org`, `urn:example:1`.
fn read_address(typed: &str) -> Result<String, Rule> {
    let (scheme, rest) = typed.split_once(':').ok_or(Rule::NotAnAddress)?;
    let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'));
    let is_rest = !rest.trim_matches('/').is_empty()
        && !rest.chars().any(|it| it.is_whitespace() || it.is_control());
    (is_scheme && is_rest)
        .then(|| typed.to_owned())
        .ok_or(Rule::NotAnAddress)
}

/// Whether two texts differ in large and small letters at most.
fn is_in_other_letters(text: &str, typed: &str) -> bool {
    let small = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    small(text) == small(typed)
}

/// The option with these words or this code.
fn option_named<'a>(item: &'a Item, typed: &str) -> Option<&'a AnswerOption> {
    let is_named = |name: &str| is_in_other_letters(name.trim(), typed);
    let by_words = |option: &&AnswerOption| {
        is_named(&option.words.base)
            || option
                .words
                .translations
                .iter()
                .any(|(_, words)| is_named(words))
    };
    let by_value = |option: &&AnswerOption| match &option.value {
        Value::Coding(coding) => {
            coding.code.as_deref() == Some(typed) || coding.display.as_deref().is_some_and(is_named)
        }
        Value::String(words) => is_named(words),
        Value::Integer(number) => number.to_string() == typed,
        Value::Date(date) => date_fields(*date) == typed || date.to_string() == typed,
        Value::Time(time) => Some(*time) == read_time(typed),
        Value::Boolean(_)
        | Value::Decimal(_)
        | Value::DateTime(_)
        | Value::Url(_)
        | Value::Quantity(_) => false,
    };
    let mut options = item.options.iter();
    options
        .clone()
        .find(by_words)
        .or_else(|| options.find(by_value))
}

/// A number and one of the item's units; a unit of one's own where the item has none.
fn read_quantity(item: &Item, typed: &str) -> Result<Quantity, Rule> {
    let end = typed
        .find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | '-' | '+' | '\u{2212}')))
        .unwrap_or(typed.len());
    let (number, unit) = typed.split_at(end);
    let (value, unit) = (read_number(number)?, unit.trim());
    if unit.starts_with([',', '/']) {
        return Err(Rule::NotANumber);
    }
    let named = item.units.iter().find(|known| {
        known.code.as_deref() == Some(unit)
            || known
                .display
                .as_ref()
                .is_some_and(|words| is_in_other_letters(words, unit))
    });
    let only = match item.units.as_slice() {
        [only] if unit.is_empty() => Some(only),
        _ => None,
    };
    match named.or(only) {
        Some(known) => Ok(Quantity {
            value,
            unit: Some(known.words().to_owned()),
            system: known.system.clone(),
            code: known.code.clone(),
        }),
        None if item.units.is_empty() => Ok(Quantity {
            value,
            unit: (!unit.is_empty()).then(|| in_one_line(unit)),
            system: None,
            code: None,
        }),
        None => Err(Rule::UnitMissing),
    }
}
