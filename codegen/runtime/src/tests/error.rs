//! Error responses.

use serde_json::json;

use super::{read, refused, same, write};
use crate::{ErrorResponse, ODataError};

#[test]
fn all_members() {
    for inner in ["innererror", "innerError"] {
        let json = json!({
            "error": {
                "code": "a", "message": "b", "target": "c", "more": [1],
                "details": [{"code": "d", "message": "e", "x": null}, {inner: {"f": 1}}],
                inner: {"date": "2021", inner: {"code": 5}},
            },
            "@odata.context": "g",
        });
        let mut response: ErrorResponse = same(&json.to_string());
        let error = &mut response.error;
        assert_eq!(error.details.as_ref().unwrap()[1].inner_error, Some(json!({"f": 1})));
        assert_eq!(error.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["more"]);
        error.inner_error = None;
        assert_eq!(write(&response)["error"].get(inner), None);
    }
    let both = same::<ODataError>(r#"{"innererror": 1, "innerError": 2}"#);
    assert!(both.inner_error.is_some());
}

#[test]
fn what_does_not_conform_is_kept() {
    for json in [
        r#"{}"#,
        r#"{"error": {}}"#,
        r#"{"error": {}, "x": 1}"#,
        r#"{"error": null}"#,
        r#"{"error": [], "x": 1}"#,
        r#"{"error": "invalid_grant", "error_description": "AADSTS70000: expired", "error_codes": [70000]}"#,
        r#"{"Message": "An error has occurred."}"#,
        r#"{"error": {"code": null, "message": null, "target": null, "details": null, "innererror": null}}"#,
        r#"{"error": {"code": 5, "message": {"lang": "en", "value": "text"}, "details": {"a": 1}, "innererror": "x"}}"#,
        r#"{"error": {"details": [5], "innerError": null, "innererror": {}}}"#,
        r#"{"error": {"details": []}}"#,
        r#"{"odata.error": {"code": "x", "message": {"value": "y"}}}"#,
    ] {
        let response: ErrorResponse = same(json);
        assert_eq!(response, response.clone());
    }
    refused::<ErrorResponse>("[]", "expected an error response, found an array");
    refused::<ErrorResponse>("\"x\"", "expected an error response, found the string \"x\"");
    refused::<ODataError>("null", "expected an error, found null");
}

#[test]
fn fields_go_before_what_was_read() {
    let mut response: ErrorResponse = read(r#"{"error": {"code": null, "message": 5, "innerError": null}}"#);
    response.error.code = Some("a".to_owned());
    response.error.message = Some("b".to_owned());
    assert_eq!(write(&response), json!({"error": {"code": "a", "message": "b", "innerError": null}}));
    let mut response: ErrorResponse = read(r#"{"error": "x", "y": 1}"#);
    response.error.code = Some("a".to_owned());
    assert_eq!(write(&response), json!({"error": {"code": "a"}, "y": 1}));
}

#[test]
fn shown_for_people() {
    for (json, shown) in [
        (r#"{"error": {"code": "a", "message": "b"}}"#, "a: b"),
        (r#"{"error": {"code": "a", "message": ""}}"#, "a"),
        (r#"{"error": {"code": "", "message": "b"}}"#, "b"),
        (r#"{"error": {}}"#, "the service reported an error without saying which"),
        (r#"{"error": {"code": 404, "message": "b"}}"#, "404: b"),
        (r#"{"error": {"code": -2.5}}"#, "-2.5"),
        (r#"{"error": {"code": "a/1", "message": {"lang": "en", "value": "b c"}}}"#, "a/1: b c"),
        (r#"{"error": {"code": 0, "message": {"value": "b"}}}"#, "0: b"),
        (r#"{"error": {"message": {"lang": "en", "value": "b"}}}"#, "b"),
        (r#"{"error": {"code": "a", "message": {"lang": "en"}}}"#, "a"),
        (r#"{"error": {"code": [], "message": 5}}"#, "the service reported an error without saying which"),
        (r#"{"error": "a"}"#, r#"the service reported an error in a form of its own: {"error":"a"}"#),
    ] {
        let response: ErrorResponse = read(json);
        assert_eq!(response.to_string(), shown);
    }
    let mut response: ErrorResponse = same(r#"{"error": {"code": 5, "message": {"lang": "en", "value": "b"}}}"#);
    response.error.message = Some("c".to_owned());
    assert_eq!(response.to_string(), "5: c");
    let response: ErrorResponse =
        read(r#"{"error": {"code": "a", "innerError": {"b": 1}, "details": [{"code": "c"}]}, "d": "e"}"#);
    assert_eq!(
        format!("{response:?}"),
        "ErrorResponse { error: ODataError { code: \"a\", details: [ODataError { code: \"c\" }], inner_error: {\"b\":1} }, \
         extra: {\"d\": \"e\"} }"
    );
}
