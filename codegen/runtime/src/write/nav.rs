//! Navigation properties to JSON.

use serde::ser::SerializeMap;

use super::super::body::Mode;
use super::super::fields;
use super::super::json::Key;
use super::super::nav::NavState;
use super::super::record::{Record, View};

/// Whether a member is the reference of a navigation property that has another one by now.
pub(in super::super) fn is_bound(name: &str, record: &dyn Record) -> bool {
    let property = name.strip_suffix(BIND).or_else(|| name.strip_suffix("@bind"));
    let index = property.and_then(|property| record.meta().table().number(property, 0));
    matches!(index.and_then(|index| fields::one(record, index)), Some(View::Nav(state)) if state.bound().is_some())
}

/// Writes related entities and references: all that is there, or what the body of a request has of it.
pub(super) fn write_nav<M: SerializeMap>(key: &Key, state: &NavState, mode: Mode, map: &mut M) -> Result<(), M::Error> {
    if let Some(json) = state.json(mode) {
        map.serialize_entry(key, json)?;
    }
    write_bound(key, state, map)
}

/// Writes the references of a navigation property, if there are any.
pub(in super::super) fn write_bound<M: SerializeMap>(key: &Key, state: &NavState, map: &mut M) -> Result<(), M::Error> {
    let Some(urls) = state.bound() else { return Ok(()) };
    let name = format!("{}{BIND}", key.name());
    match urls {
        [url] if !state.is_bound_to_many() => map.serialize_entry(&name, url),
        urls => map.serialize_entry(&name, urls),
    }
}

/// What the name of a navigation property is followed by where it refers to an entity.
const BIND: &str = "@odata.bind";
