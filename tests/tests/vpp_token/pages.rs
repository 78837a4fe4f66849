//! Collections and errors as services answer with them.

use graph_types::VppToken;
use graph_types::runtime::{ErrorResponse, Page};
use serde_json::json;

use super::{payload, round_trip};

#[test]
fn a_page_that_is_not_the_last() {
    let page: Page<VppToken> = round_trip(payload!("vpp_tokens_page.json"));
    assert_eq!(
        page.next_link.as_deref(),
        Some("https://graph.example.org/beta/deviceAppManagement/vppTokens?$skiptoken=4")
    );
    assert_eq!(page.delta_link, None);
    assert_eq!(page.count, Some(7));
    assert_eq!(page.context.as_deref(), Some("https://graph.example.org/beta/$metadata#deviceAppManagement/vppTokens"));
    assert!(page.extra.is_empty());
    assert_eq!(page.value.len(), 4);
    let names: Vec<_> = page.into_iter().map(|token| token.display_name).collect();
    assert_eq!(names[0].as_deref(), Some("Oslo office"));
    assert_eq!(names[2], None);
    assert_eq!(names[3].as_deref(), Some("Tromsø office"));
}

#[test]
fn the_last_page_and_what_else_it_says() {
    let page: Page<VppToken> = round_trip(
        r#"{
            "value": [],
            "@odata.deltaLink": "https://graph.example.org/beta/deviceAppManagement/vppTokens/delta?$deltatoken=1",
            "@odata.nextLink@example.note": "not the link",
            "@microsoft.graph.tips": "Use $select."
        }"#,
    );
    assert_eq!(page.next_link, None);
    assert!(page.delta_link.is_some());
    assert!(page.value.is_empty());
    assert_eq!(page.extra.get("@microsoft.graph.tips"), Some(&json!("Use $select.")));
}

#[test]
fn names_without_their_prefix() {
    let page: Page<VppToken> =
        round_trip(r#"{"@context": "c", "@count": 1, "@nextLink": "n", "@deltaLink": "d", "value": [{"id": "1"}]}"#);
    assert_eq!((page.context.as_deref(), page.count), (Some("c"), Some(1)));
    assert_eq!((page.next_link.as_deref(), page.delta_link.as_deref()), (Some("n"), Some("d")));
}

#[test]
fn an_error() {
    let answer: ErrorResponse = round_trip(payload!("error.json"));
    let error = &answer.error;
    assert_eq!(error.code.as_deref(), Some("BadRequest"));
    assert_eq!(error.message.as_deref(), Some("The token cannot be changed."));
    assert_eq!(error.target.as_deref(), Some("vppToken"));
    let details = error.details.as_deref().unwrap();
    assert_eq!(details.len(), 1);
    assert_eq!(details[0].to_string(), "ReadOnly: state is set by the service.");
    assert_eq!(
        error.inner_error.as_ref().and_then(|inner| inner.get("request-id")),
        Some(&json!("0c3f6f0e-53b6-4c9c-9b57-1d0e2e3b9a44"))
    );
    assert_eq!(answer.to_string(), "BadRequest: The token cannot be changed.");
    let source: Box<dyn std::error::Error> = Box::new(answer);
    assert_eq!(source.to_string(), "BadRequest: The token cannot be changed.");
}

#[test]
fn an_error_is_no_page() {
    let error = serde_json::from_str::<Page<VppToken>>(payload!("error.json")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a collection, found an error of the service: BadRequest: The token cannot be changed. \
         (read it as `ErrorResponse`) at line 14 column 1"
    );
    // That it is an error is for the status of the response to say; its body may have any form.
    let answer: ErrorResponse = serde_json::from_str(r#"{"value":[]}"#).unwrap();
    assert_eq!(answer.to_string(), r#"the service reported an error in a form of its own: {"value":[]}"#);
    let error = serde_json::from_str::<ErrorResponse>("[]").unwrap_err();
    assert_eq!(error.to_string(), "expected an error response, found an array at line 1 column 1");
}
