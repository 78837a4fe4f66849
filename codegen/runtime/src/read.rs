//! JSON to objects.

mod held;
mod hierarchy;
mod list;
mod member;
mod object;
mod refuse;
mod set;
mod take;
mod target;
mod text;

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use self::hierarchy::Derivable;
use self::member::{Member, next_member};
use self::object::{Object, expected};
pub(super) use self::refuse::{refuse, refused};
pub(super) use self::set::set_property;
use self::target::Target;
pub(super) use self::text::{Text, text};
use super::extra::NullItems;
use super::foreign::Came;
use super::hierarchy::Hierarchy;
use super::json::{BySerde, Reader, Writer};
use super::lenient::{self, Level};
use super::meta::Meta;
use super::path::{in_property, without_position};
use super::record::{NewtypeSlot, Record, Slot, as_dyn_mut, with_extra};
use super::spelling::Spelling;
use super::values::{
    Json, NUMBER, Primitive, RawText, TreeSeed, ValueError, custom, may_show_numbers, number_in, of_text, read_raw,
    text_of_bytes, visit_tokens,
};
use super::write::record_to_json;

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

/// Structs are read from text, and written as text, by functions that are compiled once, with this crate.
impl<T: Record + Default + Serialize + DeserializeOwned> BySerde for T {
    const IS_KNOWN: bool = true;

    // Where this is inlined, the value is dropped anyway. Elsewhere all that drops it would be compiled once more, and so
    // would be what `as_dyn_mut` stands for, which does not pay here: who reads a type mostly does so in one module.
    #[inline]
    fn read_text(reader: &mut Reader<'_>) -> Result<Self, serde_json::Error> {
        let mut record = T::default();
        object_from_json(Object::Of(&mut record), reader)?;
        Ok(record)
    }

    // As in `read_text`.
    #[inline]
    fn write_text(&self, writer: &mut Writer<'_>) -> Result<(), serde_json::Error> {
        record_to_json(self, writer)
    }
}

/// Reads a struct of a hierarchy from text.
///
/// # Errors
///
/// Those of [`FromJson`](super::json::FromJson).
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
    /// It is a list in its place, and came with nulls, which have no place in it.
    List(Box<List>),
}

/// What is known of a list besides its items.
struct List {
    /// The items that came otherwise than they are written.
    spellings: Vec<Spelling>,
    /// The places of the nulls, as in the JSON.
    nulls: Vec<usize>,
    /// How many items there are besides the nulls.
    items: usize,
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
    /// What was said of the number of members before the first one, by which this crate's own reader is known.
    size_hint: Option<usize>,
    /// Whether a member has come that is the number if the object is one.
    may_be_number: bool,
}

impl Progress {
    /// At the start of an object.
    fn new<'de, A: MapAccess<'de>>(map: &A) -> Self {
        let size_hint = map.size_hint();
        Self { before: 0, seen: [0; 4], is_lenient: lenient::is_on(), size_hint, may_be_number: false }
    }

    /// Notes the name of a member that is no property.
    #[inline]
    fn note_name<'de, A: MapAccess<'de>>(&mut self, name: &str) {
        if name == NUMBER {
            self.may_be_number = may_show_numbers::<A>(self.size_hint);
        }
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
            Member::Other(name) => {
                progress.note_name::<A>(&name);
                let value = map.next_value_seed(TreeSeed)?;
                with_extra(record, |extra| {
                    extra.add(name, value);
                });
            }
        }
    }
    if progress.may_be_number { settle_number(record, progress).map_err(custom) } else { Ok(()) }
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
        Ok(Fit::List(list)) => with_extra(record, |extra| {
            extra.add_spellings(meta.name(index), list.spellings);
            extra.add_null_items(NullItems::new(meta.name(index), list.nulls, list.items));
        }),
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
            let value = text.to_value().map_err(A::Error::custom)?;
            record.slot(index).clear();
            with_extra(record, |extra| {
                extra.add_spellings(name, Spelling::of_digits(text.as_str(), &value).into_iter().collect());
                extra.add(name, value);
            });
            Ok(Fit::Field)
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

/// Takes an object for the number that it stands for, if it does, in a program that has switched on serde_json's
/// `arbitrary_precision`: serde_json shows a number as an object whose only member has a name of its own.
#[cold]
fn settle_number(record: &mut dyn Record, progress: &Progress) -> Result<(), ValueError> {
    let (meta, extra) = record.about();
    let is_only = progress.seen == [0; 4] && extra.iter().count() == 1;
    match extra.get(NUMBER).and_then(number_in).map(Json::Number) {
        Some(number) if is_only => {
            if !meta.properties().is_empty() {
                return Err(number.unlike(expected(meta)));
            }
            let number = number.to_value();
            object::take_any(record, number);
            Ok(())
        }
        _ => Ok(()),
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
pub(super) struct RawSeed;

impl<'de> DeserializeSeed<'de> for RawSeed {
    type Value = RawText;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawText, D::Error> {
        read_raw(deserializer)
    }
}
