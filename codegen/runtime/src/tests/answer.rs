//! Answers that are read as something else than they are.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::sample::{AnyBare, AnyShape, Bare, Dressed, Everything, Free, Outcome, Shape};
use super::{refused, same, text};
use crate::json::{self, FromJson, ToJson};
use crate::{ErrorResponse, Lenient, Nav, Page};

/// Both readers refuse it, also when they read leniently.
#[track_caller]
fn both_refuse<T: DeserializeOwned + FromJson + Debug>(json: &str, message: &str) {
    refused::<T>(json, message);
    refused::<Lenient<T>>(json, message);
}

/// Both readers take it, and it is written as it came.
#[track_caller]
fn both_read<T: DeserializeOwned + Serialize + FromJson + ToJson + PartialEq + Debug>(json: &str) {
    assert_eq!(json::from_str::<Lenient<T>>(json).unwrap().value, same::<T>(json), "{json}");
}

#[test]
fn an_error_is_no_entity() {
    for (json, said) in [
        (r#"{"error": {"code": "NotFound", "message": "There is none."}}"#, "NotFound: There is none."),
        (r#"{"@odata.context": "c", "error": {"code": 404, "message": "a", "innerError": {}}}"#, "404: a"),
        (r#"{"error": {"message": {"lang": "en", "value": "a `b`"}, "code": ""}, "@vocab.x": 1}"#, "a `b`"),
        (r##"{"error@odata.type": "#x.y", "error": {"code": "a", "message": null}}"##, "a"),
        (r#"{"error": {"code": "", "message": ""}}"#, r#"{"code":"","message":""}"#),
    ] {
        let found = format!("found an error of the service: {said} (read it as `ErrorResponse`)");
        both_refuse::<Shape>(json, &format!("expected an object of sample.shape, {found}"));
        both_refuse::<AnyShape>(json, &format!("expected an object of sample.shape, {found}"));
        both_refuse::<Everything>(json, &format!("expected an object of sample.everything, {found}"));
        both_refuse::<Dressed>(json, &format!("expected an object of sample.dressed, {found}"));
        assert!(json::from_str::<ErrorResponse>(json).is_ok());
    }
}

#[test]
fn a_collection_is_no_entity() {
    for json in [
        r#"{"value": []}"#,
        r##"{"@odata.context": "c", "@odata.count": 1, "value": [{"name": "a"}], "@odata.nextLink": "n", "#x.y": {}}"##,
        r##"{"@odata.type": "#Collection(sample.shape)", "value": [1]}"##,
    ] {
        let found = "found a collection (read it as `Page<T>`)";
        both_refuse::<Shape>(json, &format!("expected an object of sample.shape, {found}"));
        both_refuse::<AnyShape>(json, &format!("expected an object of sample.shape, {found}"));
        assert!(serde_json::from_str::<Page<serde_json::Value>>(json).is_ok());
    }
}

#[test]
fn what_may_be_an_entity_is_one() {
    for json in [
        r#"{}"#,
        r#"{"error": {"code": "a"}}"#,
        r#"{"error": {"message": "a"}}"#,
        r#"{"error": {"code": null, "message": "a"}}"#,
        r#"{"error": {"code": {}, "message": "a"}}"#,
        r#"{"error": "a"}"#,
        r#"{"error": null}"#,
        r#"{"error": [{"code": "a", "message": "b"}]}"#,
        r#"{"value": {}}"#,
        r#"{"value": "a"}"#,
        r#"{"value": null}"#,
        r#"{"value": [], "error": {"code": "a", "message": "b"}}"#,
        // There is more to it.
        r#"{"error": {"code": "a", "message": "b"}, "more": 1}"#,
        r#"{"value": [1], "more": 1}"#,
        r#"{"value": [1], "name": "a"}"#,
        r#"{"value": [1], "name": null}"#,
        r#"{"value": [1], "area": {}}"#,
        // It says what it is.
        r##"{"@odata.type": "#sample.shape", "error": {"code": "a", "message": "b"}}"##,
        r##"{"@odata.type": "#sample.circle", "value": []}"##,
        r##"{"value": [], "@type": "#sample.newer"}"##,
    ] {
        both_read::<Shape>(json);
        both_read::<AnyShape>(json);
    }
    // Types that have such a property, also if what came does not fit it.
    both_read::<Outcome>(r#"{"error": {"code": "a", "message": "b"}}"#);
    both_read::<Outcome>(r#"{"@odata.context": "c", "value": [1]}"#);
    let outcome: Lenient<Outcome> = json::from_str(r#"{"value": ["a"]}"#).unwrap();
    assert_eq!((outcome.misfits.len(), text(&outcome.value)), (1, r#"{"value":["a"]}"#.to_owned()));
    // Types that stand for JSON of any kind.
    for json in [r#"{"error": {"code": "a", "message": "b"}}"#, r#"{"value": []}"#] {
        both_read::<Free>(json);
        both_read::<Bare>(json);
        both_read::<AnyBare>(json);
        both_read::<serde_json::Value>(json);
    }
}

#[test]
fn parts_may_be_like_anything() {
    for part in [r#"{"error":{"code":"a","message":"b"}}"#, r#"{"value":[]}"#] {
        both_read::<Everything>(&format!(
            r#"{{"record": {part}, "records": [{part}], "shape": {part}, "shapes": [{part}]}}"#
        ));
        both_read::<AnyShape>(&format!(r#"{{"inner": {part}, "error": {part}}}"#));
        both_read::<Page<Shape>>(&format!(r#"{{"value": [{part}]}}"#));
        both_read::<Page<AnyShape>>(&format!(r#"{{"value": [{part}]}}"#));
        let page: Page<Lenient<Shape>> = json::from_str(&format!(r#"{{"value": [{part}]}}"#)).unwrap();
        assert_eq!(page.value.len(), 1);
        let everything: Everything = json::from_str(&format!(r#"{{"manager": {part}, "members": [{part}]}}"#)).unwrap();
        assert_eq!(text(&everything.manager.get().unwrap().unwrap()), part);
        assert_eq!(everything.members.get().unwrap().unwrap().len(), 1);
        // After parts, what comes is whole again.
        assert!(json::from_str::<Shape>(part).is_err());
        assert!(serde_json::from_str::<Shape>(part).is_err());
        assert!(serde_json::from_str::<Page<Shape>>(r#"{"value": [{"name": 5}]}"#).is_err());
        assert!(serde_json::from_str::<Shape>(part).is_err());
        // Of what is no part of anything generated, each is whole.
        assert!(serde_json::from_str::<BTreeMap<String, Shape>>(&format!(r#"{{"a": {part}}}"#)).is_err());
        let nav: Nav<Shape> = Nav::new();
        assert_eq!(nav.get().unwrap(), None);
    }
}

#[test]
fn errors_know_their_path() {
    let error = json::from_str::<Page<AnyShape>>(r#"{"value": [{}, {"inner": {"tags": ["a", 5]}}]}"#).unwrap_err();
    assert_eq!(error.path(), Some("value[1].inner.tags[1]"));
    let error = json::Error::from(serde_json::from_str::<Page<Shape>>(r#"{"value": [{"name": 5}]}"#).unwrap_err());
    assert_eq!(error.path(), Some("value[0].name"));
    let error = json::Error::from(serde_json::from_str::<Page<Shape>>(r#"{"value": [{}, "`"]}"#).unwrap_err());
    assert_eq!(error.path(), Some("value[1]"));
    for json in ["5", "{", "{\"name\" 5}"] {
        assert_eq!(json::from_str::<Shape>(json).unwrap_err().path(), None);
    }
    let misfits = json::from_str::<Lenient<Shape>>(r#"{"name": 5}"#).unwrap().misfits;
    assert_eq!(json::from_str::<Shape>(r#"{"name": 5}"#).unwrap_err().path(), Some(misfits[0].path.as_str()));
}
