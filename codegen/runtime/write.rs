//! Objects to JSON.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::hierarchy::{Hierarchy, OTHER};
use super::nav::NavState;
use super::record::{
    HierarchiesSlot, Record, RecordsSlot, TextsSlot, View, extra, with_values,
};
use super::values::Primitive;

/// Writes a struct. It has an `@odata.type` if it was read with one.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    write_as(record, false, serializer)
}

/// Writes a struct of a hierarchy. It has an `@odata.type` if its type is not the base type.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_hierarchy<H: Hierarchy, S: Serializer>(value: &H, serializer: S) -> Result<S::Ok, S::Error> {
    let (number, record) = value.get();
    write_as(record, needs_type(number), serializer)
}

/// A struct as something to serialize.
pub(super) struct Object<'a> {
    pub(super) record: &'a dyn Record,
    pub(super) needs_type: bool,
}

impl<'a> Object<'a> {
    /// A struct of a hierarchy, of the type with a number.
    pub(super) fn of_hierarchy((number, record): (usize, &'a dyn Record)) -> Self {
        Self { record, needs_type: needs_type(number) }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_as(self.record, self.needs_type, serializer)
    }
}

/// The members that say of which type an object is.
pub(super) const TYPE_MEMBERS: [&str; 2] = ["@odata.type", "@type"];

/// The base type is what a reader takes it for anyway, and a type that is not known has the name it came with.
fn needs_type(number: usize) -> bool {
    number != 0 && number != OTHER
}

fn write_as<S: Serializer>(record: &dyn Record, needs_type: bool, serializer: S) -> Result<S::Ok, S::Error> {
    let meta = record.meta();
    let extra = extra(record);
    let names = meta.properties();
    if let (Some(value), true) = (extra.value(), names.is_empty()) {
        return value.serialize(serializer);
    }
    let mut map = serializer.serialize_map(None)?;
    // The type comes first, so that readers know it before they see a property (OData JSON Format 4.01, section 4.6.3).
    let given = TYPE_MEMBERS.iter().find_map(|name| Some((*name, extra.get(name)?)));
    match given {
        Some((name, value)) => map.serialize_entry(name, value)?,
        None if needs_type => map.serialize_entry("@odata.type", &format_args!("#{}", meta.odata_type()))?,
        None => {}
    }
    for (index, name) in names.iter().enumerate() {
        write_field(name, record.view(index), &mut map)?;
    }
    if !extra.is_empty() {
        let table = meta.table();
        for (name, value) in extra.iter() {
            let is_type = given.is_some_and(|(given, _)| given == name);
            // What a field holds goes before what was read for its property.
            let is_field = || table.number(name, 0).is_some_and(|index| !record.view(index).is_none());
            if !is_type && !is_field() {
                map.serialize_entry(name, value)?;
            }
        }
    }
    map.end()
}

macro_rules! write_field {
    ($($one:ident $many:ident $type:ty;)*) => {
        fn write_field<M: SerializeMap>(name: &str, view: View<'_>, map: &mut M) -> Result<(), M::Error> {
            match view {
                $(
                    View::$one(Some(value)) => map.serialize_entry(name, &One(value)),
                    View::$many(Some(values)) => map.serialize_entry(name, &Many(values)),
                    View::$one(None) | View::$many(None) => Ok(()),
                )*
                View::Text(field) => match field.get() {
                    Some(text) => map.serialize_entry(name, &text),
                    None => Ok(()),
                },
                View::Texts(field) => match field.count() {
                    Some(_) => map.serialize_entry(name, &Texts(field)),
                    None => Ok(()),
                },
                View::Newtype(field) => {
                    let mut result = Ok(());
                    field.look(&mut |inner| result = write_field(name, inner, map));
                    result
                }
                View::Record(field) => match field.get() {
                    Some(record) => map.serialize_entry(name, &Object { record, needs_type: false }),
                    None => Ok(()),
                },
                View::Records(field) => match field.count() {
                    Some(_) => map.serialize_entry(name, &Records(field)),
                    None => Ok(()),
                },
                View::Hierarchy(field) => match field.get() {
                    Some(found) => map.serialize_entry(name, &Object::of_hierarchy(found)),
                    None => Ok(()),
                },
                View::Hierarchies(field) => match field.count() {
                    Some(_) => map.serialize_entry(name, &Hierarchies(field)),
                    None => Ok(()),
                },
                View::Nav(state) => write_nav(name, state, map),
                View::Extra(_) => Ok(()),
            }
        }
    };
}
with_values!(write_field);

fn write_nav<M: SerializeMap>(name: &str, state: &NavState, map: &mut M) -> Result<(), M::Error> {
    if let Some(json) = state.json() {
        return map.serialize_entry(name, json);
    }
    let Some(urls) = state.bound() else { return Ok(()) };
    let name = format!("{name}@odata.bind");
    match urls {
        [url] if !state.is_bound_to_many() => map.serialize_entry(&name, url),
        urls => map.serialize_entry(&name, urls),
    }
}

pub(super) struct One<'a, T>(pub(super) &'a T);

impl<T: Primitive> Serialize for One<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

struct Many<'a, T>(&'a [T]);

impl<T: Primitive> Serialize for Many<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(One))
    }
}

/// The items of a list as JSON, for a list that is not going to be one of its type after all.
pub(super) fn to_json<T: Primitive>(values: &[T]) -> Result<Vec<Value>, serde_json::Error> {
    values.iter().map(|value| serde_json::to_value(One(value))).collect()
}

macro_rules! lists {
    ($($list:ident $slot:ident |$items:ident, $index:ident| $item:expr;)*) => {$(
        pub(super) struct $list<'a>(pub(super) &'a dyn $slot);

        impl Serialize for $list<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $items = self.0;
                let count = $items.count().unwrap_or_default();
                let mut list = serializer.serialize_seq(Some(count))?;
                for $index in 0..count {
                    let item = $item;
                    list.serialize_element(&item.ok_or_else(|| S::Error::custom("an item is missing"))?)?;
                }
                list.end()
            }
        }
    )*};
}
lists! {
    Texts TextsSlot |items, index| Some(items.get(index));
    Records RecordsSlot |items, index| items.get(index).map(|record| Object { record, needs_type: false });
    Hierarchies HierarchiesSlot |items, index| items.get(index).map(Object::of_hierarchy);
}
