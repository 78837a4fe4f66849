//! What all tests of the runtime share, but for those of values.

#![allow(clippy::unwrap_used)]

mod answer;
mod body;
mod changes;
mod delta;
mod embedded;
mod enumeration;
mod error;
mod extra;
mod hierarchy;
mod items;
mod json;
mod layers;
mod lenient;
mod lexical_form;
mod message;
mod mutation;
mod names_of_serde_json;
mod nav;
mod null_items;
mod object;
mod page;
#[cfg(feature = "requests")]
mod request;
mod round_trip;
mod sample;
#[cfg(feature = "embed")]
mod sources;
mod stream;
mod url;
mod value;

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde_json::Value;

use crate::json::{self as own, FromJson, ToJson};
use crate::syntax::Reader;

/// Reads JSON from a string, a slice, a reader, a `Value` and a reference to one; all have to come to the same.
#[track_caller]
fn read<T: DeserializeOwned + PartialEq + Debug>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap();
    let tree: Value = serde_json::from_str(json).unwrap();
    for other in [
        serde_json::from_slice(json.as_bytes()).unwrap(),
        serde_json::from_reader(json.as_bytes()).unwrap(),
        T::deserialize(&tree).unwrap(),
        T::deserialize(tree.clone().into_deserializer()).unwrap(),
        serde_json::from_value(tree).unwrap(),
    ] {
        assert_eq!(value, other, "{json}");
    }
    value
}

/// The JSON is written back as it was, by serde_json by way of a string and of a `Value`, and by the functions of this crate.
#[track_caller]
fn same<T: Serialize + DeserializeOwned + FromJson + ToJson + PartialEq + Debug>(json: &str) -> T {
    becomes(json, json)
}

/// The JSON is written back like this, and that stays so.
#[track_caller]
fn becomes<T: Serialize + DeserializeOwned + FromJson + ToJson + PartialEq + Debug>(json: &str, expected: &str) -> T {
    let value = becomes_by_serde(json, expected);
    assert_eq!(own::from_str::<T>(json).unwrap(), value, "{json}");
    assert_eq!(own::to_string(&value).unwrap(), text(&value), "{json}");
    value
}

/// The same of types that only serde knows.
#[track_caller]
fn becomes_by_serde<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str, expected: &str) -> T {
    let tree: Value = serde_json::from_str(expected).unwrap();
    let value = read::<T>(json);
    assert_eq!(write(&value), tree, "{json}");
    assert_eq!(write(&read::<T>(expected)), tree, "{json}");
    value
}

#[track_caller]
fn write<T: Serialize>(value: &T) -> Value {
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text(value)).unwrap(), tree);
    tree
}

#[track_caller]
fn text<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).unwrap();
    // A `Value` would hide a member that is written twice.
    assert_unique(&text);
    text
}

/// The message of the error is this, wherever the JSON comes from and whatever reads it.
#[track_caller]
fn refused<T: DeserializeOwned + FromJson + Debug>(json: &str, message: &str) {
    let error = own::from_str::<T>(json).unwrap_err().to_string();
    assert_eq!(error.split(" at line ").next(), Some(message), "{json}");
    let tree: Value = serde_json::from_str(json).unwrap();
    for error in [T::deserialize(&tree).unwrap_err(), serde_json::from_value::<T>(tree).unwrap_err()] {
        assert_eq!(error.to_string(), message, "{json}");
    }
    for error in [
        serde_json::from_str::<T>(json).unwrap_err(),
        serde_json::from_slice::<T>(json.as_bytes()).unwrap_err(),
        serde_json::from_reader::<_, T>(json.as_bytes()).unwrap_err(),
    ] {
        assert!(error.is_data(), "{error}");
        assert!(error.line() > 0, "{error}");
        let expected = format!("{message} at line {} column {}", error.line(), error.column());
        assert_eq!(error.to_string(), expected, "{json}");
    }
}

/// No object in the text has two members of the same name.
#[track_caller]
fn assert_unique(text: &str) {
    let mut reader = Reader::new(text);
    if let Some(mut members) = reader.begin_object().unwrap() {
        let mut names = BTreeSet::new();
        while members.next(&mut reader).unwrap() {
            assert!(names.insert(reader.name().unwrap().to_owned()), "{text}");
            assert_unique(reader.skip_value().unwrap());
        }
    } else {
        own::items(text).unwrap_or_default().into_iter().for_each(assert_unique);
    }
}
