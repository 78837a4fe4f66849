//! Navigation properties.

use serde_json::json;

use super::sample::{Everything, Shape};
use super::{same, text, write};
use crate::Nav;

#[test]
fn absent_null_and_there() {
    let value: Everything = same(r#"{"manager": null, "members": []}"#);
    assert_eq!(value.manager.get().unwrap(), None);
    assert!(value.manager.is_absent() && value.extra.is_null("manager"));
    assert_eq!(value.members.get().unwrap(), Some(Vec::new()));
    assert_eq!(value.members.raw(), Some("[]"));
    let value: Everything = same(r#"{"manager": {"string": "a"}, "members": [{"string": "b"}, {}]}"#);
    assert_eq!(value.manager.get().unwrap().unwrap().string.as_deref(), Some("a"));
    assert_eq!(value.members.get().unwrap().unwrap().len(), 2);
    assert_eq!(size_of::<Nav<Everything>>(), size_of::<usize>());
}

#[test]
fn set_and_clear() {
    let mut value = Everything::default();
    value.extra.set_null("manager");
    value.manager.set(&Everything { string: Some("a".into()), ..Everything::default() }).unwrap();
    assert_eq!(text(&value), r#"{"manager":{"string":"a"}}"#);
    value.members.set(&vec![Everything::default()]).unwrap();
    value.manager.clear();
    assert_eq!(text(&value), r#"{"members":[{}],"manager":null}"#);
}

#[test]
fn references() {
    let mut value = Everything::default();
    value.manager.bind("https://example.org/1");
    value.members.bind_all(["a", "b"]);
    assert_eq!(text(&value), r#"{"manager@odata.bind":"https://example.org/1","members@odata.bind":["a","b"]}"#);
    assert_eq!(value.manager.bound().collect::<Vec<_>>(), ["https://example.org/1"]);
    assert_eq!(value.members.bound().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!((value.manager.raw(), value.manager.get().unwrap()), (None, None));
    assert_eq!(value, value.clone());
    value.members.bind_all(["c"]);
    assert_eq!(write(&value)["members@odata.bind"], json!(["c"]));
    value.members.bind_all([""; 0]);
    assert_eq!(write(&value)["members@odata.bind"], json!([]));
}

#[test]
fn references_that_were_read() {
    let json = r#"{"manager@odata.bind": "a", "members@bind": ["b"], "string@odata.bind": "c"}"#;
    let mut value: Everything = same(json);
    value.manager.bind("d");
    value.members.bind_all(["e"]);
    assert_eq!(
        write(&value),
        json!({"manager@odata.bind": "d", "members@odata.bind": ["e"], "string@odata.bind": "c"})
    );
    value.manager.clear();
    assert_eq!(write(&value)["manager@odata.bind"], "a");
}

#[test]
fn read_when_asked_for() {
    let value: Everything = same(r#"{"manager": {"int32": "no number"}}"#);
    let error = value.manager.get().unwrap_err().to_string();
    assert!(error.starts_with("at `int32` of Everything (sample.everything): expected Edm.Int32, found"), "{error}");
}

#[test]
fn equal_however_spaced() {
    let [one, other, third] = [r#"{"a":[1,2]}"#, r#"{ "a": [1, 2] }"#, r#"{"a":[2,1]}"#]
        .map(|json| serde_json::from_str::<Shape>(&format!(r#"{{"area":{json}}}"#)).unwrap());
    assert_eq!(one, other);
    assert_ne!(one, third);
    assert_eq!(text(&other), r#"{"area":{ "a": [1, 2] }}"#);
    assert_ne!(one.area, Nav::new());
    let mut bound = Nav::new();
    bound.bind("a");
    assert_ne!(one.area, bound);
}

#[test]
fn an_error_in_a_list_says_in_which_item() {
    for (json, at) in [
        (r#"[{}, {"bool": 1}, {}]"#, "[1].bool"),
        (
            "[\n  {\n    \"string\": \"ä\"\n  },\n  {},\n  {\n    \"records\": [{}, {\"bool\": 1}]\n  }\n]",
            "[2].records[1].bool",
        ),
        ("[{}, 5]", "[1]"),
        ("[5]", "[0]"),
    ] {
        let value: Everything = serde_json::from_str(&format!(r#"{{"members": {json}}}"#)).unwrap();
        let error = value.members.get().unwrap_err().to_string();
        assert!(error.starts_with(&format!("at `{at}`")), "{error}");
    }
    let value: Everything = serde_json::from_str(r#"{"manager": {"bool": 1}, "members": {"bool": 1}}"#).unwrap();
    assert!(value.manager.get().unwrap_err().to_string().starts_with("at `bool` of Everything"));
    assert!(value.members.get().unwrap_err().to_string().starts_with("invalid type: map, expected a sequence"));
}
