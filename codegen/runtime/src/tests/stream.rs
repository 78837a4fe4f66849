//! Streams that stand in objects.

use serde_json::json;

use super::sample::Document;
use super::{becomes, read, same, write};
use crate::values::Content;
use crate::{Extra, Lenient, Stream, json as own};

#[track_caller]
fn document(json: &str) -> Document {
    same(json)
}

#[test]
fn the_media_type_says_what_it_is() {
    let tree = json!({"a": [1, 2.5, null]});
    for (media_type, value, content) in [
        ("application/json", json!({"a": [1, 2.5, null]}), Some(Content::Json(&tree))),
        ("application/json;odata.metadata=none", json!({"a": [1, 2.5, null]}), Some(Content::Json(&tree))),
        ("application/geo+json", json!({"a": [1, 2.5, null]}), Some(Content::Json(&tree))),
        ("APPLICATION/JSON", json!("aGk="), Some(Content::Json(&json!("aGk=")))),
        ("application/json", json!(5), Some(Content::Json(&json!(5)))),
        ("text/plain", json!("Hello123"), Some(Content::Text("Hello123"))),
        ("text/html; charset=utf-8", json!("<p>\u{e9}\n"), Some(Content::Text("<p>\u{e9}\n"))),
        ("text/plain", json!(""), Some(Content::Text(""))),
        ("image/png", json!("aGVsbG8="), Some(Content::Bytes(b"hello".as_slice().into()))),
        ("application/octet-stream", json!("_-8"), Some(Content::Bytes([0xff, 0xef].as_slice().into()))),
        ("application/xml", json!("PGE-"), Some(Content::Bytes(b"<a>".as_slice().into()))),
        ("text/plain", json!(5), None),
        ("image/png", json!("not base64!"), None),
        ("image/png", json!({}), None),
    ] {
        for name in ["body", "settings"] {
            for prefix in ["@", "@odata."] {
                let annotation = format!("{name}{prefix}mediaContentType");
                let before = format!(r#"{{"id": "1", "{annotation}": "{media_type}", "{name}": {value}}}"#);
                let after = format!(r#"{{"id": "1", "{name}": {value}, "{annotation}": "{media_type}"}}"#);
                for json in [before, after] {
                    let read = document(&json);
                    let stream = if name == "body" { read.body } else { read.settings.map(|settings| settings.0) };
                    let stream = stream.unwrap();
                    assert_eq!(stream.content(read.extra.media_type(name)).ok(), content, "{json}");
                }
            }
        }
    }
}

#[test]
fn any_json_is_kept() {
    for value in ["5", "true", "\"\"", "\"not base64!\"", "\"aGk\"", "[]", "[null]", r#"{"a":{"b":null}}"#, "1.5e300"] {
        for name in ["body", "settings"] {
            document(&format!(r#"{{"{name}":{value}}}"#));
        }
        document(&format!(r#"{{"parts":[{value},{value}]}}"#));
    }
    let none = document(r#"{"body":null,"settings":null,"parts":null}"#);
    assert_eq!((none.body, none.parts), (None, None));
}

#[test]
fn without_a_media_type() {
    let document = document(r#"{"body":"aGk=","settings":{"a":1},"parts":["aGk",[1]]}"#);
    assert_eq!(document.extra.media_type("body"), None);
    let body = document.body.unwrap();
    assert_eq!(body.content(None).unwrap(), Content::Bytes(b"hi".as_slice().into()));
    assert_eq!((body.text().unwrap(), body.json()), ("aGk=", &json!("aGk=")));
    assert_eq!(document.settings.unwrap().content(Some(" ")).unwrap(), Content::Json(&json!({"a": 1})));
    let parts = document.parts.unwrap();
    assert_eq!(parts[0].bytes().unwrap(), b"hi".as_slice().into());
    assert_eq!(
        parts[1].bytes().unwrap_err().to_string(),
        "expected a stream of bytes as a string in base64url, found an array"
    );
    assert_eq!(
        Stream::from_text("not base64!").bytes().unwrap_err().to_string(),
        "expected a stream of bytes as a string in base64url, found the string \"not base64!\""
    );
    assert_eq!(parts[1].text().unwrap_err().to_string(), "expected a stream of text as a string, found an array");
    assert_eq!(parts[1].clone().into_json(), json!([1]));
}

#[test]
fn a_media_type_is_set_beside_the_value() {
    let mut document = Document { body: Some(Stream::from_text("Hello123")), ..Document::default() };
    document.extra.set_media_type("body", "text/plain");
    assert_eq!(write(&document), json!({"body": "Hello123", "body@odata.mediaContentType": "text/plain"}));
    let mut document: Document = read(r#"{"body@mediaContentType": "text/plain", "body": "a"}"#);
    document.body = Some(Stream::from_json(json!([1])));
    document.extra.set_media_type("body", "application/json");
    assert_eq!(write(&document), json!({"body": [1], "body@mediaContentType": "application/json"}));
    assert_eq!(write(&Stream::from(vec![1, 2])), "AQI=");
    assert_eq!(Extra::new().media_type("body"), None);
}

#[test]
fn nothing_in_a_stream_is_a_misfit() {
    let json = r#"{"body":[{"id":5}],"id":5}"#;
    let read: Lenient<Document> = own::from_str(json).unwrap();
    assert_eq!(read.misfits.len(), 1);
    assert_eq!(read.value.body, Some(Stream::from_json(json!([{"id": 5}]))));
    becomes::<Stream>("[1.0]", "[1.0]");
    assert_eq!(own::to_string(&own::from_str::<Stream>(r#"{"a":1}"#).unwrap()).unwrap(), r#"{"a":1}"#);
}

#[test]
fn shown_for_people() {
    let long = "a".repeat(50);
    let document: Document = read(&format!(r#"{{"body": "{long}", "settings": {{"a": [1]}}, "parts": ["b", 5]}}"#));
    let short = "a".repeat(40);
    assert_eq!(
        format!("{document:?}"),
        format!(r#"Document {{ body: "{short}…", settings: {{"a":[1]}}, parts: ["b", 5] }}"#)
    );
    assert_eq!(format!("{:?}", Stream::from_text("b")), "\"b\"");
}
