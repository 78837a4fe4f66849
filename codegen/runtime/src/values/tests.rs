//! What all tests of values share: each value is read and written in every way there is.

#![allow(clippy::unwrap_used)]

mod binary;
mod date_time;
mod decimal;
mod duration;
mod geo;
mod number;
mod other;
mod property;
mod value_error;

use super::Primitive;
use serde_json::Value;

/// Reads JSON text from a string, a slice, a reader and as raw JSON, and then, by way of `Value`, from one and from a
/// reference to one; all have to come to the same, in writing as well.
fn read<T: Primitive>(json: &str) -> T {
    let value = read_text::<T>(json);
    let tree: Value = serde_json::from_str(json).unwrap();
    for other in [T::read(&tree).unwrap(), T::read(tree).unwrap()] {
        assert_eq!(write(&other), write(&value), "{json}");
    }
    value
}

/// As [`read`], for what a `Value` cannot hold.
fn read_text<T: Primitive>(json: &str) -> T {
    let value = T::read(&mut serde_json::Deserializer::from_str(json)).unwrap();
    let raw: &serde_json::value::RawValue = serde_json::from_str(json).unwrap();
    for other in [
        T::read(&mut serde_json::Deserializer::from_slice(json.as_bytes())).unwrap(),
        T::read(&mut serde_json::Deserializer::from_reader(json.as_bytes())).unwrap(),
        T::read(raw).unwrap(),
    ] {
        assert_eq!(write(&other), write(&value), "{json}");
    }
    value
}

fn write<T: Primitive>(value: &T) -> String {
    let mut out = Vec::new();
    value.write(&mut serde_json::Serializer::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn write_value<T: Primitive>(value: &T) -> Value {
    value.write(serde_json::value::Serializer).unwrap()
}

/// The JSON is written back as it was.
#[track_caller]
fn same<T: Primitive>(json: &str) {
    becomes::<T>(json, json);
}

/// The JSON is written back like this, and that stays so.
#[track_caller]
fn becomes<T: Primitive>(json: &str, expected: &str) {
    let value = read::<T>(json);
    assert_eq!(write(&value), expected, "{json}");
    assert_eq!(write(&read::<T>(expected)), expected, "{json}");
    assert_eq!(write_value(&value), serde_json::from_str::<Value>(expected).unwrap(), "{json}");
}

/// The JSON is refused with this message, wherever it comes from.
#[track_caller]
fn refused<T: Primitive>(json: &str, message: &str) {
    refused_text::<T>(json, message);
    let tree: Value = serde_json::from_str(json).unwrap();
    assert_eq!(T::read(&tree).unwrap_err().to_string(), message, "{json}");
    assert_eq!(T::read(tree).unwrap_err().to_string(), message, "{json}");
}

/// As [`refused`], for what a `Value` cannot hold.
#[track_caller]
fn refused_text<T: Primitive>(json: &str, message: &str) {
    for error in [
        T::read(&mut serde_json::Deserializer::from_str(json)).unwrap_err(),
        T::read(&mut serde_json::Deserializer::from_slice(json.as_bytes())).unwrap_err(),
        T::read(&mut serde_json::Deserializer::from_reader(json.as_bytes())).unwrap_err(),
    ] {
        let error = error.to_string();
        // Serde adds ` at line 1 column 5` where there is text.
        let (start, place) = error.rsplit_once(" at line ").unwrap_or((&error, "1"));
        assert_eq!(start, message, "{json}");
        assert!(place.starts_with('1'), "{error}");
    }
}

/// Every kind of JSON but these is refused, with what was found in words.
#[track_caller]
fn wrong_kinds<T: Primitive>(expected: &str, accepted: &[&str]) {
    for (json, found) in [
        ("null", "null"),
        ("true", "true"),
        ("1.5", "1.5"),
        ("\"such\"", "the string \"such\""),
        ("\"\"", "the string \"\""),
        ("[]", "an array"),
        ("[1,[2]]", "an array"),
        ("{}", "an object"),
        ("{\"a\":{\"b\":1}}", "an object"),
    ] {
        if !accepted.contains(&json) {
            refused::<T>(json, &format!("expected {expected}, found {found}"));
        }
    }
}

/// The pairs in a text: `a -> b | c -> d`.
pub(crate) fn pairs(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.split('|').map(|pair| pair.split_once("->").unwrap()).map(|(one, other)| (one.trim(), other.trim()))
}
