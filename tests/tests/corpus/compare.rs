//! Whether two JSON values are the same.

use odata_runtime::values::{Binary, Duration, parse_date_time, parse_time_of_day};
use serde_json::Value;

/// What differs and where.
pub(crate) fn differences(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(before, after, "$", &mut found);
    found
}

fn compare(before: &Value, after: &Value, path: &str, found: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (name, value) in before {
                match after.get(name) {
                    Some(other) => compare(value, other, &format!("{path}.{name}"), found),
                    None => found.push(format!("{path}.{name}: {value} is lost")),
                }
            }
            for (name, value) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
                found.push(format!("{path}.{name}: {value} is new"));
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(before, after, &format!("{path}[{index}]"), found);
            }
        }
        (Value::Number(left), Value::Number(right)) if left == right => {}
        // `1.0` is `1`; whole numbers that only an `f64` takes for the same are not.
        (Value::Number(left), Value::Number(right))
            if (left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64() => {}
        (Value::String(left), Value::String(right)) if left == right || same_value(left, right) => {}
        (before, after) if before == after => {}
        (before, after) => found.push(format!("{path}: {before} became {after}")),
    }
}

/// Whether two texts are the same timestamp, time of day, duration or bytes.
fn same_value(left: &str, right: &str) -> bool {
    let date_time = |text| parse_date_time(text).ok().map(|time| (time, time.offset()));
    let time = |text| parse_time_of_day(text).ok();
    let duration = |text: &str| text.parse::<Duration>().ok();
    let bytes = |text: &str| text.parse::<Binary>().ok();
    fn same<T: PartialEq>(left: Option<T>, right: Option<T>) -> bool {
        left.is_some() && left == right
    }
    same(date_time(left), date_time(right))
        || same(time(left), time(right))
        || same(duration(left), duration(right))
        || same(bytes(left), bytes(right))
}

#[test]
fn a_lost_digit_is_a_difference() {
    let differ = |left: &str, right: &str| {
        !differences(&serde_json::from_str(left).unwrap(), &serde_json::from_str(right).unwrap()).is_empty()
    };
    assert!(differ(r#""2020-01-01T00:00:00.1234567Z""#, r#""2020-01-01T00:00:00.123456Z""#));
    assert!(differ(r#""2020-01-01T00:00:00+01:00""#, r#""2019-12-31T23:00:00Z""#));
    assert!(differ("9007199254740993", "9007199254740992"));
    assert!(differ(r#"{"a": null}"#, "{}"));
    assert!(differ("[1]", "[1, 2]"));
    assert!(!differ(r#""2020-01-01T00:00:00.120Z""#, r#""2020-01-01T00:00:00.12Z""#));
    assert!(!differ("1.0", "1"));
}
