//! JSON to a type and back to the same JSON.

use serde_json::{Value, json};

use super::sample::{AnyBare, Everything, Free, Shape};
use super::{read, same, text, write};
use crate::record::Record as _;
use crate::record::fields;

/// An object with all properties.
pub(super) fn everything() -> Value {
    const JSON: &str = r##"{
        "@odata.context": "https://example.org/$metadata#everything",
        "@odata.etag": "W/\"1\"",
        "bool": true, "bools": [true, false],
        "byte": 255, "bytes": [0, 255],
        "sbyte": -128, "sbytes": [-128, 127],
        "int16": -32768, "int16s": [-32768, 32767],
        "int32": -2147483648, "int32s": [-2147483648, 2147483647],
        "int64": -9223372036854775808, "int64s": [-9223372036854775808, 9223372036854775807],
        "double": 0.1, "doubles": [1.5, "INF", "-INF", -0.5],
        "string": "a \"quoted\" text\n\ud83d\ude00", "strings": ["", "b"],
        "guid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "guids": ["3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
        "dateTime@odata.type": "#DateTimeOffset",
        "dateTime": "2021-01-26T22:30:57.37+01:00", "dateTimes": ["2021-01-26T22:30:57Z"],
        "date": "2021-01-26", "dates": ["0001-01-01", "9999-12-31"],
        "time": "08:30:00", "times": ["08:30:00.5"],
        "duration": "P3M", "durations": ["-PT3M22.1587532S"],
        "decimal": 1.25, "decimals": [0, 10, 1.5],
        "binary": "/+8=", "binaries": ["", "AA=="],
        "geo": {"type": "Point", "coordinates": [8.5, 47.4]}, "geos": [{"type": "Point", "coordinates": [8.5, 47.4]}],
        "json": {"a": [1, null, {"b": []}]}, "jsons": [1, "a", null, [], {}],
        "color": "red", "colors": ["green", "newColor", ""],
        "rights": "read,share", "rightsList": ["read", "edit,audit", "", "new"],
        "weight": 72.5, "weights": [1, 2.5],
        "label": "x", "labels": ["y", ""],
        "record": {"string": "inner", "record": {}},
        "records": [{}, {"string": "first", "@odata.id": "x"}],
        "shape": {"@odata.type": "#sample.circle", "name": "c", "radius": 2.5},
        "shapes": [{"name": "plain"}, {"@odata.type": "sample.shape"}, {"@odata.type": "#sample.new", "sides": 5}],
        "free": {"any": {"thing": 1}}, "freeList": [[1, 2], "text", {}, 5, {"a": 1}],
        "manager": {"string": "boss", "extra": [1.10]}, "members": [{"string": "a"}],
        "members@odata.count": 1,
        "members@odata.nextLink": "https://example.org/next",
        "dynamic": {"deep": [{"er": null}]},
        "u64": 18446744073709551615
    }"##;
    serde_json::from_str(JSON).unwrap()
}

#[test]
fn every_shape() {
    let json = everything().to_string();
    let value: Everything = same(&json);
    for (index, name) in value.about().0.properties().iter().enumerate() {
        assert!(fields::one(&value, index).is_some(), "{name}");
    }
    assert_eq!(value.extra.iter().count(), 7);
    assert_eq!(value.jsons.unwrap()[2], Value::Null);
    assert_eq!(value.free_list.unwrap()[0].extra.value(), Some(&json!([1, 2])));
}

#[test]
fn members_in_any_order() {
    let Value::Object(members) = everything() else { unreachable!() };
    let count = members.len();
    for turn in 0..count {
        let mut parts: Vec<String> =
            members.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
        parts.rotate_left(turn);
        if turn % 2 == 1 {
            parts.reverse();
        }
        same::<Everything>(&format!("{{{}}}", parts.join(",")));
    }
}

#[test]
fn empty_objects_and_lists() {
    same::<Everything>("{}");
    let Value::Object(members) = everything() else { unreachable!() };
    for name in members.keys().filter(|name| members[*name].is_array()) {
        same::<Everything>(&json!({ name: [] }).to_string());
    }
    for name in ["record", "shape", "free", "json"] {
        let value = same::<Everything>(&json!({ name: {} }).to_string());
        assert!(value.extra.is_empty());
    }
    same::<Everything>(r#"{"json": "", "string": "", "rights": "", "color": "", "binary": ""}"#);
}

#[test]
fn nulls_of_every_shape() {
    let names = Everything::default().about().0.properties();
    for name in names {
        let value: Everything = same(&json!({ *name: null }).to_string());
        assert!(value.extra.is_null(name));
        assert_eq!(value.extra.iter().count(), 1);
    }
    let all: serde_json::Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    same::<Everything>(&Value::Object(all).to_string());
}

#[test]
fn the_last_of_two_members_counts() {
    let Value::Object(members) = everything() else { unreachable!() };
    for (name, value) in &members {
        let once = json!({ name: value });
        let only: Everything = read(&once.to_string());
        let name = Value::from(name.as_str());
        let last: Everything = serde_json::from_str(&format!("{{{name}:null,{name}:{value}}}")).unwrap();
        assert_eq!(last, only);
        assert_eq!(write(&last), once);
        let last: Everything = serde_json::from_str(&format!("{{{name}:{value},{name}:null}}")).unwrap();
        assert_eq!(write(&last), json!({ name.as_str().unwrap(): null }));
        if let Value::Array(items) = value {
            let mut with_null = items.clone();
            with_null.push(Value::Null);
            let last: Everything =
                serde_json::from_str(&format!("{{{name}:{},{name}:{value}}}", Value::Array(with_null.clone())))
                    .unwrap();
            assert_eq!(last, only);
            let last: Everything =
                serde_json::from_str(&format!("{{{name}:{value},{name}:{}}}", Value::Array(with_null.clone())))
                    .unwrap();
            assert_eq!(write(&last), json!({ name.as_str().unwrap(): with_null }));
        }
    }
    let value: Shape = serde_json::from_str(r#"{"name": "a", "tags": ["x"], "name": "b", "tags": []}"#).unwrap();
    assert_eq!(write(&value), json!({"name": "b", "tags": []}));
}

#[test]
fn escaped_names() {
    let value: Shape = read(r#"{"\u006eame": "a", "\u0040odata.etag": "b", "\"": 1}"#);
    assert_eq!(value.name.as_deref(), Some("a"));
    assert_eq!(write(&value), json!({"name": "a", "@odata.etag": "b", "\"": 1}));
}

#[test]
fn every_digit_stays() {
    let json = r#"{"decimal":7922816251426433759354395033.5,"decimals":[0.10,1.000000000000000000000000001],"manager":{ "decimal" : 0.1000000000000000000000000001 }}"#;
    let value: Everything = serde_json::from_str(json).unwrap();
    assert_eq!(text(&value), json);
}

#[test]
fn types_without_properties() {
    for json in ["{}", "[]", "null", "1", "-1.5", "\"a\"", "true", r#"{"a": {"b": [null]}}"#, "[[1], {}]"] {
        let free: Free = same(json);
        assert_eq!(free, free.clone());
        let bare: AnyBare = same(json);
        assert_eq!(bare, bare.clone());
    }
    assert_eq!(read::<Free>("{}"), Free::default());
    assert!(read::<Free>("{}").extra.is_empty());
    same::<AnyBare>(r##"{"a": 1, "@odata.type": "#sample.dressed", "size": 2}"##);
}
