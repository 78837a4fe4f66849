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
    assert!(value.members.get().unwrap_err().to_string().starts_with("expected an array, found an object"));
}

#[test]
fn what_is_added_stands_beside_what_was_read() {
    let mut value: Everything = same(r#"{"manager": {"string": "a"}}"#);
    value.manager.bind("b");
    assert_eq!(value.manager.raw(), Some(r#"{"string": "a"}"#));
    assert_eq!(write(&value), json!({"manager": {"string": "a"}, "manager@odata.bind": "b"}));
    assert_eq!(format!("{:?}", value.manager), r#"{"string":"a"}, bind "b""#);
    assert_eq!(value, value.clone());
    let set = Everything { string: Some("c".into()), ..Everything::default() };
    value.manager.set(&set).unwrap();
    assert_eq!(value.manager.get().unwrap(), Some(set));
    assert_eq!(value.manager.bound().collect::<Vec<_>>(), ["b"]);
    assert_eq!(write(&value), json!({"manager": {"string": "c"}, "manager@odata.bind": "b"}));
    let other = value.clone();
    value.manager.bind_all(["b"]);
    assert_ne!(value, other);
    value.manager.clear();
    assert!(value.manager.is_absent());
    assert_eq!((value.manager.raw(), value.manager.bound().count()), (None, 0));
    assert_eq!(format!("{:?} {:?}", value.manager, other.manager), r#"absent {"string":"c"}, bind "b""#);
}

/// Where it is from does not count: it is written alike.
#[test]
fn what_was_read_is_equal_to_what_was_set() {
    let read: Everything = same(r#"{"manager": {"string": "a"}}"#);
    let mut set = Everything::default();
    set.manager.set(&Everything { string: Some("a".into()), ..Everything::default() }).unwrap();
    assert_eq!(read, set);
}

#[test]
fn items_one_at_a_time() {
    let value: Everything = same(r#"{"members": [{"string": "a"}, {"bool": 5}, null, {"string": "b"}]}"#);
    let items: Vec<_> = value.members.iter().collect();
    let [Ok(first), Err(error), Ok(last)] = &items[..] else { panic!("{items:?}") };
    assert_eq!((first.string.as_deref(), last.string.as_deref()), (Some("a"), Some("b")));
    assert_eq!(error.to_string(), "at `[1].bool` of Everything (sample.everything): expected Edm.Boolean, found 5");
    assert_eq!(Everything::default().members.iter().count(), 0);
    let value: Everything = same(r#"{"members": {"string": "a"}}"#);
    let [Err(error)] = &value.members.iter().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!(error.to_string(), "expected an array, found an object");
}

#[test]
fn nulls_among_the_items_are_passed_over() {
    let value: Everything = same(r#"{"members": [null, {"string": "a"}, null, {"string": "b"}]}"#);
    let names = |items: Vec<Everything>| items.into_iter().map(|item| item.string.unwrap()).collect::<Vec<_>>();
    assert_eq!(names(value.members.get().unwrap().unwrap()), ["a", "b"]);
    assert_eq!(names(value.members.deserialize().unwrap().unwrap()), ["a", "b"]);
    let value: Everything = same(r#"{"members": [null, {}, null, {"bool": 5}]}"#);
    for error in [value.members.get().unwrap_err(), value.members.deserialize().unwrap_err()] {
        let expected = "at `[3].bool` of Everything (sample.everything): expected Edm.Boolean, found 5";
        assert_eq!(error.to_string(), expected);
    }
    // JSON of any kind has nulls.
    let mut any: Nav<Vec<serde_json::Value>> = Nav::new();
    any.set(&vec![json!(1), json!(null)]).unwrap();
    assert_eq!(any.get().unwrap().unwrap(), [json!(1), json!(null)]);
    assert_eq!(any.iter().collect::<Result<Vec<_>, _>>().unwrap(), [json!(1), json!(null)]);
}

/// A type that only serde reads.
#[test]
fn types_of_ones_own() {
    let mut nav: Nav<std::collections::BTreeMap<String, u8>> = Nav::new();
    assert_eq!(nav.deserialize().unwrap(), None);
    nav.serialize(&[("a".to_owned(), 1)].into()).unwrap();
    assert_eq!(nav.deserialize().unwrap().unwrap()["a"], 1);
}

#[test]
fn what_the_service_says_of_an_expanded_collection() {
    let value: Everything = same(
        r#"{"members@odata.count": 3, "members": [], "members@odata.nextLink": "n", "shapes@count": "9007199254740993",
        "records@nextLink": "r", "records@count": 1.5, "manager@odata.nextLink": 5}"#,
    );
    let extra = &value.extra;
    assert_eq!((extra.count("members"), extra.next_link("members")), (Some(3), Some("n")));
    assert_eq!((extra.count("shapes"), extra.next_link("shapes")), (Some(9_007_199_254_740_993), None));
    assert_eq!((extra.count("records"), extra.next_link("records")), (None, Some("r")));
    assert_eq!((extra.count("manager"), extra.next_link("manager")), (None, None));
    assert_eq!(Everything::default().extra.count("members"), None);
}
