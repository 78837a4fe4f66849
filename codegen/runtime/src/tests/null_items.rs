//! Nulls among the items of lists.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::round_trip::everything;
use super::sample::{AnyShape, AnyTicket, Bug, Color, Everything, Shape, Ticket};
use super::{becomes, read, refused, same, text, write};
use crate::{CreateBody, Extra, Lenient, Page, UpdateBody, json};

#[test]
fn the_items_that_are_there_are_readable() {
    let value: Everything = same(
        &json!({
            "bools": [null, true, null, false], "strings": ["a", null, "b"], "doubles": [1.5, null, "INF"],
            "int64s": [null, 5], "colors": ["red", null, "new"], "rightsList": [null, "read,share"],
            "weights": [null, 2.5], "labels": ["x", null], "records": [{"string": "a"}, null, {"bool": true}],
            "shapes": [null, {"@odata.type": "#sample.circle", "radius": 1.5}], "freeList": [null, 5, null, {"a": 1}],
            "jsons": [1, null], "dates": [null, null], "geos": [null, {"type": "Point", "coordinates": [8.5, 47.4]}],
        })
        .to_string(),
    );
    assert_eq!(value.bools, Some(vec![true, false]));
    assert_eq!(value.strings.as_deref(), Some(&["a".to_owned(), "b".to_owned()][..]));
    assert_eq!(value.doubles, Some(vec![1.5, f64::INFINITY]));
    assert_eq!(value.int64s, Some(vec![5]));
    assert_eq!(value.colors, Some(vec![Color::Red, "new".parse().unwrap()]));
    assert_eq!(value.rights_list.as_ref().map(Vec::len), Some(1));
    assert_eq!(value.weights.as_ref().map(|weights| weights[0].0.to_string()).as_deref(), Some("2.5"));
    assert_eq!(value.labels.as_ref().map(Vec::len), Some(1));
    assert_eq!(value.records.as_ref().map(|records| records[1].bool), Some(Some(true)));
    assert!(matches!(value.shapes.as_deref(), Some([AnyShape::Circle(_)])));
    assert_eq!(value.free_list.as_ref().map(|list| list[0].extra.value().cloned()), Some(Some(json!(5))));
    // Here `null` is an item like any other.
    assert_eq!(value.jsons, Some(vec![json!(1), Value::Null]));
    assert_eq!(value.dates, Some(Vec::new()));
    assert_eq!(value.extra.null_items("bools"), [0, 2]);
    assert_eq!(value.extra.null_items("dates"), [0, 1]);
    assert!(value.extra.null_items("jsons").is_empty());
    assert_eq!(value.extra.iter().count(), 0);
}

#[test]
fn items_after_a_null_are_checked() {
    let place = |name: &str, index| format!("at `{name}[{index}]` of Everything (sample.everything): expected ");
    refused::<Everything>(
        r#"{"doubles": [null, "bad"]}"#,
        &(place("doubles", 1) + r#"Edm.Double or Edm.Single, found the string "bad""#),
    );
    refused::<Everything>(
        r#"{"colors": ["red", null, null, {}]}"#,
        &(place("colors", 3) + "a member of sample.color, found an object"),
    );
    refused::<Everything>(r#"{"weights": [1, null, []]}"#, &(place("weights", 2) + "Edm.Decimal, found an array"));
    refused::<Everything>(
        r#"{"records": [null, {"records": [null, 7]}]}"#,
        "at `records[1].records[1]` of Everything (sample.everything): \
         expected an object of sample.everything, found 7",
    );
    refused::<Everything>(
        r#"{"shapes": [null, null, 5]}"#,
        &(place("shapes", 2) + "an object of sample.shape, found 5"),
    );
}

#[test]
fn items_are_spelled_as_they_came() {
    let json = r#"{"int64s":[null,"5",null,6,"7"],"guids":["3F2504E0-4F89-41D3-9A0C-0305E82C3301",null],"colors":[null,"1",2],"weights":["1.50",null,2.5],"rightsList":[null,5]}"#;
    let mut value: Everything = read(json);
    let back = |value: &Everything| write(value);
    assert_eq!(back(&value), serde_json::from_str::<Value>(json).unwrap());
    assert_eq!(value.int64s, Some(vec![5, 6, 7]));
    value.int64s.as_mut().unwrap()[2] = 8;
    assert_eq!(back(&value)["int64s"], json!([null, "5", null, 6, "8"]));
    value.int64s.as_mut().unwrap().pop();
    assert_eq!(back(&value)["int64s"], json!(["5", 6]));
}

#[test]
fn a_list_that_was_changed() {
    let mut shape: Shape = read(r#"{"tags": ["a", null, "b"]}"#);
    let tags = |shape: &Shape| write(shape).get("tags").cloned();
    shape.tags.as_mut().unwrap().push("z".to_owned());
    assert_eq!(tags(&shape), Some(json!(["a", null, "b", "z"])));
    assert_eq!(text(&shape), json::to_string(&shape).unwrap());
    shape.tags = Some(vec!["c".to_owned()]);
    assert_eq!(tags(&shape), Some(json!(["c"])));
    assert_eq!(shape, read(r#"{"tags": ["c"]}"#));
    shape.tags = None;
    assert_eq!(tags(&shape), None);
    assert_eq!(shape, Shape::default());
    assert_eq!(Shape::default(), shape);
    shape.tags = Some(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(tags(&shape), Some(json!(["a", null, "b"])));
    shape.extra.set_null_items("tags", []);
    assert_eq!(tags(&shape), Some(json!(["a", "b"])));
    assert!(shape.extra.is_empty());
}

#[test]
fn nulls_that_are_set() {
    let mut shape = Shape { tags: Some(vec!["a".to_owned(), "b".to_owned()]), ..Shape::default() };
    shape.extra.set_null_items("tags", [9, 1, 1, 0]);
    assert_eq!(shape.extra.null_items("tags"), [0, 1, 9]);
    assert_eq!(write(&shape), json!({"tags": [null, null, "a", "b", null]}));
    // What is said of the property by another means goes before it.
    shape.extra.set_null("tags");
    assert_eq!(write(&shape), json!({"tags": ["a", "b"]}));
    shape.extra.set_null_items("tags", [0]);
    shape.tags = None;
    shape.extra.remove("tags");
    assert_eq!(shape, Shape::default());
}

#[test]
fn copies_comparisons_and_what_is_shown() {
    let with: Shape = read(r#"{"tags": ["a", null], "x": 1}"#);
    let without: Shape = read(r#"{"tags": ["a"], "x": 1}"#);
    let elsewhere: Shape = read(r#"{"tags": [null, "a"], "x": 1}"#);
    assert_eq!(with, with.clone());
    assert_eq!(write(&with), write(&with.clone()));
    for other in [&without, &elsewhere] {
        assert_ne!(&with, other);
        assert_ne!(other, &with);
        assert_ne!(with.extra, other.extra);
        assert_ne!(other.extra, with.extra);
    }
    assert_eq!(format!("{with:?}"), r#"Shape { tags: ["a"], extra: {"x": 1, "tags": nulls at [1]} }"#);
    let mut extra = Extra::new();
    extra.set_null_items("tags".to_owned(), [1]);
    extra.insert("x", 1);
    assert_eq!(with.extra, extra);
}

/// What is left out of a request is left out of the items of such a list, too.
#[test]
fn the_body_of_a_request() {
    let ticket: Ticket = read(
        r##"{"id":"1","category":"c","history":[{"id":"2","category":"c"},null,{"@odata.type":"#sample.bug","id":"3","crashes":4,"severity":5}]}"##,
    );
    let written = json::to_string(&CreateBody(&ticket)).unwrap();
    assert_eq!(
        written,
        r##"{"category":"c","history":[{"category":"c"},null,{"@odata.type":"#sample.bug","severity":5}]}"##
    );
    assert_eq!(serde_json::to_string(&CreateBody(&ticket)).unwrap(), written);
    let written = json::to_string(&UpdateBody(&ticket)).unwrap();
    assert_eq!(written, r##"{"history":[{},null,{"@odata.type":"#sample.bug","severity":5}]}"##);
}

#[test]
fn the_type_of_the_object_may_come_later() {
    let value: AnyShape =
        same(r##"{"tags": [null, "a"], "rings": [{"name": "b"}, null], "@odata.type": "#s.circle"}"##);
    let AnyShape::Circle(circle) = &value else { panic!("{value:?}") };
    assert_eq!(circle.tags, Some(vec!["a".to_owned()]));
    assert_eq!(circle.rings.as_ref().map(Vec::len), Some(1));
    assert_eq!((circle.extra.null_items("tags"), circle.extra.null_items("rings")), (&[0][..], &[1][..]));
    let bug: Bug = read(r#"{"history": [null, {"title": "a"}]}"#);
    let any = AnyTicket::from(bug.clone());
    assert_eq!(write(&any), json!({"@odata.type": "#sample.bug", "history": [null, {"title": "a"}]}));
    assert_eq!(any.downcast::<Bug>().unwrap(), bug);
}

#[test]
fn reading_leniently() {
    let json = r#"{"tags": [null, "a"], "inner": {"tags": [null, 5], "name": "b"}}"#;
    let read: Lenient<Shape> = serde_json::from_str(json).unwrap();
    assert_eq!(read, json::from_str(json).unwrap());
    assert_eq!(read.misfits.len(), 1);
    assert_eq!(read.misfits[0].path, "inner.tags[1]");
    assert_eq!(read.value.tags, Some(vec!["a".to_owned()]));
    assert_eq!(write(&read.value), serde_json::from_str::<Value>(json).unwrap());
    let json = r#"{"records": [null, {"bool": 1}, null]}"#;
    let read: Lenient<Everything> = serde_json::from_str(json).unwrap();
    assert_eq!(read.misfits[0].path, "records[1].bool");
    assert_eq!(read.value.records.as_ref().map(Vec::len), Some(1));
    assert_eq!(write(&read.value), serde_json::from_str::<Value>(json).unwrap());
}

#[test]
fn pages() {
    let json = r#"{"value":[{"name":"a"},null,{"name":"b"},null],"@odata.nextLink":"n"}"#;
    let mut page: Page<Shape> = same(json);
    assert_eq!(page.value.len(), 2);
    assert_eq!(page.extra.null_items("value"), [1, 3]);
    assert_ne!(page, read(r#"{"value":[{"name":"a"},{"name":"b"}],"@odata.nextLink":"n"}"#));
    page.value.push(Shape::default());
    assert_eq!(write(&page)["value"], json!([{"name": "a"}, null, {"name": "b"}, null, {}]));
    page.value.truncate(1);
    assert_eq!(page, read(r#"{"value":[{"name":"a"}],"@odata.nextLink":"n"}"#));
    assert_eq!(write(&page)["value"], json!([{"name": "a"}]));

    refused::<Page<Shape>>(r#"{"value": [null, 5]}"#, "at `value[1]`: expected an object of sample.shape, found 5");
    assert_eq!(same::<Page<AnyShape>>(r##"{"value": [null, {"@type": "#s.circle"}]}"##).value.len(), 1);
    assert_eq!(same::<Page<Color>>(r#"{"value": [null, "red"]}"#).value, [Color::Red]);
    assert_eq!(same::<Page<i64>>(r#"{"value": [null, 7, null]}"#).value, [7]);
    // Where an item may be null, it is one.
    assert_eq!(same::<Page<Option<i64>>>(r#"{"value": [null, 7]}"#).value, [None, Some(7)]);
    assert_eq!(same::<Page<Value>>(r#"{"value": [null, 7]}"#).value, [Value::Null, json!(7)]);
    assert!(same::<Page<Value>>(r#"{"value": [null]}"#).extra.is_empty());
    // The last of two counts.
    let page: Page<i64> = read(r#"{"value": [1]}"#);
    assert_eq!(page, json::from_str(r#"{"value": [null, null], "value": [1]}"#).unwrap());
    assert_eq!(page, serde_json::from_str(r#"{"value": [null, null], "value": [1]}"#).unwrap());
}

/// A list by itself has no place to remember them in.
#[test]
fn lists_by_themselves() {
    assert_eq!(
        json::from_str::<Vec<i64>>("[1,null]").unwrap_err().to_string(),
        "at `[1]`: expected Edm.Int64, found null: read the list as `Vec<Option<T>>` to have items that are null \
         at line 1 column 7"
    );
    assert_eq!(json::from_str::<Vec<Option<i64>>>(r#"["1",null]"#).unwrap(), [Some(1), None]);
    assert_eq!(json::from_str::<Vec<Value>>("[1,null]").unwrap(), [json!(1), Value::Null]);
    let shapes: Vec<Option<Shape>> = json::from_str(r#"[null,{"name":"a"}]"#).unwrap();
    assert_eq!(json::to_string(&shapes).unwrap(), r#"[null,{"name":"a"}]"#);
}

#[test]
fn lists_that_come_twice() {
    for (json, expected) in [
        (r#"{"tags": [null, "a"], "tags": ["a"]}"#, r#"{"tags": ["a"]}"#),
        (r#"{"tags": [null, "a"], "tags": null}"#, r#"{"tags": null}"#),
        (r#"{"tags": null, "tags": [null]}"#, r#"{"tags": [null]}"#),
        (r#"{"tags": ["a", null, null], "tags": [null, "a"]}"#, r#"{"tags": [null, "a"]}"#),
    ] {
        for shape in [serde_json::from_str::<Shape>(json).unwrap(), json::from_str(json).unwrap()] {
            assert_eq!(shape, read(expected));
            assert_eq!(write(&shape), serde_json::from_str::<Value>(expected).unwrap());
        }
    }
    becomes::<Shape>(r#"{"tags": []}"#, r#"{"tags": []}"#);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Wherever nulls are put into any list, the items are those of the list without them, and all comes back.
    #[test]
    fn nulls_anywhere(places in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
        let Value::Object(mut members) = everything() else { unreachable!() };
        members.retain(|name, value| value.is_array() && !["jsons", "members"].contains(&name.as_str()));
        let without: Everything = read(&Value::Object(members.clone()).to_string());
        for items in members.values_mut().filter_map(Value::as_array_mut) {
            for place in &places {
                items.insert(place.index(items.len() + 1), Value::Null);
            }
        }
        let json = Value::Object(members.clone());
        let mut value: Everything = read(&json.to_string());
        prop_assert_eq!(&value, &json::from_str::<Everything>(&json.to_string()).unwrap());
        prop_assert_eq!(&write(&value), &json);
        prop_assert_eq!(json::to_string(&value).unwrap(), text(&value));
        prop_assert_ne!(&value, &without);
        for (name, items) in &members {
            let nulls = items.as_array().into_iter().flatten().enumerate().filter(|(_, item)| item.is_null());
            prop_assert_eq!(value.extra.get(name), None);
            prop_assert_eq!(value.extra.null_items(name), nulls.map(|(place, _)| place).collect::<Vec<_>>());
            value.extra.set_null_items(name.clone(), []);
        }
        prop_assert_eq!(value, without);
    }
}
