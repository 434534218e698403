//! The clock, which the core is told and never reads.

use jiff::civil::Date;

/// Milliseconds since 1970 UTC.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit 53 bits for 285,000 years")]
    let millis = js_sys::Date::now() as i64;
    millis
}

/// Today where the reader is.
#[must_use]
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    date.and_then(|((y, m), d)| Date::new(y, m, d).ok()).unwrap_or(Date::constant(1970, 1, 1))
}

/// Local hour and minute of a moment, for "saved 14:05".
#[must_use]
pub fn hour_minute(millis: i64) -> (u32, u32) {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds fit 53 bits for 285,000 years")]
    let at = js_sys::Date::new(&(millis as f64).into());
    (at.get_hours(), at.get_minutes())
}

/// Local date of a moment.
#[must_use]
pub fn date_of(millis: i64) -> Option<Date> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds fit 53 bits for 285,000 years")]
    let at = js_sys::Date::new(&(millis as f64).into());
    let year = i16::try_from(at.get_full_year()).ok()?;
    Date::new(year, i8::try_from(at.get_month() + 1).ok()?, i8::try_from(at.get_date()).ok()?).ok()
}
