use super::super::Primitive;
use super::{becomes, read, refused, same, write_value, wrong_kinds};
use serde_json::Value;
use uuid::Uuid;

#[test]
fn strings() {
    for text in ["\"\"", "\"a\"", "\"a\\\"b\\\\c\\n\\u0000\"", "\"größe 日本 🎈\"", "\"2021-01-26\""] {
        same::<String>(text);
    }
    becomes::<String>("\"\\u00fc\\ud83c\\udf88\"", "\"ü🎈\"");
    wrong_kinds::<String>("Edm.String", &["\"such\"", "\"\""]);
    refused::<String>("5", "expected Edm.String, found 5");
}

#[test]
fn guids() {
    same::<Uuid>("\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"");
    same::<Uuid>("\"00000000-0000-0000-0000-000000000000\"");
    same::<Uuid>("\"ffffffff-ffff-ffff-ffff-ffffffffffff\"");
    becomes::<Uuid>("\"3F2504E0-4F89-41D3-9A0C-0305E82C3301\"", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"");
    assert_eq!(write_value(&Uuid::nil()), "00000000-0000-0000-0000-000000000000");

    const EXPECTED: &str = "Edm.Guid such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    wrong_kinds::<Uuid>(EXPECTED, &[]);
    for (text, found) in [
        ("3f2504e04f8941d39a0c0305e82c3301", "3f2504e04f8941d39a0c0305e82c3301"),
        ("3f2504e0-4f89-41d3-9a0c-0305e82c330", "3f2504e0-4f89-41d3-9a0c-0305e82c330"),
        ("3f2504e0-4f89-41d3-9a0c-0305e82c330g", "3f2504e0-4f89-41d3-9a0c-0305e82c330g"),
        ("3f2504e04-f89-41d3-9a0c-0305e82c3301", "3f2504e04-f89-41d3-9a0c-0305e82c3301"),
        ("{3f2504e0-4f89-41d3-9a0c-0305e82c3301}", "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}"),
        ("urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301", "urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82…"),
    ] {
        refused::<Uuid>(&format!("\"{text}\""), &format!("expected {EXPECTED}, found the string \"{found}\""));
    }
}

#[test]
fn json_of_no_known_type() {
    for text in ["null", "true", "18446744073709551615", "-1.5", "\"a\"", "[1,[],{\"a\":null}]", "{\"b\":[{}]}"] {
        same::<Value>(text);
    }
    assert_eq!(Value::EDM, "Edm.Untyped");
    assert_eq!(read::<Value>("{}"), serde_json::json!({}));
}

#[test]
fn json_nested_too_deeply_is_refused() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let error = Value::read(&mut serde_json::Deserializer::from_str(&deep)).unwrap_err();
    assert_eq!(error.to_string(), "recursion limit exceeded at line 1 column 128");
    let error = i32::read(&mut serde_json::Deserializer::from_str(&deep)).unwrap_err();
    assert!(error.to_string().starts_with("expected Edm.Int32, found an array"), "{error}");
    let closed = format!("{deep}{}", "]".repeat(10_000));
    let error = f64::read(&mut serde_json::Deserializer::from_str(&closed)).unwrap_err();
    assert!(error.to_string().starts_with("expected Edm.Double or Edm.Single, found an array"), "{error}");
}
