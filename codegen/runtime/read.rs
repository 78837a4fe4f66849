//! JSON to objects.

mod held;
mod hierarchy;
mod list;
mod object;
mod refuse;
mod set;
mod take;
mod target;
mod text;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use self::hierarchy::Derivable;
use self::object::{Object, expected};
pub(super) use self::refuse::{refuse, refused};
pub(super) use self::set::set_property;
use self::target::Target;
pub(super) use self::text::{Text, text};
use super::foreign::Came;
use super::hierarchy::Hierarchy;
use super::json::{FromJson, KNOWS_KEYS, Key, Reader};
use super::lenient::{self, Level};
use super::meta::{Meta, Table};
use super::path::{in_property, without_position};
use super::record::{NewtypeSlot, Record, Slot, as_dyn_mut, with_extra};
use super::spelling::Spelling;
use super::values::{
    Json, NUMBER, Primitive, RawText, TreeSeed, custom, of_text, read_raw, text_of_bytes, token_seed, visit_tokens,
};

/// Reads a struct.
///
/// # Errors
///
/// JSON that does not fit the type; the message says where.
pub fn read<'de, T: Record + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // A call by a pointer is as fast, and rustc does not look behind it for something to inline. It would otherwise look at all
    // that reads, once for each type, which takes half of the time of a release build of thousands of types.
    let read: fn(_, D) -> Result<Fit, D::Error> = Target::deserialize;
    let mut record = T::default();
    read(Target::Object(Object::Of(as_dyn_mut(&mut record))), deserializer)?;
    Ok(record)
}

/// Reads a struct of a hierarchy, of the type that its `@odata.type` names.
///
/// # Errors
///
/// JSON that does not fit the type; the message says where.
pub fn read_hierarchy<'de, H: Hierarchy, D: Deserializer<'de>>(deserializer: D) -> Result<H, D::Error> {
    // As in `read`.
    let read: fn(_, D) -> Result<Fit, D::Error> = Target::deserialize;
    let mut value: Option<H> = None;
    read(Target::Object(Object::Derivable(Derivable::Field(&mut value))), deserializer)?;
    value.ok_or_else(|| D::Error::custom("no value was read"))
}

/// Structs are read from text by a function that is compiled once, with this crate.
impl<T: Record + Default> FromJson for T {
    // Where this is inlined, the value is dropped anyway. Elsewhere all that drops it would be compiled once more, and so
    // would be what `as_dyn_mut` stands for, which does not pay here: who reads a type mostly does so in one module.
    #[inline]
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, serde_json::Error> {
        let mut record = T::default();
        object_from_json(Object::Of(&mut record), reader)?;
        Ok(record)
    }
}

/// Reads a struct of a hierarchy from text.
///
/// # Errors
///
/// Those of [`FromJson`].
#[inline]
pub fn hierarchy_from_json<H: Hierarchy>(reader: &mut Reader<'_>) -> Result<H, serde_json::Error> {
    let mut value: Option<H> = None;
    object_from_json(Object::Derivable(Derivable::Field(&mut value)), reader)?;
    value.ok_or_else(|| serde_json::Error::custom("no value was read"))
}

fn object_from_json(object: Object<'_>, reader: &mut Reader<'_>) -> Result<(), serde_json::Error> {
    Target::Object(object).deserialize(reader).map(|_| ())
}

/// What became of a value.
enum Fit {
    /// It is in its place.
    Field,
    /// It is in its place, and came otherwise than it is written.
    Spelled(Vec<Spelling>),
    /// It is `null`, and its place is as it was.
    Null,
    /// Its place cannot hold it, whatever that holds by now: it is a list with a `null` in it, or does not fit.
    Json(Value),
}

impl Fit {
    /// It is in its place; if there is a spelling, it came otherwise than it is written.
    fn spelled(spelling: Option<Spelling>) -> Self {
        spelling.map_or(Self::Field, |spelling| Self::Spelled(vec![spelling]))
    }

    /// It is in its place, and may have come as another value than it is written as; of a collection, it is the item of a
    /// number.
    fn came(item: Option<usize>, came: Option<Came>) -> Self {
        Self::spelled(came.map(|(came, written)| Spelling::of_text(item, came, written.get())))
    }
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
    while let Some(member) = next_member(table, progress, map)? {
        match member {
            Member::Property(index) => read_property(record, meta, index, progress, map)?,
            Member::Other(name) if name == NUMBER => read_number(record, map)?,
            Member::Other(name) => {
                let value = map.next_value_seed(TreeSeed)?;
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
    let fit =
        if progress.is_lenient { read_held(record, meta, index, map) } else { read_field(record.slot(index), map) };
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

/// Reads into a field.
fn read_field<'de, A: MapAccess<'de>>(slot: Slot<'_>, map: &mut A) -> Result<Fit, A::Error> {
    match slot {
        // Most are strings, and to tell them apart first is faster than to choose among all shapes at once.
        Slot::String(field) => map.next_value_seed(StringSeed(field)),
        Slot::Newtype(field) => read_newtype(field, map),
        slot => map.next_value_seed(Target::Field(slot)),
    }
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

/// Reads what serde_json shows as an object and is a number, in a program that has switched on its `arbitrary_precision`.
#[cold]
fn read_number<'de, A: MapAccess<'de>>(record: &mut dyn Record, map: &mut A) -> Result<(), A::Error> {
    map.next_value_seed(token_seed(|json: Json<'_>| {
        let meta = record.meta();
        if !meta.properties().is_empty() {
            return Err(json.unlike(expected(meta)));
        }
        object::take_any(record, json.to_value());
        Ok(())
    }))
}

/// Reads the name of the next member, if there is one.
#[inline]
fn next_member<'de, A: MapAccess<'de>>(
    table: &Table,
    progress: &Progress,
    map: &mut A,
) -> Result<Option<Member>, A::Error> {
    let seed = MemberSeed { table, before: progress.before, likely: table.likely_after(progress.before) };
    // Which one it is, is known when this is compiled.
    if map.size_hint() == KNOWS_KEYS { map.next_key_seed(LikelySeed(seed)) } else { map.next_key_seed(seed) }
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
    /// The property that is likely to come.
    likely: usize,
}

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Member;

    #[inline]
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
        Ok(match self.table.number_after(name, self.before, self.likely) {
            Some(index) => Member::Property(index),
            None => Member::Other(name.to_owned()),
        })
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Member, E> {
        Ok(match self.table.number_after(&name, self.before, self.likely) {
            Some(index) => Member::Property(index),
            None => Member::Other(name),
        })
    }
}

/// The same for this crate's own reader, which can tell at once that a name is the one that is likely to come.
struct LikelySeed<'t>(MemberSeed<'t>);

impl<'de> DeserializeSeed<'de> for LikelySeed<'_> {
    type Value = Member;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        let token = self.0.table.key(self.0.likely).map_or("", Key::token);
        deserializer.deserialize_newtype_struct(token, self)
    }
}

impl<'de> Visitor<'de> for LikelySeed<'_> {
    type Value = Member;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    /// It is.
    #[inline]
    fn visit_unit<E: Error>(self) -> Result<Member, E> {
        Ok(Member::Property(self.0.likely))
    }

    /// Text that counts as such is no name. What serde says of it by itself takes much to compile.
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Member, E> {
        Err(E::custom("expected the name of a member"))
    }

    /// It is another.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        self.0.deserialize(deserializer)
    }
}

/// Reads a string into a field. It is always written as it came.
struct StringSeed<'a>(&'a mut Option<String>);

impl StringSeed<'_> {
    #[inline]
    fn give<E: Error>(self, json: Json<'_>) -> Result<Fit, E> {
        match json {
            Json::Text(text) => {
                *self.0 = Some(text.to_owned());
                Ok(Fit::Field)
            }
            Json::Null => Ok(Fit::Null),
            _ => Err(custom(json.unlike(String::EDM))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for StringSeed<'_> {
    type Value = Fit;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for StringSeed<'_> {
    type Value = Fit;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(String::EDM)
    }

    visit_tokens!();

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Fit, A::Error> {
        self.give(Json::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fit, A::Error> {
        Target::Field(Slot::String(self.0)).visit_map(map)
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
