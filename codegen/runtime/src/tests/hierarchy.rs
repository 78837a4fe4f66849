//! Types and derived types.

use serde_json::{Value, json};

use super::round_trip::everything;
use super::sample::{AnyBare, AnyCircle, AnyShape, Bare, Circle, Color, Everything, Shape, Wheel};
use super::{read, refused, same, text, write};
use crate::{Structured, VariantOf};

#[test]
fn all_forms_of_a_name() {
    const CIRCLES: &str = "#sample.circle sample.circle #s.circle S.circle #SAMPLE.circle \
                           https://example.org/v1.0/$metadata#sample.circle http://host#s.circle";
    const OTHERS: &str = "#sample.Circle #sample.parts.circle #other.circle circle # #sample. sample.circle# \
                          Collection(sample.circle)";
    let others = OTHERS.split(' ').chain([""]).map(|name| (name, false));
    for (name, is_circle) in CIRCLES.split(' ').map(|name| (name, true)).chain(others) {
        for member in ["@odata.type", "@type"] {
            let value: AnyShape = same(&json!({ member: name, "name": "a", "radius": 1.5 }).to_string());
            match &value {
                AnyShape::Circle(circle) if is_circle => {
                    assert_eq!(circle.radius, Some("1.5".parse().unwrap()));
                    assert_eq!(value.extra().iter().count(), 1);
                }
                AnyShape::Other(shape) if !is_circle => {
                    assert_eq!(shape.name.as_deref(), Some("a"));
                    assert_eq!(value.extra().get("radius"), Some(&json!(1.5)));
                }
                _ => panic!("{name}: {value:?}"),
            }
            let qualified = name.rsplit('#').next().unwrap();
            assert_eq!(value.odata_type(), if is_circle { "sample.circle" } else { qualified });
            assert_eq!(value.extra().get(member), Some(&name.into()));
        }
    }
    assert!(matches!(read::<AnyShape>(r##"{"@odata.type": "#p.wheel"}"##), AnyShape::Wheel(_)));
    assert!(matches!(read::<AnyShape>(r##"{"@odata.type": "#s.wheel"}"##), AnyShape::Other(_)));
}

#[test]
fn the_base_type() {
    for json in [
        r#"{}"#,
        r#"{"name": "a"}"#,
        r##"{"@odata.type": "#sample.shape", "name": "a"}"##,
        r#"{"name": "a", "@type": "s.shape", "more": 1}"#,
        r#"{"@odata.type": 5, "name": "a"}"#,
        r#"{"@odata.type": null, "name": null}"#,
        r#"{"name": "a", "@odata.type": {"a": 1}}"#,
    ] {
        assert!(matches!(same::<AnyShape>(json), AnyShape::Shape(_)), "{json}");
    }
    assert_eq!(read::<AnyShape>("{}").odata_type(), "sample.shape");
    assert_eq!(read::<AnyCircle>("{}").odata_type(), "sample.circle");
    assert_eq!(text(&AnyShape::from(Shape::default())), "{}");
}

#[test]
fn a_type_anywhere_in_the_object() {
    let members = [
        r#""name":"a""#,
        r#""color":null"#,
        r#""price":1.1000000000000000000000000001"#,
        r##""inner":{"name":"b","@odata.type":"#s.circle","radius":2}"##,
        r#""tags":["x",null]"#,
        r#""area":{ "radius" : 3.00 , "@odata.type" : "s.circle" }"#,
        r#""radius":3.1415926535897932384626433832"#,
        r#""rings":[{"radius":1,"@odata.type":"s.circle"},{"name":"c"}]"#,
        r#""unknown@odata.etag":"x""#,
        r#""unknown":{"a":[1.5,null]}"#,
    ];
    let first: AnyShape =
        serde_json::from_str(&format!(r##"{{"@odata.type":"#sample.circle",{}}}"##, members.join(","))).unwrap();
    let written = text(&first);
    for digits in ["1.1000000000000000000000000001", "3.1415926535897932384626433832", r#"{ "radius" : 3.00 , "@"#] {
        assert!(written.contains(digits), "{written}");
    }
    assert!(written.starts_with(r##"{"@odata.type":"#sample.circle","name":"a","##));
    for place in 0..=members.len() {
        for turn in 0..members.len() {
            let mut members = members.to_vec();
            members.rotate_left(turn);
            members.insert(place, r##""@odata.type":"#sample.circle""##);
            let json = format!("{{{}}}", members.join(","));
            let value: AnyShape = serde_json::from_str(&json).unwrap();
            assert!(matches!(value, AnyShape::Circle(_)));
            assert_eq!(value, first, "{json}");
            assert_eq!(text(&value), written);
            let list: Vec<AnyShape> = serde_json::from_str(&format!("[{json},{json}]")).unwrap();
            assert_eq!(list, [value.clone(), value]);
        }
    }
}

#[test]
fn an_unknown_type_at_the_end() {
    let value: AnyShape =
        same(r##"{"name": "a", "radius": 1.5, "inner": null, "@odata.type": "#sample.blob", "x": 1}"##);
    let AnyShape::Other(shape) = &value else { panic!("{value:?}") };
    assert_eq!(shape.name.as_deref(), Some("a"));
    assert_eq!(value.odata_type(), "sample.blob");
    assert_eq!(value.extra().iter().count(), 4);
}

#[test]
fn members_that_come_twice() {
    for (json, expected) in [
        (
            r##"{"name": "a", "radius": 1, "name": null, "radius": null, "@odata.type": "#s.circle"}"##,
            json!({"@odata.type": "#s.circle", "name": null, "radius": null}),
        ),
        (
            r##"{"name": null, "radius": null, "@odata.type": "#s.circle", "name": "a", "radius": 1}"##,
            json!({"@odata.type": "#s.circle", "name": "a", "radius": 1}),
        ),
        (
            r##"{"name": "a", "radius": 1, "@odata.type": "#s.circle", "name": null, "radius": null}"##,
            json!({"@odata.type": "#s.circle", "name": null, "radius": null}),
        ),
        (r##"{"@odata.type": "#s.shape", "@odata.type": "#s.circle"}"##, json!({"@odata.type": "#s.circle"})),
    ] {
        let value: AnyShape = serde_json::from_str(json).unwrap();
        assert!(matches!(value, AnyShape::Circle(_)));
        assert_eq!(write(&value), expected);
        assert_eq!(value, serde_json::from_value(expected).unwrap());
    }
    // The first name of a derived type decides.
    let value: AnyShape = serde_json::from_str(r##"{"@odata.type": "#s.circle", "@odata.type": "#p.wheel"}"##).unwrap();
    assert_eq!(write(&value), json!({"@odata.type": "#sample.circle"}));
}

#[test]
fn written_where_the_type_is_not_the_declared_one() {
    let circle = || Circle { name: Some("a".into()), ..Circle::default() };
    assert_eq!(text(&circle()), r#"{"name":"a"}"#);
    assert_eq!(text(&AnyShape::from(circle())), r##"{"@odata.type":"#sample.circle","name":"a"}"##);
    assert_eq!(text(&AnyCircle::from(circle())), r#"{"name":"a"}"#);
    assert_eq!(text(&AnyCircle::from(Wheel::default())), r##"{"@odata.type":"#sample.parts.wheel"}"##);
    let value = Everything {
        shape: Some(circle().into()),
        shapes: Some(vec![Shape::default().into(), circle().into()]),
        ..Everything::default()
    };
    assert_eq!(
        text(&value),
        r##"{"shape":{"@odata.type":"#sample.circle","name":"a"},"shapes":[{},{"@odata.type":"#sample.circle","name":"a"}]}"##
    );
    let mut other = Shape::default();
    other.extra.insert("@odata.type", "#sample.blob");
    assert_eq!(text(&AnyShape::Other(Box::new(other))), r##"{"@odata.type":"#sample.blob"}"##);
}

#[test]
fn the_struct_decides_and_not_a_stale_name() {
    let with_type = |name: &str, value: Value| {
        let mut circle = Circle::default();
        circle.extra.insert(name, value);
        text(&AnyShape::from(circle))
    };
    let own = r##"{"@odata.type":"#sample.circle"}"##;
    assert_eq!(with_type("@odata.type", "#sample.parts.wheel".into()), own);
    assert_eq!(with_type("@odata.type", "s.shape".into()), own);
    assert_eq!(with_type("@odata.type", Value::Null), own);
    assert_eq!(with_type("@odata.type", 5.into()), own);
    assert_eq!(with_type("@type", "sample.shape".into()), r##"{"@type":"#sample.circle"}"##);
    // What says the same in other words stays, and so does what may be a type derived from it.
    assert_eq!(with_type("@odata.type", "S.circle".into()), r#"{"@odata.type":"S.circle"}"#);
    assert_eq!(with_type("@odata.type", "#sample.oval".into()), r##"{"@odata.type":"#sample.oval"}"##);
    // So does what was read as the base type though it is of another.
    let shape: Shape = serde_json::from_str(r##"{"@odata.type": "#sample.circle", "radius": 1}"##).unwrap();
    assert_eq!(text(&AnyShape::from(shape)), r##"{"@odata.type":"#sample.circle","radius":1}"##);
}

#[test]
fn conversions_and_accessors() {
    let value = AnyShape::from(Circle { name: Some("a".into()), color: Some(Color::Red), ..Circle::default() });
    assert_eq!(crate::record::hierarchy::text(&value, 0), Some("a"));
    assert_eq!(crate::record::hierarchy::borrowed::<_, Color>(&value, 1), Some(&Color::Red));
    assert_eq!(crate::record::hierarchy::list::<_, String>(&value, 4), None);
    assert_eq!(crate::record::hierarchy::copied::<_, i32>(&value, 0), None);
    let value = value.downcast::<Shape>().unwrap_err();
    assert_eq!(value.downcast::<Circle>().unwrap().name.as_deref(), Some("a"));
}

#[test]
fn what_a_variant_holds() {
    let mut value = AnyShape::from(Circle::default());
    assert!(value.downcast_ref::<Shape>().is_none() && value.downcast_mut::<Wheel>().is_none());
    value.downcast_mut::<Circle>().unwrap().radius = Some(2.into());
    assert_eq!(value.downcast_ref::<Circle>().and_then(|circle| circle.radius), Some(2.into()));
    let value = value.downcast::<Wheel>().unwrap_err();
    assert_eq!(value.downcast::<Circle>().map(|circle| circle.radius), Ok(Some(2.into())));

    // For any of the types, by what marks them.
    fn all<T: VariantOf<AnyShape>>(values: &[AnyShape]) -> Vec<&T> {
        values.iter().filter_map(AnyShape::downcast_ref).collect()
    }
    let values: [AnyShape; 3] = [Circle::default().into(), Shape::default().into(), Circle::default().into()];
    assert_eq!((all::<Circle>(&values).len(), all::<Shape>(&values).len()), (2, 1));

    // Another type than the base type, though it has the same fields.
    let mut other: AnyShape = read(r##"{"@odata.type": "#sample.blob", "name": "a"}"##);
    assert!(other.downcast_ref::<Shape>().is_none() && other.downcast_mut::<Shape>().is_none());
    assert_eq!(other.clone().downcast::<Shape>(), Err(other));
}

#[test]
fn control_information() {
    let mut value: AnyShape = read(r##"{"@odata.type": "#s.circle", "@odata.etag": "W/\"1\"", "@id": "u/1"}"##);
    assert_eq!((value.etag(), value.odata_id()), (Some("W/\"1\""), Some("u/1")));
    let circle = value.downcast_ref::<Circle>().unwrap();
    assert_eq!((circle.etag(), circle.odata_id()), (Some("W/\"1\""), Some("u/1")));
    // Structs of complex types have these by the trait.
    for found in
        [(Structured::etag(circle), Structured::odata_id(circle)), (Structured::etag(&value), value.odata_id())]
    {
        assert_eq!(found, (Some("W/\"1\""), Some("u/1")));
    }
    value.extra_mut().insert("@odata.etag", 5);
    value.extra_mut().remove("@id");
    assert_eq!((value.etag(), value.odata_id()), (None, None));
    assert_eq!(write(&value), json!({"@odata.type": "#s.circle", "@odata.etag": 5}));
}

/// Whatever the type is: the base type, a derived one, or one that is not known.
#[test]
fn properties_set_by_name() {
    for odata_type in ["#sample.shape", "#sample.circle", "#sample.blob"] {
        let mut value: AnyShape =
            read(&json!({ "@odata.type": odata_type, "name": null, "tags": ["a", null] }).to_string());
        value.set("name", "b").unwrap();
        value.set("color", Color::Red.as_str()).unwrap();
        value.set("price", &rust_decimal::Decimal::new(150, 2)).unwrap();
        value.set("inner", &AnyShape::from(Circle::default())).unwrap();
        value.set("tags", &["c".to_owned()][..]).unwrap();
        value.set("tags", &vec!["c"]).unwrap();
        let expected = json!({
            "@odata.type": odata_type, "name": "b", "color": "red", "price": 1.5,
            "inner": { "@odata.type": "#sample.circle" }, "tags": ["c"]
        });
        assert_eq!(write(&value), expected);
        assert!(text(&value).contains(r#""price":1.50"#));
        assert_eq!(crate::record::hierarchy::borrowed::<_, Color>(&value, 1), Some(&Color::Red));

        for (property, to, message) in [
            ("price", json!("x"), "at `price` of "),
            ("inner", json!({ "name": 5 }), "at `inner.name` of Shape (sample.shape): expected Edm.String, found 5"),
            ("tags", json!(["d", 5]), "at `tags[1]` of "),
            ("area", json!({}), "`area` is a navigation property of "),
            ("Name", json!("c"), "`Name` is no property of "),
        ] {
            let error = value.set(property, &to).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
            assert_eq!(write(&value), expected);
        }
        value.set("name", &Value::Null).unwrap();
        value.set("price", &Value::Null).unwrap();
        assert_eq!(crate::record::hierarchy::text(&value, 0), None);
        assert_eq!((&write(&value)["name"], &write(&value)["price"]), (&Value::Null, &Value::Null));
    }
    let mut circle = AnyShape::from(Circle::default());
    circle.set("radius", &1).unwrap();
    assert_eq!(text(&circle), r##"{"@odata.type":"#sample.circle","radius":1}"##);
    assert!(AnyShape::from(Shape::default()).set("radius", &1).is_err());
}

#[test]
fn types_without_properties() {
    let value: AnyBare = same(r##"{"size": 1, "@odata.type": "#sample.dressed", "x": [1]}"##);
    assert!(matches!(&value, AnyBare::Dressed(dressed) if dressed.size == Some(1)));
    let value: AnyBare = same(r#"[{"a": 1}, null]"#);
    assert!(matches!(&value, AnyBare::Bare(bare) if bare.extra.value().is_some()));
    assert_eq!(text(&AnyBare::from(Bare::default())), "{}");
    refused::<AnyShape>("[]", "expected an object of sample.shape, found an array");
    refused::<AnyShape>("1.0", "expected an object of sample.shape, found 1.0");
    refused::<AnyCircle>("null", "expected an object of sample.circle, found null");
    refused::<AnyCircle>("\"x\"", "expected an object of sample.circle, found the string \"x\"");
}

/// Where each level reads the one below twice, 60 levels take longer than anyone can wait.
#[test]
fn late_types_within_late_types() {
    for (start, end) in [
        (r#"{"name":"a","inner":"#, r##","@odata.type":"#s.circle"}"##),
        (r#"{"rings":["#, r##"],"@odata.type":"#s.circle"}"##),
        (r#"{"name":"a","rings":["#, r##"],"@odata.type":"#sample.new"}"##),
        (r#"{"area":"#, r##","@odata.type":"#s.circle"}"##),
    ] {
        let json = format!("{}{{}}{}", start.repeat(60), end.repeat(60));
        let value: AnyShape = serde_json::from_str(&json).unwrap();
        assert_eq!(value, value.clone());
        assert_eq!(write(&value), serde_json::from_str::<Value>(&json).unwrap());
    }
}

#[test]
fn many_items() {
    let item = r##"{"@odata.type":"#sample.circle","name":"a","unknown":[1,2,3],"radius":1.5}"##;
    let late = r##"{"name":"a","unknown":[1,2,3],"radius":1.5,"@odata.type":"#sample.circle"}"##;
    let json = format!("[{}]", [item, late].repeat(5_000).join(","));
    let items: Vec<AnyShape> = serde_json::from_str(&json).unwrap();
    assert!(items.iter().all(|circle| *circle == items[0]));
}

/// Where each item looks through all late types before it, this takes longer than anyone can wait.
#[test]
fn many_late_types_in_one_text() {
    let late = r##"{"name":"a","@odata.type":"#sample.circle"}"##;
    let text = format!("[{}]", vec![late; 100_000].join(","));
    let items: Vec<AnyShape> = crate::json::from_str(&text).unwrap();
    assert!(items.iter().all(|item| matches!(item, AnyShape::Circle(_))));
}

#[test]
fn a_record_inside_a_late_type() {
    let json = json!([{ "@odata.type": "#sample.circle", "area": everything(), "unknown": everything() }]);
    same::<Vec<AnyShape>>(&json.to_string());
}
