//! `Debug` shows what is there, under the names on the wire.

use graph_types::runtime::Page;
use graph_types::{ActionState, DeviceAppManagement, VppToken};

use super::payload;

#[test]
fn a_token_over_several_lines() {
    let page: Page<VppToken> = serde_json::from_str(payload!("vpp_tokens_page.json")).unwrap();
    let expected = r##"VppToken {
    id: "b7a1d3c4-20f9-4f7e-b0c6-90b8e2a4c532",
    organizationName: "Example Schools",
    state: valid,
    tokenActionResults: [
        VppTokenRevokeLicensesActionResult {
            actionName: "revokeLicenses",
            actionState: failed,
            lastUpdatedDateTime: 2016-12-31T23:58:46.7156189-08:00,
            startDateTime: 2016-12-31T23:58:40-08:00,
            actionFailureReason: tokenHeldElsewhere,
            failedLicensesCount: 1,
            totalLicensesCount: 1,
            extra: {
                "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
            },
        },
    ],
    extra: {
        "displayName": null,
    },
}"##;
    assert_eq!(format!("{:#?}", page.value[2]), expected);
}

#[test]
fn a_token_on_one_line() {
    let token =
        VppToken { id: Some("1".to_owned()), role_scope_tag_ids: Some(vec!["0".to_owned()]), ..VppToken::default() };
    assert_eq!(format!("{token:?}"), r#"VppToken { id: "1", roleScopeTagIds: ["0"] }"#);
    assert_eq!(format!("{:?}", VppToken::default()), "VppToken");
}

#[test]
fn navigation_and_enums() {
    let management: DeviceAppManagement = serde_json::from_str(r#"{"vppTokens": [{"id": "1"}]}"#).unwrap();
    let shown = format!("{management:?}");
    assert!(shown.contains(r#"[{"id":"1"}]"#), "{shown}");
    let mut management = DeviceAppManagement::default();
    management.vpp_tokens.bind("https://graph.example.org/beta/deviceAppManagement/vppTokens/1");
    let shown = format!("{management:?}");
    assert!(shown.contains(r#"bind "https://graph.example.org/beta/deviceAppManagement/vppTokens/1""#), "{shown}");
    let states = [ActionState::NotSupported, ActionState::from("later")];
    assert_eq!(format!("{states:?}"), "[notSupported, later]");
}
