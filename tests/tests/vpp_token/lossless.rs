//! What the metadata does not know, and what is more than a field can say.

use graph_types::{
    ActionState, AnyVppTokenActionResult, VppToken, VppTokenActionFailureReason, VppTokenActionResult, VppTokenState,
};
use serde_json::{Value, json};
use time::Month::{December, February, January};

use super::{assert_time, at, round_trip};

#[test]
fn unknown_members_of_enums() {
    let token: VppToken = round_trip(
        r##"{
            "state": "suspendedByApple",
            "vppTokenAccountType": "",
            "tokenActionResults": [
                {
                    "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
                    "actionState": "Failed",
                    "actionFailureReason": "unknownFutureValue"
                }
            ]
        }"##,
    );
    assert_eq!(token.state, Some(VppTokenState::from("suspendedByApple")));
    assert_eq!(token.vpp_token_account_type.as_ref().map(|kind| kind.as_str()), Some(""));
    let Some([AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(result)]) =
        token.token_action_results.as_deref()
    else {
        panic!("{token:?}");
    };
    // Names of members are case-sensitive, and another case is kept as it is.
    assert_eq!(result.action_state, Some(ActionState::from("Failed")));
    assert_eq!(result.action_failure_reason, Some(VppTokenActionFailureReason::from("unknownFutureValue")));
}

#[test]
fn unknown_properties_and_annotations() {
    let token: VppToken = round_trip(
        r##"{
            "@odata.etag": "W/\"4f1c\"",
            "id": "1",
            "displayName@odata.type": "#String",
            "displayName": "Oslo office",
            "tokenActionResults@odata.count": 0,
            "tokenActionResults@delta": [],
            "@removed": {"reason": "changed"},
            "@example.note": null,
            "DisplayName": "another property, since names are case-sensitive",
            "extra": {"extra": {}},
            "newText": "ünïcødé \u0000 \ud83d\ude00",
            "newNumbers": [0, -1, 1.5, 1e300, 18446744073709551615, -9223372036854775808],
            "newNothing": null,
            "": ""
        }"##,
    );
    assert_eq!(token.display_name.as_deref(), Some("Oslo office"));
    assert_eq!(token.extra.get("@removed"), Some(&json!({"reason": "changed"})));
    assert_eq!(token.extra.get("extra"), Some(&json!({"extra": {}})));
    assert!(token.extra.is_null("newNothing"));
    assert_eq!(token.extra.iter().count(), 12);
}

#[test]
fn explicit_nulls() {
    let token: VppToken = round_trip(
        r#"{
            "id": null,
            "displayName": null,
            "automaticallyUpdateApps": null,
            "lastSyncDateTime": null,
            "lastSyncStatus": null,
            "roleScopeTagIds": null,
            "tokenActionResults": null
        }"#,
    );
    assert_eq!((&token.id, &token.display_name, &token.last_sync_status), (&None, &None, &None));
    assert_eq!((&token.role_scope_tag_ids, &token.token_action_results), (&None, &None));
    assert!(token.extra.is_null(VppToken::DISPLAY_NAME));
    assert!(!token.extra.is_null(VppToken::APPLE_ID));
    assert_ne!(token, VppToken::default());
}

#[test]
fn nulls_in_lists() {
    let token: VppToken = round_trip(
        r#"{
            "roleScopeTagIds": ["0", null, "7"],
            "tokenActionResults": [{"actionName": "a"}, null, {"actionName": "b"}]
        }"#,
    );
    // A list of strings cannot hold a null, and nothing is dropped: where it stood is in `extra`.
    assert_eq!(token.role_scope_tag_ids, Some(vec!["0".to_owned(), "7".to_owned()]));
    assert_eq!(token.extra.null_items(VppToken::ROLE_SCOPE_TAG_IDS), [1]);
    assert_eq!(token.token_action_results.as_ref().map(Vec::len), Some(2));
    assert_eq!(token.extra.null_items(VppToken::TOKEN_ACTION_RESULTS), [1]);
    assert_eq!(token.extra.get(VppToken::ROLE_SCOPE_TAG_IDS), None);
}

#[test]
fn timestamps_keep_their_digits_and_offsets() {
    for (text, expected) in [
        ("2016-12-31T23:58:46.7156189-08:00", at((2016, December, 31), (23, 58, 46, 715_618_900), -8 * 60)),
        ("2017-01-01T00:00:00Z", at((2017, January, 1), (0, 0, 0, 0), 0)),
        ("2017-01-01T00:00:00.000000001Z", at((2017, January, 1), (0, 0, 0, 1), 0)),
        ("2024-02-29T12:30:15.5+05:45", at((2024, February, 29), (12, 30, 15, 500_000_000), 345)),
        ("0001-01-01T00:00:00Z", at((1, January, 1), (0, 0, 0, 0), 0)),
        ("9999-12-31T23:59:59.9999999Z", at((9999, December, 31), (23, 59, 59, 999_999_900), 0)),
    ] {
        let result: VppTokenActionResult = round_trip(&json!({"startDateTime": text}).to_string());
        assert_time(result.start_date_time, expected);
    }
}

#[test]
fn other_spellings_of_the_same_value() {
    // Numbers of enum members come back as they came.
    round_trip::<VppToken>(r#"{"lastSyncStatus": 2, "state": "3"}"#);
    round_trip::<VppToken>(r#"{"state": 99}"#);
    // Where there is no offset, none is put in.
    for text in ["2026-01-01T08:30", "2026-01-01T08:30:00", "2026-01-01T08:30:00.10"] {
        let token: VppToken = round_trip(&json!({"lastSyncDateTime": text}).to_string());
        assert_eq!(token.last_sync_date_time.unwrap().offset(), time::UtcOffset::UTC);
    }
    // What is written of a timestamp is the canonical spelling; the value is the same.
    let rewritten = |from: Value, to: Value| {
        let token: VppToken = serde_json::from_value(from).unwrap();
        assert_eq!(serde_json::to_value(&token).unwrap(), to);
    };
    rewritten(json!({"lastSyncDateTime": "2026-01-01T08:30Z"}), json!({"lastSyncDateTime": "2026-01-01T08:30:00Z"}));
    rewritten(
        json!({"lastSyncDateTime": "2026-01-01t08:30:00.10+00:00"}),
        json!({"lastSyncDateTime": "2026-01-01T08:30:00.1Z"}),
    );
}
