//! The kinds of answer there are.

use rust_decimal::Decimal;

use super::calendar::{Date, DateTime, Time};

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
