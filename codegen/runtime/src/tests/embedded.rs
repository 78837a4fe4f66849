//! Generated types inside of types of users.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::becomes_by_serde;
use super::round_trip::everything;
use super::sample::{AnyBare, AnyShape, Circle, Color, Everything, Free, Shape};
use crate::__private::v1 as runtime;
use crate::{CreateBody, Page};

/// Serde keeps the members that it has seen in a tree of its own, which is not serde_json's.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat<T> {
    own: i32,
    #[serde(flatten)]
    inner: T,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either<T> {
    Number(i32),
    Inner(T),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged<T> {
    One(T),
}

fn same<T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(json: &str) -> T {
    becomes_by_serde(json, json)
}

fn everywhere<T>(json: &serde_json::Value)
where
    T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    same::<T>(&json.to_string());
    same::<Either<T>>(&json.to_string());
    same::<Option<T>>(&json.to_string());
    same::<Vec<Option<T>>>(&json!([json, null]).to_string());
    same::<std::collections::BTreeMap<String, T>>(&json!({ "a": json }).to_string());
    same::<Vec<Either<T>>>(&json!([5, json]).to_string());
    if let serde_json::Value::Object(members) = json {
        let mut members = members.clone();
        members.insert("own".to_owned(), 5.into());
        same::<Flat<T>>(&serde_json::Value::Object(members.clone()).to_string());
        same::<Either<Flat<T>>>(&serde_json::Value::Object(members.clone()).to_string());
        members.insert("kind".to_owned(), "One".into());
        same::<Tagged<Flat<T>>>(&serde_json::Value::Object(members).to_string());
    }
}

#[test]
fn flattened_untagged_and_tagged() {
    everywhere::<Everything>(&everything());
    everywhere::<Everything>(&json!({"color": null, "manager": null, "jsons": [null], "strings": ["a", null]}));
    everywhere::<Shape>(&json!({"name": "a", "area": [1.5, {"b": null}], "x": 1}));
    everywhere::<AnyShape>(&json!({"@odata.type": "#s.circle", "radius": 1.5, "rings": [{"name": "a"}]}));
    everywhere::<AnyShape>(&json!({"name": "a", "x": [1], "zz@odata.type": "y", "radius": 2.5, "@type": "s.circle"}));
    everywhere::<Page<AnyShape>>(&json!({"value": [{"@type": "s.circle"}, {}], "@nextLink": "n", "x": 1}));
    everywhere::<Free>(&json!({"a": 1}));
    everywhere::<AnyBare>(&json!({"a": [1, null]}));
    everywhere::<AnyBare>(&json!([{"a": 1}]));
}

#[test]
fn two_at_once() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Answer {
        Page(Page<Circle>),
        Error(crate::ErrorResponse),
    }
    assert!(matches!(same(r#"{"value": [{"radius": 1.5}]}"#), Answer::Page(_)));
    assert!(matches!(same(r#"{"error": {"code": "a"}}"#), Answer::Error(_)));
}

#[test]
fn as_the_name_of_a_member() {
    same::<std::collections::HashMap<Color, Shape>>(r#"{"red": {"name": "a"}, "new": {}}"#);
}

#[test]
fn written_pretty() {
    let text = r##"{"name":"a","price":1.50,"inner":{"@odata.type":"#sample.circle","rings":[{}]},"area":{"name":"b"},"x":[1]}"##;
    let expected = r##"[
  {
    "name": "a",
    "price": 1.50,
    "inner": {
      "@odata.type": "#sample.circle",
      "rings": [
        {}
      ]
    },
    "area": {
      "name": "b"
    },
    "x": [
      1
    ]
  }
]"##;
    let shape: Shape = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&[&shape]).unwrap(), expected);
    let body = serde_json::to_string_pretty(&CreateBody(&Shape {
        area: crate::Nav::default(),
        extra: crate::Extra::default(),
        ..shape
    }));
    assert!(body.unwrap().starts_with("{\n  \"name\": \"a\",\n  \"price\": 1.5"));
}

/// The name of a member is a string, whatever the value that it is made of.
#[test]
fn a_number_as_the_name_of_a_member() {
    #[derive(Clone)]
    pub struct Count(pub i64);
    runtime::newtype!(Count(i64));

    struct Counts(Count);

    impl Serialize for Counts {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map([(&self.0, true)])
        }
    }

    assert_eq!(serde_json::to_string(&Counts(Count(5))).unwrap(), r#"{"5":true}"#);
    assert_eq!(serde_json::to_value(Counts(Count(5))).unwrap(), json!({"5": true}));
}
