//! The bank holidays of England and Wales, by rule.
//!
//! Banking and Financial Dealings Act 1971, Schedule 1, paragraph 1: Easter Monday; the last Monday in May; the last
//! Monday in August; 26 December, if it is not a Sunday; 27 December in a year in which 25 or 26 December is a Sunday.
//! Good Friday and Christmas Day are holidays by common law. New Year's Day (since 1974), the first Monday in May (since
//! 1978) and every other day in place of one at a weekend are appointed by royal proclamation under section 1(3), year by
//! year; section 1(2) lets a proclamation move a day of the Schedule.
//!
//! So for a year to come this says what is usual, and nobody can say more: a day that is proclaimed later is not in it,
//! until an agency adds it (`agency/settings.json`) or the table here is brought up to date. As published for
//! 2013 to 2028 at <https://www.gov.uk/bank-holidays>.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::Date;

/// The first year for which the days are known. The years before it had days by proclamation that are not listed here.
pub const FIRST_YEAR: u16 = 2013;

/// What a proclamation changed in one year.
struct Proclaimed {
    year: u16,
    /// Days that were none that year, as month and day.
    withdrawn: &'static [(u8, u8)],
    /// Days that were one that year only, as month and day.
    added: &'static [(u8, u8)],
}

/// The changes of single years, by proclamation under section 1(2) and (3) of the Act.
const PROCLAIMED: [Proclaimed; 3] = [
    // The early May bank holiday was moved to Friday 8 May: 75 years of Victory in Europe.
    Proclaimed {
        year: 2020,
        withdrawn: &[(5, 4)],
        added: &[(5, 8)],
    },
    // The spring bank holiday was moved to 2 June, with 3 June for the Platinum Jubilee; 19 September was the day of the
    // state funeral of Queen Elizabeth II.
    Proclaimed {
        year: 2022,
        withdrawn: &[(5, 30)],
        added: &[(6, 2), (6, 3), (9, 19)],
    },
    // The coronation of King Charles III.
    Proclaimed {
        year: 2023,
        withdrawn: &[],
        added: &[(5, 8)],
    },
];

/// The bank holidays of a year, in order. All are weekdays: what falls on a weekend has another day in its place. `None`
/// for a year before the first that is known.
#[must_use]
pub fn of_year(year: u16) -> Option<Vec<Date>> {
    if year < FIRST_YEAR {
        return None;
    }
    let mut days: Vec<Date> = by_rule(i32::from(year))?
        .into_iter()
        .filter_map(Date::of_naive)
        .collect();
    for change in PROCLAIMED.iter().filter(|change| change.year == year) {
        let is_withdrawn = |day: &Date| change.withdrawn.iter().any(|of| is_on(*day, *of));
        days.retain(|day| !is_withdrawn(day));
        let added = change.added.iter();
        days.extend(added.filter_map(|(month, day)| Date::real(year, *month, *day)));
    }
    days.sort_by(|one, other| one.compare(*other));
    Some(days)
}

fn is_on(day: Date, (month, of_month): (u8, u8)) -> bool {
    day.month == Some(month) && day.day == Some(of_month)
}

/// The days of a year without any change of that year alone.
fn by_rule(year: i32) -> Option<Vec<NaiveDate>> {
    let monday = |month, n| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, n);
    let last_monday = |month| monday(month, 5).or_else(|| monday(month, 4));
    let easter = easter(year)?;
    let mut days = vec![
        weekday_from(NaiveDate::from_ymd_opt(year, 1, 1)?, &[])?,
        easter.checked_sub_days(chrono::Days::new(2))?,
        easter.succ_opt()?,
        monday(5, 1)?,
        last_monday(5)?,
        last_monday(8)?,
    ];
    // Which of the two days is in place of which makes no difference to the days there are.
    for day in [25, 26] {
        days.push(weekday_from(
            NaiveDate::from_ymd_opt(year, 12, day)?,
            &days,
        )?);
    }
    Some(days)
}

/// The first weekday from a day on that is not taken.
fn weekday_from(mut day: NaiveDate, taken: &[NaiveDate]) -> Option<NaiveDate> {
    while is_weekend(day) || taken.contains(&day) {
        day = day.succ_opt()?;
    }
    Some(day)
}

/// Whether a day is a Saturday or a Sunday.
pub(super) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Easter Sunday in the Gregorian calendar.
///
/// Source: Butcher's rule, as in J. Meeus, Astronomical Algorithms, chapter 8. It gives what the tables of the Calendar
/// (New Style) Act 1750 give.
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let full_moon = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let to_sunday =
        (32 + 2 * (century % 4) + 2 * (of_century / 4) - full_moon - of_century % 4) % 7;
    let late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    let from_march = full_moon + to_sunday - 7 * late + 114;
    let (month, day) = (from_march / 31, from_march % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
