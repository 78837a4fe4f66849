//! Points in time, days, and times of day.

use std::fmt;

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use super::Primitive;
use super::scan::{Fault, Scan};
use super::short::{Short, digits};
use crate::syntax::{Error, Token, ValueError, Writer};

/// Reads an `Edm.DateTimeOffset`: `2021-01-26T22:30:57.37Z`, `2021-01-26T22:30+01:00`.
///
/// Seconds may be missing and have a fraction of up to 12 digits. An offset stays as it is; a missing one is read as UTC, and `t`
/// and `z` may be small letters, which is more than the ABNF's dateTimeOffsetValue has. Refused is what the type cannot
/// hold, years other than 0001 to 9999 and a fraction with digits beyond the nanosecond that are not zero, and what the ABNF
/// does not have, such as leap seconds and 24:00.
///
/// ```
/// use odata_runtime::values::{format_date_time, parse_date_time};
///
/// let value = parse_date_time("2021-01-26T22:30:57.3700000+01:00")?;
/// assert_eq!(value.offset().whole_hours(), 1);
/// assert_eq!(format_date_time(&value), "2021-01-26T22:30:57.37+01:00");
/// # Ok::<_, odata_runtime::values::ValueError>(())
/// ```
pub fn parse_date_time(text: &str) -> Result<OffsetDateTime, ValueError> {
    scan_date_time(text).map_err(|fault| fault.of(Token::String(text), DATE_TIME))
}

/// Writes an `Edm.DateTimeOffset` with seconds, the shortest fraction, and `Z` for an offset of zero.
///
/// An offset that the format cannot spell, for its seconds or for more than 23 hours, becomes one that it can; the point
/// in time stays the same.
pub fn format_date_time(value: &OffsetDateTime) -> String {
    date_time_text(*value).as_str().to_owned()
}

/// Reads an `Edm.Date`, the ABNF's dateValue: `2021-01-26`, from year 0001 to 9999.
pub fn parse_date(text: &str) -> Result<Date, ValueError> {
    whole(text, scan_date).map_err(|fault| fault.of(Token::String(text), DATE))
}

/// Writes an `Edm.Date`.
pub fn format_date(value: &Date) -> String {
    date_text(*value).as_str().to_owned()
}

/// Reads an `Edm.TimeOfDay`, the ABNF's timeOfDayValue: `08:30`, `08:30:00`, `08:30:00.0000000`, with a fraction of up to
/// 12 digits, of which those beyond the nanosecond must be zero.
pub fn parse_time_of_day(text: &str) -> Result<Time, ValueError> {
    whole(text, scan_time).map_err(|fault| fault.of(Token::String(text), TIME_OF_DAY))
}

/// Writes an `Edm.TimeOfDay` with seconds and the shortest fraction.
pub fn format_time_of_day(value: &Time) -> String {
    time_text(*value).as_str().to_owned()
}

/// See [`parse_date_time`] and [`format_date_time`]. Mind that two of these
/// are equal when they are the same point in time, whatever their offsets.
impl Primitive for OffsetDateTime {
    const EDM: &'static str = "Edm.DateTimeOffset";

    /// A missing offset stays missing, since a service that leaves it out may mean a time of its own.
    #[inline]
    fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError> {
        match token {
            Token::String(text) => {
                let value = parse_date_time(text)?;
                *differs = !has_offset(text);
                Ok(value)
            }
            _ => Err(token.unlike(DATE_TIME)),
        }
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.plain_string(date_time_text(*self).as_str());
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(date_time_text(*self).as_str())
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $type:ident $edm:literal: $parse:ident $text:ident $expected:ident;)*) => {$(
        $(#[$doc])*
        impl Primitive for $type {
            const EDM: &'static str = $edm;

            fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
                match token {
                    Token::String(text) => $parse(text),
                    _ => Err(token.unlike($expected)),
                }
            }

            fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.plain_string($text(*self).as_str());
                Ok(())
            }

            fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str($text(*self).as_str())
            }
        }
    )*};
}
texts! {
    /// See [`parse_date`].
    Date "Edm.Date": parse_date date_text DATE;
    /// See [`parse_time_of_day`] and [`format_time_of_day`].
    Time "Edm.TimeOfDay": parse_time_of_day time_text TIME_OF_DAY;
}

const DATE_TIME: &str = "Edm.DateTimeOffset such as 2021-01-26T22:30:57Z";
const DATE: &str = "Edm.Date such as 2021-01-26";
const TIME_OF_DAY: &str = "Edm.TimeOfDay such as 08:30:00";

/// Whether a point in time ends with an offset. The last hyphen of the date is further from the end than the sign of one.
fn has_offset(text: &str) -> bool {
    matches!(text.as_bytes(), [.., b'Z' | b'z'] | [.., b'+' | b'-', _, _, b':', _, _])
}

/// Scans a text to its end.
fn whole<T>(text: &str, scan: fn(&mut Scan<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
    let mut rest = Scan::new(text);
    let value = scan(&mut rest)?;
    if rest.is_empty() { Ok(value) } else { Err(Fault::Other) }
}

fn scan_date_time(text: &str) -> Result<OffsetDateTime, Fault> {
    let mut rest = Scan::new(text);
    let start = rest;
    let (Ok([century, _, year, _, _, month, ..]), Ok([day, _, _, hour, _, _, minute, _])) =
        (rest.form(*b"0000-00-"), rest.form(*b"00T00:00"))
    else {
        return Err(other_year(start));
    };
    let date = date(century, year, month, day)?;
    let time = scan_seconds(&mut rest, hour, minute)?;
    let offset = match rest.next() {
        None | Some(b'Z' | b'z') => UtcOffset::UTC,
        Some(b'+') => scan_offset(&mut rest, 1)?,
        Some(b'-') => scan_offset(&mut rest, -1)?,
        Some(_) => return Err(Fault::Other),
    };
    if rest.is_empty() { Ok(OffsetDateTime::new_in_offset(date, time, offset)) } else { Err(Fault::Other) }
}

fn scan_date(rest: &mut Scan<'_>) -> Result<Date, Fault> {
    let start = *rest;
    match (rest.form(*b"0000-00-"), rest.form(*b"00")) {
        (Ok([century, _, year, _, _, month, ..]), Ok([day, ..])) => date(century, year, month, day),
        _ => Err(other_year(start)),
    }
}

#[inline]
fn date(century: u8, year: u8, month: u8, day: u8) -> Result<Date, Fault> {
    let year = i32::from(century) * 100 + i32::from(year);
    if year == 0 {
        return Err(Fault::Year);
    }
    let month = Month::try_from(month).map_err(|_| Fault::Month)?;
    Date::from_calendar_date(year, month, day).map_err(|_| Fault::Day)
}

/// Whether it is the year that keeps this from being a date, as it has a sign or more than four digits.
#[cold]
fn other_year(mut rest: Scan<'_>) -> Fault {
    let negative = rest.eat(b'-');
    let mut length = 0;
    while rest.digit().is_some() {
        length += 1;
    }
    if (negative && length >= 4 || length > 4) && rest.eat(b'-') { Fault::Year } else { Fault::Other }
}

fn scan_time(rest: &mut Scan<'_>) -> Result<Time, Fault> {
    let [hour, _, _, minute, ..] = rest.form(*b"00:00")?;
    scan_seconds(rest, hour, minute)
}

/// Scans what follows hours and minutes.
#[inline(always)]
fn scan_seconds(rest: &mut Scan<'_>, hour: u8, minute: u8) -> Result<Time, Fault> {
    let (mut second, mut nanosecond) = (0, 0);
    if rest.eat(b':') {
        [second, ..] = rest.form(*b"00")?;
        if rest.eat(b'.') {
            nanosecond = rest.fraction(12)?;
        }
    }
    Time::from_hms_nano(hour, minute, second, nanosecond).map_err(|_| match (hour, minute, second) {
        (24.., _, _) => Fault::Hour,
        (_, 60.., _) => Fault::Minute,
        (_, _, 60) => Fault::LeapSecond,
        _ => Fault::Second,
    })
}

fn scan_offset(rest: &mut Scan<'_>, sign: i8) -> Result<UtcOffset, Fault> {
    let [hours, _, _, minutes, ..] = rest.form(*b"00:00")?;
    if hours > 23 || minutes > 59 {
        return Err(Fault::Offset);
    }
    UtcOffset::from_hms(sign * hours as i8, sign * minutes as i8, 0).map_err(|_| Fault::Offset)
}

fn date_time_text(value: OffsetDateTime) -> Short {
    let value = with_plain_offset(value);
    let mut text = Short::new();
    put_date(&mut text, value.date());
    text.push(b'T');
    put_time(&mut text, value.time());
    let (hours, minutes, _) = value.offset().as_hms();
    if (hours, minutes) == (0, 0) {
        text.push(b'Z');
    } else {
        let sign = if hours < 0 || minutes < 0 { b'-' } else { b'+' };
        let [h, o] = digits(hours.unsigned_abs());
        let [m, i] = digits(minutes.unsigned_abs());
        text.put([sign, h, o, b':', m, i]);
    }
    text
}

fn date_text(value: Date) -> Short {
    let mut text = Short::new();
    put_date(&mut text, value);
    text
}

fn time_text(value: Time) -> Short {
    let mut text = Short::new();
    put_time(&mut text, value);
    text
}

#[inline]
fn put_date(text: &mut Short, date: Date) {
    let (year, month, day) = date.to_calendar_date();
    if !(0..=9999).contains(&year) {
        put_start_of_year(text, year);
    }
    let year = year.unsigned_abs();
    let [y, e] = digits((year % 10_000 / 100) as u8);
    let [a, r] = digits((year % 100) as u8);
    let [m, n] = digits(month.into());
    let [d, f] = digits(day);
    text.put([y, e, a, r, b'-', m, n, b'-', d, f]);
}

/// What comes before the last four digits of a year. The type can hold years before 0001, and after 9999 if so built. The
/// ABNF has a way to write them.
#[cold]
fn put_start_of_year(text: &mut Short, year: i32) {
    if year < 0 {
        text.push(b'-');
    }
    let year = year.unsigned_abs();
    if year > 9999 {
        text.put(digits((year / 10_000) as u8));
    }
}

#[inline]
fn put_time(text: &mut Short, time: Time) {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    let [h, o] = digits(hour);
    let [m, i] = digits(minute);
    let [s, e] = digits(second);
    text.put([h, o, b':', m, i, b':', s, e]);
    text.fraction(nanosecond);
}

/// The same point in time with an offset of whole minutes and less than a day, which is all that the format can spell.
/// Rounding the offset down moves the local time back, so that it cannot leave year 9999.
#[inline]
fn with_plain_offset(value: OffsetDateTime) -> OffsetDateTime {
    let (hours, _, seconds) = value.offset().as_hms();
    if seconds == 0 && hours.abs() < 24 {
        return value;
    }
    let seconds = value.offset().whole_seconds();
    let plain = match UtcOffset::from_whole_seconds(seconds.div_euclid(60) * 60) {
        Ok(offset) if offset.whole_seconds().abs() < 86_400 => offset,
        _ => UtcOffset::UTC,
    };
    value.checked_to_offset(plain).unwrap_or(value)
}
