//! What holds for every value, and for every text of the grammars of the OData 4.01 ABNF. Regular expressions are used
//! for these, after which the rules are named.

use super::super::{Binary, Duration, Geo, Position, Primitive, Shape};
use super::write;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use time::{Date, OffsetDateTime, Time, UtcOffset};
use uuid::Uuid;

/// Any text and any number of JSON.
fn any_json() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>().prop_map(quoted),
        // The characters of numbers, dates and spans, so that some of it is such a value.
        "[0-9+.:TZPDHMSYW-]{0,24}".prop_map(quoted),
        JSON_NUMBER,
    ]
}

/// RFC 8259, `number`.
const JSON_NUMBER: &str = "-?(0|[1-9][0-9]{0,30})([.][0-9]{1,30})?([eE][+-]?[0-9]{1,3})?";

/// `year`, `month` and `day`, years before 0001 and after 9999 left out.
const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

/// `hour` and `minute`.
const MINUTE: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

fn quoted(text: impl AsRef<str>) -> String {
    Value::from(text.as_ref()).to_string()
}

fn parse<T: Primitive>(json: &str) -> Result<T, serde_json::Error> {
    T::read(&mut serde_json::Deserializer::from_str(json))
}

/// The value is written in a form that is read as an equal value, and is written like that again.
fn comes_back<T: Primitive>(value: &T) -> Result<String, TestCaseError> {
    let json = write(value);
    let back = parse::<T>(&json).map_err(|error| TestCaseError::fail(format!("{json}: {error}")))?;
    prop_assert_eq!(&back, value, "{}", json);
    prop_assert_eq!(write(&back), json.as_str());
    Ok(json)
}

/// The JSON is refused, or is a value that comes back.
fn refused_or_comes_back<T: Primitive>(json: &str) -> Result<(), TestCaseError> {
    match parse::<T>(json) {
        // The one value that is not equal to itself.
        Ok(value) if write(&value) == "\"NaN\"" => Ok(()),
        Ok(value) => comes_back(&value).map(drop),
        Err(_) => Ok(()),
    }
}

/// The JSON is accepted, and is a value that comes back.
fn accepted<T: Primitive>(json: &str) -> Result<T, TestCaseError> {
    let value = parse::<T>(json).map_err(|error| TestCaseError::fail(format!("{json}: {error}")))?;
    comes_back(&value)?;
    Ok(value)
}

/// The year, month and day, if there is such a day in the years that can be held.
fn day_exists(date: &str) -> bool {
    let number = |part: &str| part.parse::<u16>().unwrap();
    let (year, month, day) = (number(&date[..4]), number(&date[5..7]), number(&date[8..]));
    year > 0 && u16::from(time::Month::try_from(month as u8).unwrap().length(i32::from(year))) >= day
}

fn any_date() -> impl Strategy<Value = Date> {
    let first = Date::from_calendar_date(1, time::Month::January, 1).unwrap().to_julian_day();
    (first..=Date::MAX.to_julian_day()).prop_map(|day| Date::from_julian_day(day).unwrap())
}

fn any_time() -> impl Strategy<Value = Time> {
    (0..24_u8, 0..60_u8, 0..60_u8, prop_oneof![Just(0), 0..1_000_000_000_u32])
        .prop_map(|(hour, minute, second, nano)| Time::from_hms_nano(hour, minute, second, nano).unwrap())
}

fn any_position() -> impl Strategy<Value = Position> {
    vec(-1e9..1e9_f64, 2..5).prop_map(Position::from)
}

proptest! {
    #[test]
    fn whatever_is_read_comes_back(json in any_json()) {
        macro_rules! each {
            ($($type:ty)*) => { $(refused_or_comes_back::<$type>(&json)?;)* };
        }
        each! { bool u8 i32 i64 f64 Decimal String Uuid OffsetDateTime Date Time Duration Binary Geo }
    }

    #[test]
    fn whole_numbers_are_read_if_and_only_if_they_fit(value in any::<i64>(), shift in 0..64_u32) {
        let value = value >> shift;
        let json = value.to_string();
        prop_assert_eq!(parse::<u8>(&json).ok(), u8::try_from(value).ok());
        prop_assert_eq!(parse::<i8>(&json).ok(), i8::try_from(value).ok());
        prop_assert_eq!(parse::<i16>(&json).ok(), i16::try_from(value).ok());
        prop_assert_eq!(parse::<i32>(&json).ok(), i32::try_from(value).ok());
        prop_assert_eq!(parse::<i64>(&json).ok(), Some(value));
        prop_assert_eq!(write(&value), json);
    }

    /// int64Value
    #[test]
    fn int64(text in "[+-]?[0-9]{1,19}") {
        prop_assert_eq!(parse::<i64>(&quoted(&text)).ok(), i64::try_from(text.parse::<i128>().unwrap()).ok());
    }

    #[test]
    fn doubles(bits in any::<u64>(), text in "-?(0|[1-9][0-9]{0,30})([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?") {
        let value = f64::from_bits(bits);
        if value.is_finite() {
            prop_assert_eq!(parse::<f64>(&comes_back(&value)?).unwrap().to_bits(), bits);
        }
        prop_assert_eq!(accepted::<f64>(&text)?.to_bits(), text.parse::<f64>().unwrap().to_bits());
    }

    /// decimalValue, as far as 96 bits and 28 places hold it in any case.
    #[test]
    fn decimals(
        mantissa in -(1_i128 << 96) + 1..1_i128 << 96,
        scale in 0..=28_u32,
        text in "[+-]?[0-9]{1,9}([.][0-9]{1,9})?([eE][+-]?[0-9])?",
    ) {
        let value = Decimal::from_i128_with_scale(mantissa, scale);
        let json = comes_back(&value)?;
        // Two decimals can be equal and have different zeros at the end.
        prop_assert_eq!(parse::<Decimal>(&json).unwrap().scale(), scale);

        let number = text.parse::<f64>().unwrap();
        let found = accepted::<Decimal>(&quoted(&text))?;
        prop_assert!((found.to_string().parse::<f64>().unwrap() - number).abs() <= number.abs() * 1e-15, "{}", found);
    }

    #[test]
    fn strings(text in any::<String>()) {
        prop_assert_eq!(accepted::<String>(&quoted(&text))?, text);
    }

    /// guidValue
    #[test]
    fn guids(text in "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") {
        prop_assert_eq!(write(&accepted::<Uuid>(&quoted(&text))?), quoted(text.to_lowercase()));
    }

    /// dateValue
    #[test]
    fn dates(value in any_date(), text in DATE) {
        comes_back(&value)?;
        prop_assert_eq!(parse::<Date>(&quoted(&text)).is_ok(), day_exists(&text));
    }

    /// dateTimeOffsetValue
    #[test]
    fn points_in_time(
        (date, minute) in (DATE, MINUTE),
        second in option::of((":[0-5][0-9]", option::of(("[.][0-9]{1,9}", "0{0,3}")))),
        offset in prop_oneof![Just("Z".to_owned()), ("[+-]", MINUTE).prop_map(|(sign, minute)| sign + &minute)],
    ) {
        let (second, fraction) = second.unwrap_or_default();
        let (fraction, zeros) = fraction.unwrap_or_default();
        let json = quoted(format!("{date}T{minute}{second}{fraction}{zeros}{offset}"));
        if day_exists(&date) {
            let value = accepted::<OffsetDateTime>(&json)?;
            let end = if value.offset().is_utc() { "Z" } else { offset.as_str() };
            let end = format!("{end}\"");
            prop_assert!(write(&value).ends_with(&end));
        } else {
            prop_assert!(parse::<OffsetDateTime>(&json).is_err());
        }
    }

    #[test]
    fn every_point_in_time_comes_back(date in any_date(), time in any_time(), minutes in -1439..=1439_i32) {
        let offset = UtcOffset::from_whole_seconds(minutes * 60).unwrap();
        let value = OffsetDateTime::new_in_offset(date, time, offset);
        prop_assert_eq!(parse::<OffsetDateTime>(&comes_back(&value)?).unwrap().offset(), offset);
    }

    /// timeOfDayValue
    #[test]
    fn times_of_day(
        value in any_time(),
        (minute, second) in (MINUTE, "(:[0-5][0-9]([.][0-9]{1,9}0{0,3})?)?"),
        finer in "[0-9]{9}[0-9]{0,2}[1-9]",
    ) {
        comes_back(&value)?;
        accepted::<Time>(&quoted(minute + &second))?;
        let finer = quoted(format!("08:00:00.{finer}"));
        prop_assert!(parse::<Time>(&finer).is_err());
    }

    /// durationValue, which "is an approximation of the rules for" dayTimeDuration of XML Schema. That has neither `P` nor
    /// `P1DT`, so that they are refused. Years, months and weeks are added.
    #[test]
    fn durations(
        sign in "[+-]?",
        date in "([0-9]{1,9}Y)?([0-9]{1,9}M)?([0-9]{1,9}W)?([0-9]{1,19}D)?",
        time in "([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,19}([.][0-9]{1,9}0{0,9})?S)?",
    ) {
        let separator = if time.is_empty() { "" } else { "T" };
        let json = quoted(format!("{sign}P{date}{separator}{time}"));
        if date.is_empty() && time.is_empty() {
            prop_assert!(parse::<Duration>(&json).is_err());
        } else {
            accepted::<Duration>(&json)?;
        }
    }

    /// binaryValue, and the same in the other alphabet.
    #[test]
    fn binaries(
        bytes in vec(any::<u8>(), 0..40),
        text in "([A-Za-z0-9_-]{4}){0,6}([A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]=?|[A-Za-z0-9_-][AQgw](==)?)?",
    ) {
        comes_back(&Binary::from(bytes))?;
        let value = accepted::<Binary>(&quoted(&text))?;
        let standard = text.replace('-', "+").replace('_', "/");
        prop_assert_eq!(accepted::<Binary>(&quoted(&standard))?, value.clone());
        let padded = value.to_string();
        prop_assert_eq!(padded.trim_end_matches('='), standard.trim_end_matches('='));
    }

    #[test]
    fn places_and_shapes(point in any_position(), lines in vec(vec(any_position(), 0..5), 0..4)) {
        for shape in [
            Shape::Point(point.clone()),
            Shape::LineString(vec![point.clone(), point]),
            Shape::Polygon(lines.clone()),
            Shape::MultiPoint(lines.concat()),
            Shape::MultiLineString(lines.clone()),
            Shape::MultiPolygon(vec![lines.clone(), lines]),
        ] {
            let geo = Geo::from(shape);
            comes_back(&geo)?;
            comes_back(&Geo::from(Shape::GeometryCollection(vec![geo])))?;
        }
    }
}
