//! Copying, comparing and showing.

use serde_json::json;

use super::read;
use super::round_trip::everything;
use super::sample::{AnyShape, Bits, Circle, Color, Everything, Free, Rights, Shape};
use crate::record::Record as _;
use crate::{Extra, Flags, Nav};

#[test]
fn copies_are_equal_and_independent() {
    let value: Everything = read(&everything().to_string());
    let mut copy = value.clone();
    assert_eq!(copy, value);
    copy.record.as_mut().unwrap().string = Some("other".into());
    assert_ne!(copy, value);
}

#[test]
fn any_field_makes_a_difference() {
    let value: Everything = read(&everything().to_string());
    for index in 0..=value.about().0.properties().len() {
        let mut other = value.clone();
        other.slot(index).clear();
        assert_ne!(other, value, "{index}");
        assert_ne!(value, other, "{index}");
        assert_eq!(other, other.clone());
    }
    for (one, other) in [
        (json!({"shapes": [{}]}), json!({"shapes": [{"@odata.type": "#sample.circle"}]})),
        (json!({"shape": {"@odata.type": "#x.y"}}), json!({"shape": {}})),
        (json!({"records": [{}]}), json!({"records": [{}, {}]})),
        (json!({"records": []}), json!({})),
        (json!({"string": null}), json!({})),
        (json!({"weights": [1]}), json!({"weights": [2]})),
        (json!({"rights": "read"}), json!({"rights": "read,write"})),
    ] {
        let [one, other]: [Everything; 2] = [one, other].map(|json| serde_json::from_value(json).unwrap());
        assert_ne!(one, other);
    }
}

#[test]
fn copies_of_members() {
    let odd = || Color::from("Red");
    let flags = || Flags::from_iter(["3".into(), "a, b".into(), Rights::from("")]);
    assert_eq!(flags().to_string(), "edit,a,b");
    let value = Everything {
        color: Some(odd()),
        colors: Some(vec![odd(), Color::Red]),
        rights: Some(flags()),
        rights_list: Some(vec![flags(), Flags::new()]),
        ..Everything::default()
    };
    let copy = value.clone();
    assert_eq!(copy.color, Some(odd()));
    assert_eq!(copy.colors, value.colors);
    assert_eq!(copy.rights, Some(flags()));
    assert_eq!(copy.rights_list, value.rights_list);
    assert_eq!(copy, value);
    assert_ne!(copy, Everything { color: Some(Color::Red), ..value.clone() });
}

#[test]
fn shown_for_people() {
    let value: Everything = read(
        r##"{
            "bool": true, "int64": 5, "double": "INF", "string": "a \"b\"", "strings": ["x"],
            "dateTime": "2021-01-26T22:30:57.3700Z", "date": "2021-01-26", "times": ["08:30:00"], "duration": "P3M",
            "guid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "decimal": 1.50, "binary": "AAAA",
            "geo": {"type": "Point", "coordinates": [8.5, 47.4]}, "json": {"a": ["b", null]}, "jsons": ["c"],
            "color": "red", "colors": ["green", "new", "two words"], "rights": "read, new", "weight": 1.5,
            "record": {"string": "inner"}, "shape": {"@odata.type": "#s.circle", "radius": 2},
            "shapes": [{"name": "a"}], "free": [1, "a"], "manager": { "a" : 1 }, "@odata.etag": "W/\"1\"", "date2": null
        }"##,
    );
    assert_eq!(
        format!("{value:?}"),
        r##"Everything { bool: true, int64: 5, double: INF, string: "a \"b\"", strings: ["x"], "##.to_owned()
            + r##"guid: 3f2504e0-4f89-41d3-9a0c-0305e82c3301, dateTime: 2021-01-26T22:30:57.37Z, date: 2021-01-26, "##
            + r##"times: [08:30:00], duration: P3M, decimal: 1.50, binary: Binary(3 bytes), "##
            + r##"geo: {"type":"Point","coordinates":[8.5,47.4]}, json: {"a":["b",null]}, jsons: ["c"], "##
            + r##"color: red, colors: [green, new, "two words"], rights: read, new, weight: 1.5, "##
            + r##"record: Everything { string: "inner" }, "##
            + r##"shape: Circle { radius: 2, extra: {"@odata.type": "#s.circle"} }, shapes: [Shape { name: "a" }], "##
            + r##"free: Free { extra: [1,"a"] }, manager: {"a":1}, "##
            + r##"extra: {"@odata.etag": "W/\"1\"", "date2": null} }"##
    );
    let shape: AnyShape = read(r#"{"name": "a", "tags": ["b"], "x": {"y": 1}}"#);
    assert_eq!(
        format!("{shape:#?}"),
        "Shape {\n    name: \"a\",\n    tags: [\n        \"b\",\n    ],\n    extra: {\n        \"x\": {\n          \
         \"y\": 1\n        },\n    },\n}"
    );
    assert_eq!(format!("{:?}", Shape::default()), "Shape");
    assert_eq!(format!("{:?}", Extra::new()), "{}");
    assert_eq!(format!("{:?}", Free::default()), "Free");
    assert_eq!(format!("{:?}", Nav::<Shape>::new()), "absent");
    let mut nav = Nav::<Shape>::new();
    nav.bind("x");
    assert_eq!(format!("{nav:?}"), "bind \"x\"");
    nav.bind_all(["x", "y"]);
    assert_eq!(format!("{nav:?}"), "bind [\"x\", \"y\"]");
    assert_eq!(format!("{:?}", Flags::from_iter([Bits::One, Bits::Two])), "Flags(one,two)");
    assert_eq!(format!("{:?}", Flags::<Bits>::new()), "Flags(0)");
    assert_eq!(format!("{:?}", Color::from("a\nb")), "\"a\\nb\"");
    assert_eq!(format!("{:?}", [Color::Red, Color::from("new")]), "[red, new]");
}

#[test]
fn may_be_sent_to_other_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Everything>();
    check::<AnyShape>();
    check::<Nav<Circle>>();
    check::<crate::Page<Everything>>();
}
