//! Between a hierarchy and the types in it.

use graph_types::{
    ActionState, AnyEntity, AnyVppTokenActionResult, DeviceAppManagement, Entity, VppToken, VppTokenActionResult,
    VppTokenRevokeLicensesActionResult,
};
use serde_json::Value;
use time::Month::December;

use super::at;

fn revoke() -> VppTokenRevokeLicensesActionResult {
    VppTokenRevokeLicensesActionResult {
        action_name: Some("revokeLicenses".to_owned()),
        action_state: Some(ActionState::Failed),
        start_date_time: Some(at((2016, December, 31), (23, 58, 46, 715_618_900), -480)),
        failed_licenses_count: Some(3),
        ..VppTokenRevokeLicensesActionResult::default()
    }
}

#[test]
fn into_a_hierarchy_and_back() {
    let any = AnyVppTokenActionResult::from(revoke());
    assert!(matches!(any, AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(_)));
    assert_eq!(any.downcast::<VppTokenRevokeLicensesActionResult>(), Ok(revoke()));

    let base = VppTokenActionResult { action_name: Some("sync".to_owned()), ..VppTokenActionResult::default() };
    let any: AnyVppTokenActionResult = base.clone().into();
    assert_eq!(any.downcast::<VppTokenActionResult>(), Ok(base));
}

#[test]
fn of_another_type_the_value_is_given_back() {
    let any = AnyVppTokenActionResult::from(revoke());
    assert_eq!(any.clone().downcast::<VppTokenActionResult>(), Err(any));

    // A type that the metadata does not know is not of the base type.
    let other: AnyVppTokenActionResult =
        serde_json::from_str(r##"{"@odata.type": "#microsoft.graph.vppTokenAuditActionResult"}"##).unwrap();
    assert_eq!(other.clone().downcast::<VppTokenActionResult>(), Err(other));
}

#[test]
fn the_base_type_is_readable_without_matching() {
    let any = AnyVppTokenActionResult::from(revoke());
    assert_eq!(any.action_name(), Some("revokeLicenses"));
    assert_eq!(any.action_state(), Some(&ActionState::Failed));
    assert_eq!(any.start_date_time(), revoke().start_date_time);
    assert_eq!(any.last_updated_date_time(), None);
    assert_eq!(any.odata_type(), "microsoft.graph.vppTokenRevokeLicensesActionResult");
    assert!(any.extra().is_empty());
}

#[test]
fn a_variant_by_its_type() {
    let mut any = AnyVppTokenActionResult::from(revoke());
    assert_eq!(any.downcast_ref::<VppTokenRevokeLicensesActionResult>(), Some(&revoke()));
    assert_eq!(any.downcast_ref::<VppTokenActionResult>(), None);
    if let Some(result) = any.downcast_mut::<VppTokenRevokeLicensesActionResult>() {
        result.failed_licenses_count = Some(4);
    }
    let any = any.downcast::<VppTokenActionResult>().unwrap_err();
    let revoked: VppTokenRevokeLicensesActionResult = any.downcast().unwrap();
    assert_eq!(revoked.failed_licenses_count, Some(4));
}

#[test]
fn the_base_type_is_writable_without_matching() {
    for json in ["{}", r##"{"@odata.type": "#microsoft.graph.vppTokenAuditActionResult"}"##] {
        let mut any: AnyVppTokenActionResult = serde_json::from_str(json).unwrap();
        any.set(VppTokenActionResult::ACTION_NAME, "sync").unwrap();
        any.set(VppTokenActionResult::ACTION_STATE, ActionState::Done.as_str()).unwrap();
        any.set(VppTokenActionResult::START_DATE_TIME, &revoke().start_date_time.unwrap()).unwrap();
        any.extra_mut().set_null(VppTokenActionResult::LAST_UPDATED_DATE_TIME);
        assert_eq!((any.action_name(), any.action_state()), (Some("sync"), Some(&ActionState::Done)));
        assert_eq!(any.start_date_time(), revoke().start_date_time);
        let error = any.set(VppTokenActionResult::START_DATE_TIME, "soon").unwrap_err();
        assert!(error.to_string().starts_with("at `startDateTime` of VppTokenActionResult"), "{error}");
        assert_eq!(any.start_date_time(), revoke().start_date_time);
        let written = serde_json::to_value(&any).unwrap();
        assert_eq!((&written["actionState"], written.get("lastUpdatedDateTime")), (&"done".into(), Some(&Value::Null)));
    }
}

#[test]
fn values_of_different_types_are_not_equal() {
    let base = AnyVppTokenActionResult::from(VppTokenActionResult::default());
    let derived = AnyVppTokenActionResult::from(VppTokenRevokeLicensesActionResult::default());
    assert_ne!(base, derived);
    assert_eq!(base, base.clone());
    assert_eq!(derived, derived.clone());
}

#[test]
fn entities() {
    let token = VppToken { id: Some("1".to_owned()), ..VppToken::default() };
    let any = AnyEntity::from(token.clone());
    assert_eq!(any.id(), Some("1"));
    assert!(any.clone().downcast::<DeviceAppManagement>().is_err());
    assert!(any.clone().downcast::<Entity>().is_err());
    assert_eq!(any.downcast::<VppToken>(), Ok(token));
}
