//! No JSON whatever brings a panic, and what is read is written and read again alike.

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::round_trip::everything;
use super::sample::{AnyBare, AnyCircle, AnyShape, Everything};
use super::text;
use crate::{ErrorResponse, Page};

/// What is read is the same after it has been written, copied and shown.
fn holds<T: Serialize + DeserializeOwned + Clone + PartialEq + std::fmt::Debug>(json: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(json) else { return };
    let shown = format!("{value:?} {value:#?}");
    // Nothing equals what holds a number that is none.
    if shown.contains("NaN") {
        return;
    }
    let copy = value.clone();
    assert_eq!(copy, value);
    assert_eq!(format!("{copy:?} {copy:#?}"), shown);
    let written = text(&value);
    let again: T = serde_json::from_str(&written).unwrap();
    assert_eq!(text(&again), written, "{}", String::from_utf8_lossy(json));
    // Two members of one name are written in the order of the fields, so that the first of two types may be another one.
    if json.windows(5).filter(|window| window == b"type\"").count() < 2 {
        assert_eq!(again, value, "{}", String::from_utf8_lossy(json));
    }
}

fn all_hold(json: &[u8]) {
    holds::<Everything>(json);
    holds::<AnyShape>(json);
    holds::<AnyCircle>(json);
    holds::<AnyBare>(json);
    holds::<Page<Everything>>(json);
    holds::<ErrorResponse>(json);
    holds::<Vec<Everything>>(json);
}

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[ -~]{0,8}",
        Just("#sample.circle".to_owned()),
        Just("sample.parts.wheel".to_owned()),
        Just("2021-01-26T22:30:57Z".to_owned()),
        Just("P1D".to_owned()),
        Just("read,share".to_owned()),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-100_i64..100).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let Value::Object(members) = everything() else { unreachable!() };
        let known: Vec<String> = members.keys().cloned().collect();
        let shape =
            ["name", "color", "price", "inner", "tags", "area", "radius", "rings", "spokes", "@odata.type", "@type"];
        let name = prop_oneof![
            proptest::sample::select(known),
            proptest::sample::select(shape.map(str::to_owned).to_vec()),
            proptest::sample::select(["value", "error", "details", "innerError"].map(str::to_owned).to_vec()),
            any::<String>(),
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_json_at_all(json in any_json()) {
        all_hold(json.to_string().as_bytes());
    }

    #[test]
    fn any_value_of_any_property(values in proptest::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4)) {
        let Value::Object(mut members) = everything() else { unreachable!() };
        let names: Vec<String> = members.keys().cloned().collect();
        for (index, value) in values {
            members.insert(index.get(&names).clone(), value);
        }
        let json = Value::Object(members);
        holds::<Everything>(json.to_string().as_bytes());
        // What can be read at all comes back as it was, but for the values that are written in another way.
        if let Ok(value) = serde_json::from_value::<Everything>(json.clone()) {
            let names = |json: &Value| json.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(names(&super::write(&value)), names(&json));
        }
    }

    #[test]
    fn any_bytes_changed(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), prop_oneof![
            any::<u8>(), proptest::sample::select(b"{}[],:\"\\0-.eEntf".to_vec())
        ]), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let circle = json!({"name": "a", "inner": {"radius": 1, "@odata.type": "#s.circle"}, "radius": 2.5, "@type": "s.circle"});
        for json in [everything(), circle] {
            let mut bytes = json.to_string().into_bytes();
            for (place, byte) in &changes {
                let place = place.index(bytes.len());
                bytes[place] = *byte;
            }
            all_hold(&bytes);
            let place = cut.index(bytes.len());
            bytes.remove(place);
            all_hold(&bytes);
        }
    }

    #[test]
    fn a_type_anywhere(place in any::<prop::sample::Index>(), members in proptest::collection::btree_map(
        proptest::sample::select(vec!["name", "color", "price", "inner", "tags", "area", "radius", "rings", "spokes", "other", "x@y"]),
        any_json(), 0..6,
    ), name in proptest::sample::select(vec!["#sample.circle", "p.wheel", "#sample.new", "sample.shape"])) {
        let mut parts: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let typed = format!("\"@odata.type\":\"{name}\"");
        let first = format!("{{{}}}", [vec![typed.clone()], parts.clone()].concat().join(","));
        parts.insert(place.index(parts.len() + 1), typed);
        let json = format!("{{{}}}", parts.join(","));
        match (serde_json::from_str::<AnyShape>(&first), serde_json::from_str::<AnyShape>(&json)) {
            (Ok(first), Ok(other)) => prop_assert_eq!(text(&first), text(&other)),
            (Err(_), Err(_)) => {}
            (first, other) => prop_assert!(false, "{json}: {first:?} {other:?}"),
        }
    }
}
