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

use std::fmt::Debug;

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde_json::Value;

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

/// The JSON is written back as it was, by way of a string and of a `Value`.
#[track_caller]
fn same<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> T {
    becomes(json, json)
}

/// The JSON is written back like this, and that stays so.
#[track_caller]
fn becomes<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str, expected: &str) -> T {
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

/// The message of the error is this, wherever the JSON comes from.
#[track_caller]
fn refused<T: DeserializeOwned + Debug>(json: &str, message: &str) {
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
    struct Unique;
    impl<'de> serde::Deserialize<'de> for Unique {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(UniqueVisitor)
        }
    }
    struct UniqueVisitor;
    impl<'de> serde::de::Visitor<'de> for UniqueVisitor {
        type Value = Unique;
        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("JSON")
        }
        fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
            Ok(Unique)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
            Ok(Unique)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
            Ok(Unique)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
            Ok(Unique)
        }
        fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
            Ok(Unique)
        }
        fn visit_unit<E>(self) -> Result<Unique, E> {
            Ok(Unique)
        }
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
            while items.next_element::<Unique>()?.is_some() {}
            Ok(Unique)
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
            let mut names = std::collections::BTreeSet::new();
            while let Some((name, Unique)) = map.next_entry::<String, Unique>()? {
                if !names.insert(name.clone()) {
                    return Err(serde::de::Error::custom(format_args!("`{name}` is there twice")));
                }
            }
            Ok(Unique)
        }
    }
    if let Err(error) = serde_json::from_str::<Unique>(text) {
        panic!("{error}: {text}");
    }
}
