//! Whatever a page has for items, both readers take, refuse and write the same.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::sample::{AnyShape, Color, Everything, Label, Rights, Shape, Weight};
use crate::json::{self, FromJson, ToJson};
use crate::{Binary, Duration, ErrorResponse, Flags, Geo, Lenient, Page};

/// A type that knows nothing of this crate.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Own {
    Empty,
    Point { x: f64, y: Option<u8> },
    Many(Vec<(i32, String)>),
}

json::by_serde!(Own);

/// Reads a page by both readers, and by serde_json also leniently; returns the text that both write.
#[track_caller]
fn page<T: FromJson + ToJson>(item: &str) -> Result<String, String> {
    let text = format!("{{\"value\":[{item}]}}");
    let ours = json::from_str::<Page<T>>(&text);
    let theirs = serde_json::from_str::<Page<T>>(&text);
    let result = match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let written = json::to_string(&ours).unwrap();
            assert_eq!(serde_json::to_string(&theirs).unwrap(), written, "{text}");
            assert_eq!(serde_json::to_string(&ours).unwrap(), written, "{text}");
            let lenient = serde_json::from_str::<Lenient<Page<T>>>(&text).unwrap();
            assert_eq!(json::to_string(&lenient.value).unwrap(), written);
            // What is written is read again, and then stays as it is.
            let again = serde_json::from_str::<Page<T>>(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!(json::to_string(&again).unwrap(), written);
            Ok(written)
        }
        (Err(ours), Err(theirs)) => {
            let (ours, theirs) = (ours.to_string(), theirs.to_string());
            let message = |error: &str| error.split(" at line ").next().unwrap_or_default().to_owned();
            // Half of a character is an error of the text to the one, and of the data to the other.
            let is_text = |error: &str| ["hex escape", "lone ", "out of range"].iter().any(|part| error.contains(part));
            assert!(is_text(&theirs) || message(&ours) == message(&theirs), "{text}: {ours}; {theirs}");
            Err(message(&ours))
        }
        (ours, theirs) => panic!("{text}: {:?}, {:?}", ours.map(|_| ()), theirs.map(|_| ())),
    };
    alone::<T>(item, result.is_ok());
    result
}

/// By itself it is read as the item of a page is, where it is no `null` that stands between the items, and no collection, which
/// by itself is no object.
#[track_caller]
fn alone<T: FromJson + ToJson>(item: &str, is_item: bool) {
    let ours = json::from_str::<T>(item);
    let theirs = json::from_serde::<T, _>(&mut serde_json::Deserializer::from_str(item)).map_err(json::Error::from);
    let texts = [&ours, &theirs].map(|read| read.as_ref().ok().map(|value| json::to_string(value).unwrap()));
    assert_eq!(texts[0], texts[1], "{item}");
    assert!(
        ours.is_ok() == is_item || item.trim() == "null" || item.starts_with(r#"{"value":["#),
        "{item}: {:?}",
        ours.map(|_| ())
    );
}

/// Calls the function for each of the types that a page can be of, and for those around them.
macro_rules! for_all_types {
    ($function:ident($argument:expr)) => {
        for_all_types!(@ $function($argument)
            bool u8 i8 i16 i32 i64 f64 String uuid::Uuid Duration Decimal Binary Geo Value
            time::OffsetDateTime time::Date time::Time
        );
        for_all_types!(@@ $function($argument)
            Color, Flags<Rights>, Weight, Label, u16, u32, u64, f32, Own, Everything, Shape, AnyShape, Box<Shape>,
            Box<AnyShape>, Page<i64>, Box<Page<f64>>, ErrorResponse, Option<Color>, Vec<Weight>, Option<Flags<Rights>>,
            (i64, f64), (Color, Option<Weight>, Shape), (String,), Option<Option<i64>>, Vec<Vec<Option<Decimal>>>, Option<Own>,
            serde_json::Map<String, Value>, (u8, u8, u8, Vec<AnyShape>)
        );
    };
    (@ $function:ident($argument:expr) $($type:ty)*) => {
        for_all_types!(@@ $function($argument) $($type, Option<$type>, Box<$type>, Vec<$type>),*);
    };
    (@@ $function:ident($argument:expr) $($type:ty),*) => {
        $(_ = $function::<$type>($argument);)*
    };
}

#[test]
fn every_type() {
    let number = r#"{"$serde_json::private::Number":"5"}"#;
    let items = r##"
        null true 0 -0 5 5.0 -1.5 1e3 1e400 9007199254740993 "9007199254740993" "5" 18446744073709551615
        0.1000000000000000000000000001 79228162514264337593543950335 "INF" "-INF" "NaN" "" "red" "2021-01-26"
        "08:30:00" "2021-01-26T22:30:57.37+01:00" "P3M" "AA==" "3F2504E0-4F89-41D3-9A0C-0305E82C3301" [] [null]
        [1,"2"] ["1","INF"] [[1.50,null],[]] [1,2,3,[{}]] [1,2,3,4,5] ["red",null,{"name":"a"}] {} {"name":"a"}
        {"name":5} {"@odata.type":"#sample.circle","radius":1.50} {"value":[1,"2",null]}
        {"type":"Point","coordinates":[8.5,47.4]} {"point":{"x":1.5,"y":null}} "empty" {"many":[[1,"a"]]}
        {"error":{"code":"a"}} "\u00e9\ud83d\ude00""##;
    for item in items.split_whitespace().chain(["\"read, share\"", number]) {
        for_all_types!(page(item));
    }
}

#[test]
fn values_are_those_of_properties() {
    let read = |json: &str| json!({ "value": serde_json::from_str::<Value>(json).unwrap() }).to_string();
    let both = |json: &str, expected: &str| {
        let page: Page<i64> = serde_json::from_str(&read(json)).unwrap();
        assert_eq!(serde_json::to_string(&page).unwrap(), format!("{{\"value\":{expected}}}"));
    };
    both(r#"["9007199254740993", 3.0, null]"#, "[9007199254740993,3,null]");
    let page: Page<f64> = serde_json::from_str(r#"{"value": ["INF", 1.5, "NaN"]}"#).unwrap();
    assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"value":["INF",1.5,"NaN"]}"#);
    let page: Page<Decimal> = serde_json::from_str(r#"{"value": [0.1000000000000000000000000001, "1.50"]}"#).unwrap();
    assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"value":[0.1000000000000000000000000001,1.50]}"#);
    let page: Page<(Color, Flags<Rights>)> =
        serde_json::from_str(r#"{"value": [["1", "read, share"], [2, 5]]}"#).unwrap();
    assert_eq!(page.value[0].0, Color::Red);
    assert!(page.value[1].1.contains(&Rights::Share));
    let page: Page<time::OffsetDateTime> = serde_json::from_str(r#"{"value": ["2021-01-26T22:30:57"]}"#).unwrap();
    assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"value":["2021-01-26T22:30:57Z"]}"#);
    assert_eq!(serde_json::from_str::<Page<Own>>(r#"{"value": ["empty"]}"#).unwrap().value, [Own::Empty]);
    assert_eq!(
        serde_json::from_str::<Page<(i64, i64)>>(r#"{"value": [[1, 2], [1, 2, 3]]}"#).unwrap_err().to_string(),
        "at `value[1]`: expected an array of 2 items, found an array of 3 at line 1 column 28"
    );
}

/// A type of one's own is read by serde_json in either case, which gives up at some depth of the whole text.
#[test]
fn deep_nesting_is_an_error() {
    #[derive(Serialize, Deserialize)]
    struct Deep(Value);
    json::by_serde!(Deep);
    for depth in [10, 124, 125, 126, 10_000] {
        let text = format!("{{\"value\":[{}{}]}}", "[".repeat(depth), "]".repeat(depth));
        let ours = json::from_str::<Page<Deep>>(&text).map(|page| json::to_string(&page).unwrap());
        assert_eq!(ours.is_ok(), serde_json::from_str::<Page<Deep>>(&text).is_ok(), "{depth}");
        assert_eq!(ours.is_ok(), depth < 126, "{depth}");
        assert!(ours.is_err() || ours.unwrap() == text);
    }
}

/// A tree has no digits beyond those of a float, but else it is read as text is.
#[test]
fn from_trees_and_readers() {
    fn same<T: FromJson + ToJson>(item: &str) {
        let text = format!("{{\"value\":[{item}]}}");
        let page = json::from_str::<Page<T>>(&text);
        let tree: Value = serde_json::from_str(&text).unwrap();
        for other in
            [Page::<T>::deserialize(&tree), serde_json::from_value(tree), serde_json::from_reader(text.as_bytes())]
        {
            match (&page, other) {
                (Ok(page), Ok(other)) => assert_eq!(json::to_string(page).unwrap(), json::to_string(&other).unwrap()),
                (Err(_), Err(_)) => {}
                (page, other) => panic!("{text}: {} {}", page.is_ok(), other.is_ok()),
            }
        }
    }
    for item in
        ["null", "5", "\"5\"", "\"INF\"", "\"red\"", "[1,\"2\"]", "[null,{}]", r#"{"name":"a"}"#, r#"{"value":["1"]}"#]
    {
        for_all_types!(same(item));
    }
}

fn item() -> impl Strategy<Value = String> {
    let digits = "-?[0-9]{1,22}(\\.[0-9]{1,12})?";
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<f64>().prop_map(|value| serde_json::to_string(&value).unwrap()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?",
        digits.prop_map(|digits| format!("\"{digits}\"")),
        "\"[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,10})?)?(Z|[+-]0[0-9]:00)?)?\"",
        "\"-?P([0-9]{1,3}Y)?([0-9]{1,3}D)?(T[0-9]{1,3}H([0-9]{1,2}\\.[0-9]{1,9}S)?)?\"",
        "\"[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"",
        "\"[A-Za-z0-9+/]{0,8}={0,2}\"",
        "\"(red|green|none|INF|NaN|read|[a-z]{0,4})(,( )?(read|share|edit|[0-9]))?\"",
        any::<String>().prop_map(|text| Value::from(text).to_string()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let name =
            "(name|tags|value|price|inner|many|coordinates|string|int64s|x|\\$serde_json::private::(Number|RawValue))";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map(name, inner, 0..4).prop_map(|members| {
                let members: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_item_of_any_type(item in item()) {
        for_all_types!(page(&item));
    }
}
