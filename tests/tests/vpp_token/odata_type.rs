//! `@odata.type`: which type it names, in which form, and where in the object.

use graph_types::{
    AnyEntity, AnyVppTokenActionResult, VppToken, VppTokenActionResult, VppTokenRevokeLicensesActionResult,
};
use serde_json::{Value, json};

use super::round_trip;

/// The variant that JSON is read as.
fn variant(result: &AnyVppTokenActionResult) -> &'static str {
    match result {
        AnyVppTokenActionResult::VppTokenActionResult(_) => "base",
        AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(_) => "derived",
        AnyVppTokenActionResult::Other(_) => "other",
        _ => "unexpected",
    }
}

fn read(json: &Value) -> AnyVppTokenActionResult {
    round_trip(&json.to_string())
}

#[test]
fn base_derived_and_newer_types_in_a_list() {
    let token: VppToken = round_trip(
        r##"{
            "tokenActionResults": [
                {"actionName": "none says its type"},
                {"@odata.type": "#microsoft.graph.vppTokenActionResult", "actionName": "the base type"},
                {"@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult", "failedLicensesCount": 1},
                {
                    "@odata.type": "#microsoft.graph.vppTokenAuditActionResult",
                    "actionName": "audit",
                    "actionState": "done",
                    "startDateTime": "2016-12-31T23:58:46.7156189-08:00",
                    "auditedLicensesCount": 7,
                    "findings": [{"@odata.type": "#microsoft.graph.finding", "severity": null}]
                }
            ]
        }"##,
    );
    let results = token.token_action_results.unwrap();
    assert_eq!(results.iter().map(variant).collect::<Vec<_>>(), ["base", "base", "derived", "other"]);
    assert_eq!(
        results.iter().map(AnyVppTokenActionResult::odata_type).collect::<Vec<_>>(),
        [
            "microsoft.graph.vppTokenActionResult",
            VppTokenActionResult::ODATA_TYPE,
            VppTokenRevokeLicensesActionResult::ODATA_TYPE,
            "microsoft.graph.vppTokenAuditActionResult"
        ]
    );
    // Of a newer type, what the base type has is typed, and the rest is kept.
    let AnyVppTokenActionResult::Other(audit) = &results[3] else { panic!("{:?}", results[3]) };
    assert_eq!(audit.action_name.as_deref(), Some("audit"));
    assert_eq!(audit.action_state.as_ref().map(ToString::to_string).as_deref(), Some("done"));
    assert_eq!(audit.extra.get("auditedLicensesCount"), Some(&json!(7)));
    assert_eq!(results[3].extra().get("findings").and_then(|found| found[0].get("severity")), Some(&Value::Null));
}

#[test]
fn all_forms_of_the_name() {
    for form in [
        "#microsoft.graph.vppTokenRevokeLicensesActionResult",
        "microsoft.graph.vppTokenRevokeLicensesActionResult",
        "#graph.vppTokenRevokeLicensesActionResult",
        "graph.vppTokenRevokeLicensesActionResult",
        "https://graph.example.org/beta/$metadata#microsoft.graph.vppTokenRevokeLicensesActionResult",
        "../$metadata#graph.vppTokenRevokeLicensesActionResult",
        "#Microsoft.Graph.vppTokenRevokeLicensesActionResult",
        "#GRAPH.vppTokenRevokeLicensesActionResult",
    ] {
        let result = read(&json!({"@odata.type": form, "failedLicensesCount": 2}));
        assert_eq!(variant(&result), "derived", "{form}");
        assert_eq!(result.odata_type(), VppTokenRevokeLicensesActionResult::ODATA_TYPE);
        assert_eq!(result.extra().get("@odata.type"), Some(&json!(form)));
    }
    for form in
        ["#microsoft.graph.vppTokenActionResult", "microsoft.graph.vppTokenActionResult", "graph.vppTokenActionResult"]
    {
        assert_eq!(variant(&read(&json!({"@odata.type": form, "actionName": "a"}))), "base", "{form}");
    }
    for form in [
        "#microsoft.graph.vppTokenAuditActionResult",
        "#other.vppTokenRevokeLicensesActionResult",
        "#vppTokenRevokeLicensesActionResult",
        "#microsoft.graph.VppTokenRevokeLicensesActionResult",
        "#microsoft.graph.security.vppTokenRevokeLicensesActionResult",
        "",
    ] {
        let result = read(&json!({"@odata.type": form, "failedLicensesCount": 2}));
        assert_eq!(variant(&result), "other", "{form}");
        assert_eq!(result.odata_type(), form.trim_start_matches('#'));
        assert_eq!(result.extra().get("failedLicensesCount"), Some(&json!(2)));
    }
}

#[test]
fn the_name_of_the_member_without_its_prefix() {
    // OData 4.01 allows to leave `odata.` out.
    let result =
        read(&json!({"@type": "#microsoft.graph.vppTokenRevokeLicensesActionResult", "failedLicensesCount": 2}));
    assert_eq!(variant(&result), "derived");
}

#[test]
fn first_last_and_in_between() {
    let members = [
        r#""actionName": "revokeLicenses""#,
        r#""actionState": "failed""#,
        r#""failedLicensesCount": 3"#,
        r#""totalLicensesCount": 12"#,
        r#""startDateTime": "2016-12-31T23:58:46.7156189-08:00""#,
        r#""lastUpdatedDateTime": null"#,
        r#""unknown": [1, {"a": 1.50}]"#,
    ];
    for place in 0..=members.len() {
        let mut members: Vec<&str> = members.to_vec();
        members.insert(place, r##""@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult""##);
        let object = format!("{{{}}}", members.join(","));

        let AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(result) = round_trip(&object) else {
            panic!("not of the derived type: {object}");
        };
        assert_eq!(result.action_name.as_deref(), Some("revokeLicenses"), "{object}");
        assert_eq!(result.failed_licenses_count, Some(3), "{object}");
        assert_eq!(result.total_licenses_count, Some(12), "{object}");
        assert!(result.extra.is_null("lastUpdatedDateTime"), "{object}");
        assert_eq!(result.extra.get("unknown"), Some(&json!([1, {"a": 1.5}])), "{object}");

        // The same in a list, of which it is not the last.
        let token: VppToken =
            round_trip(&format!(r#"{{"tokenActionResults": [{object}, {{"actionName": "sync"}}, {object}]}}"#));
        let results = token.token_action_results.unwrap();
        assert_eq!(results.iter().map(variant).collect::<Vec<_>>(), ["derived", "base", "derived"], "{object}");
        assert_eq!(results[0], AnyVppTokenActionResult::from(*result));
    }
}

#[test]
fn it_is_written_first() {
    let text = r##"{"failedLicensesCount":1,"actionName":"a","@odata.type":"#microsoft.graph.vppTokenRevokeLicensesActionResult"}"##;
    let result: AnyVppTokenActionResult = serde_json::from_str(text).unwrap();
    assert_eq!(
        serde_json::to_string(&result).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.vppTokenRevokeLicensesActionResult","actionName":"a","failedLicensesCount":1}"##
    );
}

#[test]
fn an_abstract_base_type() {
    let entity: AnyEntity = round_trip(r##"{"@odata.type": "#microsoft.graph.vppToken", "id": "1", "appleId": "a"}"##);
    let AnyEntity::VppToken(token) = &entity else { panic!("{entity:?}") };
    assert_eq!(token.apple_id.as_deref(), Some("a"));
    assert_eq!(entity.id(), Some("1"));
    // Without a type it is read as the declared one, abstract or not.
    let entity: AnyEntity = round_trip(r#"{"id": "1", "appleId": "a"}"#);
    let AnyEntity::Entity(base) = &entity else { panic!("{entity:?}") };
    assert_eq!(base.extra.get("appleId"), Some(&json!("a")));
    // The type of an entity of which the metadata has no type derived from `entity`.
    let entity: AnyEntity = round_trip(r##"{"@odata.type": "#microsoft.graph.user", "id": "1"}"##);
    assert!(matches!(&entity, AnyEntity::Other(other) if other.id.as_deref() == Some("1")));
}
