//! Values that are not spelled as they would be written.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use super::sample::{AnyShape, Color, Everything, Rights};
use super::{read, same, text, write};
use crate::Binary;

const GUID: &str = "3F2504E0-4F89-41D3-9A0C-0305e82c3301";

#[test]
fn a_value_comes_back_as_it_came() {
    for json in [
        r#"{"int64": "5", "decimal": "1.50", "guid": "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "color": 1, "rights": 3}"#,
        r#"{"int64": "-9223372036854775808", "decimal": "15e-1", "color": "1", "rights": "1, write", "weight": "0.5"}"#,
        r#"{"int64": "+007", "decimal": "7922816251426433759354395033.5", "color": 77, "rights": " read ,write"}"#,
        r#"{"guid": "3F2504E0-4f89-41d3-9a0c-0305e82c3301", "dateTime": "2021-01-26T22:30", "color": 18446744073709551615}"#,
        r#"{"dateTimes": ["2021-01-26T22:30:57.120", "2021-01-26T22:30:57Z", "2021-01-26T22:30:57-08:00"]}"#,
        r#"{"binary": "_-8", "binaries": ["_w", "/w==", "_w", "", "QUJD"]}"#,
        r#"{"weights": ["0.5", 1.5, "2.5"], "int64s": ["1", 2, "3", "3"], "decimals": [1, "2.0"]}"#,
        r#"{"int64s": [], "guids": ["3F2504E0-4F89-41D3-9A0C-0305E82C3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"]}"#,
        r#"{"colors": [2, "2", "green", 3, -1, 18446744073709551615], "rightsList": [0, "7,8", "read"]}"#,
        r#"{"record": {"record": {"int64": "5", "int64s": [1, "5"]}}, "records": [{"int64": "5"}, {"int64": 5}]}"#,
    ] {
        same::<Everything>(json);
    }
    for binary in ["_-8=", "/+8", "/-8=", "QR==", "QUJD==", "="] {
        same::<Everything>(&json!({ "binary": binary }).to_string());
    }
}

/// A list with a `null` in it is JSON, and so are the items that were read before it.
#[test]
fn a_null_later_in_the_list() {
    same::<Everything>(
        r#"{"int64s": ["1", 2, null, "3"], "colors": [1, "red", null, 2], "guids": ["3F2504E0-4F89-41D3-9A0C-0305E82C3301", null]}"#,
    );
    same::<Everything>(r#"{"records": [{"int64": "1"}, null], "weights": ["0.5", null]}"#);
}

#[test]
fn a_value_that_is_set_is_written_as_the_service_wrote_the_one_before() {
    let mut value: Everything =
        read(r#"{"int64": "5", "decimal": "1.5", "int64s": ["1", 2], "color": 1, "rights": 3}"#);
    value.int64 = Some(-6);
    value.decimal = Some(Decimal::new(25, 1));
    value.int64s = Some(vec![7, 8, 9]);
    value.color = Some(Color::Green);
    value.rights = Some(std::iter::once(Rights::Share).collect());
    assert_eq!(
        write(&value),
        json!({"int64": "-6", "decimal": "2.5", "int64s": ["7", 8, 9], "color": "green", "rights": "share"})
    );
    value.int64s = Some(Vec::new());
    (value.int64, value.decimal, value.color, value.rights) = (None, None, None, None);
    assert_eq!(write(&value), json!({"int64s": []}));
}

#[test]
fn only_what_is_set_to_the_same_value_is_spelled_the_same() {
    let mut value: Everything = read(&format!(r#"{{"guid": "{GUID}"}}"#));
    let before = value.guid;
    value.guid = Some(uuid::Uuid::nil());
    assert_eq!(write(&value), json!({"guid": "00000000-0000-0000-0000-000000000000"}));
    value.guid = before;
    assert_eq!(write(&value), json!({ "guid": GUID }));
}

#[test]
fn bytes_are_written_as_usual_once_they_are_others() {
    let mut value: Everything = read(r#"{"binary": "_-8", "binaries": ["_w", "_w"]}"#);
    value.binary = Some(vec![0xff].into());
    value.binaries = Some(vec![vec![0xff].into(), vec![0xfe].into()]);
    assert_eq!(write(&value), json!({"binary": "/w==", "binaries": ["_w", "/g=="]}));
    value.binary = Some(vec![0xff, 0xef].into());
    assert_eq!(write(&value)["binary"], json!("_-8"));
}

#[test]
fn the_last_of_several_counts() {
    let value: Everything = serde_json::from_str(r#"{"int64": "5", "int64": 5}"#).unwrap();
    assert_eq!(text(&value), r#"{"int64":5}"#);
    let value: Everything = serde_json::from_str(r#"{"int64": 5, "int64": "6"}"#).unwrap();
    assert_eq!(text(&value), r#"{"int64":"6"}"#);
    let value: Everything = serde_json::from_str(r#"{"int64": "5", "int64": null}"#).unwrap();
    assert_eq!(text(&value), r#"{"int64":null}"#);
}

#[test]
fn it_goes_along_with_copies_and_makes_no_difference() {
    let spelled: Everything = same(r#"{"int64": "5", "color": 1}"#);
    let usual: Everything = same(r#"{"int64": 5, "color": "red"}"#);
    assert_eq!(spelled, usual);
    assert!(spelled.extra.is_empty());
    assert_eq!(spelled.extra, usual.extra);
    assert_eq!(write(&spelled.clone()), write(&spelled));
    assert_eq!(format!("{spelled:?}"), format!("{usual:?}"));
}

#[test]
fn the_type_may_come_later() {
    same::<AnyShape>(r##"{"price": "1.5", "color": 1, "radius": "2.0", "@odata.type": "#sample.circle"}"##);
}

proptest! {
    #[test]
    fn bytes_in_both_alphabets_with_and_without_padding(items: Vec<(Vec<u8>, bool, bool)>) {
        let spelled = items.iter().map(|(bytes, is_padded, is_for_urls)| {
            let text = Binary::from(bytes.clone()).to_string();
            let text = if *is_for_urls { text.replace('+', "-").replace('/', "_") } else { text };
            if *is_padded { text } else { text.trim_end_matches('=').to_owned() }
        });
        let body = json!({"binaries": spelled.collect::<Vec<_>>()});
        let value: Everything = serde_json::from_value(body.clone()).unwrap();
        let bytes = value.binaries.iter().flatten().map(|bytes| bytes.to_vec()).collect::<Vec<_>>();
        prop_assert_eq!(bytes, items.into_iter().map(|(bytes, ..)| bytes).collect::<Vec<_>>());
        prop_assert_eq!(write(&value), body);
    }

    #[test]
    fn whole_numbers_as_numbers_and_as_strings(numbers: Vec<(i64, bool)>) {
        let items: Vec<_> = numbers
            .iter()
            .map(|(number, is_text)| if *is_text { json!(number.to_string()) } else { json!(number) })
            .collect();
        let body = json!({"int64s": items});
        let value: Everything = serde_json::from_value(body.clone()).unwrap();
        prop_assert_eq!(value.int64s.as_deref().unwrap().len(), numbers.len());
        prop_assert_eq!(write(&value), body);
    }
}

/// Where each item looks through the forms of all, this takes longer than anyone can wait.
#[test]
fn many_items_in_other_forms() {
    let text = format!(r#"{{"int64s":[{}]}}"#, ["\"1\",2"; 100_000].join(","));
    let value: Everything = crate::json::from_str(&text).unwrap();
    assert_eq!(crate::json::to_string(&value).unwrap(), text);
}
