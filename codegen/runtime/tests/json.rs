//! The JSON reader and writer of its own: whatever serde_json does is right.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sample::{AnyShape, Shape};
use crate::{Lenient, Page, json};

/// Reads text both ways; the value or the error is the same.
fn read<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) -> Option<T> {
    let (ours, theirs) = (json::from_str::<T>(text), serde_json::from_str::<T>(text));
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
        (Err(ours), Err(theirs)) => assert_eq!(what(ours), what(theirs), "{text}"),
        _ => panic!("{text}: {ours:?}, {theirs:?}"),
    }
    ours.ok()
}

/// What is wrong: with a value, what the message says; with the text, in which line that is.
fn what(error: &serde_json::Error) -> (bool, String, usize) {
    let message = error.to_string();
    match error.is_data() {
        true => (true, message.split(" at line ").next().unwrap_or_default().to_owned(), 0),
        false => (false, String::new(), error.line()),
    }
}

/// Writes a value both ways; the text is the same.
fn write<T: Serialize + ?Sized>(value: &T) -> String {
    let (ours, theirs) = (json::to_string(value), serde_json::to_string(value));
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs);
            ours
        }
        (ours, theirs) => panic!("{ours:?}, {theirs:?}"),
    }
}

/// A type that asks a deserializer for all kinds of things.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    unit: (),
    wrapped: Wrapped,
    tuple: (i8, u64, String),
    character: char,
    large: i128,
    single: f32,
    double: f64,
    option: Option<Option<bool>>,
    variants: Vec<Variant>,
    by_number: BTreeMap<i32, bool>,
    by_variant: BTreeMap<Name, u8>,
    by_bool: BTreeMap<bool, u8>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Wrapped(Vec<u8>);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Variant {
    Unit,
    Newtype(String),
    Tuple(u8, u8),
    Struct { a: i64 },
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Name {
    First,
    Second,
}

#[test]
fn every_kind_of_type() {
    let text = r#" { "unit": null, "wrapped": [1, 2], "tuple": [-1, 18446744073709551615, "\u00e9\n"], "character": "é",
        "large": -170141183460469231731687303715884105728, "single": 1.5, "double": -0.1e-7, "option": true, "variants":
        ["Unit", {"Newtype": "a\"b"}, {"Tuple": [1, 2]}, {"Struct": {"a": -9223372036854775808}}],
        "by_number": {"-5": true, "7": false}, "by_variant": {"First": 1, "Sec\u006fnd": 2}, "by_bool": {"true": 1},
        "more": {"deep": [[], {}, [{}]], "number": 0.25, "text": "\ud83d\ude00"} } "#;
    let value = read::<Everything>(text).expect("all of it");
    let again = write(&value);
    assert_eq!(read::<Everything>(&again), Some(value));
}

#[test]
fn values_that_cannot_be_written() {
    let no_names = BTreeMap::from([(vec![1], 1)]);
    let (ours, theirs) = (json::to_string(&no_names), serde_json::to_string(&no_names));
    assert_eq!(ours.unwrap_err().to_string(), theirs.unwrap_err().to_string());
    assert_eq!(write(&BTreeMap::from([(Some(1), f64::NAN)])), r#"{"1":null}"#);
    assert_eq!(write(&[f32::INFINITY, 0.1]), "[null,0.1]");
    assert_eq!(
        write(&(i64::MIN, u64::MAX, 'a', "\u{0}\u{1f}\u{7f}", Some(()))),
        "[-9223372036854775808,18446744073709551615,\"a\",\"\\u0000\\u001f\u{7f}\",null]"
    );
}

#[test]
fn text_that_is_no_json() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "tru",
        "{",
        "[",
        "\"",
        "[1,]",
        "[,1]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{1:1}",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "01",
        "-",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "1.e1",
        "0x1",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "1 2",
        "[]]",
        "{}}",
        "[}",
        "{]",
        "\u{feff}1",
        "NaN",
        "'a'",
        "[\"a\nb\"]",
        "[1,\n2,\n]",
        "\"\u{e9}",
        "\"\\",
    ] {
        assert_eq!(read::<Value>(text), None, "{text:?}");
    }
    assert!(json::from_slice::<Value>(b"\"\xff\"").unwrap_err().is_syntax());
    assert!(json::from_slice::<Value>(b"[\"\xff\"]").unwrap_err().to_string().contains("line 1"));
    assert!(json::from_str::<Value>("[").unwrap_err().is_eof());
    for lone in [r#""\ud800""#, r#""\ud800\u0041""#, r#""\ud800x""#, r#""\udc00""#] {
        assert!(json::from_str::<String>(lone).is_err());
        assert!(serde_json::from_str::<String>(lone).is_err());
    }
}

#[test]
fn numbers_at_the_edges() {
    for text in [
        "0",
        "-0",
        "0.0",
        "-0.0",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "1e308",
        "1e309",
        "-1e309",
        "1e-400",
        "123456789012345678901234567890",
        "0.1",
        "1E+2",
        "4.9e-324",
    ] {
        read::<Value>(text);
        read::<f64>(text);
        read::<i64>(text);
        read::<u64>(text);
        read::<String>(text);
    }
}

#[test]
fn deep_nesting_is_an_error() {
    for depth in [127, 128, 10_000] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(json::from_str::<Value>(&text).is_ok(), serde_json::from_str::<Value>(&text).is_ok(), "{depth}");
        let text = format!("{}1{}", "{\"area\":".repeat(depth), "}".repeat(depth));
        assert_eq!(json::from_str::<Shape>(&text).is_ok(), serde_json::from_str::<Shape>(&text).is_ok(), "{depth}");
        let text = format!("{{\"unknown\":{}1{}}}", "{\"a\":".repeat(depth), "}".repeat(depth));
        assert_eq!(json::from_str::<Shape>(&text).is_ok(), serde_json::from_str::<Shape>(&text).is_ok(), "{depth}");
    }
}

/// JSON text of any kind, white space and escapes included.
fn text() -> impl Strategy<Value = String> {
    let string = || {
        prop_oneof![
            r#"[ -!#-\[\]-~é✓]{0,40}"#,
            r#"([a-z ]{0,40}\\(["\\/bfnrt]|u00[0-9a-f]{2}|ud83d\\ude0[0-9a-f])){0,4}"#,
            r#"(id|name|area|color|@odata\.type|#?sample\.(circle|shape)|Nested|value)"#,
        ]
        .prop_map(|inner| format!("\"{inner}\""))
    };
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<f64>().prop_map(|value| serde_json::to_string(&value).unwrap_or_default()),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,2})?",
        string(),
    ];
    let space = || "[ \n\t\r]{0,2}";
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            (space(), prop::collection::vec(inner.clone(), 0..6))
                .prop_map(|(space, items)| format!("[{space}{}]", items.join(&format!("{space},")))),
            (space(), prop::collection::vec((string(), inner), 0..6)).prop_map(|(space, members)| {
                let members: Vec<_> = members.iter().map(|(name, value)| format!("{name}{space}:{value}")).collect();
                format!("{{{space}{}}}{space}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn reads_and_writes_as_serde_json_does(text in text()) {
        if let Some(value) = read::<Value>(&text) {
            write(&value);
        }
        let raw: Option<&serde_json::value::RawValue> = json::from_str(&text).ok();
        prop_assert_eq!(raw.map(|raw| raw.get()), Some(text.trim()));
        for shape in [read::<Shape>(&text), read::<Lenient<Shape>>(&text).map(|read| read.value)].into_iter().flatten() {
            write(&shape);
        }
        if let Some(shape) = read::<AnyShape>(&text) {
            write(&shape);
        }
        read::<Page<Value>>(&text);
        read::<String>(&text);
        read::<BTreeMap<String, f64>>(&text);
        read::<Vec<Option<u8>>>(&text);
    }

    #[test]
    fn broken_text_ends_in_the_same_error(text in text(), at in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:a0. \\\\]?") {
        let mut broken = text;
        let places: Vec<usize> = broken.char_indices().map(|(place, _)| place).collect();
        let place = *at.get(&places);
        let end = place + broken[place..].chars().next().map_or(0, char::len_utf8);
        broken.replace_range(place..end, &with);
        read::<Value>(&broken);
        read::<Shape>(&broken);
        read::<AnyShape>(&broken);
    }

    #[test]
    fn strings_are_written_as_serde_json_writes_them(text in "([a-zé✓ ]{0,70}[\"\\\\/\u{0}-\u{1f}\u{7f}]?){0,4}") {
        prop_assert_eq!(read::<String>(&write(&text)), Some(text));
    }
}
