//! Days and times as answers: what was said, no more precise than it was said.
//!
//! A date is never guessed. A person who knows only the year answers with a year, and comparisons
//! are made at the precision that both sides have.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::wording::Wording;

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

/// The wording key of each month, January first.
const MONTH_KEYS: [&str; 12] = [
    "calendar.month.1",
    "calendar.month.2",
    "calendar.month.3",
    "calendar.month.4",
    "calendar.month.5",
    "calendar.month.6",
    "calendar.month.7",
    "calendar.month.8",
    "calendar.month.9",
    "calendar.month.10",
    "calendar.month.11",
    "calendar.month.12",
];

/// The widest offset from UTC that FHIR allows, in minutes.
const WIDEST_OFFSET: i16 = 14 * 60;

impl Date {
    /// The day, if there is one in the calendar.
    #[must_use]
    pub fn real(year: u16, month: u8, day: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && day >= 1 && day <= days_in(year, month)?).then_some(Self {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    /// The month, if there is one in the calendar.
    #[must_use]
    pub fn month_of(year: u16, month: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self {
            year,
            month: Some(month),
            day: None,
        })
    }

    /// The year as a whole.
    #[must_use]
    pub fn year_of(year: u16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: None,
            day: None,
        })
    }

    /// Reads a FHIR date: `2007`, `2007-03` or `2007-03-27`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, None) => Self::year_of(year),
            (Some(month), None) => Self::month_of(year, u8::try_from(month?).ok()?),
            (Some(month), Some(day)) => {
                Self::real(year, u8::try_from(month?).ok()?, u8::try_from(day?).ok()?)
            }
            (None, Some(_)) => None,
        }
    }

    /// Which comes first, at the precision both have: 2007 and March 2007 are the same year.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        let years = self.year.cmp(&other.year);
        let months = both(self.month, other.month);
        let days = both(self.day, other.day);
        // Days of different or unknown months say nothing; `then` reaches them only after a tie.
        match (self.month, other.month) {
            (Some(_), Some(_)) => years.then(months).then(days),
            _ => years,
        }
    }

    /// How many full years lie between this day and `day`; `None` if this day comes after it.
    ///
    /// Where either is known only to the month or the year, the number is what is certain: the later
    /// end of this one and the earlier end of `day`.
    ///
    /// An age is reached at the beginning of the anniversary of the birth (Family Law Reform Act
    /// 1969, section 9(1)). In a year without a 29 February the Act names no anniversary of one; it
    /// is taken to be 1 March, the later of the two possible days, so that nobody is counted as an
    /// adult a day too early.
    #[must_use]
    pub fn full_years_until(self, day: Self) -> Option<u16> {
        let from = (
            self.month.unwrap_or(12),
            self.day
                .or_else(|| days_in(self.year, self.month.unwrap_or(12)))
                .unwrap_or(31),
        );
        let until = (day.month.unwrap_or(1), day.day.unwrap_or(1));
        let years = day.year.checked_sub(self.year)?;
        if until >= from {
            Some(years)
        } else {
            years.checked_sub(1)
        }
    }

    /// The day so many days later; `None` for a date without a day.
    #[must_use]
    pub fn after(self, n_days: u16) -> Option<Self> {
        let to = self
            .naive()?
            .checked_add_days(chrono::Days::new(u64::from(n_days)))?;
        Self::of_naive(to)
    }

    /// The day as the crate for calendars has it; `None` for a date without a day.
    pub(super) fn naive(self) -> Option<NaiveDate> {
        let (month, day) = (u32::from(self.month?), u32::from(self.day?));
        NaiveDate::from_ymd_opt(i32::from(self.year), month, day)
    }

    /// The day of the crate for calendars as ours.
    pub(super) fn of_naive(day: NaiveDate) -> Option<Self> {
        Self::real(
            u16::try_from(day.year()).ok()?,
            u8::try_from(day.month()).ok()?,
            u8::try_from(day.day()).ok()?,
        )
    }

    /// The date for a person: `27 March 2007`, `March 2007` or `2007`.
    #[must_use]
    pub fn words(self, wording: &Wording) -> String {
        let year = self.year.to_string();
        let month = self
            .month
            .and_then(|month| MONTH_KEYS.get(usize::from(month).checked_sub(1)?))
            .map(|key| wording.say(key));
        match (month, self.day) {
            (Some(month), Some(day)) => wording.fill(
                "calendar.day",
                &[
                    ("day", &day.to_string()),
                    ("month", &month),
                    ("year", &year),
                ],
            ),
            (Some(month), None) => {
                wording.fill("calendar.month", &[("month", &month), ("year", &year)])
            }
            (None, _) => year,
        }
    }

    /// Days since 1 March of the year 0, for differences only. Months and days that are not known
    /// count as the first.
    fn number(self) -> i64 {
        let month = i64::from(self.month.unwrap_or(1));
        let day = i64::from(self.day.unwrap_or(1));
        // Counted from March, so that the leap day is the last of its year.
        let (year, from_march) = if month > 2 {
            (i64::from(self.year), month - 3)
        } else {
            (i64::from(self.year) - 1, month + 9)
        };
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * from_march + 2) / 5
            + day
            - 1
    }
}

impl fmt::Display for Date {
    /// As FHIR writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl Time {
    /// The time, if there is one on a clock.
    #[must_use]
    pub fn real(hour: u8, minute: u8, second: u8) -> Option<Self> {
        (hour < 24 && minute < 60 && second <= 60).then_some(Self {
            hour,
            minute,
            second: second.min(59),
        })
    }

    /// Reads a FHIR time: `14:30:00`, with the seconds left out or with a fraction, which is dropped.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut parts = clock.split(':');
        let mut part = || {
            parts
                .next()
                .map(|part| digits(part, 2).and_then(|number| u8::try_from(number).ok()))
        };
        let (hour, minute, second) = (part()??, part()??, part().unwrap_or(Some(0))?);
        if part().is_some() {
            return None;
        }
        Self::real(hour, minute, second)
    }

    /// The time for a person: `14:30`, with the seconds only where there are any.
    #[must_use]
    pub fn words(self) -> String {
        let to_the_minute = format!("{:02}:{:02}", self.hour, self.minute);
        if self.second == 0 {
            to_the_minute
        } else {
            format!("{to_the_minute}:{:02}", self.second)
        }
    }
}

impl fmt::Display for Time {
    /// As FHIR writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

impl DateTime {
    /// Reads a FHIR dateTime: a date, or a whole date with a time and an offset.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let Some((date, rest)) = text.split_once('T') else {
            return Date::read(text).map(|date| Self { date, time: None });
        };
        let date = Date::read(date).filter(|date| date.day.is_some())?;
        let (time, offset) = if let Some(time) = rest.strip_suffix('Z') {
            (time, 0)
        } else {
            let at = rest.rfind(['+', '-'])?;
            (rest.get(..at)?, read_offset(rest.get(at..)?)?)
        };
        Some(Self {
            date,
            time: Some((Time::read(time)?, offset)),
        })
    }

    /// Which comes first, at the precision both have. Two times are compared as moments, whatever
    /// their offsets; where one has no time, the days are compared as they were written.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self.moment(), other.moment()) {
            (Some(ours), Some(theirs)) => ours.cmp(&theirs),
            (None, _) | (_, None) => self.date.compare(other.date),
        }
    }

    /// The day and time for a person: `27 March 2007, 14:30`.
    ///
    /// The offset is said only where it is not the United Kingdom's.
    #[must_use]
    pub fn words(self, wording: &Wording) -> String {
        let date = self.date.words(wording);
        let Some((time, offset)) = self.time else {
            return date;
        };
        let mut clock = time.words();
        if united_kingdom_offset(self.date, time) != Some(offset) {
            clock.push(' ');
            clock.push_str(&write_offset(offset));
        }
        wording.fill("calendar.date-time", &[("date", &date), ("time", &clock)])
    }

    /// Seconds on a common clock, if the time is known.
    fn moment(self) -> Option<i64> {
        let (time, offset) = self.time?;
        let seconds =
            i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second);
        Some(self.date.number() * 86_400 + seconds - i64::from(offset) * 60)
    }
}

impl fmt::Display for DateTime {
    /// As FHIR writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some((time, offset)) = self.time {
            write!(f, "T{time}{}", write_offset(offset))?;
        }
        Ok(())
    }
}

/// The offset from UTC, in minutes, of a clock on a wall in the United Kingdom.
///
/// Summer time runs from one o'clock UTC on the last Sunday in March to one o'clock UTC on the last
/// Sunday in October (Summer Time Act 1972 as amended by the Summer Time Order 2002, SI 2002/262).
/// `None` for the hour in March that the clocks skip; the hour that comes twice in October is taken
/// to be the first of the two. Before 1996 other Sundays were used, so that the offset can be an hour
/// out in the weeks of change.
#[must_use]
pub fn united_kingdom_offset(date: Date, time: Time) -> Option<i16> {
    const SUMMER: i16 = 60;
    let day = date.day?;
    let sunday = |month| {
        let last = Date::real(date.year, month, 31)?;
        // Day 0 of the numbering, 1 March of the year 0, was a Wednesday.
        u8::try_from((last.number() + 3).rem_euclid(7))
            .ok()
            .and_then(|after_sunday| 31_u8.checked_sub(after_sunday))
    };
    let offset = match date.month? {
        4..=9 => SUMMER,
        3 => match day.cmp(&sunday(3)?) {
            Ordering::Less => 0,
            Ordering::Equal if time.hour < 1 => 0,
            Ordering::Equal if time.hour < 2 => return None,
            Ordering::Equal | Ordering::Greater => SUMMER,
        },
        10 => match day.cmp(&sunday(10)?) {
            Ordering::Less => SUMMER,
            Ordering::Equal if time.hour < 2 => SUMMER,
            Ordering::Equal | Ordering::Greater => 0,
        },
        _ => 0,
    };
    Some(offset)
}

/// Reads an offset from UTC: `Z`, `+01:00` or `-05:30`, in minutes.
#[must_use]
pub fn read_offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, clock) = match text.strip_prefix('+') {
        Some(clock) => (1, clock),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let offset = i16::try_from(hours * 60 + minutes).ok()?;
    (minutes < 60 && offset <= WIDEST_OFFSET).then_some(sign * offset)
}

/// Writes an offset from UTC as FHIR does.
#[must_use]
pub fn write_offset(offset: i16) -> String {
    if offset == 0 {
        return "Z".to_owned();
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// How many days a month has.
fn days_in(year: u16, month: u8) -> Option<u8> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => {
            let is_leap =
                year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
            Some(if is_leap { 29 } else { 28 })
        }
        _ => None,
    }
}

/// A number of exactly so many ASCII digits.
fn digits(text: &str, n: usize) -> Option<u16> {
    (text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// The order of two parts where both are known; a tie otherwise.
fn both(ours: Option<u8>, theirs: Option<u8>) -> Ordering {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => ours.cmp(&theirs),
        (None, _) | (_, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime, Ordering, Time, united_kingdom_offset};

    fn date(text: &str) -> Date {
        Date::read(text).unwrap()
    }

    #[test]
    fn only_days_in_the_calendar_are_dates() {
        for real in [
            "2024-02-29",
            "2000-02-29",
            "2025-12-31",
            "0001-01-01",
            "2007",
            "2007-03",
        ] {
            assert_eq!(date(real).to_string(), real);
        }
        let unreal = [
            "2025-02-29",
            "1900-02-29",
            "2025-04-31",
            "2025-13",
            "2025-00-01",
            "0000",
            "2025-1-1",
            "25-01-01",
            "2025-01-01-01",
            "2025-01-0x",
            "",
            "-",
            "２０２５",
            "2025-",
            "+025",
        ];
        for unreal in unreal {
            assert_eq!(Date::read(unreal), None, "{unreal}");
        }
    }

    #[test]
    fn dates_are_compared_at_the_precision_both_have() {
        assert_eq!(date("2007").compare(date("2007-03-27")), Ordering::Equal);
        assert_eq!(date("2007-03").compare(date("2007-04-01")), Ordering::Less);
        assert_eq!(date("2008").compare(date("2007-12-31")), Ordering::Greater);
        assert_eq!(
            date("2007-03-27").compare(date("2007-03-28")),
            Ordering::Less
        );
    }

    #[test]
    fn an_age_is_reached_on_the_birthday_and_for_29_february_on_1_march() {
        let years = |born, on| date(born).full_years_until(date(on));
        assert_eq!(years("2008-11-21", "2026-11-20"), Some(17));
        assert_eq!(years("2008-11-21", "2026-11-21"), Some(18));
        assert_eq!(years("2008-02-29", "2026-02-28"), Some(17));
        assert_eq!(years("2008-02-29", "2026-03-01"), Some(18));
        assert_eq!(years("2008-02-29", "2028-02-29"), Some(20));
        assert_eq!(years("2008", "2026-12-30"), Some(17));
        assert_eq!(years("2008-11", "2026-11-30"), Some(18));
        assert_eq!(years("2027-01-01", "2026-11-21"), None);
        assert_eq!(years("2026-12-01", "2026-11-21"), None);
    }

    #[test]
    fn a_time_is_on_a_clock() {
        assert_eq!(Time::read("23:59:60").unwrap().to_string(), "23:59:59");
        assert_eq!(Time::read("14:30").unwrap().words(), "14:30");
        assert_eq!(Time::read("14:30:05.123").unwrap().words(), "14:30:05");
        for unreal in [
            "24:00:00",
            "12:60:00",
            "1:30",
            "12",
            "12:00:00:00",
            "12:00:00.",
            "ab:cd",
        ] {
            assert_eq!(Time::read(unreal), None, "{unreal}");
        }
    }

    #[test]
    fn times_with_offsets_are_compared_as_moments() {
        let at = |text| DateTime::read(text).unwrap();
        assert_eq!(
            at("2026-07-01T10:00:00+01:00").compare(at("2026-07-01T09:00:00Z")),
            Ordering::Equal
        );
        assert_eq!(
            at("2025-12-31T23:30:00-01:00").compare(at("2026-01-01T00:00:00Z")),
            Ordering::Greater
        );
        assert_eq!(
            at("2026-07-01").compare(at("2026-07-01T09:00:00Z")),
            Ordering::Equal
        );
        assert_eq!(
            at("2026-07-01T10:00:00-05:30").to_string(),
            "2026-07-01T10:00:00-05:30"
        );
        for unreal in [
            "2026-07T10:00:00Z",
            "2026-07-01T10:00:00",
            "2026-07-01T10:00:00+15:00",
            "T",
            "2026T-",
        ] {
            assert_eq!(DateTime::read(unreal), None, "{unreal}");
        }
    }

    #[test]
    fn clocks_in_the_united_kingdom_change_on_the_last_sundays_of_march_and_october() {
        // 2026: 29 March and 25 October. 2024: 31 March and 27 October.
        let offset = |day, time| united_kingdom_offset(date(day), Time::read(time).unwrap());
        assert_eq!(offset("2026-01-15", "12:00"), Some(0));
        assert_eq!(offset("2026-03-28", "23:59"), Some(0));
        assert_eq!(offset("2026-03-29", "00:59"), Some(0));
        assert_eq!(offset("2026-03-29", "01:30"), None);
        assert_eq!(offset("2026-03-29", "02:00"), Some(60));
        assert_eq!(offset("2026-07-01", "12:00"), Some(60));
        assert_eq!(offset("2026-10-25", "01:59"), Some(60));
        assert_eq!(offset("2026-10-25", "02:00"), Some(0));
        assert_eq!(offset("2024-03-30", "12:00"), Some(0));
        assert_eq!(offset("2024-03-31", "12:00"), Some(60));
        assert_eq!(offset("2024-10-27", "12:00"), Some(0));
        assert_eq!(offset("2024-10-26", "12:00"), Some(60));
    }
}
