//! What the generated crate does with the JSON of the vppToken family.

mod conversions;
mod debug;
mod enums;
mod lenient;
mod lossless;
mod navigation;
mod odata_type;
mod pages;
mod read;
mod update;
mod wrong_types;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// The text of a file in `payloads`.
macro_rules! payload {
    ($name:literal) => {
        include_str!(concat!("../../payloads/", $name))
    };
}
use payload;

/// Reads JSON as a type, and sees to it that the same JSON comes back: of the value, of a copy, and of the value that
/// is read from the written text.
fn round_trip<T>(text: &str) -> T
where
    T: DeserializeOwned + Serialize + Clone + PartialEq + Debug,
{
    let value: T = serde_json::from_str(text).expect("the JSON fits the type");
    let expected: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(serde_json::to_value(&value).expect("it can be written"), expected);
    assert_eq!(serde_json::to_value(value.clone()).expect("a copy can be written"), expected);
    let written = serde_json::to_string(&value).expect("it can be written as text");
    let again: T = serde_json::from_str(&written).expect("what was written fits the type");
    assert_eq!(again, value);
    assert_eq!(serde_json::from_value::<T>(expected).expect("a tree fits the type as well"), value);
    value
}

/// A day, a time of day with its nanoseconds, and an offset in minutes.
fn at(
    (year, month, day): (i32, Month, u8),
    (hour, minute, second, nanosecond): (u8, u8, u8, u32),
    offset: i32,
) -> OffsetDateTime {
    let date = Date::from_calendar_date(year, month, day).expect("a day");
    let time = date.with_hms_nano(hour, minute, second, nanosecond).expect("a time of day");
    time.assume_offset(UtcOffset::from_whole_seconds(offset * 60).expect("an offset"))
}

/// Compares the offset too: two points in time are equal whatever their offsets.
fn assert_time(found: Option<OffsetDateTime>, expected: OffsetDateTime) {
    assert_eq!(found, Some(expected));
    assert_eq!(found.map(OffsetDateTime::offset), Some(expected.offset()));
}
