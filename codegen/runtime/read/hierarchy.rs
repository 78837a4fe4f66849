//! Objects whose type is one of several.
//!
//! The type should come first. Where it does not, the members before it are read as if the type were the base type, and
//! what that does not know is held as text until the type is known or the object ends. So no digit is lost, no member is
//! read more than twice, and an object that holds others of its kind costs no more than its size times its depth.

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::super::hierarchy::Types;
use super::super::object::copy_fields;
use super::super::path::without_position;
use super::super::record::{Carry, HierarchiesSlot, HierarchySlot, Record, with_extra};
use super::super::values::{Json, NUMBER, RawText};
use super::super::write::TYPE_MEMBERS;
use super::{Member, MemberSeed, Progress, RawSeed, held, read_members, read_property, refused};

/// A place for a struct of a hierarchy, which takes another struct when the type turns out to be another.
pub(super) trait Place {
    fn types(&self) -> &'static Types;
    /// A new struct of a type.
    fn make(&mut self, number: usize) -> &mut dyn Record;
    /// A new struct of another type in its place, with what `copy` takes over.
    fn remake(&mut self, number: usize, copy: Carry) -> &mut dyn Record;
}

impl Place for &mut dyn HierarchySlot {
    fn types(&self) -> &'static Types {
        (**self).types()
    }
    fn make(&mut self, number: usize) -> &mut dyn Record {
        (**self).make(number)
    }
    fn remake(&mut self, number: usize, copy: Carry) -> &mut dyn Record {
        (**self).remake(number, copy)
    }
}

/// The last item of a list.
pub(super) struct LastItem<'a>(pub(super) &'a mut dyn HierarchiesSlot);

impl Place for LastItem<'_> {
    fn types(&self) -> &'static Types {
        self.0.types()
    }
    fn make(&mut self, number: usize) -> &mut dyn Record {
        self.0.push(number)
    }
    fn remake(&mut self, number: usize, copy: Carry) -> &mut dyn Record {
        self.0.remake(number, copy)
    }
}

/// Reads an object of a type or of one derived from it.
pub(super) struct HierarchySeed<P>(pub(super) P);

impl<P: Place> HierarchySeed<P> {
    fn expected(&self) -> String {
        format!("an object of {}", self.0.types().base())
    }

    /// Takes a value that is no object, if the base type has no properties: then it stands for JSON of any kind.
    fn whole<E: Error>(mut self, value: Value) -> Result<(), E> {
        let record = self.0.make(0);
        if record.meta().properties().is_empty() {
            with_extra(record, |extra| extra.set_value(value));
            return Ok(());
        }
        Err(refused(self.expected(), Json::from(&value)))
    }
}

impl<'de, P: Place> DeserializeSeed<'de> for HierarchySeed<P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! take_whole {
    ($($visit:ident $type:ty;)*) => {$(
        fn $visit<E: Error>(self, value: $type) -> Result<(), E> {
            self.whole(value.into())
        }
    )*};
}

impl<'de, P: Place> Visitor<'de> for HierarchySeed<P> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.expected())
    }

    take_whole! {
        visit_bool bool;
        visit_i64 i64;
        visit_u64 u64;
        visit_f64 f64;
        visit_str &str;
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.whole(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, items: A) -> Result<(), A::Error> {
        if self.0.make(0).meta().properties().is_empty() {
            let value = Value::deserialize(SeqAccessDeserializer::new(items))?;
            return self.whole(value);
        }
        Err(refused(self.expected(), Json::Array))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let types = self.0.types();
        let mut early = Early::new();
        let base = self.0.make(0);
        let Some(derived) = early.read(base, types, &mut map)? else { return early.hand_over(base) };
        let record = self.0.remake(derived.number, if derived.is_first { |_, _| () } else { copy_fields });
        if !derived.is_first {
            early.progress.renumber();
        }
        early.hand_over(record)?;
        with_extra(record, |extra| {
            extra.insert(derived.member, derived.odata_type);
        });
        read_members(record, &mut early.progress, &mut map)
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

/// The members before the one that names the type.
struct Early {
    progress: Progress,
    /// Those that are no properties of the base type.
    held: Vec<(String, RawText)>,
}

impl Early {
    fn new() -> Self {
        Self { progress: Progress::new(), held: Vec::new() }
    }

    /// Reads into the base type until another type is named, which mostly is at once or never.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        base: &mut dyn Record,
        types: &Types,
        map: &mut A,
    ) -> Result<Option<Derived>, A::Error> {
        let meta = base.meta();
        let table = meta.table();
        let mut is_first = true;
        while let Some(member) = map.next_key_seed(MemberSeed { table, before: self.progress.before })? {
            match member {
                Member::Property(index) => read_property(base, meta, index, &mut self.progress, map)?,
                Member::Other(name) if TYPE_MEMBERS.contains(&name.as_str()) => {
                    let odata_type: Value = map.next_value()?;
                    match odata_type.as_str().map(|text| types.number(text)) {
                        None | Some(0) => with_extra(base, |extra| {
                            extra.insert(name, odata_type);
                        }),
                        Some(number) => return Ok(Some(Derived { member: name, odata_type, number, is_first })),
                    }
                }
                Member::Other(name) if name == NUMBER => {
                    return Err(refused(super::object::expected(meta), Json::Number("a number")));
                }
                Member::Other(name) => self.held.push((name, map.next_value_seed(RawSeed)?)),
            }
            is_first = false;
        }
        Ok(None)
    }

    /// Reads the members that were held as what they turn out to be.
    fn hand_over<E: Error>(&mut self, record: &mut dyn Record) -> Result<(), E> {
        let meta = record.meta();
        let table = meta.table();
        for (name, text) in self.held.drain(..) {
            match table.number_after(&name, self.progress.before) {
                Some(index) => held::read_property(record, meta, index, &mut self.progress, &text),
                None => text.to_value().map(|value| {
                    with_extra(record, |extra| {
                        extra.insert(name, value);
                    });
                }),
            }
            // It has a position in its own text only.
            .map_err(|error| E::custom(without_position(&error)))?;
        }
        Ok(())
    }
}
