//! Days and times as answers: what was said, no more precise than it was said.
//!
//! A date is never guessed. A person who knows only the year answers with a year, and comparisons
//! are made at the precision that both sides have.

/// A day, a month or a year, as precisely as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12, if known.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, if known; never without a month.
    pub day: Option<u8>,
}

/// A time of day, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59; FHIR allows 60 for a leap second, which is read as 59.
    pub second: u8,
}

/// A day with a time and its offset, or only a day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time and its offset from UTC in minutes; FHIR gives both or neither.
    pub time: Option<(Time, i16)>,
}
