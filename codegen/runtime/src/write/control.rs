//! Members that services send and that no request has.

use serde_json::Value;

use crate::record::{Extra, Record, View, fields};
use crate::schema::{Access, Table};
use crate::syntax::Body;

/// Whether a property is left out.
#[inline]
pub(crate) fn leaves_out_property(body: Body, table: &Table, index: usize) -> bool {
    match body {
        Body::Whole => false,
        Body::Create => table.access(index) == Some(Access::Never),
        Body::Update => table.access(index).is_some(),
    }
}

/// Whether a property that was read as `null` is left out.
pub(super) fn leaves_out_null(body: Body, table: &Table, index: usize) -> bool {
    body != Body::Whole && (table.is_navigation(index) || leaves_out_property(body, table, index))
}

/// Whether a member that has no field is left out of a body: what is about a property that is left out, and what was read and
/// is control information, a related entity, or an action or function that the service offers.
#[cold]
pub(crate) fn leaves_out(body: Body, record: &dyn Record, name: &str, value: &Value) -> bool {
    if body == Body::Whole {
        return false;
    }
    let (meta, extra) = record.about();
    let table = meta.table();
    let (property, term) = name.split_once('@').map_or((name, None), |(property, term)| (property, Some(term)));
    let index = table.number(property, 0);
    if index.is_some_and(|index| leaves_out_property(body, table, index)) {
        return true;
    }
    if extra.is_inserted(name) {
        return false;
    }
    let is_navigation = || match index {
        Some(index) => table.is_navigation(index),
        None => table.is_expanded(property) || leads_to_entities(extra, property),
    };
    if term.is_none() {
        return is_navigation() || is_offer(name, value);
    }
    match term_of(name) {
        // It says of which type a value is, and goes with it.
        Some("type") => is_navigation() && !is_sent(record, index),
        // The same of a stream (OData JSON Format 4.01, section 9).
        Some("mediaContentType") if index.is_some_and(|index| fields::one(record, index).is_some()) => false,
        Some("mediaContentType") if !property.is_empty() && extra.get(property).is_some() => false,
        Some("id") if property.is_empty() => !is_reference(record, extra),
        Some(term) => is_left_out_term(term),
        None => false,
    }
}

/// Whether a member of a page is left out of a body.
#[cold]
pub(crate) fn is_left_out(body: Body, extra: &Extra, name: &str) -> bool {
    body != Body::Whole && !extra.is_inserted(name) && term_of(name).is_some_and(is_left_out_term)
}

/// Whether a member is the number of items of a collection.
pub(crate) fn is_count(name: &str) -> bool {
    term_of(name) == Some("count")
}

/// Whether a member is no part of the data: control information, or an action or function that the service offers.
pub(crate) fn is_control(name: &str, value: &Value) -> bool {
    let of_value = |term| matches!(term, "type" | "bind" | "removed") || is_left_out_term(term);
    is_offer(name, value) || term_of(name).is_some_and(of_value)
}

/// Whether a member says what the value of a property is, without which that cannot be read: the name of the property.
pub(crate) fn described(name: &str) -> Option<&str> {
    let (property, _) = name.split_once('@').filter(|(property, _)| !property.is_empty())?;
    matches!(term_of(name)?, "type" | "mediaContentType").then_some(property)
}

/// The control information that a member is, without `odata.`, which 4.01 allows to leave out (OData JSON Format 4.01,
/// section 4.5). Terms of all other vocabularies have a namespace.
fn term_of(name: &str) -> Option<&str> {
    let (_, term) = name.rsplit_once('@')?;
    let term = term.strip_prefix("odata.").unwrap_or(term);
    (!term.contains('.')).then_some(term)
}

/// Control information that only services send (OData JSON Format 4.01, section 4.5); `delta` has related entities.
fn is_left_out_term(term: &str) -> bool {
    matches!(
        term,
        "context"
            | "metadataEtag"
            | "etag"
            | "id"
            | "editLink"
            | "readLink"
            | "navigationLink"
            | "associationLink"
            | "count"
            | "nextLink"
            | "delta"
            | "deltaLink"
            | "mediaEditLink"
            | "mediaReadLink"
            | "mediaEtag"
            | "mediaContentType"
    )
}

/// Whether a member is an action or a function that the service offers (OData JSON Format 4.01, sections 16 and 17).
fn is_offer(name: &str, value: &Value) -> bool {
    name.starts_with('#') && (value.is_object() || value.is_array())
}

/// Whether an undeclared property is known to be a navigation property, as nothing else has links or a context of its own.
fn leads_to_entities(extra: &Extra, property: &str) -> bool {
    let terms = ["context", "navigationLink", "associationLink"];
    let mut names = terms.iter().flat_map(|term| [format!("{property}@odata.{term}"), format!("{property}@{term}")]);
    !property.is_empty() && names.any(|name| extra.get(&name).is_some() && !extra.is_inserted(&name))
}

/// Whether the related entities of a navigation property are written.
fn is_sent(record: &dyn Record, index: Option<usize>) -> bool {
    let view = index.and_then(|index| fields::one(record, index));
    matches!(view, Some(View::Nav(state)) if state.is_set())
}

/// Whether an object refers to an entity and has nothing else (OData JSON Format 4.01, section 14), or says that one is gone.
fn is_reference(record: &dyn Record, extra: &Extra) -> bool {
    let is_about = |term| matches!(term, "id" | "type" | "context" | "removed");
    let is_bare = || extra.iter().all(|(name, _)| name.starts_with('@') && term_of(name).is_some_and(is_about));
    let is_gone = ["@removed", "@odata.removed"].iter().any(|name| extra.get(name).is_some());
    is_gone || fields::all(record).is_empty() && is_bare()
}
