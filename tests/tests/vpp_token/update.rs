//! Bodies of requests.

use graph_types::{AnyVppTokenActionResult, VppToken, VppTokenAccountType, VppTokenRevokeLicensesActionResult};

#[test]
fn clear_one_property_and_set_another() {
    let mut patch = VppToken { display_name: Some("Oslo".to_owned()), ..VppToken::default() };
    patch.extra.set_null(VppToken::LOCATION_NAME);
    assert_eq!(serde_json::to_string(&patch).unwrap(), r#"{"displayName":"Oslo","locationName":null}"#);
}

#[test]
fn nothing_but_what_was_set() {
    let patch = VppToken {
        automatically_update_apps: Some(false),
        role_scope_tag_ids: Some(Vec::new()),
        vpp_token_account_type: Some(VppTokenAccountType::Business),
        ..VppToken::default()
    };
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r#"{"automaticallyUpdateApps":false,"roleScopeTagIds":[],"vppTokenAccountType":"business"}"#
    );
    assert_eq!(serde_json::to_string(&VppToken::default()).unwrap(), "{}");
}

#[test]
fn a_value_goes_before_a_null() {
    let mut token: VppToken = serde_json::from_str(r#"{"displayName":null,"appleId":"a"}"#).unwrap();
    token.display_name = Some("Oslo".to_owned());
    assert_eq!(serde_json::to_string(&token).unwrap(), r#"{"appleId":"a","displayName":"Oslo"}"#);
    // The null is written again once the value is gone.
    token.display_name = None;
    assert_eq!(serde_json::to_string(&token).unwrap(), r#"{"appleId":"a","displayName":null}"#);
    assert_eq!(token.extra.remove(VppToken::DISPLAY_NAME), Some(serde_json::Value::Null));
    assert_eq!(serde_json::to_string(&token).unwrap(), r#"{"appleId":"a"}"#);
    assert!(token.extra.is_empty());
}

#[test]
fn the_type_of_a_derived_value_is_written() {
    let revoke = VppTokenRevokeLicensesActionResult { failed_licenses_count: Some(1), ..Default::default() };
    // On its own it is of the type that it is declared with.
    assert_eq!(serde_json::to_string(&revoke).unwrap(), r#"{"failedLicensesCount":1}"#);
    let base = graph_types::VppTokenActionResult { action_name: Some("sync".to_owned()), ..Default::default() };
    let token = VppToken {
        token_action_results: Some(vec![AnyVppTokenActionResult::from(revoke), base.into()]),
        ..VppToken::default()
    };
    assert_eq!(
        serde_json::to_string(&token).unwrap(),
        concat!(
            r##"{"tokenActionResults":[{"@odata.type":"#microsoft.graph.vppTokenRevokeLicensesActionResult","##,
            r#""failedLicensesCount":1},{"actionName":"sync"}]}"#
        )
    );
}
