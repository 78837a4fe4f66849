//! Changes in a collection.

use super::sample::{AnyShape, AnyTicket, Everything, Shape};
use super::{refused, text};
use crate::{CreateBody, Delta, DeltaLink, Lenient, Page, RemovedReason, UpdateBody, json as own};

/// The page, which is written as it came.
#[track_caller]
fn page(items: &str) -> Page<Delta<AnyShape>> {
    let json = format!(r#"{{"value":[{items}],"@odata.deltaLink":"d"}}"#);
    // Who does not ask reads entities, as always.
    super::same::<Page<AnyShape>>(&json);
    super::same(&json)
}

#[test]
fn entities() {
    let page = page(
        r##"{"name":"a"},{"@odata.type":"#sample.circle","radius":1.5},{"@odata.context":"c#Shapes/$entity","name":"\u0041"},
            {"removed":{"reason":"deleted"},"tags":["@removed","$link"]},{"inner":{"@removed":{"reason":"changed"}}}"##,
    );
    assert!(page.value.iter().all(|item| matches!(item, Delta::Entity(_))), "{page:?}");
    assert!(matches!(&page.value[1], Delta::Entity(AnyShape::Circle(_))));
}

#[test]
fn removed_entities() {
    for (json, reason) in [
        (r#"{"name":"a","@removed":{"reason":"changed"}}"#, Some(RemovedReason::Changed)),
        (r#"{"@removed":{"reason":"deleted"},"name":"a"}"#, Some(RemovedReason::Deleted)),
        (
            r##"{"@context":"#Shapes/$deletedEntity","@removed":{"reason":"deleted","@x.y":1},"name":"a"}"##,
            Some(RemovedReason::Deleted),
        ),
        (r#"{"@odata.removed":{"reason":"moved"},"name":"a"}"#, Some(RemovedReason::Other("moved".to_owned()))),
        (r#"{"@removed":{},"name":"a"}"#, None),
        (r#"{"\u0040removed":{"reason":"changed"},"name":"a"}"#, Some(RemovedReason::Changed)),
    ] {
        let page = page(json);
        let Delta::Removed(removed) = &page.value[0] else { panic!("{page:?}") };
        assert_eq!(removed.reason(), reason, "{json}");
        assert_eq!((removed.id(), removed.entity().unwrap().extra().is_empty()), (None, false));
        assert_eq!(crate::record::hierarchy::text(removed.entity().unwrap(), 0), Some("a"));
    }
    let mut page = page(r#"{"@id":"Shapes(1)","@removed":{"reason":"changed"}},{"name":"a"}"#);
    let Delta::Removed(removed) = page.value.remove(0) else { panic!("{page:?}") };
    assert_eq!(removed.id(), Some("Shapes(1)"));
    assert!(matches!(removed.into_entity(), Some(AnyShape::Shape(_))));
}

/// The `id` is no property of the entity.
#[test]
fn removed_entities_of_version_4_0() {
    let page = page(
        r##"{"@odata.context":"http://h/$metadata#Shapes/$deletedEntity","id":"Shapes(1)","reason":"deleted","more":1},
            {"@odata.context":"#Shapes/$deletedEntity","id":"Shapes(2)"}"##,
    );
    let Delta::Removed(removed) = &page.value[0] else { panic!("{page:?}") };
    assert_eq!((removed.id(), removed.reason()), (Some("Shapes(1)"), Some(RemovedReason::Deleted)));
    assert_eq!((removed.entity(), removed.clone().into_entity()), (None, None));
    let Delta::Removed(removed) = &page.value[1] else { panic!("{page:?}") };
    assert_eq!((removed.id(), removed.reason()), (Some("Shapes(2)"), None));
    // Were it one, it would not fit.
    let id: Delta<Everything> =
        own::from_str(r##"{"@odata.context":"#a/$deletedEntity","string":5,"id":"x"}"##).unwrap();
    assert!(matches!(id, Delta::Removed(_)));
}

#[test]
fn links() {
    let page = page(
        r##"{"@odata.context":"#Customers/$link","source":"Customers('A')","relationship":"Orders","target":"Orders(1)"},
            {"@context":"#Customers/$deletedLink","source":"Customers('A')","relationship":"Orders","target":5,"@x.y":[1]}"##,
    );
    let Delta::Link(link) = &page.value[0] else { panic!("{page:?}") };
    assert_eq!(
        (link.source.as_deref(), link.relationship.as_deref(), link.target.as_deref()),
        (Some("Customers('A')"), Some("Orders"), Some("Orders(1)"))
    );
    let Delta::DeletedLink(link) = &page.value[1] else { panic!("{page:?}") };
    assert_eq!((link.target.as_deref(), link.extra.get("target").is_some()), (None, true));
    let mut link: DeltaLink = link.clone();
    link.target = Some("Orders(2)".to_owned());
    assert!(text(&Delta::<Shape>::DeletedLink(link)).contains(r#""target":"Orders(2)""#));
}

/// A request that updates a collection says which entities it is about, also by what can be set on creation only.
#[test]
fn in_bodies_of_requests() {
    let page: Page<Delta<AnyTicket>> = super::same(
        r##"{"@odata.context":"#tickets/$delta","value":[{"@odata.etag":"e","id":"1","category":"a","title":"A"},
            {"@removed":{"reason":"deleted"},"@id":"tickets(2)","category":"b"}],"@odata.deltaLink":"d"}"##,
    );
    let body = r##"{"@odata.context":"#tickets/$delta","value":[{"title":"A","category":"a"},{"category":"b","@id":"tickets(2)","@removed":{"reason":"deleted"}}]}"##;
    assert_eq!(text(&UpdateBody(&page)), body);
    assert_eq!(own::to_string(&UpdateBody(&page)).unwrap(), body);
    assert_eq!(own::to_string(&CreateBody(&page)).unwrap(), body);
}

#[test]
fn what_does_not_fit() {
    let json = r#"{"value": [{}, {"@removed": {}, "name": 5}]}"#;
    let message = "at `value[1].name` of Shape (sample.shape): expected Edm.String, found 5";
    refused::<Page<Delta<Shape>>>(json, message);
    let read: Lenient<Page<Delta<Shape>>> = own::from_str(json).unwrap();
    assert_eq!(read.misfits[0].path, "value[1].name");
    assert!(matches!(read.value.value[1], Delta::Removed(_)));
    refused::<Page<Delta<Shape>>>(r#"{"value": [5]}"#, "at `value[0]`: expected an object of sample.shape, found 5");
    for json in ["{\"@removed\"", "{\"@removed\": {}", ""] {
        assert!(own::from_str::<Delta<Shape>>(json).is_err());
        assert!(serde_json::from_str::<Delta<Shape>>(json).is_err());
    }
}

#[test]
fn shown_for_people() {
    let page = page(r#"{"name":"a","@removed":{"reason":"changed"}},{"@odata.context":"$link","source":"s"}"#);
    assert_eq!(
        format!("{:?}", page.value),
        r#"[Removed(Removed { reason: Changed, entity: Shape { name: "a", extra: {"@removed": {"reason":"changed"}} } }), Link(DeltaLink { source: "s", extra: {"@odata.context": "$link"} })]"#
    );
}
