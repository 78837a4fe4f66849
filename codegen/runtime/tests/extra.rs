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
