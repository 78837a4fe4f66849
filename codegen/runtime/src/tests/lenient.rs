//! Reading that passes over what does not fit.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::sample::{AnyShape, Everything, Shape};
use super::{read, text, write};
use crate::json::FromJson;
use crate::record::hierarchy;
use crate::{Extra, Lenient, Page};

/// What does not fit, as text, and the value.
#[track_caller]
fn lenient<T: FromJson>(json: &str) -> (T, Vec<String>) {
    let read: Lenient<T> = serde_json::from_str(json).unwrap();
    (read.value, read.misfits.iter().map(ToString::to_string).collect())
}

#[test]
fn one_bad_property_does_not_cost_the_page() {
    let json = json!({
        "@odata.count": 3,
        "value": [
            {"name": "a"},
            {"name": 7, "price": 1.5, "inner": {"@odata.type": "#sample.circle", "radius": "wide", "rings": [{}, {"tags": "x"}]}},
            {"name": "c", "color": true},
        ],
    })
    .to_string();
    assert!(serde_json::from_str::<Page<AnyShape>>(&json).is_err());
    let (page, misfits) = lenient::<Page<AnyShape>>(&json);
    assert_eq!(
        misfits,
        [
            "at `value[1].inner.radius` of Circle (sample.circle): expected Edm.Decimal, found the string \"wide\"",
            "at `value[1].inner.rings[1].tags` of Shape (sample.shape): expected an array of Edm.String, found the string \"x\"",
            "at `value[1].name` of Shape (sample.shape): expected Edm.String, found 7",
            "at `value[2].color` of Shape (sample.shape): expected a member of sample.color, found true",
        ]
    );
    assert_eq!(hierarchy::text(&page.value[0], 0), Some("a"));
    assert_eq!(hierarchy::text(&page.value[1], 0), None);
    assert_eq!(page.value[1].extra().get("name"), Some(&json!(7)));
    assert_eq!(write(&page), serde_json::from_str::<Value>(&json).unwrap());
}

#[test]
fn misfits_are_in_the_order_of_the_text() {
    let (_, misfits) =
        lenient::<Everything>(r#"{"records": [{"bool": 1}, {"byte": true}], "bool": "no", "byte": 256}"#);
    let paths: Vec<_> = misfits.iter().map(|misfit| misfit.split('`').nth(1).unwrap()).collect();
    assert_eq!(paths, ["records[0].bool", "records[1].byte", "bool", "byte"]);
}

/// Wherever the wrong value is, its property is JSON and all else is typed.
#[test]
fn every_shape() {
    for (name, bad, path) in [
        ("bool", r#""yes""#, "bool"),
        ("bools", "[true, 1]", "bools[1]"),
        ("int32", "[]", "int32"),
        ("dateTime", r#""soon""#, "dateTime"),
        ("color", "{}", "color"),
        ("colors", r#"["red", {}]"#, "colors[1]"),
        ("rights", "[7]", "rights"),
        ("weight", r#""heavy""#, "weight"),
        ("weights", "[1, true]", "weights[1]"),
        ("record", r#""x""#, "record"),
        ("records", r#"[{"bool": true}, 5]"#, "records[1]"),
        ("shape", "[]", "shape"),
        ("shapes", r#"[{}, [{}]]"#, "shapes[1]"),
        ("geo", "5", "geo"),
    ] {
        let json = format!(r#"{{"string": "a", "{name}": {bad}, "double": 1.5}}"#);
        let (value, misfits) = lenient::<Everything>(&json);
        assert_eq!(misfits.len(), 1, "{misfits:?}");
        assert!(
            misfits[0].starts_with(&format!("at `{path}` of Everything (sample.everything): expected ")),
            "{misfits:?}"
        );
        assert_eq!((value.string.as_deref(), value.double), (Some("a"), Some(1.5)));
        assert_eq!(
            text(&value).replace(' ', ""),
            format!(r#"{{"double":1.5,"string":"a","{name}":{bad}}}"#).replace(' ', "")
        );
        // It is what strict reading complains of.
        let error = serde_json::from_str::<Everything>(&json).unwrap_err().to_string();
        assert!(error.starts_with(&misfits[0]), "{error}");
    }
}

/// What is in a collection that stays as it was is not listed apart.
#[test]
fn a_misfit_in_a_misfit() {
    let (value, misfits) = lenient::<Everything>(r#"{"records": [{"bool": 1}, 5]}"#);
    assert_eq!(
        misfits,
        ["at `records[1]` of Everything (sample.everything): expected an object of sample.everything, found 5"]
    );
    assert_eq!(value.records, None);
    assert_eq!(write(&value), json!({"records": [{"bool": 1}, 5]}));
}

#[test]
fn the_type_may_come_later() {
    let (value, misfits) =
        lenient::<AnyShape>(r##"{"radius": true, "name": [], "price": 2, "@odata.type": "#sample.circle"}"##);
    let AnyShape::Circle(circle) = value else { panic!("it is a circle") };
    assert_eq!(circle.price, Some(2.into()));
    assert_eq!(circle.extra.get("radius"), Some(&json!(true)));
    assert_eq!(circle.extra.get("name"), Some(&json!([])));
    assert_eq!(misfits.len(), 2);
}

#[test]
fn the_last_of_several_counts() {
    let (value, _) = lenient::<Shape>(r#"{"name": 1, "name": "a"}"#);
    assert_eq!(value, Shape { name: Some("a".to_owned()), ..Shape::default() });
    let (value, _) = lenient::<Shape>(r#"{"name": "a", "name": 1}"#);
    assert_eq!(value, Shape { extra: Extra::from_iter([("name", 1)]), ..Shape::default() });
}

#[test]
fn what_cannot_be_read_at_all() {
    for json in ["{\"name\": 1", "{\"name\": }", "", "[1]", "7", "null"] {
        assert!(serde_json::from_str::<Lenient<Shape>>(json).is_err(), "{json}");
    }
    let deep = format!("{}{}", r#"{"inner": "#.repeat(200), "1".to_owned() + &"}".repeat(200));
    assert!(serde_json::from_str::<Lenient<Shape>>(&deep).is_err());
    assert_eq!(
        serde_json::from_str::<Lenient<Page<Shape>>>(r#"{"value": [{}, 5]}"#).unwrap_err().to_string(),
        "at `value[1]`: expected an object of sample.shape, found 5 at line 1 column 16"
    );
}

/// It is for one call only, whatever came of that.
#[test]
fn strict_stays_the_default() {
    let bad = r#"{"name": 1}"#;
    lenient::<Shape>(bad);
    assert!(serde_json::from_str::<Shape>(bad).is_err());
    assert!(serde_json::from_str::<Lenient<Page<Shape>>>(r#"{"value": 5}"#).is_err());
    assert!(serde_json::from_str::<Shape>(bad).is_err());

    /// A type of the user's that reads strictly in the midst of it.
    #[derive(serde::Deserialize)]
    struct Both {
        one: Lenient<Shape>,
        other: Shape,
    }
    assert!(serde_json::from_str::<Both>(r#"{"one": {"name": 1}, "other": {"name": 1}}"#).is_err());
    let both: Both = serde_json::from_str(r#"{"one": {"name": 1}, "other": {"name": "b"}}"#).unwrap();
    assert_eq!((both.one.misfits.len(), both.other.name.as_deref()), (1, Some("b")));
}

#[test]
fn what_fits_is_read_the_same() {
    let json =
        r##"{"name": "a", "inner": {"@odata.type": "#sample.circle", "radius": "1.5"}, "tags": ["a", null], "b": 1}"##;
    let (value, misfits) = lenient::<Shape>(json);
    assert_eq!((&value, misfits.len()), (&read::<Shape>(json), 0));
    assert_eq!(write(&value), serde_json::from_str::<Value>(json).unwrap());
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z#.]{0,9}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let name = prop_oneof![
            prop::sample::select(
                "name color price inner tags area radius rings @odata.type".split(' ').collect::<Vec<_>>()
            )
            .prop_map(str::to_owned),
            "[a-z]{1,3}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    /// Any object can be read, comes back as it was, and is read without a misfit if and only if it can be read strictly.
    #[test]
    fn any_object_comes_back(value in any_json()) {
        if let Value::Object(_) = value {
            let json = value.to_string();
            let (shape, misfits) = lenient::<AnyShape>(&json);
            prop_assert_eq!(write(&shape), value, "{:?}", shape);
            prop_assert_eq!(misfits.is_empty(), serde_json::from_str::<AnyShape>(&json).is_ok());
        }
    }
}

/// The limits of the Rust types cost a value its type, and nothing else.
#[test]
fn what_cannot_be_held_is_kept_as_it_came() {
    for (bad, value, edm) in [
        ("price", "0.12345678901234567890123456789", "Edm.Decimal"),
        ("price", "123456789012345678901234567890.5", "Edm.Decimal"),
        ("price", "\"1e-30\"", "Edm.Decimal"),
        ("price", "\"NaN\"", "Edm.Decimal"),
    ] {
        let json = format!(r#"{{"value":[{{"name":"a","price":1.50}},{{"name":"b","{bad}":{value},"tags":["c"]}}]}}"#);
        // The order is that of the metadata, with what has no field behind it.
        let written =
            json.replace(&format!(r#""{bad}":{value},"tags":["c"]"#), &format!(r#""tags":["c"],"{bad}":{value}"#));
        let error = crate::json::from_str::<Page<Shape>>(&json).unwrap_err().to_string();
        let hint = format!("; `Lenient` keeps it as it came, `[replace]` gives `{edm}` another type");
        assert!(error.contains(&hint), "{error}");
        for read in [serde_json::from_str::<Lenient<Page<Shape>>>(&json).ok(), crate::json::from_str(&json).ok()] {
            let Lenient { value: page, misfits } = read.unwrap();
            assert_eq!(misfits.iter().map(|misfit| misfit.path.as_str()).collect::<Vec<_>>(), ["value[1].price"]);
            assert_eq!(page.value[0].price, Some("1.50".parse().unwrap()));
            assert_eq!((page.value[1].name.as_deref(), page.value[1].price), (Some("b"), None));
            assert_eq!(page.value[1].tags, Some(vec!["c".to_owned()]));
            assert_eq!(text(&page), written);
            assert_eq!(crate::json::to_string(&page.clone()).unwrap(), written);
        }
    }
    for (name, value) in [
        ("dateTime", "\"2021-01-26T22:30:57.1234567891Z\""),
        ("dateTime", "\"0000-01-01T00:00:00Z\""),
        ("date", "\"-0044-03-15\""),
        ("time", "\"08:00:00.123456789012\""),
        ("duration", "\"PT1.1234567891S\""),
        ("decimals", "[1,0.12345678901234567890123456789,{\"a 1\\\"\":\"b 1.0\"}]"),
        ("weight", "9999999999999999999999999999999"),
    ] {
        let json = format!(r#"{{"double":1.5,"string":"a","{name}":{value}}}"#);
        let (mut read, misfits) = lenient::<Everything>(&json);
        assert_eq!((misfits.len(), read.string.as_deref()), (1, Some("a")), "{misfits:?}");
        assert_eq!(text(&read), json);
        // What is put in its place is written.
        read.extra.insert(name, 5);
        assert_eq!(write(&read)[name], 5);
    }
    let json = r#"{ "decimals" : [ 0.12345678901234567890123456789, "a b", 1.0 ] }"#;
    assert_eq!(text(&lenient::<Everything>(json).0), r#"{"decimals":[0.12345678901234567890123456789,"a b",1.0]}"#);
    let (mut read, _) = lenient::<Everything>(r#"{"decimal": 0.12345678901234567890123456789}"#);
    read.decimal = Some("0.5".parse().unwrap());
    assert_eq!(text(&read), r#"{"decimal":0.5}"#);
}
