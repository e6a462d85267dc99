//! The day and the time, where this device is.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

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

/// Milliseconds since 1970, as this device's clock has it. The clock can be put right at any time.
#[must_use]
pub fn epoch_ms() -> u64 {
    whole(js_sys::Date::now())
}

/// Milliseconds since the page was opened, which no clock setting changes. It may stand still while the
/// device sleeps.
#[must_use]
pub fn since_opening_ms() -> u64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0, |performance| whole(performance.now()))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float casts to the nearest whole number within range, and NaN to nought"
)]
fn whole(milliseconds: f64) -> u64 {
    milliseconds as u64
}

/// Waits, so that what was just put on the screen is drawn before something long begins.
pub async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve: Function, _: Function| {
        if let Some(window) = web_sys::window() {
            // Without a timer there is nothing to wait for.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // It cannot be refused.
    let _ = JsFuture::from(promise).await;
}
