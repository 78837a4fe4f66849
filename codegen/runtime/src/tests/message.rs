//! What errors say, and where.

use serde_json::{Value, json};

use super::refused;
use super::sample::{AnyShape, Circle, Everything, Shape};
use crate::{Lenient, Page, json as own};

#[test]
fn the_path_the_type_and_what_was_found() {
    const EVERYTHING: &str = "Everything (sample.everything)";
    const SHAPE: &str = "Shape (sample.shape)";
    for (json, path, of, expected) in [
        (json!({"int32": "x"}), "int32", EVERYTHING, "Edm.Int32, found the string \"x\""),
        (json!({"int32s": [1, 2.5]}), "int32s[1]", EVERYTHING, "Edm.Int32, found 2.5"),
        (json!({"int32s": 1}), "int32s", EVERYTHING, "an array of Edm.Int32, found 1"),
        (json!({"strings": [[]]}), "strings[0]", EVERYTHING, "Edm.String, found an array"),
        (json!({"weight": true}), "weight", EVERYTHING, "Edm.Decimal, found true"),
        (json!({"labels": ["a", {}]}), "labels[1]", EVERYTHING, "Edm.String, found an object"),
        (json!({"color": []}), "color", EVERYTHING, "a member of sample.color, found an array"),
        (json!({"colors": ["red", false]}), "colors[1]", EVERYTHING, "a member of sample.color, found false"),
        (json!({"colors": {}}), "colors", EVERYTHING, "an array of sample.color, found an object"),
        (json!({"record": []}), "record", EVERYTHING, "an object of sample.everything, found an array"),
        (json!({"record": {"record": {"bool": 1}}}), "record.record.bool", EVERYTHING, "Edm.Boolean, found 1"),
        (json!({"records": "`: a"}), "records", EVERYTHING, "an array of objects, found the string \"`: a\""),
        (
            json!({"records": [{}, "`: a"]}),
            "records[1]",
            EVERYTHING,
            "an object of sample.everything, found the string \"`: a\"",
        ),
        (
            json!({"records": [{}, {"guid": "`: a"}]}),
            "records[1].guid",
            EVERYTHING,
            "Edm.Guid such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301, found the string \"`: a\"",
        ),
        (json!({"shape": 5}), "shape", EVERYTHING, "an object of sample.shape, found 5"),
        (json!({"shapes": {}}), "shapes", EVERYTHING, "an array of sample.shape, found an object"),
        (json!({"shapes": [{}, 5]}), "shapes[1]", EVERYTHING, "an object of sample.shape, found 5"),
        (json!({"shapes": [{}, {"name": 5}]}), "shapes[1].name", SHAPE, "Edm.String, found 5"),
        (
            json!({"shapes": [{"@odata.type": "#s.circle", "rings": [{"inner": {"tags": ["a", 5]}}]}]}),
            "shapes[0].rings[0].inner.tags[1]",
            SHAPE,
            "Edm.String, found 5",
        ),
    ] {
        let message = &format!("at `{path}` of {of}: expected {expected}");
        refused::<Everything>(&json.to_string(), message);
        refused::<Page<Everything>>(
            &json!({"@odata.context": "x", "value": [{}, json, {}]}).to_string(),
            &message.replace("at `", "at `value[1]."),
        );
    }
    refused::<Circle>("[]", "expected an object of sample.circle, found an array");
    let message = "expected an object of sample.circle, found 1";
    assert!(serde_json::from_str::<Vec<Circle>>("[1]").unwrap_err().to_string().starts_with(message));
    let error = own::from_str::<Vec<Circle>>("[1]").unwrap_err().to_string();
    assert!(error.starts_with(&format!("at `[0]`: {message}")), "{error}");
}

#[test]
fn a_type_that_comes_late() {
    let message =
        "at `value[1].rings[0].radius` of Circle (sample.circle): expected Edm.Decimal, found the string \"x\"";
    for item in [
        r##"{"@odata.type":"#s.circle","rings":[{"@odata.type":"#s.circle","radius":"x"}]}"##,
        r##"{"rings":[{"radius":"x","@odata.type":"#s.circle"}],"@odata.type":"#s.circle"}"##,
        r##"{"rings":[{"@odata.type":"#s.circle","radius":"x"}],"name":"a","@odata.type":"#s.circle"}"##,
    ] {
        refused::<Page<AnyShape>>(&format!(r#"{{"value":[{{}},{item}]}}"#), message);
    }
}

#[test]
fn the_place_in_the_text() {
    let json = "{\n  \"value\": [\n    {\"records\": [\n      {\"int32\": \"a\"}]}]}";
    let error = serde_json::from_str::<Page<Everything>>(json).unwrap_err();
    assert_eq!((error.line(), error.column()), (4, 19), "{error}");
    assert_eq!(error.to_string().matches(" at line ").count(), 1, "{error}");
    let json = "[\n{\"radius\": \"a\",\n\"@odata.type\": \"#s.circle\"\n}]";
    let error = own::from_str::<Vec<AnyShape>>(json).unwrap_err();
    assert_eq!((error.line(), error.column()), (Some(2), Some(14)), "{error}");
    // Of a type of others it is the place in the text of the value.
    let error = serde_json::from_str::<Vec<AnyShape>>(json).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 14), "{error}");
    assert_eq!(error.to_string().matches(" at line ").count(), 1, "{error}");
}

#[test]
fn faults_of_the_text_are_none_of_the_value() {
    let json = super::round_trip::everything().to_string();
    let page = format!(r#"{{"value":[{json}]}}"#);
    for end in 0..page.len() {
        let Some(cut) = page.get(..end) else { continue };
        let error = serde_json::from_str::<Page<Everything>>(cut).unwrap_err();
        // Where serde_json passes on a number as it is written, it takes the half of one for a wrong one.
        assert!(error.is_eof() || cut.ends_with(['.', '-']) && error.is_syntax(), "{error}: {cut}");
        assert!(error.line() == 1 && !error.to_string().contains("of Everything"), "{error}");
    }
    for (place, _) in page.match_indices([':', ',', '{', '[']) {
        let broken = format!("{}?{}", &page[..=place], &page[place + 1..]);
        match serde_json::from_str::<Page<Everything>>(&broken) {
            Ok(_) => assert!(serde_json::from_str::<Value>(&broken).is_ok(), "{broken}"),
            // Some are within strings.
            Err(error) if serde_json::from_str::<Value>(&broken).is_ok() => assert!(error.is_data(), "{error}"),
            Err(error) => {
                assert!(error.is_syntax(), "{error}: {broken}");
                let expected = serde_json::from_str::<Value>(&broken).unwrap_err();
                assert_eq!((error.line(), error.column()), (expected.line(), expected.column()), "{error}: {broken}");
            }
        }
    }
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the connection is gone"))
        }
    }
    let start = std::io::Read::chain(&br#"{"value": [{"records": [{"int32": "#[..], Broken);
    assert!(serde_json::from_reader::<_, Page<Everything>>(start).unwrap_err().is_io());
}

/// In a thread with the stack that threads have by default.
#[test]
fn deep_nesting_is_an_error() {
    let check = || {
        for (start, end) in [
            (r#"{"record":"#, "}"),
            (r#"{"records":["#, "]}"),
            (r#"{"unknown":"#, "}"),
            (r#"{"json":"#, "}"),
            (r#"{"manager":"#, "}"),
            (r#"{"free":"#, "}"),
            (r#"{"shape":"#, "}"),
            (r#"{"strings":"#, "}"),
            ("[", "]"),
        ] {
            for depth in [130, 10_000] {
                let json = format!("{}{{}}{}", start.repeat(depth), end.repeat(depth));
                let error = serde_json::from_str::<Everything>(&json).unwrap_err();
                own::from_str::<Everything>(&json).unwrap_err();
                assert!(error.to_string().len() < 3_000, "{error}");
                serde_json::from_str::<Page<Everything>>(&format!(r#"{{"value":[{json}]}}"#)).unwrap_err();
            }
        }
        for (start, end) in [
            (r#"{"inner":"#, "}"),
            (r#"{"rings":["#, "]}"),
            (r##"{"@odata.type":"#s.circle","rings":["##, "]}"),
            (r#"{"rings":["#, r##"],"@odata.type":"#s.circle"}"##),
            (r#"{"inner":"#, r##","@odata.type":"#s.circle"}"##),
            (r#"{"unknown":"#, r##","@odata.type":"#s.circle"}"##),
            (r#"{"area":"#, r##","@odata.type":"#s.circle"}"##),
        ] {
            for depth in [130, 10_000] {
                let json = format!("{}{{}}{}", start.repeat(depth), end.repeat(depth));
                serde_json::from_str::<AnyShape>(&json).unwrap_err();
                own::from_str::<AnyShape>(&json).unwrap_err();
                own::from_str::<Lenient<AnyShape>>(&json).unwrap_err();
            }
            // As deep as it can get, and deeper: in fields, and then in objects of which the type comes late.
            for (fields, late) in [(60, 30), (126, 60)] {
                let json = format!("{}{{}}{}", start.repeat(late), end.repeat(late));
                let json = format!("{}{json}{}", r#"{"inner":"#.repeat(fields), "}".repeat(fields));
                let is_read = serde_json::from_str::<AnyShape>(&json).is_ok();
                assert_eq!(is_read, fields == 60);
                assert_eq!(own::from_str::<AnyShape>(&json).is_ok(), is_read);
                let is_read_leniently = serde_json::from_str::<Lenient<AnyShape>>(&json).is_ok();
                assert_eq!(own::from_str::<Lenient<AnyShape>>(&json).is_ok(), is_read_leniently);
            }
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(check).unwrap().join().unwrap();
}

#[test]
fn brackets_in_strings_are_not_nesting() {
    let text = r#"[{\"\\"#.repeat(500);
    let json = format!(r#"{{"area":{{"name":"{text}"}},"unknown":"{text}"}}"#);
    let shape: AnyShape = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::from_str::<Shape>(&json).unwrap().area, shape.downcast::<Shape>().unwrap().area);
}
