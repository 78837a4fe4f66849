//! Members whose names are those by which serde_json knows numbers and text.

use serde_json::{Value, json};

use super::sample::{AnyShape, Everything, Free, Shape};
use super::{read, text, write};
use crate::json::{self, FromJson, ToJson};
use crate::{Lenient, Page};

const NUMBER: &str = "$serde_json::private::Number";
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Such an object, as text, since serde_json reads a `Value` of its own otherwise.
fn stands() -> Vec<String> {
    let values =
        ["5", r#""5""#, r#""-1.50e3""#, r#""x""#, r#""""#, r#""null""#, "null", "[1]", r#"{"a":1}"#, r#""{}""#];
    let more = [("", ""), ("", r#","zz":1"#), (r#""!":1,"#, "")];
    let objects = [NUMBER, RAW_VALUE].into_iter().flat_map(|name| {
        values
            .iter()
            .flat_map(move |value| more.map(|(before, after)| format!("{{{before}\"{name}\":{value}{after}}}")))
    });
    objects.chain([format!("{{\"{NUMBER}\":\"1\",\"{RAW_VALUE}\":\"2\"}}")]).collect()
}

/// Reads text both ways, and writes it both ways as it was.
#[track_caller]
fn comes_back<T>(text: &str)
where
    T: FromJson + ToJson + serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let value = json::from_str::<T>(text).unwrap();
    assert_eq!(json::to_string(&value).unwrap(), text);
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    assert_eq!(serde_json::from_str::<T>(text).unwrap(), value, "{text}");
    assert_eq!(serde_json::from_slice::<T>(text.as_bytes()).unwrap(), value, "{text}");
}

#[test]
fn they_are_ordinary_members() {
    for object in stands() {
        comes_back::<Shape>(&object);
        comes_back::<AnyShape>(&object);
        comes_back::<Free>(&object);
        for (before, after) in [
            (r#"{"inner":"#, "}"),
            (r#"{"inner":{"zz":[1,"#, "]}}"),
            (r##"{"@odata.type":"#sample.circle","inner":"##, "}"),
            (r#"{"area":"#, "}"),
        ] {
            comes_back::<AnyShape>(&format!("{before}{object}{after}"));
        }
        for name in ["record", "shape", "free", "json", "manager", "unknown"] {
            comes_back::<Everything>(&format!("{{\"{name}\":{object}}}"));
        }
        for name in ["records", "shapes", "freeList", "jsons", "unknown"] {
            comes_back::<Everything>(
                &format!("{{\"{name}\":[{object},1.5,{object}]}}")
                    .replace("1.5", if name.contains("sons") || name == "unknown" { "1.5" } else { "{}" }),
            );
        }
        comes_back::<Page<AnyShape>>(&format!("{{\"unknown\":{object},\"value\":[{object}]}}"));
        comes_back::<Page<Value>>(&format!("{{\"value\":[{object}]}}"));
        let lenient: Lenient<Shape> = json::from_str(&object).unwrap();
        assert_eq!(json::to_string(&lenient.value).unwrap(), object);
    }
}

/// The type comes last, so that all before it is read as what it turns out to be.
#[test]
fn before_the_type() {
    for object in stands() {
        let json =
            format!("{},\"@odata.type\":\"#sample.circle\",\"zz\":{object}}}", object.strip_suffix('}').unwrap());
        let value: AnyShape = json::from_str(&json).unwrap();
        assert!(matches!(value, AnyShape::Circle(_)));
        assert_eq!(serde_json::from_str::<AnyShape>(&json).unwrap(), value);
        let again: AnyShape = json::from_str(&text(&value)).unwrap();
        assert_eq!(again, value);
        for name in [NUMBER, RAW_VALUE] {
            assert_eq!(value.extra().get(name).is_some(), object.contains(name), "{json}");
        }
    }
}

#[test]
fn they_are_no_values() {
    for object in stands() {
        for name in
            ["bool", "byte", "int64", "double", "string", "guid", "decimal", "color", "rights", "weight", "dateTime"]
        {
            let json = format!("{{\"{name}\":{object}}}");
            let message = json::from_str::<Everything>(&json).unwrap_err().to_string();
            assert!(message.contains("found an object at line 1"), "{message}");
            let theirs = serde_json::from_str::<Everything>(&json).unwrap_err().to_string();
            assert_eq!(message.split(" at line").next(), theirs.split(" at line").next());
        }
        for json in [format!("{{\"doubles\":[{object}]}}"), format!("{{\"colors\":[{object}]}}")] {
            assert!(json::from_str::<Everything>(&json).is_err() && serde_json::from_str::<Everything>(&json).is_err());
        }
        assert!(json::from_str::<Page<i64>>(&format!("{{\"value\":[{object}]}}")).is_err());
        assert!(serde_json::from_str::<Page<i64>>(&format!("{{\"value\":[{object}]}}")).is_err());
    }
}

#[test]
fn by_way_of_a_tree() {
    let tree = json!({"name": "a", "x": {NUMBER: "5"}, NUMBER: "6", RAW_VALUE: 7});
    let shape: Shape = serde_json::from_value(tree.clone()).unwrap();
    assert_eq!(write(&shape), tree);
    let tree = json!({NUMBER: "6"});
    assert_eq!(write(&read::<Shape>(&tree.to_string())), tree);
}

/// With some other member it is an object, whoever shows it.
#[test]
fn what_is_no_number_for_anyone() {
    use serde::Deserialize as _;
    use serde::de::value::{Error, MapDeserializer};
    let shown = |members: Vec<(&'static str, &'static str)>| MapDeserializer::<_, Error>::new(members.into_iter());
    for members in [vec![(NUMBER, "5"), ("name", "a")], vec![("name", "a"), (NUMBER, "5")], vec![(NUMBER, "five")]] {
        let shape = Shape::deserialize(shown(members.clone())).unwrap();
        assert_eq!(shape.extra.get(NUMBER), Some(&members.iter().find(|(name, _)| *name == NUMBER).unwrap().1.into()));
        assert_eq!(AnyShape::deserialize(shown(members)).unwrap().extra(), &shape.extra);
    }
}
