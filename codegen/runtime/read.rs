//! JSON to objects.

mod held;
mod hierarchy;
mod list;
mod object;
mod refuse;
mod text;

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use self::hierarchy::HierarchySeed;
use self::list::{
    ForeignsField, HierarchiesField, List, ListField, ListSeed, RecordsField, StringSeed, TextsField, ValueSeed,
    ValuesField,
};
use self::object::{ObjectSeed, RecordSeed};
pub(super) use self::refuse::{refuse, refused};
use self::text::TextFieldSeed;
pub(super) use self::text::{Text, text};
use super::foreign::{self, ForeignSlot};
use super::hierarchy::Hierarchy;
use super::lenient::{self, Level};
use super::meta::{Meta, Table};
use super::nav::NavState;
use super::path::{in_property, without_position};
use super::record::{HierarchySlot, NewtypeSlot, Record, Slot, TextSlot, with_extra, with_values};
use super::spelling::Spelling;
use super::values::{Json, NUMBER, Primitive, RawText, read_raw};
use super::write::One;

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

/// What became of the value of a property whose field held nothing.
enum Fit {
    /// It is in its field.
    Field,
    /// It is in its field, and came otherwise than it is written.
    Spelled(Vec<Spelling>),
    /// There is no value, and its field holds nothing.
    Null,
    /// Its field cannot hold it, whatever that holds by now: it is a list with a `null` in it, or does not fit.
    Json(Value),
}

/// How far the reading of an object has come.
struct Progress {
    /// The property that came last, plus one; 0 before the first one.
    before: usize,
    /// The properties that came so far, a bit for each, and the last bit for all that have no bit.
    seen: [u64; 4],
    /// Whether to pass over values that do not fit.
    is_lenient: bool,
}

impl Progress {
    fn new() -> Self {
        Self { before: 0, seen: [0; 4], is_lenient: lenient::is_on() }
    }

    /// Notes that a property has come, and says whether it may have come before.
    #[inline]
    fn note(&mut self, property: usize) -> bool {
        self.before = property + 1;
        let property = property.min(255);
        let (word, bit) = (&mut self.seen[property / 64], 1 << (property % 64));
        let was_seen = *word & bit != 0;
        *word |= bit;
        was_seen
    }

    /// Goes on with a struct of another type, whose properties may have other numbers.
    fn renumber(&mut self) {
        self.before = 0;
        self.seen = [u64::MAX; 4];
    }
}

/// Reads the members of an object, or the rest of them.
fn read_members<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    progress: &mut Progress,
    map: &mut A,
) -> Result<(), A::Error> {
    let meta = record.meta();
    let table = meta.table();
    while let Some(member) = map.next_key_seed(MemberSeed { table, before: progress.before })? {
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

#[inline(always)]
fn read_property<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    progress: &mut Progress,
    map: &mut A,
) -> Result<(), A::Error> {
    if progress.note(index) {
        // If it is here for the second time, it is the last time that counts.
        record.slot(index).clear();
        with_extra(record, |extra| extra.forget(meta.name(index)));
    }
    let fit = if progress.is_lenient {
        read_held(record, meta, index, map)
    } else {
        match record.slot(index) {
            // Most are strings, and to tell them apart first is faster than to choose among all shapes at once.
            Slot::String(field) => read_string(field, map),
            slot => read_field(slot, map),
        }
    };
    match fit {
        Ok(Fit::Field) => {}
        Ok(Fit::Null) => with_extra(record, |extra| extra.add_null(meta, index)),
        Ok(Fit::Spelled(spellings)) => with_extra(record, |extra| extra.add_spellings(meta.name(index), spellings)),
        Ok(Fit::Json(value)) => {
            record.slot(index).clear();
            with_extra(record, |extra| {
                extra.insert(meta.name(index), value);
            });
        }
        Err(error) => return Err(in_property(error, meta.name(index), meta.rust_name(), meta.odata_type())),
    }
    Ok(())
}

/// Reads a property of which the value may turn out not to fit, and then is JSON.
#[cold]
fn read_held<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    map: &mut A,
) -> Result<Fit, A::Error> {
    let name = meta.name(index);
    let text = map.next_value_seed(RawSeed)?;
    let level = Level::enter();
    match held::read_field(record.slot(index), &text) {
        Ok(fit) => {
            level.leave(name);
            Ok(fit)
        }
        Err(error) => {
            let error = serde_json::Error::custom(without_position(&error));
            level.refuse(name, &in_property(error, name, meta.rust_name(), meta.odata_type()).to_string());
            text.to_value().map(Fit::Json).map_err(A::Error::custom)
        }
    }
}

macro_rules! read_field {
    ($($show_one:ident $show_many:ident $one:ident $many:ident $type:ty;)*) => {
        // Each arm is a call, since the stack of this function is that of each level of nested objects.
        fn read_field<'de, A: MapAccess<'de>>(slot: Slot<'_>, map: &mut A) -> Result<Fit, A::Error> {
            match slot {
                $(
                    Slot::$one(field) => read_value(field, map),
                    Slot::$many(field) => read_list(ValuesField(field), map),
                )*
                Slot::Text(field) => read_text(field, map),
                Slot::Texts(field) => read_list(TextsField(field), map),
                Slot::Newtype(field) => read_newtype(field, map),
                Slot::Record(field) => read_object(RecordSeed(field), map),
                Slot::Records(field) => read_list(RecordsField(field), map),
                Slot::Hierarchy(field) => read_object(HierarchySeed(field), map),
                Slot::Hierarchies(field) => read_list(HierarchiesField(field), map),
                Slot::Foreign(field) => read_foreign(field, map),
                Slot::Foreigns(field) => read_list(ForeignsField(field), map),
                Slot::Nav(field) => read_nav(field, map),
                Slot::Extra(_) => map.next_value::<IgnoredAny>().map(|_| Fit::Field),
            }
        }
    };
}
with_values!(read_field);

/// Reads a string, which is always written as it came.
#[inline]
fn read_string<'de, A: MapAccess<'de>>(field: &mut Option<String>, map: &mut A) -> Result<Fit, A::Error> {
    *field = map.next_value_seed(Nullable(StringSeed))?;
    Ok(if field.is_none() { Fit::Null } else { Fit::Field })
}

fn read_value<'de, T: Primitive, A: MapAccess<'de>>(field: &mut Option<T>, map: &mut A) -> Result<Fit, A::Error> {
    let mut came = None;
    *field = map.next_value_seed(Nullable(ValueSeed::new(&mut came)))?;
    Ok(match (&*field, came) {
        (None, _) => Fit::Null,
        (Some(_), None) => Fit::Field,
        (Some(value), Some(came)) => spelled(came, &One(value)),
    })
}

fn read_text<'de, A: MapAccess<'de>>(field: &mut dyn TextSlot, map: &mut A) -> Result<Fit, A::Error> {
    Ok(match map.next_value_seed(Nullable(TextFieldSeed(&mut *field)))? {
        None => Fit::Null,
        Some(None) => Fit::Field,
        Some(Some(came)) => spelled(came, &field.get()),
    })
}

fn read_newtype<'de, A: MapAccess<'de>>(field: &mut dyn NewtypeSlot, map: &mut A) -> Result<Fit, A::Error> {
    let mut result = Ok(Fit::Null);
    let mut once = Some(map);
    field.with(&mut |inner| {
        if let Some(map) = once.take() {
            result = read_field(inner, map);
        }
    });
    result
}

fn read_object<'de, S: DeserializeSeed<'de, Value = ()>, A: MapAccess<'de>>(
    seed: S,
    map: &mut A,
) -> Result<Fit, A::Error> {
    Ok(match map.next_value_seed(Nullable(seed))? {
        None => Fit::Null,
        Some(()) => Fit::Field,
    })
}

fn read_list<'de, F: ListField, A: MapAccess<'de>>(field: F, map: &mut A) -> Result<Fit, A::Error> {
    Ok(match map.next_value_seed(Nullable(ListSeed(field)))? {
        None => Fit::Null,
        Some(List::Items(spellings)) if spellings.is_empty() => Fit::Field,
        Some(List::Items(spellings)) => Fit::Spelled(spellings),
        Some(List::Json(items)) => Fit::Json(Value::Array(items)),
    })
}

fn read_foreign<'de, A: MapAccess<'de>>(field: &mut dyn ForeignSlot, map: &mut A) -> Result<Fit, A::Error> {
    let text = map.next_value_seed(RawSeed)?;
    if matches!(text, RawText::Null) {
        return Ok(Fit::Null);
    }
    Ok(foreign::read(field, &text)?.map_or(Fit::Field, |spelling| Fit::Spelled(vec![spelling])))
}

fn read_nav<'de, A: MapAccess<'de>>(field: &mut NavState, map: &mut A) -> Result<Fit, A::Error> {
    Ok(match map.next_value_seed(RawSeed)? {
        RawText::Null => Fit::Null,
        RawText::Json(json) => {
            field.set(json);
            Fit::Field
        }
    })
}

fn spelled(came: Value, usual: &impl Serialize) -> Fit {
    Fit::Spelled(Spelling::new(None, came, usual).into_iter().collect())
}

/// A member of an object.
enum Member {
    Property(usize),
    Other(String),
}

struct MemberSeed<'t> {
    table: &'t Table,
    /// As in [`Progress`].
    before: usize,
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

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Member, E> {
        Ok(match self.table.number_after(name, self.before) {
            Some(index) => Member::Property(index),
            None => Member::Other(name.to_owned()),
        })
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Member, E> {
        Ok(match self.table.number_after(&name, self.before) {
            Some(index) => Member::Property(index),
            None => Member::Other(name),
        })
    }
}

/// A value or `null`.
struct Nullable<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Nullable<S> {
    type Value = Option<S::Value>;

    #[inline]
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

    #[inline]
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
