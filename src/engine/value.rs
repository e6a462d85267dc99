//! The kinds of answer there are.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::calendar::{Date, DateTime, Time};
use super::wording::Wording;

/// One answer, in the type its item asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A whole number, in FHIR's range (32 bits, signed).
    Integer(i32),
    /// A number with its decimal places kept: `1.50` stays `1.50`.
    Decimal(Decimal),
    /// A day, a month or a year.
    Date(Date),
    /// A day with a time and its offset, or less of it.
    DateTime(DateTime),
    /// A time of day.
    Time(Time),
    /// Words: the answer to a `string`, a `text`, or an `open-choice` that none of the options fits.
    String(String),
    /// An address of a page or a system.
    Url(String),
    /// One of a list of options.
    Coding(Coding),
    /// A number with its unit.
    Quantity(Quantity),
}

/// A code, the list it comes from, and the words shown for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coding {
    /// The code system, as a URI.
    pub system: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The words a person chose, exactly as they stood when they chose them.
    pub display: Option<String>,
}

impl Coding {
    /// Whether two codings mean the same option.
    ///
    /// By system and code where both have a code, whatever the words: words are translated and
    /// corrected. By the words where neither has one.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(code), Some(others)) => code == others && self.system == other.system,
            (None, None) => self.display == other.display,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// The unit in words, as shown.
    pub unit: Option<String>,
    /// The unit's code system, as a URI.
    pub system: Option<String>,
    /// The unit's code.
    pub code: Option<String>,
}

impl Value {
    /// Which of the two is greater; `None` where that has no meaning.
    ///
    /// Numbers are compared exactly, whole or not; dates and times at the precision both have;
    /// quantities only in the same unit, because units are not converted. Words, codes and yes or no
    /// have no order.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Date(ours), Self::Date(theirs)) => Some(ours.compare(*theirs)),
            (Self::Time(ours), Self::Time(theirs)) => Some(ours.cmp(theirs)),
            (Self::Date(_) | Self::DateTime(_), Self::Date(_) | Self::DateTime(_)) => {
                Some(self.date_time()?.compare(other.date_time()?))
            }
            (Self::Quantity(ours), Self::Quantity(theirs)) => ours
                .has_unit_of(theirs)
                .then(|| ours.value.cmp(&theirs.value)),
            (
                Self::Integer(_) | Self::Decimal(_) | Self::Quantity(_),
                Self::Integer(_) | Self::Decimal(_) | Self::Quantity(_),
            ) => Some(self.number()?.cmp(&other.number()?)),
            (
                Self::Boolean(_)
                | Self::Integer(_)
                | Self::Decimal(_)
                | Self::Date(_)
                | Self::DateTime(_)
                | Self::Time(_)
                | Self::String(_)
                | Self::Url(_)
                | Self::Coding(_)
                | Self::Quantity(_),
                _,
            ) => None,
        }
    }

    /// Whether the two are the same answer: codings by their code, numbers and dates as
    /// [`Value::compare`] does, an address and words by their characters.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Boolean(ours), Self::Boolean(theirs)) => ours == theirs,
            (Self::Coding(ours), Self::Coding(theirs)) => ours.is_same_as(theirs),
            (Self::String(ours) | Self::Url(ours), Self::String(theirs) | Self::Url(theirs)) => {
                ours == theirs
            }
            _ => self.compare(other) == Some(Ordering::Equal),
        }
    }

    /// The answer in words, for a person to read.
    #[must_use]
    pub fn words(&self, wording: &Wording) -> String {
        match self {
            Self::Boolean(true) => wording.say("answer.yes"),
            Self::Boolean(false) => wording.say("answer.no"),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Date(date) => date.words(wording),
            Self::DateTime(date_time) => date_time.words(wording),
            Self::Time(time) => time.words(),
            Self::String(text) | Self::Url(text) => text.clone(),
            Self::Coding(coding) => coding.words().to_owned(),
            Self::Quantity(quantity) => quantity.words(),
        }
    }

    /// The number without its unit, if it is one.
    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(number) => Some(Decimal::from(*number)),
            Self::Decimal(number) => Some(*number),
            Self::Quantity(quantity) => Some(quantity.value),
            Self::Boolean(_)
            | Self::Date(_)
            | Self::DateTime(_)
            | Self::Time(_)
            | Self::String(_)
            | Self::Url(_)
            | Self::Coding(_) => None,
        }
    }

    /// The day, with its time if it has one.
    fn date_time(&self) -> Option<DateTime> {
        match self {
            Self::Date(date) => Some(DateTime {
                date: *date,
                time: None,
            }),
            Self::DateTime(date_time) => Some(*date_time),
            Self::Boolean(_)
            | Self::Integer(_)
            | Self::Decimal(_)
            | Self::Time(_)
            | Self::String(_)
            | Self::Url(_)
            | Self::Coding(_)
            | Self::Quantity(_) => None,
        }
    }
}

impl Coding {
    /// The words shown for it: its display, or the code where it has none.
    #[must_use]
    pub fn words(&self) -> &str {
        self.display
            .as_deref()
            .or(self.code.as_deref())
            .unwrap_or_default()
    }
}

impl Quantity {
    /// Whether both are in the same unit: by system and code where both have a code, otherwise by
    /// the words.
    #[must_use]
    pub fn has_unit_of(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(code), Some(others)) => code == others && self.system == other.system,
            (None, _) | (_, None) => self.unit == other.unit,
        }
    }

    /// The number and its unit, for a person to read.
    #[must_use]
    pub fn words(&self) -> String {
        match self.unit.as_deref().or(self.code.as_deref()) {
            Some(unit) => format!("{} {unit}", self.value),
            None => self.value.to_string(),
        }
    }
}
