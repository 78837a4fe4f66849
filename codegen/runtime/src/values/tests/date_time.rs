use super::super::{format_date, format_date_time, format_time_of_day, parse_date, parse_date_time, parse_time_of_day};
use super::{becomes, pairs, read, refused, same, write, wrong_kinds};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

const DATE_TIME: &str = "Edm.DateTimeOffset such as 2021-01-26T22:30:57Z";
const DATE: &str = "Edm.Date such as 2021-01-26";
const TIME_OF_DAY: &str = "Edm.TimeOfDay such as 08:30:00";
const FINE: &str = "a fraction finer than a nanosecond cannot be held";
const YEAR: &str = "years run from 0001 to 9999";

#[test]
fn points_in_time() {
    let texts = "
        2021-01-26T22:30:57Z 2021-01-26T22:30:57.37Z 2021-01-26T22:30:57.123456789+05:45 0001-01-01T00:00:00Z
        0001-01-01T00:00:00+14:00 9999-12-31T23:59:59.9999999Z 9999-12-31T23:59:59.999999999-12:00
        2020-02-29T00:00:00-00:30 2000-02-29T12:00:00+23:59";
    for text in texts.split_whitespace() {
        same::<OffsetDateTime>(&format!("\"{text}\""));
    }
    let table = "
        2021-01-26T22:30:57 -> 2021-01-26T22:30:57Z | 2021-01-26T22:30 -> 2021-01-26T22:30:00Z |
        2021-01-26T22:30Z -> 2021-01-26T22:30:00Z | 2021-01-26T22:30+01:00 -> 2021-01-26T22:30:00+01:00 |
        2021-01-26t22:30:57z -> 2021-01-26T22:30:57Z | 2021-01-26T22:30:57.0000000Z -> 2021-01-26T22:30:57Z |
        2021-01-26T22:30:57.3700000 -> 2021-01-26T22:30:57.37Z | 2021-01-26T22:30:57+00:00 -> 2021-01-26T22:30:57Z |
        2021-01-26T22:30:57-00:00 -> 2021-01-26T22:30:57Z";
    for (text, expected) in pairs(table) {
        becomes::<OffsetDateTime>(&format!("\"{text}\""), &format!("\"{expected}\""));
    }
}

#[test]
fn every_length_of_fraction() {
    for length in 0..=12 {
        let digits = "120000000000";
        let digits = &digits[..length];
        let point = if length == 0 { "" } else { "." };
        let shortest = match length {
            0 => "",
            1 => ".1",
            _ => ".12",
        };
        let text = format!("2021-01-26T22:30:57{point}{digits}Z");
        assert_eq!(
            write(&read::<OffsetDateTime>(&format!("\"{text}\""))),
            format!("\"2021-01-26T22:30:57{shortest}Z\"")
        );
        becomes::<Time>(&format!("\"08:00:00{point}{digits}\""), &format!("\"08:00:00{shortest}\""));
    }
    for length in 1..=9 {
        same::<OffsetDateTime>(&format!("\"2021-01-26T22:30:57.{}Z\"", "7".repeat(length)));
        same::<OffsetDateTime>(&format!("\"2021-01-26T22:30:57.{}1Z\"", "0".repeat(length - 1)));
        same::<Time>(&format!("\"23:59:59.{}\"", "9".repeat(length)));
    }
    for length in 10..=12 {
        let text = format!("2021-01-26T22:30:57.{}1Z", "0".repeat(length - 1));
        refused_text::<OffsetDateTime>(&text, DATE_TIME, FINE);
        refused_text::<Time>(&format!("08:00:00.{}1", "0".repeat(length - 1)), TIME_OF_DAY, FINE);
    }
    let many = "a fraction has at most 12 digits";
    refused_text::<OffsetDateTime>("2021-01-26T22:30:57.0000000000000Z", DATE_TIME, many);
    refused_text::<Time>("08:00:00.0000000000000", TIME_OF_DAY, many);
}

#[test]
fn every_offset_is_kept() {
    for minutes in -1439_i32..=1439 {
        let offset = UtcOffset::from_whole_seconds(minutes * 60).unwrap();
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        let text = if minutes == 0 {
            "2021-01-26T22:30:57Z".to_owned()
        } else {
            format!("2021-01-26T22:30:57{sign}{hours:02}:{rest:02}")
        };
        let value = parse_date_time(&text).unwrap();
        assert_eq!(value.offset(), offset);
        assert_eq!(value.hour(), 22);
        assert_eq!(format_date_time(&value), text);
    }
    // At both ends of what there is, the point in time is outside of it.
    let first = parse_date_time("0001-01-01T00:00:00+23:59").unwrap();
    let last = parse_date_time("9999-12-31T23:59:59.999999999-23:59").unwrap();
    assert!(first < last && first.to_string() != last.to_string());
}

#[test]
fn offsets_that_cannot_be_spelled() {
    let local = Date::from_calendar_date(2021, Month::January, 26).unwrap().with_hms(22, 30, 57).unwrap();
    for (hours, minutes, seconds, expected) in [
        (1, 0, 20, "2021-01-26T22:30:37+01:00"),
        (-1, 0, -20, "2021-01-26T22:30:17-01:01"),
        (0, 0, -20, "2021-01-26T22:30:17-00:01"),
        (24, 0, 0, "2021-01-25T22:30:57Z"),
        (-25, -59, -59, "2021-01-28T00:30:56Z"),
    ] {
        let value = local.assume_offset(UtcOffset::from_hms(hours, minutes, seconds).unwrap());
        let text = format_date_time(&value);
        assert_eq!(text, expected);
        assert_eq!(parse_date_time(&text).unwrap(), value);
    }
    let last = PrimitiveDateTime::MAX.assume_offset(UtcOffset::from_hms(0, 0, -30).unwrap());
    assert_eq!(parse_date_time(&format_date_time(&last)).unwrap(), last);
}

#[test]
fn years_before_the_first_are_written_but_not_read() {
    let value = Date::from_calendar_date(-44, Month::March, 15).unwrap();
    assert_eq!(format_date(&value), "-0044-03-15");
    assert_eq!(format_date(&Date::from_calendar_date(0, Month::March, 15).unwrap()), "0000-03-15");
    refused_text::<Date>("-0044-03-15", DATE, YEAR);
}

#[test]
fn what_is_no_point_in_time_is_refused() {
    refused::<OffsetDateTime>("\"yesterday\"", &format!("expected {DATE_TIME}, found the string \"yesterday\""));
    let texts = "
        2021-01-26 2021-01-26T 2021-01-26T22 2021-01-26T22:30:57ZZ 2021-01-26T22:30:57.Z 2021-01-26T22:30:57,5Z
        2021-01-26T22:30:Z 2021-01-26T2:30:57Z 2021-1-26T22:30:57Z 21-01-26T22:30:57Z 20210126T223057Z
        2021-01-26T22:30:57+0100 2021-01-26T22:30:57+01 2021-01-26T22:30:57+1:00 2021-01-26T22:30:57+01:00:00
        2021-01-26T22:30:57UTC - -x ２021-01-26T22:30:57Z";
    for text in texts.split_whitespace().chain([
        "2021-01-26 22:30:57Z",
        "2021-01-26T22:30:57 Z",
        " 2021-01-26T22:30:57Z",
        "2021-01-26T22:30:57Z ",
    ]) {
        refused::<OffsetDateTime>(
            &format!("\"{text}\""),
            &format!("expected {DATE_TIME}, found the string \"{text}\""),
        );
    }
    wrong_kinds::<OffsetDateTime>(DATE_TIME, &[]);
    for (text, reason) in [
        ("0000-01-01T00:00:00Z", YEAR),
        ("-0001-01-01T00:00:00Z", YEAR),
        ("10000-01-01T00:00:00Z", YEAR),
        ("2021-00-26T22:30:57Z", "months run from 01 to 12"),
        ("2021-13-26T22:30:57Z", "months run from 01 to 12"),
        ("2021-01-00T22:30:57Z", "the month has no such day"),
        ("2021-02-29T22:30:57Z", "the month has no such day"),
        ("1900-02-29T22:30:57Z", "the month has no such day"),
        ("2021-04-31T22:30:57Z", "the month has no such day"),
        ("2021-01-26T24:00:00Z", "hours run from 00 to 23"),
        ("2021-01-26T22:60:57Z", "minutes run from 00 to 59"),
        ("2016-12-31T23:59:60Z", "a leap second cannot be held"),
        ("2021-01-26T22:30:61Z", "seconds run from 00 to 59"),
        ("2021-01-26T22:30:57+24:00", "offsets run from -23:59 to +23:59"),
        ("2021-01-26T22:30:57-01:60", "offsets run from -23:59 to +23:59"),
    ] {
        refused_text::<OffsetDateTime>(text, DATE_TIME, reason);
    }
}

#[test]
fn days() {
    for text in ["2021-01-26", "0001-01-01", "9999-12-31", "2000-02-29"] {
        same::<Date>(&format!("\"{text}\""));
        assert_eq!(format_date(&parse_date(text).unwrap()), text);
    }
    for text in ["2021-01-01T00:00:00Z", "2021-01", "20210126", "2021-01-26Z", "26.01.2021", "2021-01-6"] {
        refused::<Date>(&format!("\"{text}\""), &format!("expected {DATE}, found the string \"{text}\""));
    }
    refused_text::<Date>("2100-02-29", DATE, "the month has no such day");
    refused_text::<Date>("0000-01-01", DATE, YEAR);
    wrong_kinds::<Date>(DATE, &[]);
}

#[test]
fn every_day_of_four_centuries() {
    let mut day = Date::from_calendar_date(1899, Month::December, 31).unwrap();
    while day.year() < 2301 {
        let text = format_date(&day);
        assert_eq!(parse_date(&text).unwrap(), day, "{text}");
        assert_eq!(text, format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day()));
        day = day.next_day().unwrap();
    }
}

#[test]
fn times_of_day() {
    for text in ["00:00:00", "08:00:00", "23:59:59", "23:59:59.999999999", "12:30:00.0000001"] {
        same::<Time>(&format!("\"{text}\""));
        assert_eq!(format_time_of_day(&parse_time_of_day(text).unwrap()), text);
    }
    becomes::<Time>("\"08:00\"", "\"08:00:00\"");
    becomes::<Time>("\"08:00:00.0000000\"", "\"08:00:00\"");
    for text in ["8:00", "08", "08:00:", "08:00:00.", "08:00:00Z", "08:00:00+01:00", "T08:00", "08:00 AM", "PT8H"] {
        refused::<Time>(&format!("\"{text}\""), &format!("expected {TIME_OF_DAY}, found the string \"{text}\""));
    }
    refused_text::<Time>("24:00:00", TIME_OF_DAY, "hours run from 00 to 23");
    refused_text::<Time>("12:60", TIME_OF_DAY, "minutes run from 00 to 59");
    refused_text::<Time>("12:00:60", TIME_OF_DAY, "a leap second cannot be held");
    wrong_kinds::<Time>(TIME_OF_DAY, &[]);
}

/// The text is refused for this reason. What only cannot be held can be kept all the same, and the message says how.
#[track_caller]
fn refused_text<T: super::super::Primitive>(text: &str, expected: &str, reason: &str) {
    let mut message = format!("expected {expected}, found the string \"{text}\" ({reason})");
    if reason == FINE || reason == YEAR {
        let edm = T::EDM;
        message += &format!("; `Lenient` keeps it as it came, `[replace]` gives `{edm}` another type");
    }
    refused::<T>(&format!("\"{text}\""), &message);
}
