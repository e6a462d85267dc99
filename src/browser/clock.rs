//! The day and the time, where this device is.

use crate::engine::calendar::{Date, DateTime, Time};

/// The day and the time now, with this device's offset from UTC.
#[must_use]
pub fn now() -> DateTime {
    let now = js_sys::Date::new_0();
    // JavaScript gives whole numbers in these ranges for every date a clock can show; a year that
    // cannot be written as a date is read as the nearest that can.
    let part = |value: u32| u8::try_from(value).unwrap_or(u8::MAX);
    let date = Date {
        year: u16::try_from(now.get_full_year()).map_or(9999, |year| year.clamp(1, 9999)),
        month: Some(part(now.get_month().saturating_add(1))),
        day: Some(part(now.get_date())),
    };
    let time = Time {
        hour: part(now.get_hours()),
        minute: part(now.get_minutes()),
        second: part(now.get_seconds()),
    };
    // JavaScript counts the minutes from local time to UTC; FHIR counts them from UTC to local time.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "offsets are whole minutes within a day"
    )]
    let offset = -(now.get_timezone_offset() as i16);
    DateTime {
        date,
        time: Some((time, offset)),
    }
}

/// Today, where this device is.
#[must_use]
pub fn today() -> Date {
    now().date
}
