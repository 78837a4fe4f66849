//! JSON that does not fit: the message says of which type, in which property and where it is.

use graph_types::runtime::Page;
use graph_types::{
    AnyVppTokenActionResult, DeviceAppManagement, VppToken, VppTokenRevokeLicensesActionResult, VppTokenState,
};
use serde::de::DeserializeOwned;

fn message<T: DeserializeOwned>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(_) => "no error".to_owned(),
        Err(error) => {
            // Callers can tell it from JSON that is broken.
            assert!(error.is_data(), "{error}");
            error.to_string()
        }
    }
}

/// Compares the messages that JSON gets with those expected, which have what all have in common left out.
fn assert_messages<T: DeserializeOwned>(cases: &[(&str, &str)], rust: &str, csdl: &str) {
    for (json, expected) in cases {
        let expected = expected.replace(" of T", &format!(" of {rust} ({csdl})"));
        assert_eq!(message::<T>(json), expected, "{json}");
    }
}

#[test]
fn properties_of_each_kind() {
    assert_eq!(
        message::<VppToken>(r#"{"displayName":5}"#),
        "at `displayName` of VppToken (microsoft.graph.vppToken): expected Edm.String, found 5 at line 1 column 16"
    );
    assert_messages::<VppToken>(
        &[
            (
                r#"{"automaticallyUpdateApps":"yes"}"#,
                r#"at `automaticallyUpdateApps` of T: expected Edm.Boolean, found the string "yes" at line 1 column 32"#,
            ),
            (
                r#"{"state":true}"#,
                "at `state` of T: expected a member of microsoft.graph.vppTokenState, found true at line 1 column 13",
            ),
            (
                r#"{"state":["valid"]}"#,
                "at `state` of T: expected a member of microsoft.graph.vppTokenState, found an array \
                 at line 1 column 10",
            ),
            (
                r#"{"roleScopeTagIds":"0"}"#,
                r#"at `roleScopeTagIds` of T: expected an array of Edm.String, found the string "0" at line 1 column 22"#,
            ),
            (
                r#"{"tokenActionResults":{}}"#,
                "at `tokenActionResults` of T: expected an array of microsoft.graph.vppTokenActionResult, found an object at line 1 column 23",
            ),
        ],
        "VppToken",
        "microsoft.graph.vppToken",
    );
}

#[test]
fn timestamps() {
    assert_messages::<VppToken>(
        &[
            (
                r#"{"lastSyncDateTime":"yesterday"}"#,
                "at `lastSyncDateTime` of T: expected Edm.DateTimeOffset such as 2021-01-26T22:30:57Z, \
                 found the string \"yesterday\" at line 1 column 31",
            ),
            (
                r#"{"lastSyncDateTime":"2026-02-30T00:00:00Z"}"#,
                "at `lastSyncDateTime` of T: expected Edm.DateTimeOffset such as 2021-01-26T22:30:57Z, \
                 found the string \"2026-02-30T00:00:00Z\" (the month has no such day) at line 1 column 42",
            ),
            (
                r#"{"lastSyncDateTime":1767225600}"#,
                "at `lastSyncDateTime` of T: expected Edm.DateTimeOffset such as 2021-01-26T22:30:57Z, \
                 found 1767225600 at line 1 column 30",
            ),
        ],
        "VppToken",
        "microsoft.graph.vppToken",
    );
}

#[test]
fn numbers() {
    assert_messages::<VppTokenRevokeLicensesActionResult>(
        &[
            (
                r#"{"failedLicensesCount":2147483648}"#,
                "at `failedLicensesCount` of T: expected Edm.Int32, found 2147483648 at line 1 column 33",
            ),
            (
                r#"{"failedLicensesCount":1.5}"#,
                "at `failedLicensesCount` of T: expected Edm.Int32, found 1.5 at line 1 column 26",
            ),
        ],
        "VppTokenRevokeLicensesActionResult",
        "microsoft.graph.vppTokenRevokeLicensesActionResult",
    );
}

#[test]
fn deep_in_a_list() {
    assert_messages::<VppToken>(
        &[(
            r#"{"tokenActionResults":[{},{"actionState":{}}]}"#,
            "at `tokenActionResults[1].actionState` of T: expected a member of microsoft.graph.actionState, \
             found an object at line 1 column 42",
        )],
        "VppTokenActionResult",
        "microsoft.graph.vppTokenActionResult",
    );
}

#[test]
fn deep_in_a_page() {
    let type_first = r##"{"value":[{},{"tokenActionResults":[{},{"@odata.type":"#microsoft.graph.vppTokenRevokeLicensesActionResult","failedLicensesCount":"many"}]}]}"##;
    // The property is one of the derived type, which turns out only after it.
    let type_last = r##"{"value":[{},{"tokenActionResults":[{},{"failedLicensesCount":"many","@odata.type":"#microsoft.graph.vppTokenRevokeLicensesActionResult"}]}]}"##;
    for (json, place) in [(type_first, "line 1 column 136"), (type_last, "line 1 column 68")] {
        assert_eq!(
            message::<Page<VppToken>>(json),
            format!(
                "at `value[1].tokenActionResults[1].failedLicensesCount` of VppTokenRevokeLicensesActionResult \
                 (microsoft.graph.vppTokenRevokeLicensesActionResult): expected Edm.Int32, found the string \"many\" \
                 at {place}"
            )
        );
    }
}

#[test]
fn items_of_lists() {
    assert_messages::<VppToken>(
        &[
            (
                r#"{"roleScopeTagIds":["0",{}]}"#,
                "at `roleScopeTagIds[1]` of T: expected Edm.String, found an object at line 1 column 25",
            ),
            (
                r#"{"tokenActionResults":[{},"done"]}"#,
                "at `tokenActionResults[1]` of T: expected an object of microsoft.graph.vppTokenActionResult, \
                 found the string \"done\" at line 1 column 32",
            ),
        ],
        "VppToken",
        "microsoft.graph.vppToken",
    );
}

#[test]
fn the_whole_value() {
    assert_eq!(
        message::<VppToken>(r#""a token""#),
        r#"expected an object of microsoft.graph.vppToken, found the string "a token" at line 1 column 9"#
    );
    assert_eq!(
        message::<VppToken>("null"),
        "expected an object of microsoft.graph.vppToken, found null at line 1 column 4"
    );
    assert_eq!(
        message::<AnyVppTokenActionResult>("7"),
        "expected an object of microsoft.graph.vppTokenActionResult, found 7 at line 1 column 1"
    );
    assert_eq!(
        message::<VppTokenState>("{}"),
        "expected a member of microsoft.graph.vppTokenState, found an object at line 1 column 1"
    );
    assert_eq!(
        message::<Page<VppToken>>(r#"{"value":[{},[]]}"#),
        "at `value[1]`: expected an object of microsoft.graph.vppToken, found an array at line 1 column 14"
    );
}

#[test]
fn navigation_is_checked_when_it_is_asked_for() {
    let management: DeviceAppManagement = serde_json::from_str(r#"{"vppTokens":[{"id":"1"},{"id":2}]}"#).unwrap();
    let error = management.vpp_tokens.get().unwrap_err();
    assert_eq!(
        error.to_string(),
        "at `[1].id` of VppToken (microsoft.graph.vppToken): expected Edm.String, found 2 at line 1 column 19"
    );
}

#[test]
fn broken_json_is_told_apart() {
    let error = serde_json::from_str::<VppToken>(r#"{"displayName": "Oslo"#).unwrap_err();
    assert!(error.is_eof());
    assert_eq!(error.to_string(), "EOF while parsing a string at line 1 column 21");
    let error = serde_json::from_str::<VppToken>(r#"{"displayName" "Oslo"}"#).unwrap_err();
    assert!(error.is_syntax());
    assert_eq!(error.to_string(), "expected `:` at line 1 column 16");
}
