//! Counting working days in England and Wales.
//!
//! A working day is a day from Monday to Friday that is no bank holiday, by rule ([`bank_holidays`]) or as an agency has
//! set. **The day of an event is day 0:** the first working day after a Friday is, as a rule, the Monday. No source that
//! we have says whether the day of the event itself counts; "after" is read as leaving it out.

use super::bank_holidays;
use super::calendar::Date;

/// How far a count goes: beyond it so many days were added that something is wrong with them.
const FARTHEST: u16 = 366;

/// Which days are worked: what is usual, and what an agency has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    /// Bank holidays beside those by rule.
    pub added: Vec<Date>,
    /// Days that are bank holidays by rule, and are worked all the same.
    pub removed: Vec<Date>,
}

/// A day that was counted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub day: Date,
    /// The bank holidays from Monday to Friday that were left out on the way.
    pub left_out: Vec<Date>,
}

impl WorkingDays {
    /// Whether a day is a bank holiday. `None` for a date without a day, and before the first year that is known.
    #[must_use]
    pub fn is_bank_holiday(&self, day: Date) -> Option<bool> {
        day.naive()?;
        let by_rule = bank_holidays::of_year(day.year)?.contains(&day);
        Some(self.added.contains(&day) || (by_rule && !self.removed.contains(&day)))
    }

    /// Whether a day is worked. `None` where it is not known whether it is a bank holiday.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> Option<bool> {
        let is_weekend = bank_holidays::is_weekend(day.naive()?);
        Some(!self.is_bank_holiday(day)? && !is_weekend)
    }

    /// The `n`th working day after a day, which itself is day 0, whether it is worked or not.
    #[must_use]
    pub fn nth_after(&self, day: Date, n: u16) -> Option<Counted> {
        let mut left_out = Vec::new();
        let mut counted = 0;
        for ahead in 1..=FARTHEST {
            let day = day.after(ahead)?;
            if self.is_working_day(day)? {
                counted += 1;
            } else if !bank_holidays::is_weekend(day.naive()?) {
                left_out.push(day);
            }
            if counted == n {
                return Some(Counted { day, left_out });
            }
        }
        None
    }
}
