//! The JSON reader and writer of its own: whatever serde_json does is right.

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::sample::{AnyShape, Shape};
use crate::json::{self, Error, ErrorKind, FromJson, ToJson};
use crate::{CreateBody, ErrorResponse, Lenient, Page, UpdateBody};

/// Reads text both ways; the value or the error is the same.
fn read<T: FromJson + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) -> Option<T> {
    let (ours, theirs) = (json::from_str::<T>(text), serde_json::from_str::<T>(text).map_err(Error::from));
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
        // Half a character and a number of any size are JSON, too. What is wrong with the text behind them comes first here.
        (Err(_), Err(theirs)) if is_half(theirs) || is_out_of_range(theirs) => {}
        (Err(ours), Err(theirs)) => assert_eq!(what(ours), what(theirs), "{text}"),
        _ => panic!("{text}: {ours:?}, {theirs:?}"),
    }
    ours.ok()
}

/// Reads a primitive value, which may come in more ways than serde_json has for its type.
fn read_primitive<T: FromJson + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let Ok(theirs) = serde_json::from_str::<T>(text) {
        assert_eq!(json::from_str::<T>(text).unwrap(), theirs, "{text}");
    }
}

/// Whether serde_json says that an escape is for half a character, or for one that is followed by no other half.
fn is_half(error: &Error) -> bool {
    ["unexpected end of hex escape", "lone "].iter().any(|start| error.to_string().starts_with(start))
}

/// Whether serde_json says that a number is greater than any `f64`.
fn is_out_of_range(error: &Error) -> bool {
    error.to_string().starts_with("number out of range")
}

/// What is wrong: with a value, what the message says; with the text, in which line that is.
fn what(error: &Error) -> (bool, String, usize) {
    let message = error.to_string();
    // That of a line break in a string, serde_json says in the next line.
    let line = if message.starts_with("control character") { 0 } else { error.line().unwrap_or_default() };
    let is_data =
        matches!(error.kind(), ErrorKind::Mismatch | ErrorKind::TooDeep) || message.starts_with("recursion limit");
    match is_data {
        true => (true, message.split(" at line ").next().unwrap_or_default().to_owned(), 0),
        false => (false, String::new(), line),
    }
}

/// Writes a value both ways; the text is the same.
fn write<T: ToJson + Serialize + ?Sized>(value: &T) -> String {
    let (ours, theirs) = (json::to_string(value), serde_json::to_string(value));
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs);
            ours
        }
        (ours, theirs) => panic!("{ours:?}, {theirs:?}"),
    }
}

#[test]
fn text_that_is_no_json() {
    let texts = r#"
        nul nulll tru { [ " [1,] [,1] {,} {"a"} {"a":} {"a":1,} {1:1} 01 - -01 1. .5 1e 1e+ +1 1.e1 0x1 "\x" "\u12"
        "\u12g4" []] {}} [} {] NaN 'a' "\"#;
    for text in texts.split_whitespace().chain([
        "",
        " ",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "\"\n\"",
        "1 2",
        "\u{feff}1",
        "[\"a\nb\"]",
        "[1,\n2,\n]",
        "\"\u{e9}",
    ]) {
        assert_eq!(read::<Value>(text), None, "{text:?}");
    }
    assert_eq!(json::from_slice::<Value>(b"\"\xff\"").unwrap_err().kind(), ErrorKind::Syntax);
    assert!(json::from_slice::<Value>(b"[\"\xff\"]").unwrap_err().to_string().contains("line 1"));
    assert_eq!(json::from_str::<Value>("[").unwrap_err().kind(), ErrorKind::UnexpectedEnd);
    for lone in [r#""\ud800""#, r#""\ud800\u0041""#, r#""\ud800x""#, r#""\udc00""#] {
        assert!(json::from_str::<String>(lone).is_err());
        assert!(serde_json::from_str::<String>(lone).is_err());
    }
}

#[test]
fn primitive_values_are_those_of_properties() {
    assert_eq!(json::from_str::<i64>(r#""-9223372036854775808""#).unwrap(), i64::MIN);
    assert_eq!(json::from_str::<f64>(r#""-INF""#).unwrap(), f64::NEG_INFINITY);
    assert_eq!(json::to_string(&f64::NAN).unwrap(), r#""NaN""#);
    assert_eq!(
        json::from_str::<String>("5").unwrap_err().to_string(),
        "expected Edm.String, found 5 at line 1 column 1"
    );
}

#[test]
fn numbers_at_the_edges() {
    let texts = "
        0 -0 0.0 -0.0 18446744073709551615 18446744073709551616 -9223372036854775808 -9223372036854775809 1e308
        1e309 -1e309 1e-400 123456789012345678901234567890 0.1 1E+2 4.9e-324";
    for text in texts.split_whitespace() {
        read::<Value>(text);
        // What is too small for a double is refused and not made zero.
        if text != "1e-400" {
            read_primitive::<f64>(text);
        }
        read_primitive::<i64>(text);
        read_primitive::<u8>(text);
        read_primitive::<String>(text);
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
        for shape in [read::<Shape>(&text), read::<Lenient<Shape>>(&text).map(|read| read.value)].into_iter().flatten() {
            write(&shape);
            write(&CreateBody(&shape));
            write(&UpdateBody(&shape));
        }
        if let Some(shape) = read::<AnyShape>(&text) {
            write(&shape);
        }
        if let Some(answer) = read::<ErrorResponse>(&text) {
            write(&answer);
        }
        read::<Page<Value>>(&text);
        read_primitive::<String>(&text);
    }

    #[test]
    fn reads_and_writes_lists_as_serde_json_does(items in prop::collection::vec(text(), 0..4), name in "(value|@odata.count)") {
        let list = format!("[{}]", items.join(","));
        if let Some(values) = read::<Vec<Value>>(&list) {
            write(&values);
            write(values.as_slice());
        }
        let page = format!(r#"{{"@odata.nextLink":"there","{name}":{list},"value":[],"value" : {list},"@odata.count":"3"}}"#);
        if let Some(page) = read::<Page<AnyShape>>(&page) {
            write(&page);
            write(&CreateBody(&page));
        }
        if let Some(page) = read::<Page<Value>>(&page) {
            write(&page);
        }
        read::<Lenient<Page<Shape>>>(&page);
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
