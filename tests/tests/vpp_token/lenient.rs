//! A page of which a value does not fit.

use graph_types::runtime::{Lenient, Page};
use graph_types::{AnyVppTokenActionResult, VppToken, VppTokenActionResult};
use serde_json::{Value, json};

#[test]
fn all_but_one_timestamp() {
    let mut items: Vec<Value> =
        (0..20).map(|number| json!({"id": number.to_string(), "displayName": "Store"})).collect();
    items[17]["tokenActionResults"] = json!([
        {
            "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
            "startDateTime": "soon",
            "totalLicensesCount": 7,
        },
    ]);
    let body = json!({"@odata.nextLink": "https://example.org/2", "value": items});

    let message = "at `value[17].tokenActionResults[0].startDateTime` of VppTokenRevokeLicensesActionResult \
                   (microsoft.graph.vppTokenRevokeLicensesActionResult): expected Edm.DateTimeOffset such as \
                   2021-01-26T22:30:57Z, found the string \"soon\"";
    let error = serde_json::from_str::<Page<VppToken>>(&body.to_string()).unwrap_err();
    assert!(error.to_string().starts_with(message), "{error}");

    let read: Lenient<Page<VppToken>> = serde_json::from_str(&body.to_string()).unwrap();
    let [misfit] = &*read.misfits else { panic!("{:?}", read.misfits) };
    assert_eq!(misfit.to_string(), message);
    assert_eq!(misfit.path, "value[17].tokenActionResults[0].startDateTime");
    assert_eq!(read.value.value.len(), 20);
    let results = read.value.value[17].token_action_results.as_deref().unwrap();
    let AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(result) = &results[0] else {
        panic!("{results:?}")
    };
    assert_eq!((result.total_licenses_count, result.start_date_time), (Some(7), None));
    assert_eq!(result.extra.get(VppTokenActionResult::START_DATE_TIME), Some(&json!("soon")));
    assert_eq!(serde_json::to_value(&read.value).unwrap(), body);
}
