//! Whole objects, field by field.

use graph_types::{
    ActionState, AnyVppTokenActionResult, Entity, VppToken, VppTokenAccountType, VppTokenActionFailureReason,
    VppTokenActionResult, VppTokenLicenseSummary, VppTokenRevokeLicensesActionResult, VppTokenState,
    VppTokenSyncStatus,
};
use serde_json::json;
use time::Month::{December, January};

use super::{assert_time, at, payload, round_trip};

const PACIFIC: i32 = -8 * 60;

#[test]
fn an_action_result() {
    let result: VppTokenActionResult = round_trip(payload!("vpp_token_action_result.json"));
    assert_eq!(result.action_name.as_deref(), Some("syncLicenses"));
    assert_eq!(result.action_state, Some(ActionState::Active));
    assert_time(result.last_updated_date_time, at((2016, December, 31), (23, 58, 46, 715_618_900), PACIFIC));
    assert_time(result.start_date_time, at((2016, December, 31), (23, 58, 46, 715_618_900), PACIFIC));
    assert_eq!(result.extra.iter().count(), 1);
    assert_eq!(result.extra.get("@odata.type"), Some(&json!("#microsoft.graph.vppTokenActionResult")));
}

#[test]
fn a_revoke_licenses_action_result() {
    let result: VppTokenRevokeLicensesActionResult =
        round_trip(payload!("vpp_token_revoke_licenses_action_result.json"));
    assert_eq!(result.action_name.as_deref(), Some("revokeLicenses"));
    assert_eq!(result.action_state, Some(ActionState::Failed));
    assert_time(result.last_updated_date_time, at((2017, January, 1), (0, 0, 56, 832_155_600), PACIFIC));
    assert_time(result.start_date_time, at((2016, December, 31), (23, 58, 46, 715_618_900), PACIFIC));
    assert_eq!(result.action_failure_reason, Some(VppTokenActionFailureReason::ExpiredVppToken));
    assert_eq!(result.failed_licenses_count, Some(3));
    assert_eq!(result.total_licenses_count, Some(12));
    assert_eq!(result.extra.iter().count(), 1);
    assert_eq!(result.extra.get("@odata.type"), Some(&json!("#microsoft.graph.vppTokenRevokeLicensesActionResult")));
}

#[test]
fn a_token() {
    let token: VppToken = round_trip(payload!("vpp_token.json"));
    assert_eq!(token.id.as_deref(), Some("9ceb2f92-2f92-9ceb-922f-eb9c922feb9c"));
    assert_eq!(token.apple_id.as_deref(), Some("purchasing@example.org"));
    assert_eq!(token.automatically_update_apps, Some(true));
    assert_eq!(token.claim_token_management_from_external_mdm, Some(false));
    assert_eq!(token.country_or_region.as_deref(), Some("no"));
    assert_eq!(token.data_sharing_consent_granted, Some(true));
    assert_eq!(token.display_name.as_deref(), Some("Oslo office"));
    assert_time(token.expiration_date_time, at((2026, December, 31), (23, 57, 57, 248_123_400), PACIFIC));
    assert_time(token.last_modified_date_time, at((2026, January, 1), (0, 0, 35, 132_946_400), 330));
    assert_time(token.last_sync_date_time, at((2026, January, 1), (0, 2, 49, 320_597_600), 0));
    assert_eq!(token.last_sync_status, Some(VppTokenSyncStatus::Completed));
    assert_eq!(token.location_name.as_deref(), Some("Oslo"));
    assert_eq!(token.organization_name.as_deref(), Some("Example Ltd."));
    assert_eq!(token.role_scope_tag_ids.as_deref(), Some(&["0".to_owned(), "7".to_owned()][..]));
    assert_eq!(token.state, Some(VppTokenState::AssignedToExternalMdm));
    assert_eq!(token.token.as_deref(), Some("c2VjcmV0"));
    assert_eq!(token.vpp_token_account_type, Some(VppTokenAccountType::Education));

    let extra: Vec<_> = token.extra.iter().map(|(name, _)| name).collect();
    assert_eq!(extra, ["@odata.context", "@odata.etag", "@odata.type"]);
    assert_eq!(token.extra.get("@odata.etag"), Some(&json!("W/\"4f1c\"")));

    let results = token.token_action_results.unwrap();
    let [AnyVppTokenActionResult::VppTokenActionResult(sync), revoke] = results.as_slice() else {
        panic!("not two results, the first of the base type: {results:?}");
    };
    assert_eq!(sync.action_name.as_deref(), Some("syncLicenses"));
    assert_eq!(sync.action_state, Some(ActionState::Done));
    assert_time(sync.start_date_time, at((2016, December, 31), (23, 58, 46, 715_618_900), PACIFIC));
    let AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(revoke) = revoke else {
        panic!("not of the derived type: {revoke:?}");
    };
    assert_eq!(revoke.action_name.as_deref(), Some("revokeLicenses"));
    assert_eq!(revoke.action_failure_reason, Some(VppTokenActionFailureReason::AppleFailure));
    assert_eq!(revoke.failed_licenses_count, Some(2));
    assert_eq!(revoke.total_licenses_count, Some(5));
    assert_time(revoke.last_updated_date_time, at((2017, January, 1), (0, 0, 56, 832_155_600), PACIFIC));
}

#[test]
fn a_license_summary() {
    let summary: VppTokenLicenseSummary = round_trip(
        r##"{
            "@odata.type": "#microsoft.graph.vppTokenLicenseSummary",
            "vppTokenId": "1",
            "appleId": "purchasing@example.org",
            "organizationName": "Example Ltd.",
            "availableLicenseCount": 21,
            "usedLicenseCount": -2147483648
        }"##,
    );
    assert_eq!(summary.vpp_token_id.as_deref(), Some("1"));
    assert_eq!(summary.apple_id.as_deref(), Some("purchasing@example.org"));
    assert_eq!(summary.organization_name.as_deref(), Some("Example Ltd."));
    assert_eq!(summary.available_license_count, Some(21));
    assert_eq!(summary.used_license_count, Some(i32::MIN));
}

#[test]
fn what_is_absent_stays_absent() {
    let token: VppToken = round_trip(r#"{"id": "1", "roleScopeTagIds": [], "tokenActionResults": []}"#);
    assert_eq!(token.display_name, None);
    assert_eq!(token.role_scope_tag_ids, Some(Vec::new()));
    assert_eq!(token.token_action_results, Some(Vec::new()));
    assert!(token.extra.is_empty());
    assert_eq!(round_trip::<VppToken>("{}"), VppToken::default());
}

#[test]
fn names_for_select() {
    let select = [VppToken::ID.name(), VppToken::DISPLAY_NAME.name(), VppToken::TOKEN_ACTION_RESULTS.name()].join(",");
    assert_eq!(select, "id,displayName,tokenActionResults");
    assert_eq!(VppToken::ODATA_TYPE, "microsoft.graph.vppToken");
    assert_eq!(VppToken::CLAIM_TOKEN_MANAGEMENT_FROM_EXTERNAL_MDM, "claimTokenManagementFromExternalMdm");
    assert_eq!(VppTokenActionResult::ODATA_TYPE, "microsoft.graph.vppTokenActionResult");
    assert_eq!(VppTokenRevokeLicensesActionResult::ODATA_TYPE, "microsoft.graph.vppTokenRevokeLicensesActionResult");
    // Inherited properties are constants of the derived type too.
    assert_eq!(VppTokenRevokeLicensesActionResult::ACTION_STATE, "actionState");
    assert_eq!(VppTokenRevokeLicensesActionResult::FAILED_LICENSES_COUNT, "failedLicensesCount");
    assert_eq!(Entity::ID, "id");
}
