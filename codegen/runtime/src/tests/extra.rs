//! What an object holds besides its fields.

use serde_json::{Value, json};

use super::sample::{Everything, Free, Shape};
use super::{read, text, write};
use crate::Extra;

#[test]
fn a_field_goes_before_what_was_read() {
    let mut shape: Shape = read(r#"{"name": null, "tags": ["a", null], "color": null}"#);
    shape.name = Some("b".to_owned());
    shape.tags = Some(Vec::new());
    assert_eq!(write(&shape), json!({"name": "b", "tags": [], "color": null}));
    shape.name = None;
    assert_eq!(write(&shape), json!({"name": null, "tags": [], "color": null}));
}

#[test]
fn the_body_of_an_update() {
    let mut shape = Shape { color: Some(super::sample::Color::Green), ..Shape::default() };
    shape.extra.set_null("name");
    shape.extra.set_null("area");
    assert_eq!(text(&shape), r#"{"color":"green","area":null,"name":null}"#);
    shape.area.bind("x");
    assert_eq!(text(&shape), r#"{"color":"green","area@odata.bind":"x","name":null}"#);
}

#[test]
fn nothing_takes_no_room() {
    let mut extra = Extra::new();
    assert!(extra.is_empty());
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
    assert_eq!(extra.insert("a", 1), None);
    assert_eq!(extra.insert("a", 2), Some(json!(1)));
    assert_eq!(extra.remove("b"), None);
    assert_eq!(extra.remove("a"), Some(json!(2)));
    assert_eq!(extra, Extra::new());
    extra.set_value(json!({}));
    assert_eq!(extra, Extra::new());
    extra.extend([("a", Value::Null)]);
    assert!(extra.is_null("a") && !extra.is_null("b"));
    assert_eq!(extra.iter().collect::<Vec<_>>(), [("a", &Value::Null)]);
    assert_eq!(extra, [("a", Value::Null)].into_iter().collect());
}

/// Few are held in another way than many, which nobody can see.
#[test]
fn members_are_in_the_order_of_their_names() {
    let mut names: Vec<String> = (0..40).map(|number| format!("{:02}", number * 7 % 40)).collect();
    let mut extra = Extra::new();
    for (count, name) in names.iter().enumerate() {
        assert_eq!(extra.insert(name, 1), None);
        assert_eq!(extra.insert(name, count), Some(json!(1)));
        assert_eq!(extra.iter().count(), count + 1);
        assert!(extra.iter().is_sorted_by_key(|(name, _)| name));
    }
    assert_eq!(extra.get("07"), Some(&json!(1)));
    assert_eq!(extra, names.iter().rev().map(|name| (name, extra.get(name).cloned())).collect());
    for name in names.split_off(1) {
        assert!(extra.remove(&name).is_some() && extra.remove(&name).is_none());
    }
    assert_eq!(extra, [("00", 0)].into_iter().collect());
}

#[test]
fn values_that_are_no_objects() {
    let mut extra = Extra::new();
    extra.set_value(json!([1]));
    assert_eq!(extra.value(), Some(&json!([1])));
    assert!(!extra.is_empty());
    // Only a type without properties is written as such a value.
    assert_eq!(text(&Free { extra: extra.clone() }), "[1]");
    assert_eq!(text(&Shape { extra: extra.clone(), ..Shape::default() }), "{}");
    extra.insert("a", 1);
    assert_eq!(extra.value(), None);
    assert_eq!(text(&Free { extra: extra.clone() }), r#"{"a":1}"#);
    extra.set_value(json!({"b": 1}));
    assert_eq!(extra, [("b", 1)].into_iter().collect());
}

#[test]
fn members_named_like_nothing_else() {
    let value: Everything = read(r##"{"": 1, "a,b": 2, "extra": 3, "bool@odata.type": "#Boolean"}"##);
    assert_eq!(write(&value), json!({"": 1, "a,b": 2, "extra": 3, "bool@odata.type": "#Boolean"}));
}

/// They are held in another way, which nobody can see.
#[test]
fn nulls_that_were_read_are_like_nulls_that_were_set() {
    let mut circle: super::sample::Circle = read(r#"{"radius": null, "name": null, "x": 1}"#);
    let same: Extra = [("name", Value::Null), ("radius", Value::Null), ("x", json!(1))].into_iter().collect();
    assert_eq!(circle.extra, same);
    assert_eq!(same, circle.extra);
    assert_eq!(circle.extra.iter().count(), 3);
    assert!(circle.extra.is_null("radius") && !circle.extra.is_null("color") && !circle.extra.is_null("x"));
    assert_eq!(circle.extra.insert("name", 2), Some(Value::Null));
    assert_eq!(circle.extra.insert("name", 3), Some(json!(2)));
    assert_eq!(circle.extra.remove("radius"), Some(Value::Null));
    assert_eq!(circle.extra.remove("radius"), None);
    assert_eq!(write(&circle), json!({"name": 3, "x": 1}));
    assert_ne!(circle.extra, same);

    // Put into an object of another type, they are members like others.
    let mut shape: Shape = read(r#"{"name": null}"#);
    shape.extra = read::<super::sample::Circle>(r#"{"radius": null, "name": null}"#).extra;
    assert_eq!(write(&shape), json!({"radius": null, "name": null}));
    shape.name = Some("a".to_owned());
    assert_eq!(write(&shape), json!({"radius": null, "name": "a"}));
    shape.extra.remove("name");
    shape.extra.remove("radius");
    assert!(shape.extra.is_empty());
    assert_eq!(shape.extra, Extra::new());
}

#[test]
fn one_by_one() {
    let mut shape: Shape =
        read(r#"{"name": null, "price": null, "x": {"a": 1}, "@odata.etag": "e", "@odata.id": "u"}"#);
    let extra = &mut shape.extra;
    assert_eq!((extra.len(), extra.etag(), extra.odata_id()), (5, Some("e"), Some("u")));
    assert!(extra.contains("x") && extra.contains("name") && !extra.contains("color"));
    let names: Vec<&str> = (&*extra).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["@odata.etag", "@odata.id", "x", "name", "price"]);
    assert_eq!(extra.clone().into_iter().collect::<Extra>(), *extra);
    assert!(extra.clone().into_iter().map(|(name, _)| name).eq(names.iter().map(ToString::to_string)));

    *extra.get_mut("name").unwrap() = json!("b");
    extra.get_mut("x").unwrap()["a"] = json!(2);
    assert_eq!(extra.get_mut("color"), None);
    assert_eq!(extra.len(), 5);
    let expected = json!({"@odata.etag": "e", "@odata.id": "u", "name": "b", "price": null, "x": {"a": 2}});
    assert_eq!(write(&shape), expected);
    let many: Extra = (0..40).map(|number| (number.to_string(), number)).collect();
    assert_eq!((many.len(), (&many).into_iter().len(), many.clone().into_iter().len()), (40, 40, 40));
    assert_eq!((Extra::new().len(), Extra::new().into_iter().next()), (0, None));
}
