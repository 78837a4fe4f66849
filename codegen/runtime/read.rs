//! JSON to objects.

mod hierarchy;
mod list;
mod object;
mod refuse;
mod text;

use std::fmt;
use std::marker::PhantomData;

use rust_decimal::Decimal;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use self::hierarchy::HierarchySeed;
use self::list::{HierarchiesField, List, ListSeed, RecordsField, TextsField, ValueSeed, ValuesSeed};
use self::object::{ObjectSeed, RecordSeed};
pub(super) use self::refuse::{refuse, refused};
use self::text::TextFieldSeed;
pub(super) use self::text::{Text, text};
use super::hierarchy::Hierarchy;
use super::path::in_property;
use super::record::{HierarchySlot, Meta, Record, Slot, Table, with_extra, with_values};
use super::values::{Binary, Duration, Geo, Json, NUMBER, RawText, read_raw};

/// Reads a struct.
///
/// # Errors
///
/// JSON that does not fit the type; the message says where.
pub fn read<'de, T: Record + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut record = T::default();
    ObjectSeed(&mut record).deserialize(deserializer)?;
    Ok(record)
}

/// Reads a struct of a hierarchy, of the type that its `@odata.type` names.
///
/// # Errors
///
/// JSON that does not fit the type; the message says where.
pub fn read_hierarchy<'de, H: Hierarchy, D: Deserializer<'de>>(deserializer: D) -> Result<H, D::Error> {
    let mut value: Option<H> = None;
    HierarchySeed(&mut value as &mut dyn HierarchySlot).deserialize(deserializer)?;
    value.ok_or_else(|| D::Error::custom("no value was read"))
}

/// What became of the value of a property.
enum Fit {
    /// It is in its field.
    Field,
    /// There is no value.
    Null,
    /// Its field cannot hold it: it is a list with a `null` in it.
    Json(Value),
}

/// How far the reading of an object has come.
#[derive(Default)]
struct Progress {
    /// The property that is most likely to be next.
    next: usize,
    /// Properties from this one on have not been seen yet.
    unseen: usize,
}

/// Reads the members of an object, or the rest of them.
fn read_members<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    progress: &mut Progress,
    map: &mut A,
) -> Result<(), A::Error> {
    let meta = record.meta();
    let table = meta.table();
    while let Some(member) = map.next_key_seed(MemberSeed { table, next: progress.next })? {
        match member {
            Member::Property(index) => read_property(record, meta, index, progress, map)?,
            Member::Other(name) if name == NUMBER => {
                return Err(refused(object::expected(meta), Json::Number("a number")));
            }
            Member::Other(name) => {
                let value: Value = map.next_value()?;
                with_extra(record, |extra| {
                    extra.insert(name, value);
                });
            }
        }
    }
    Ok(())
}

fn read_property<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    progress: &mut Progress,
    map: &mut A,
) -> Result<(), A::Error> {
    let name = meta.table().names.get(index).copied().unwrap_or_default();
    if index < progress.unseen {
        // It may be here for the second time, and then it is the last time that counts.
        with_extra(record, |extra| {
            extra.remove(name);
        });
    }
    progress.next = index + 1;
    progress.unseen = progress.unseen.max(progress.next);
    let kept = match read_field(record.slot(index), map) {
        Ok(Fit::Field) => return Ok(()),
        Ok(Fit::Null) => Value::Null,
        Ok(Fit::Json(value)) => value,
        Err(error) => return Err(in_property(error, name, meta.rust_name(), meta.odata_type())),
    };
    record.slot(index).clear();
    with_extra(record, |extra| {
        extra.insert(name, kept);
    });
    Ok(())
}

macro_rules! read_field {
    ($($one:ident $many:ident $type:ty;)*) => {
        fn read_field<'de, A: MapAccess<'de>>(slot: Slot<'_>, map: &mut A) -> Result<Fit, A::Error> {
            Ok(match slot {
                $(
                    Slot::$one(field) => {
                        *field = map.next_value_seed(Nullable(ValueSeed::<$type>(PhantomData)))?;
                        if field.is_some() { Fit::Field } else { Fit::Null }
                    }
                    Slot::$many(field) => match map.next_value_seed(Nullable(ValuesSeed::<$type>(PhantomData)))? {
                        Some(List::Items(items)) => {
                            *field = Some(items);
                            Fit::Field
                        }
                        Some(List::Json(items)) => Fit::Json(Value::Array(items)),
                        None => Fit::Null,
                    },
                )*
                Slot::Text(field) => fit(map.next_value_seed(Nullable(TextFieldSeed(field)))?),
                Slot::Texts(field) => listed(map.next_value_seed(Nullable(ListSeed(TextsField(field))))?),
                Slot::Newtype(field) => {
                    let mut result = Ok(Fit::Null);
                    let mut once = Some(map);
                    field.with(&mut |inner| {
                        if let Some(map) = once.take() {
                            result = read_field(inner, map);
                        }
                    });
                    result?
                }
                Slot::Record(field) => fit(map.next_value_seed(Nullable(RecordSeed(field)))?),
                Slot::Records(field) => listed(map.next_value_seed(Nullable(ListSeed(RecordsField(field))))?),
                Slot::Hierarchy(field) => fit(map.next_value_seed(Nullable(HierarchySeed(field)))?),
                Slot::Hierarchies(field) => listed(map.next_value_seed(Nullable(ListSeed(HierarchiesField(field))))?),
                Slot::Nav(field) => match map.next_value_seed(RawSeed)? {
                    RawText::Null => Fit::Null,
                    RawText::Json(json) => {
                        field.set(json);
                        Fit::Field
                    }
                },
                Slot::Extra(_) => {
                    map.next_value::<IgnoredAny>()?;
                    Fit::Field
                }
            })
        }
    };
}
with_values!(read_field);

fn fit(value: Option<()>) -> Fit {
    value.map_or(Fit::Null, |()| Fit::Field)
}

fn listed(list: Option<Option<Vec<Value>>>) -> Fit {
    match list {
        None => Fit::Null,
        Some(None) => Fit::Field,
        Some(Some(items)) => Fit::Json(Value::Array(items)),
    }
}

/// A member of an object.
enum Member {
    Property(usize),
    Other(String),
}

struct MemberSeed<'t> {
    table: &'t Table,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Member;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberSeed<'_> {
    type Value = Member;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Member, E> {
        Ok(match self.table.number(name, self.next) {
            Some(index) => Member::Property(index),
            None => Member::Other(name.to_owned()),
        })
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Member, E> {
        Ok(match self.table.number(&name, self.next) {
            Some(index) => Member::Property(index),
            None => Member::Other(name),
        })
    }
}

/// A value or `null`.
struct Nullable<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Nullable<S> {
    type Value = Option<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Nullable<S> {
    type Value = Option<S::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}

/// Reads JSON text as it is.
struct RawSeed;

impl<'de> DeserializeSeed<'de> for RawSeed {
    type Value = RawText;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawText, D::Error> {
        read_raw(deserializer)
    }
}
