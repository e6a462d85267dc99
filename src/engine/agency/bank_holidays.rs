//! The bank holidays that an agency adds to those by rule, or takes out.
//!
//! A day is proclaimed from time to time after these forms were copied to a site. Nobody has to wait for us then.

use serde_json::Value;

use super::lines::Step;
use super::reader::{Reader, shown};
use crate::engine::bank_holidays::FIRST_YEAR;
use crate::engine::calendar::Date;
use crate::engine::problem::Severity;
use crate::engine::working_days::WorkingDays;

/// What stands in the group, beside its name.
const ADDED: &str = "added";
const REMOVED: &str = "removed";

/// The last year in which a day can be set: a year beyond it is a slip of the finger.
const LAST_YEAR: u16 = 2100;

/// The days that are set; each that cannot be used is left out and named.
pub fn read(value: &Value, way: &[Step<'_>; 1], reader: &mut Reader<'_>) -> WorkingDays {
    let usual = WorkingDays::default();
    let mut set = WorkingDays::default();
    for (key, value) in reader.group(value, way) {
        let [setting] = *way;
        let way = [setting, Step::Key(key)];
        match key {
            ADDED => {
                set.added = days(value, &way, reader, |day| {
                    let is_off = usual.is_working_day(day) == Some(false);
                    is_off.then_some("problem.agency.bank-holiday-is-one")
                });
            }
            REMOVED => {
                set.removed = days(value, &way, reader, |day| {
                    let is_none = usual.is_bank_holiday(day) == Some(false);
                    is_none.then_some("problem.agency.bank-holiday-is-none")
                });
            }
            _ => {
                let names = [ADDED, REMOVED].join(", ");
                let with = [("name", key), ("names", &*names)];
                reader.note(&way, Severity::Odd, "problem.agency.unknown-key", &with);
            }
        }
    }
    set
}

/// The days of a list. `does_nothing` says why a day changes nothing, if it does not.
fn days(
    value: &Value,
    way: &[Step<'_>; 2],
    reader: &mut Reader<'_>,
    does_nothing: impl Fn(Date) -> Option<&'static str>,
) -> Vec<Date> {
    let [setting, list] = *way;
    let mut days: Vec<Date> = Vec::new();
    for (n, value) in reader.list(value, way).iter().enumerate() {
        let way = [setting, list, Step::Place(n)];
        let Some(day) = day(value) else {
            let (value, first, last) =
                (shown(value), FIRST_YEAR.to_string(), LAST_YEAR.to_string());
            let with = [("value", &*value), ("first", &*first), ("last", &*last)];
            let what = "problem.agency.bank-holiday-date";
            reader.note(&way, Severity::LeftOut, what, &with);
            continue;
        };
        let name = day.to_string();
        if days.contains(&day) {
            let with = [("name", &*name)];
            reader.note(&way, Severity::Odd, "problem.agency.said-twice", &with);
        } else if let Some(what) = does_nothing(day) {
            reader.note(&way, Severity::Odd, what, &[("day", &name)]);
        } else {
            days.push(day);
        }
    }
    days
}

/// A whole day within the years that can be set.
fn day(value: &Value) -> Option<Date> {
    let day = Date::read(value.as_str()?)?;
    let is_within = (FIRST_YEAR..=LAST_YEAR).contains(&day.year);
    (is_within && day.day.is_some()).then_some(day)
}
