//! Single values.

use std::fmt::Debug;

use rust_decimal::Decimal;
use serde_json::json;
use time::OffsetDateTime;

use super::sample::{AnyShape, Shape};
use super::{becomes, refused, text};
use crate::json::{self as own, FromJson, ToJson};
use crate::{Binary, CreateBody, Duration, Lenient, UpdateBody, Value};

#[track_caller]
fn same<T: FromJson + ToJson + PartialEq + Debug>(json: &str) -> Value<T> {
    super::same(json)
}

#[track_caller]
fn both_refuse<T: FromJson + ToJson + Debug>(json: &str, message: &str) {
    refused::<Value<T>>(json, message);
}

#[test]
fn values_of_every_kind() {
    assert_eq!(same::<f64>(r#"{"@odata.context":"c","value":3.15}"#).value, 3.15);
    assert!(same::<f64>(r#"{"value":"INF"}"#).value.is_infinite());
    assert_eq!(same::<i64>(r#"{"value":9007199254740993}"#).value, 9_007_199_254_740_993);
    assert!(same::<bool>(r#"{"@context":"c","value":true}"#).value);
    assert_eq!(same::<String>(r#"{"value":"a\n"}"#).value, "a\n");
    assert_eq!(same::<Decimal>(r#"{"value":1.50}"#).value.to_string(), "1.50");
    assert_eq!(same::<OffsetDateTime>(r#"{"value":"2021-01-26T22:30:57+01:00"}"#).value.offset().whole_hours(), 1);
    assert_eq!(same::<Binary>(r#"{"value":"aGk="}"#).value, b"hi".as_slice().into());
    assert_eq!(same::<Duration>(r#"{"value":"P3M"}"#).value.months(), 3);
    assert_eq!(same::<Shape>(r#"{"value":{"name":"a","more":[1]}}"#).value.name.as_deref(), Some("a"));
    let circle = same::<AnyShape>(r##"{"value":{"@odata.type":"#sample.circle","radius":1.5}}"##).value;
    assert!(matches!(circle, AnyShape::Circle(_)));
    assert_eq!(same::<Vec<i32>>(r#"{"value":[1,2]}"#).value, [1, 2]);
    assert_eq!(same::<serde_json::Value>(r#"{"value":null}"#).value, json!(null));
    // What would be an answer by itself is a part here.
    same::<Shape>(r#"{"value":{"error":{"code":"a","message":"b"}}}"#);
}

#[test]
fn a_value_is_written_as_it_came_while_it_is_the_same() {
    let mut size = same::<i64>(r#"{"@odata.context":"c","value":"9007199254740993"}"#);
    assert_eq!(size.value, 9_007_199_254_740_993);
    assert_eq!(text(&size.clone()), r#"{"@odata.context":"c","value":"9007199254740993"}"#);
    size.value = 5;
    assert_eq!(own::to_string(&size).unwrap(), r#"{"@odata.context":"c","value":"5"}"#);
    same::<Decimal>(r#"{"value":"0.10"}"#);
    // All digits of what is in an object or a list, though another part of it is spelled otherwise than it is written.
    let prices = r#"{"value":["0.50",0.1000000000000000000001]}"#;
    assert_eq!(text(&own::from_str::<Value<Vec<Decimal>>>(prices).unwrap()), prices);
    assert_eq!(text(&serde_json::from_str::<Value<Vec<Decimal>>>(prices).unwrap()), prices);
    let shape = r#"{"value":{"price":1e3,"inner":{"price":0.1000000000000000000001}}}"#;
    assert_eq!(text(&own::from_str::<Value<Shape>>(shape).unwrap()), shape);
    same::<uuid::Uuid>(r#"{"value":"3F2504E0-4F89-41D3-9A0C-0305E82C3301"}"#);
    same::<OffsetDateTime>(r#"{"value":"2021-01-26T22:30:57"}"#);
    same::<Vec<i64>>(r#"{"value":["1",2]}"#);
    let mut guid = same::<uuid::Uuid>(r#"{"value":"3F2504E0-4F89-41D3-9A0C-0305E82C3301"}"#);
    guid.value = uuid::Uuid::nil();
    assert_eq!(text(&guid), r#"{"value":"00000000-0000-0000-0000-000000000000"}"#);
    becomes::<Value<Decimal>>(r#"{"value": 1e2}"#, r#"{"value": 1e2}"#);
}

/// A request that changes a property has its value, and no control information that only services send.
#[test]
fn bodies_of_requests() {
    let text = r##"{"@odata.context":"c","@odata.etag":"e","@odata.type":"#Int64","value":5,"@x.y":1}"##;
    let mut value = same::<i64>(text);
    let body = r##"{"@odata.type":"#Int64","@x.y":1,"value":5}"##;
    assert_eq!(own::to_string(&UpdateBody(&value)).unwrap(), body);
    assert_eq!(super::text(&CreateBody(&value)), body);
    value.extra.insert("@odata.etag", "f");
    assert!(own::to_string(&UpdateBody(&value)).unwrap().contains(r#""@odata.etag":"f""#));
}

#[test]
fn what_comes_besides_is_kept() {
    let value = same::<i32>(r##"{"@odata.context":"c","@odata.type":"#Int32","value":1,"more":null,"@x.y":[1]}"##);
    assert_eq!((value.context.as_deref(), value.extra.iter().count()), (Some("c"), 3));
    let value = same::<i32>(r#"{"@context":"c","value":1}"#);
    assert_eq!((value.context.as_deref(), value.extra.is_empty()), (Some("c"), true));
    let value = same::<i32>(r#"{"@odata.context":5,"value":1}"#);
    assert_eq!(value.context, None);
    let mut value = Value::from(7);
    value.context = Some("c".to_owned());
    value.extra.insert("value", 5);
    value.extra.insert("@context", 5);
    assert_eq!(text(&value), r#"{"@odata.context":"c","value":7}"#);
    let last: Value<i64> = own::from_str(r#"{"value":"1","value":2}"#).unwrap();
    assert_eq!(text(&last), r#"{"value":2}"#);
}

#[test]
fn a_value_that_is_null_and_left_out() {
    for json in
        [r#"{"@odata.context":"c","@odata.null":true}"#, r#"{"@null":true}"#, r#"{"@odata.null":true,"value":null}"#]
    {
        let mut null = same::<serde_json::Value>(json);
        assert_eq!(null.value, json!(null));
        null.value = json!(5);
        assert!(text(&null).contains(r#""value":5"#));
    }
    both_refuse::<i32>(r#"{"@odata.null":true}"#, "expected a single value, found an object without `value`");
    both_refuse::<serde_json::Value>(
        r#"{"@odata.null":false}"#,
        "expected a single value, found an object without `value`",
    );
}

#[test]
fn what_is_no_value() {
    both_refuse::<i32>("5", "expected an object with a single value in `value`, found 5");
    both_refuse::<i32>("[1]", "expected an object with a single value in `value`, found an array");
    both_refuse::<i32>(r#"{"value":null}"#, "at `value`: expected Edm.Int32, found null");
    both_refuse::<i32>(r#"{"value":"x"}"#, "at `value`: expected Edm.Int32, found the string \"x\"");
    both_refuse::<Vec<i32>>(r#"{"value":[1,"x"]}"#, "at `value[1]`: expected Edm.Int32, found the string \"x\"");
    both_refuse::<Shape>(
        r#"{"value":{"name":5}}"#,
        "at `value.name` of Shape (sample.shape): expected Edm.String, found 5",
    );
    both_refuse::<i32>(
        r#"{"error":{"code":"NotFound","message":"There is none."}}"#,
        "expected a single value, found an error of the service: NotFound: There is none. (read it as `ErrorResponse`)",
    );
    let lenient: Lenient<Value<Shape>> = own::from_str(r#"{"value":{"name":5,"tags":["a"]}}"#).unwrap();
    assert_eq!(lenient.misfits[0].path, "value.name");
    assert_eq!(lenient.value.value.tags, Some(vec!["a".to_owned()]));
}

#[test]
fn shown_for_people() {
    assert_eq!(
        format!("{:?}", same::<i32>(r#"{"value":1,"@odata.context":"c"}"#)),
        r#"Value { value: 1, context: "c" }"#
    );
}

/// What both readers have in common holds for values as for pages.
#[test]
fn values_that_may_be_none_and_of_types_with_names() {
    use super::sample::{Color, Rights, Weight};
    use crate::Flags;

    assert_eq!(same::<Option<i64>>(r#"{"value":null}"#).value, None);
    assert_eq!(same::<Option<i64>>(r#"{"value":"5"}"#).value, Some(5));
    assert_eq!(same::<Option<i64>>(r#"{"@odata.null":true}"#).value, None);
    assert_eq!(same::<Color>(r#"{"value":"red"}"#).value, Color::Red);
    assert_eq!(same::<Color>(r#"{"value":1}"#).value, Color::Red);
    assert!(same::<Flags<Rights>>(r#"{"value":"read, write"}"#).value.contains(&Rights::Write));
    assert_eq!(same::<Weight>(r#"{"value":"1.50"}"#).value.0.to_string(), "1.50");
}

/// How its name came is forgotten along with what a field held.
#[test]
fn a_context_and_a_second_one_that_does_not_fit() {
    let read: Value<i64> = own::from_str(r#"{"@context":"c","@context":5,"value":1}"#).unwrap();
    assert_eq!(read.context, None);
    assert_eq!(own::from_str::<Value<i64>>(&own::to_string(&read).unwrap()).unwrap(), read);
}
