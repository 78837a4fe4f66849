//! Pages.

use serde_json::json;

use super::sample::{AnyShape, Shape};
use super::{read, refused, same, write};
use crate::Page;

#[test]
fn both_spellings_of_control_information() {
    for prefix in ["@odata.", "@"] {
        let page: Page<Shape> = same(
            &json!({
                format!("{prefix}context"): "c", format!("{prefix}count"): 5, "value": [{"name": "a"}, {"x": 1}],
                format!("{prefix}nextLink"): "n", format!("{prefix}deltaLink"): "d", "@odata.tip": "x", "more": null,
            })
            .to_string(),
        );
        assert_eq!((page.context.as_deref(), page.count), (Some("c"), Some(5)));
        assert_eq!((page.next_link.as_deref(), page.delta_link.as_deref()), (Some("n"), Some("d")));
        assert_eq!(page.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["@odata.tip", "more"]);
        let mut other = page.clone();
        (other.next_link, other.count, other.delta_link) = (None, None, Some("e".to_owned()));
        assert_eq!(
            write(&other),
            json!({
                format!("{prefix}context"): "c", "value": [{"name": "a"}, {"x": 1}],
                format!("{prefix}deltaLink"): "e", "@odata.tip": "x", "more": null,
            })
        );
    }
}

#[test]
fn what_does_not_fit_stays() {
    for json in [
        r#"{"value": [], "@odata.nextLink": null, "@odata.deltaLink": null, "@odata.count": null}"#,
        r#"{"value": [], "@nextLink": 5, "@odata.context": {"a": 1}, "@odata.count": "many"}"#,
        r#"{"value": [], "@odata.count": -1}"#,
        r#"{"value": [], "@odata.count": 1.5}"#,
    ] {
        let page: Page<Shape> = same(json);
        assert_eq!(page.next_link, None);
        let mut other = page.clone();
        (other.next_link, other.context, other.count) = (Some("n".into()), Some("c".into()), Some(5));
        assert_eq!(write(&other)["@odata.nextLink"], "n");
        assert_eq!(write(&other)["@odata.count"], 5);
    }
    for name in ["@odata.count", "@count"] {
        let mut page: Page<Shape> = same(&format!(r#"{{"value": [], "{name}": "9007199254740993"}}"#));
        assert_eq!(page.count, Some(9_007_199_254_740_993));
        assert_eq!(write(&page.clone()), write(&page));
        page.count = Some(7);
        assert_eq!(write(&page), json!({"value": [], name: "7"}));
    }
    same::<Page<Shape>>(r#"{"value": [], "@odata.count": "+007"}"#);
}

#[test]
fn members_that_come_twice() {
    let page: Page<i64> = serde_json::from_str(
        r#"{"value": [1], "@odata.nextLink": null, "@odata.nextLink": "n", "@odata.count": 1, "@odata.count": null, "value": [2]}"#,
    )
    .unwrap();
    assert_eq!(write(&page), json!({"value": [2], "@odata.nextLink": "n", "@odata.count": null}));
    let page: Page<i64> = serde_json::from_str(r#"{"value": [], "@odata.count": "1", "@odata.count": 1}"#).unwrap();
    assert_eq!(write(&page), json!({"value": [], "@odata.count": 1}));
    assert_eq!(page, serde_json::from_value(write(&page)).unwrap());
}

#[test]
fn items() {
    let page: Page<AnyShape> = same(r##"{"value": [{"@odata.type": "#s.circle"}, {"name": "a"}]}"##);
    assert_eq!((&page).into_iter().count(), 2);
    assert_eq!(
        page.into_iter().map(|shape| shape.odata_type().to_owned()).collect::<Vec<_>>(),
        ["sample.circle", "sample.shape"]
    );
    assert_eq!(Page::from(vec![1, 2]), read(r#"{"value": [1, 2]}"#));
    assert_eq!(write(&Page::<i64>::default()), json!({"value": []}));
}

#[test]
fn what_is_no_page() {
    let expected = "expected an object with the items of a collection in `value`";
    refused::<Page<Shape>>("[]", &format!("{expected}, found an array"));
    refused::<Page<Shape>>("5", &format!("{expected}, found 5"));
    refused::<Page<Shape>>("null", &format!("{expected}, found null"));
    refused::<Page<Shape>>("{}", "expected a collection, found an object without `value`");
    refused::<Page<Shape>>(r#"{"error": {}}"#, "expected a collection, found an object without `value`");
    refused::<Page<Shape>>(r#"{"error": {"code": "x"}}"#, "expected a collection, found an object without `value`");
    for json in [
        r#"{"error": {"code": "x", "message": "m"}}"#,
        r#"{"@odata.context": "c", "error": {"message": "m", "code": "x"}}"#,
    ] {
        let message = "expected a collection, found an error of the service: x: m (read it as `ErrorResponse`)";
        refused::<Page<Shape>>(json, message);
    }
    refused::<Page<Shape>>(r#"{"value": null}"#, "at `value`: expected an array, found null");
    refused::<Page<Shape>>(r#"{"value": {}}"#, "at `value`: expected an array, found an object");
    refused::<Page<Shape>>(r#"{"value": [{}, 1]}"#, "at `value[1]`: expected an object of sample.shape, found 1");
    refused::<Page<i64>>(r#"{"value": [1, "x"]}"#, "at `value[1]`: expected Edm.Int64, found the string \"x\"");
}

#[test]
fn shown_for_people() {
    let page: Page<Shape> = read(r#"{"value": [{"name": "a"}], "@nextLink": "n", "x": {"y": 1}}"#);
    assert_eq!(format!("{page:?}"), r#"Page { value: [Shape { name: "a" }], next_link: "n", extra: {"x": {"y":1}} }"#);
    assert_eq!(format!("{:?}", Page::<i64>::default()), "Page { value: [] }");
}

/// How its name came is forgotten along with what a field held.
#[test]
fn control_information_and_a_second_one_that_does_not_fit() {
    let page: Page<i64> = read(r#"{"@count": "3", "@nextLink": "n", "@count": "x", "@nextLink": 5, "value": []}"#);
    assert_eq!((page.count, page.next_link.as_deref()), (None, None));
    assert_eq!(read::<Page<i64>>(&write(&page).to_string()), page);
}
