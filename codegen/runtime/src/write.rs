//! Objects to JSON.

mod nav;

use std::borrow::Cow;

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use self::nav::write_nav;
pub(super) use self::nav::{is_bound, write_bound};
use super::body::{Body, Mode, is_count, leaves_out};
use super::extra::{Bits, Extra, Nulls, NullsBetween};
use super::fields::{self, Held};
use super::foreign::ForeignsSlot;
use super::hierarchy::{Hierarchy, OTHER, Types};
use super::json::{Key, Writer, text_of};
use super::meta::Table;
use super::record::{HierarchiesSlot, Record, RecordsSlot, TextsSlot, ValuesSlot, View, as_dyn};
use super::spelling::Spelled;
use super::values::Primitive;

/// Writes a struct. It has an `@odata.type` if it was read with one.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<T: Record, S: Serializer>(record: &T, serializer: S) -> Result<S::Ok, S::Error> {
    // By a pointer, for the reason that `read` has.
    let write: fn(&_, S) -> Result<S::Ok, S::Error> = Object::serialize;
    write(&Object::of_type(as_dyn(record)), serializer)
}

/// Writes a struct of a hierarchy. It has an `@odata.type` if its type is not the base type.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_hierarchy<H: Hierarchy, S: Serializer>(value: &H, serializer: S) -> Result<S::Ok, S::Error> {
    // As in `write`.
    let write: fn(&_, S) -> Result<S::Ok, S::Error> = Object::serialize;
    write(&Object::of_hierarchy(H::types(), value.get()), serializer)
}

/// Writes a struct as text.
pub(super) fn record_to_json(record: &dyn Record, writer: &mut Writer<'_>) -> Result<(), serde_json::Error> {
    object_to_json(&Object::of_type(record), writer)
}

/// Writes a struct of a hierarchy as text.
///
/// # Errors
///
/// Those of [`ToJson`](super::json::ToJson).
#[inline]
pub fn hierarchy_to_json<H: Hierarchy>(value: &H, writer: &mut Writer<'_>) -> Result<(), serde_json::Error> {
    object_to_json(&Object::of_hierarchy(H::types(), value.get()), writer)
}

/// A struct of an entity type or a complex type, or the enum of one and its derived types.
///
/// Entity types and the enums have these methods without the trait in scope. Complex types have them by it, as hardly any
/// service sends such control information for their values.
#[diagnostic::on_unimplemented(message = "`{Self}` is neither an entity type nor a complex type")]
pub trait Structured {
    /// What is written.
    #[doc(hidden)]
    fn object(&self) -> Object<'_>;

    /// The value of `@odata.etag`: the version of the entity, for `If-Match`.
    fn etag(&self) -> Option<&str> {
        self.object().record().extra().etag()
    }

    /// The value of `@odata.id`: the URL that identifies the entity.
    fn odata_id(&self) -> Option<&str> {
        self.object().record().extra().odata_id()
    }
}

impl<T: Record> Structured for T {
    fn object(&self) -> Object<'_> {
        Object::of_type(as_dyn(self))
    }
}

/// A struct of a hierarchy as something to serialize.
pub fn hierarchy_object<H: Hierarchy>(value: &H) -> Object<'_> {
    Object::of_hierarchy(H::types(), value.get())
}

/// A struct as text.
pub(super) fn record_text(record: &dyn Record) -> Result<String, serde_json::Error> {
    text_of(&Object::of_type(record))
}

fn object_to_json(object: &Object<'_>, writer: &mut Writer<'_>) -> Result<(), serde_json::Error> {
    object.serialize(writer)
}

/// A struct as something to serialize.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    record: &'a dyn Record,
    /// The types and the number of its own, if it is of a derived type and has to say so.
    derived: Option<(&'static Types, usize)>,
}

impl<'a> Object<'a> {
    /// A struct where no other can be.
    fn of_type(record: &'a dyn Record) -> Self {
        Self { record, derived: None }
    }

    /// A struct of a hierarchy, of the type with a number. The base type is what a reader takes it for anyway, and a type
    /// that is not known has the name it came with.
    fn of_hierarchy(types: &'static Types, (number, record): (usize, &'a dyn Record)) -> Self {
        Self { record, derived: (number != 0 && number != OTHER).then_some((types, number)) }
    }

    /// The struct in a field with one.
    pub(super) fn in_field(view: View<'a>) -> Option<Self> {
        match view {
            View::Record(field) => field.get().map(Self::of_type),
            View::Hierarchy(field) => field.get().map(|found| Self::of_hierarchy(field.types(), found)),
            _ => None,
        }
    }

    pub(super) fn record(&self) -> &'a dyn Record {
        self.record
    }

    /// Whether two objects say that they are of the same type.
    pub(super) fn is_of_type_of(&self, other: &Self) -> bool {
        let [meta, other_meta] = [self, other].map(|object| object.record.meta());
        std::ptr::eq(meta, other_meta) && (self.derived.is_some() || self.type_name() == other.type_name())
    }

    /// The name of the type, as the object has it.
    fn type_name(&self) -> String {
        let member = self.type_member().and_then(|(_, value)| value.as_str().map(str::to_owned));
        let name = member.unwrap_or_else(|| self.record.meta().odata_type().to_owned());
        name.rsplit_once('#').map_or_else(|| name.clone(), |(_, fragment)| fragment.to_owned())
    }

    /// The member that says of which type the object is, if it has one.
    ///
    /// It is written as it was read, unless the struct is of one type and the name is that of another: then the value was
    /// made of parts of others, and the struct is what it is.
    pub(super) fn type_member(&self) -> Option<(&'static str, Cow<'a, Value>)> {
        let extra = self.record.extra();
        let names = if extra.has_members() { &TYPE_MEMBERS[..] } else { &[] };
        let given = names.iter().find_map(|name| Some((*name, extra.member(name)?)));
        let Some((types, number)) = self.derived else {
            return given.map(|(name, value)| (name, Cow::Borrowed(value)));
        };
        let own = || Cow::Owned(format!("#{}", self.record.meta().odata_type()).into());
        Some(match given {
            None => ("@odata.type", own()),
            Some((name, value)) => match value.as_str().map(|text| types.number(text)) {
                Some(named) if named == number || named == OTHER => (name, Cow::Borrowed(value)),
                _ => (name, own()),
            },
        })
    }
}

/// The members that say of which type an object is.
pub(super) const TYPE_MEMBERS: [&str; 2] = ["@odata.type", "@type"];

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (meta, extra) = self.record.about();
        let table = meta.table();
        if let (Some(value), true) = (extra.value(), table.names.is_empty()) {
            return value.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        // The type comes first, so that readers know it before they see a property (OData JSON Format 4.01, section 4.4).
        let has_type = self.derived.is_some() || extra.has_members();
        let type_member = if has_type { self.type_member() } else { None };
        if let Some((name, value)) = &type_member {
            map.serialize_entry(name, value)?;
        }
        // Nulls of another type are there if they were taken from an object of it.
        let (own, foreign) = match extra.nulls() {
            Some(nulls) if nulls.are_of(meta) => (nulls.bits(), None),
            other => (Bits::default(), other),
        };
        let mut properties = Properties::new(table, extra, own, map);
        let mut written = Ok(());
        fields::each(self.record, &mut |held| {
            if written.is_ok() {
                written = properties.write(held);
            }
        });
        written?;
        properties.write_nulls(table.names.len())?;
        let Properties { mut map, mode, .. } = properties;
        if !extra.is_empty() {
            let foreign = foreign.into_iter().flat_map(Nulls::names);
            for (name, value) in extra.members().chain(foreign.map(|name| (name, &Value::Null))) {
                let is_type = || type_member.as_ref().is_some_and(|(written, _)| *written == name);
                if is_type()
                    || is_held(name, self.record, mode.body)
                    || is_bound(name, self.record)
                    || mode.body != Body::Whole && leaves_out(mode.body, self.record, name, value)
                {
                    continue;
                }
                write_member(name, value, extra, mode, &mut map)?;
            }
        }
        map.end()
    }
}

/// The properties of an object on the way to a map, fields and nulls in the order of the metadata.
struct Properties<'a, M> {
    table: &'a Table,
    extra: &'a Extra,
    mode: Mode,
    /// Whether any field may have to be left out, to be spelled otherwise or to have nulls among its items.
    is_special: bool,
    /// The next property that was `null`, or the greatest number, and those after it.
    next_null: usize,
    nulls: Bits<'a>,
    map: M,
}

impl<'a, M: SerializeMap> Properties<'a, M> {
    #[inline]
    fn new(table: &'a Table, extra: &'a Extra, mut nulls: Bits<'a>, map: M) -> Self {
        let mode = Mode::current();
        let is_special = mode != Mode::default() || extra.has_special_fields();
        let next_null = nulls.next().unwrap_or(usize::MAX);
        Self { table, extra, mode, is_special, next_null, nulls, map }
    }

    /// Writes fields, and the nulls before them.
    fn write(&mut self, held: &[Held<'_>]) -> Result<(), M::Error> {
        for (index, view) in held {
            if self.next_null <= *index {
                self.write_nulls(*index)?;
                if self.next_null == *index {
                    // A value goes before the null that was read for its property.
                    self.next_null = self.nulls.next().unwrap_or(usize::MAX);
                }
            }
            let Some(key) = self.table.key(*index) else { continue };
            if self.is_special {
                self.write_special(*index, key, *view)?;
            } else {
                write_field(key, *view, &mut self.map)?;
            }
        }
        Ok(())
    }

    /// Writes the properties up to a number that were `null`.
    fn write_nulls(&mut self, end: usize) -> Result<(), M::Error> {
        while self.next_null < end {
            let index = std::mem::replace(&mut self.next_null, self.nulls.next().unwrap_or(usize::MAX));
            if let (Some(key), false) = (self.table.key(index), self.mode.body.leaves_out_null(self.table, index)) {
                self.map.serialize_entry(key, &())?;
            }
        }
        Ok(())
    }

    /// Writes a field that may have to be left out, or of which a value may have come otherwise than it is written, or with
    /// nulls among the items.
    #[cold]
    fn write_special(&mut self, index: usize, key: &Key, view: View<'_>) -> Result<(), M::Error> {
        if self.mode.body.leaves_out(self.table, index) {
            return Ok(());
        }
        write_spelled(key, view, self.extra, self.mode, &mut self.map)
    }
}

/// Writes a member that has no field in a mode.
pub(super) fn write_member<M: SerializeMap>(
    name: &str,
    value: &Value,
    extra: &Extra,
    mode: Mode,
    map: &mut M,
) -> Result<(), M::Error> {
    if let Some(count) = value.as_i64().filter(|_| mode.is_ieee754 && is_count(name)) {
        return map.serialize_entry(name, &count.show());
    }
    // Of a value that does not fit its field, there may be more digits than the value has.
    let spellings = if extra.has_special_fields() { extra.spellings(name).collect() } else { Vec::new() };
    map.serialize_entry(name, &Spelled { value, spellings, nulls: &[] })
}

/// Whether a member is that of a property with a field that holds something, which goes before it.
pub(super) fn is_held(name: &str, record: &dyn Record, body: Body) -> bool {
    let index = record.meta().table().number(name, 0);
    match index.and_then(|index| fields::one(record, index)) {
        // What was read is no part of a body, but the null that was put in instead may be.
        Some(View::Nav(state)) => body == Body::Whole || state.is_set() || state.bound().is_some(),
        found => found.is_some(),
    }
}

/// Writes a field in a mode, as its value came if that is not how it is written otherwise, and with the nulls among its items.
pub(super) fn write_spelled<M: SerializeMap>(
    key: &Key,
    view: View<'_>,
    extra: &Extra,
    mode: Mode,
    map: &mut M,
) -> Result<(), M::Error> {
    if let View::Nav(state) = view {
        return write_nav(key, state, mode, map);
    }
    let spellings: Vec<_> = extra.spellings(key.name()).collect();
    let nulls = if extra.has_null_items() { extra.null_places(key.name(), view.count()) } else { &[] };
    match (&spellings[..], nulls) {
        ([], []) => write_field(key, view, map),
        ([], nulls) => map.serialize_entry(key, &Field { view, nulls }),
        _ => map.serialize_entry(key, &Spelled { value: Field::of(view), spellings, nulls }),
    }
}

/// Writes a field that holds something.
#[inline]
fn write_field<M: SerializeMap>(key: &Key, view: View<'_>, map: &mut M) -> Result<(), M::Error> {
    match view {
        // Most are of these shapes, and to tell them apart first is faster than to choose among all at once.
        View::String(Some(text)) => map.serialize_entry(key, text),
        View::Bool(Some(value)) => map.serialize_entry(key, value),
        View::DateTime(Some(value)) => map.serialize_entry(key, &value.show()),
        View::Nav(state) => write_nav(key, state, Mode::default(), map),
        view => map.serialize_entry(key, &Field::of(view)),
    }
}

/// The value of a field that holds one and is not that of a navigation property.
pub(super) struct Field<'a> {
    view: View<'a>,
    /// The places of nulls, if it is a list with some that are not among its items.
    nulls: &'a [usize],
}

impl<'a> Field<'a> {
    /// Of a field that has no nulls.
    pub(super) const fn of(view: View<'a>) -> Self {
        Self { view, nulls: &[] }
    }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.view.plain() {
            View::Value(field) => field.show().serialize(serializer),
            View::Text(field) => field.text().serialize(serializer),
            View::Newtype(field) => {
                let mut result = None;
                let mut once = Some(serializer);
                field.look(&mut |inner| {
                    if let Some(serializer) = once.take() {
                        result = Some(Field { view: inner, nulls: self.nulls }.serialize(serializer));
                    }
                });
                result.unwrap_or_else(|| Err(S::Error::custom("there is no value")))
            }
            View::Record(field) => field.get().map(Object::of_type).serialize(serializer),
            View::Hierarchy(field) => {
                field.get().map(|found| Object::of_hierarchy(field.types(), found)).serialize(serializer)
            }
            View::Foreign(field) => field.get().map_err(S::Error::custom)?.serialize(serializer),
            View::Nav(state) => state.json(Mode::current()).serialize(serializer),
            many => Items::of(many).map(|items| List { items, nulls: self.nulls }).serialize(serializer),
        }
    }
}

/// The items of a field that holds many.
enum Items<'a> {
    Values(&'a dyn ValuesSlot),
    Texts(&'a dyn TextsSlot),
    Records(&'a dyn RecordsSlot),
    Hierarchies(&'a dyn HierarchiesSlot),
    Foreigns(&'a dyn ForeignsSlot),
}

impl<'a> Items<'a> {
    fn of(view: View<'a>) -> Option<Self> {
        Some(match view {
            View::Values(field) => Self::Values(field),
            View::Texts(field) => Self::Texts(field),
            View::Records(field) => Self::Records(field),
            View::Hierarchies(field) => Self::Hierarchies(field),
            View::Foreigns(field) => Self::Foreigns(field),
            _ => return None,
        })
    }
}

/// Items, and the places of the nulls that are not among them.
struct List<'a> {
    items: Items<'a>,
    nulls: &'a [usize],
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use Items::{Foreigns, Hierarchies, Records, Texts, Values};
        let count = match self.items {
            Values(items) => items.count().unwrap_or_default(),
            Texts(items) => items.count().unwrap_or_default(),
            Records(items) => items.count().unwrap_or_default(),
            Hierarchies(items) => items.count().unwrap_or_default(),
            Foreigns(items) => items.count().unwrap_or_default(),
        };
        let mut list = serializer.serialize_seq(Some(count + self.nulls.len()))?;
        let mut nulls = NullsBetween::new(self.nulls);
        for index in 0..count {
            for _ in 0..nulls.before_item() {
                list.serialize_element(&())?;
            }
            match self.items {
                Values(items) => list.serialize_element(&items.show(index))?,
                Texts(items) => list.serialize_element(&items.text(index))?,
                Records(items) => list.serialize_element(&items.get(index).map(Object::of_type))?,
                Hierarchies(items) => {
                    let object = items.get(index).map(|found| Object::of_hierarchy(items.types(), found));
                    list.serialize_element(&object)?;
                }
                Foreigns(items) => list.serialize_element(&items.get(index).map_err(S::Error::custom)?)?,
            }
        }
        for _ in 0..nulls.rest() {
            list.serialize_element(&())?;
        }
        list.end()
    }
}
