//! JSON to objects.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
    value::MapDeserializer,
};
use serde::Deserialize;
use rust_decimal::Decimal;
use serde_json::Value;

use super::hierarchy::{Hierarchy, Types};
use super::path::{in_item, in_property};
use super::record::{
    HierarchiesSlot, HierarchySlot, Meta, Record, RecordsSlot, Slot, Table, TextSlot, TextsSlot, with_extra,
    with_values,
};
use super::values::{Binary, Duration, Geo, Primitive, RawText, ValueError, read_raw};
use super::write::{Hierarchies, Object, Records, TYPE_MEMBERS, Texts, to_json};

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

/// A name, or the number that stands for it.
pub(super) enum Text<'a> {
    Name(&'a str),
    Number(i64),
}

/// Reads a name or a number.
pub(super) fn text<'de, D: Deserializer<'de>>(
    deserializer: D,
    csdl: &'static str,
    take: &mut dyn FnMut(Text<'_>),
) -> Result<(), D::Error> {
    TextSeed { csdl, take }.deserialize(deserializer)
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

fn read_members<'de, A: MapAccess<'de>>(record: &mut dyn Record, map: &mut A) -> Result<(), A::Error> {
    let meta = record.meta();
    let table = meta.table();
    let mut next = 0;
    while let Some(member) = map.next_key_seed(MemberSeed { table, next })? {
        match member {
            Member::Property(index) => {
                next = index + 1;
                read_property(record, meta, index, map)?;
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
    map: &mut A,
) -> Result<(), A::Error> {
    let name = meta.table().names.get(index).copied().unwrap_or_default();
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

/// The part of a visitor that refuses what it is not made for.
macro_rules! refuse {
    ($expected:expr; $($visit:ident)*) => {
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "{}", $expected(self))
        }
        $(refuse!(@ $expected, $visit);)*
    };
    (@ $expected:expr, scalars) => {
        fn visit_bool<E: Error>(self, found: bool) -> Result<Self::Value, E> {
            Err(E::custom(ValueError::new($expected(&self), found.to_string())))
        }
        fn visit_f64<E: Error>(self, found: f64) -> Result<Self::Value, E> {
            Err(E::custom(ValueError::new($expected(&self), found.to_string())))
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Err(E::custom(ValueError::new($expected(&self), "null")))
        }
    };
    (@ $expected:expr, integers) => {
        fn visit_i64<E: Error>(self, found: i64) -> Result<Self::Value, E> {
            Err(E::custom(ValueError::new($expected(&self), found.to_string())))
        }
        fn visit_u64<E: Error>(self, found: u64) -> Result<Self::Value, E> {
            Err(E::custom(ValueError::new($expected(&self), found.to_string())))
        }
    };
    (@ $expected:expr, strings) => {
        fn visit_str<E: Error>(self, found: &str) -> Result<Self::Value, E> {
            Err(E::custom(ValueError::with_text($expected(&self), found)))
        }
    };
    (@ $expected:expr, arrays) => {
        fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(A::Error::custom(ValueError::new($expected(&self), "an array")))
        }
    };
    (@ $expected:expr, objects) => {
        fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(A::Error::custom(ValueError::new($expected(&self), "an object")))
        }
    };
}

/// Reads an object into a new struct.
struct ObjectSeed<'a>(&'a mut dyn Record);

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.meta().properties().is_empty() {
            // A type without properties stands for JSON of any kind.
            let value = Value::deserialize(deserializer)?;
            with_extra(self.0, |extra| extra.set_value(value));
            return Ok(());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = ();

    refuse!(|seed: &Self| format!("an object of {}", seed.0.meta().odata_type()); scalars integers strings arrays);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        read_members(self.0, &mut map)
    }
}

struct RecordSeed<'a>(&'a mut dyn super::record::RecordSlot);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        ObjectSeed(self.0.make()).deserialize(deserializer)
    }
}

/// A place for a struct of a hierarchy, which takes another struct when the type turns out to be another.
trait Place {
    fn types(&self) -> &'static Types;
    fn make(&mut self, number: usize) -> &mut dyn Record;
    fn remake(&mut self, number: usize) -> &mut dyn Record;
    fn get(&self) -> Option<&dyn Record>;
}

impl Place for &mut dyn HierarchySlot {
    fn types(&self) -> &'static Types {
        (**self).types()
    }
    fn make(&mut self, number: usize) -> &mut dyn Record {
        (**self).make(number)
    }
    fn remake(&mut self, number: usize) -> &mut dyn Record {
        (**self).make(number)
    }
    fn get(&self) -> Option<&dyn Record> {
        (**self).get().map(|(_, record)| record)
    }
}

/// The last item of a list.
struct LastItem<'a>(&'a mut dyn HierarchiesSlot);

impl Place for LastItem<'_> {
    fn types(&self) -> &'static Types {
        self.0.types()
    }
    fn make(&mut self, number: usize) -> &mut dyn Record {
        self.0.push(number)
    }
    fn remake(&mut self, number: usize) -> &mut dyn Record {
        self.0.replace(number)
    }
    fn get(&self) -> Option<&dyn Record> {
        let last = self.0.count()?.checked_sub(1)?;
        self.0.get(last).map(|(_, record)| record)
    }
}

struct HierarchySeed<P>(P);

impl<'de, P: Place> DeserializeSeed<'de> for HierarchySeed<P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, P: Place> Visitor<'de> for HierarchySeed<P> {
    type Value = ();

    refuse!(|_: &Self| "an object"; scalars integers strings arrays);

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let types = self.0.types();
        let Some(derived) = read_until_type(self.0.make(0), types, &mut map)? else { return Ok(()) };
        let held = if derived.is_first { None } else { self.0.get().map(to_members).transpose()? };
        let record = self.0.remake(derived.number);
        if let Some(held) = held {
            let members = held.into_iter().map(|(name, value)| (name, value.into_deserializer()));
            read_members(record, &mut MapDeserializer::<_, serde_json::Error>::new(members))
                .map_err(A::Error::custom)?;
        }
        with_extra(record, |extra| {
            extra.insert(derived.member, derived.odata_type);
        });
        read_members(record, &mut map)
    }
}

/// The member that names another type than the base type.
struct Derived {
    member: String,
    odata_type: Value,
    number: usize,
    /// Whether nothing came before it, as it should be.
    is_first: bool,
}

/// Reads into the base type until another type is named, which mostly is at once or never.
fn read_until_type<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    types: &Types,
    map: &mut A,
) -> Result<Option<Derived>, A::Error> {
    let meta = record.meta();
    let table = meta.table();
    let (mut next, mut is_first) = (0, true);
    while let Some(member) = map.next_key_seed(MemberSeed { table, next })? {
        match member {
            Member::Property(index) => {
                next = index + 1;
                read_property(record, meta, index, map)?;
            }
            Member::Other(member) => {
                let value: Value = map.next_value()?;
                if TYPE_MEMBERS.contains(&member.as_str())
                    && let Some(number) = value.as_str().map(|text| types.number(text))
                    && number != 0
                {
                    return Ok(Some(Derived { member, odata_type: value, number, is_first }));
                }
                with_extra(record, |extra| {
                    extra.insert(member, value);
                });
            }
        }
        is_first = false;
    }
    Ok(None)
}

/// A struct back to the members that it was read from.
fn to_members<E: Error>(record: &dyn Record) -> Result<serde_json::Map<String, Value>, E> {
    match serde_json::to_value(Object { record, needs_type: false }) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Ok(serde_json::Map::new()),
        Err(error) => Err(E::custom(error)),
    }
}

struct ValueSeed<T>(PhantomData<T>);

impl<'de, T: Primitive> DeserializeSeed<'de> for ValueSeed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Reads many values.
struct ValuesSeed<T>(PhantomData<T>);

/// Many values, or the JSON that they are if one of them is `null`: a `Vec` has no place for it.
enum List<T> {
    Items(Vec<T>),
    Json(Vec<Value>),
}

impl<'de, T: Primitive> DeserializeSeed<'de> for ValuesSeed<T> {
    type Value = List<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<List<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Primitive> Visitor<'de> for ValuesSeed<T> {
    type Value = List<T>;

    refuse!(|_: &Self| format!("an array of {}", T::EDM); scalars integers strings objects);

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
        let mut values = Vec::new();
        loop {
            match items.next_element_seed(Nullable(ValueSeed(PhantomData))) {
                Ok(Some(Some(value))) => values.push(value),
                Ok(Some(None)) => {
                    return rest(to_json(&values).map_err(A::Error::custom)?, &mut items).map(List::Json);
                }
                Ok(None) => return Ok(List::Items(values)),
                Err(error) => return Err(in_item(error, values.len())),
            }
        }
    }
}

/// The items of a list that has come to a `null`, as JSON.
fn rest<'de, A: SeqAccess<'de>>(mut before: Vec<Value>, items: &mut A) -> Result<Vec<Value>, A::Error> {
    before.push(Value::Null);
    while let Some(item) = items.next_element()? {
        before.push(item);
    }
    Ok(before)
}

/// A field with many items that are not plain values.
trait ListField {
    /// What an item is.
    const ITEM: &'static str;
    fn start(&mut self);
    fn len(&self) -> usize;
    fn read_item<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
    /// The items so far.
    fn to_json(&self) -> Result<Value, serde_json::Error>;
}

/// Reads many items; `Some` is the JSON that they are if one of them is `null`.
struct ListSeed<F>(F);

impl<'de, F: ListField> DeserializeSeed<'de> for ListSeed<F> {
    type Value = Option<Vec<Value>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: ListField> Visitor<'de> for ListSeed<F> {
    type Value = Option<Vec<Value>>;

    refuse!(|_: &Self| format!("an array of {}", F::ITEM); scalars integers strings objects);

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Self::Value, A::Error> {
        self.0.start();
        loop {
            let index = self.0.len();
            match items.next_element_seed(Nullable(ItemSeed(&mut self.0))) {
                Ok(Some(Some(()))) => {}
                Ok(Some(None)) => {
                    let before = match self.0.to_json() {
                        Ok(Value::Array(before)) => before,
                        Ok(_) => Vec::new(),
                        Err(error) => return Err(A::Error::custom(error)),
                    };
                    return rest(before, &mut items).map(Some);
                }
                Ok(None) => return Ok(None),
                Err(error) => return Err(in_item(error, index)),
            }
        }
    }
}

struct ItemSeed<'a, F>(&'a mut F);

impl<'de, F: ListField> DeserializeSeed<'de> for ItemSeed<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.read_item(deserializer)
    }
}

macro_rules! list_fields {
    ($($field:ident $slot:ident $written:ident $item:literal |$slot_name:ident, $deserializer:ident| $read:expr;)*) => {$(
        struct $field<'a>(&'a mut dyn $slot);

        impl ListField for $field<'_> {
            const ITEM: &'static str = $item;

            fn start(&mut self) {
                self.0.start();
            }
            fn len(&self) -> usize {
                self.0.count().unwrap_or_default()
            }
            fn read_item<'de, D: Deserializer<'de>>(&mut self, $deserializer: D) -> Result<(), D::Error> {
                let $slot_name = &mut *self.0;
                $read
            }
            fn to_json(&self) -> Result<Value, serde_json::Error> {
                serde_json::to_value($written(&*self.0))
            }
        }
    )*};
}
list_fields! {
    TextsField TextsSlot Texts "names" |slot, deserializer| {
        text(deserializer, slot.odata_type(), &mut |found| match found {
            Text::Name(name) => slot.push(name),
            Text::Number(number) => slot.push_number(number),
        })
    };
    RecordsField RecordsSlot Records "objects" |slot, deserializer| ObjectSeed(slot.push()).deserialize(deserializer);
    HierarchiesField HierarchiesSlot Hierarchies "objects" |slot, deserializer| {
        HierarchySeed(LastItem(slot)).deserialize(deserializer)
    };
}

/// Reads an enum or flags.
struct TextFieldSeed<'a>(&'a mut dyn TextSlot);

impl<'de> DeserializeSeed<'de> for TextFieldSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        text(deserializer, self.0.odata_type(), &mut |found| match found {
            Text::Name(name) => self.0.set(name),
            Text::Number(number) => self.0.set_number(number),
        })
    }
}

struct TextSeed<'a> {
    csdl: &'static str,
    take: &'a mut dyn FnMut(Text<'_>),
}

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed<'_> {
    type Value = ();

    refuse!(|seed: &Self| format!("a member of {}", seed.csdl); scalars arrays objects);

    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        (self.take)(Text::Name(name));
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        (self.take)(Text::Number(number));
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        match i64::try_from(number) {
            Ok(number) => (self.take)(Text::Number(number)),
            Err(_) => (self.take)(Text::Name(&number.to_string())),
        }
        Ok(())
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
