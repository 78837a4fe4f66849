//! Objects whose type is one of several.
//!
//! The type should come first. Where it does not, the members before it are read as if the type were the base type, and
//! what that does not know is held as text until the type is known or the object ends. So no digit is lost, no member is
//! read more than twice, and an object that holds others of its kind costs no more than its size times its depth.

use serde::de::{Error, MapAccess};
use serde_json::Value;

use super::super::hierarchy::Types;
use super::super::json::Reader;
use super::super::lenient;
use super::super::path::without_position;
use super::super::record::{HierarchiesSlot, HierarchySlot, Record, with_extra};
use super::super::values::{NUMBER, RawText, TreeSeed, custom};
use super::super::write::{TYPE_MEMBERS, record_text};
use super::member::{Member, next_member};
use super::object::{Object, check};
use super::{Progress, RawSeed, held, object_from_json, read_members, read_property, settle_number};

/// A place for a struct of a type or of one derived from it.
pub(super) enum Derivable<'a> {
    /// A field.
    Field(&'a mut dyn HierarchySlot),
    /// The end of a list.
    Last(&'a mut dyn HierarchiesSlot),
}

impl<'a> Derivable<'a> {
    /// The types.
    pub(super) fn types(&self) -> &'static Types {
        match self {
            Self::Field(field) => field.types(),
            Self::Last(items) => items.types(),
        }
    }

    /// A new struct of the base type.
    pub(super) fn into_base(self) -> &'a mut dyn Record {
        match self {
            Self::Field(field) => field.make(0),
            Self::Last(items) => items.push(0, false),
        }
    }

    fn make_base(&mut self) -> &mut dyn Record {
        match self {
            Self::Field(field) => field.make(0),
            Self::Last(items) => items.push(0, false),
        }
    }

    /// A new struct of another type in the place of the one before.
    fn remake(&mut self, number: usize) -> &mut dyn Record {
        match self {
            Self::Field(field) => field.make(number),
            Self::Last(items) => items.push(number, true),
        }
    }
}

/// Reads an object of a type or of one derived from it.
pub(super) fn read_derived<'de, A: MapAccess<'de>>(
    mut place: Derivable<'_>,
    is_whole: bool,
    map: &mut A,
) -> Result<(), A::Error> {
    let types = place.types();
    let mut early = Early::new(map);
    let base = place.make_base();
    let Some(derived) = early.read(base, types, map)? else {
        early.hand_over(base)?;
        if early.progress.may_be_number {
            settle_number(base, &early.progress).map_err(custom)?;
        }
        return check(base, is_whole);
    };
    let before = if derived.is_first { None } else { Some(record_text(base).map_err(A::Error::custom)?) };
    let record = place.remake(derived.number);
    if let Some(text) = before {
        // What was read goes over as text. That is rarely needed, and to copy it would take much that is needed for nothing
        // else; nothing is lost on the way, as nothing ever is.
        read_again(record, &text).map_err(|error| A::Error::custom(without_position(&error)))?;
        early.progress.renumber();
    }
    early.hand_over(record)?;
    with_extra(record, |extra| {
        extra.add(derived.member, derived.odata_type);
    });
    read_members(record, &mut early.progress, map)?;
    check(record, is_whole)
}

/// Reads what is known to fit, or whose misfits are known.
fn read_again(record: &mut dyn Record, text: &str) -> Result<(), serde_json::Error> {
    lenient::quietly(|| object_from_json(Object::Of(record), &mut Reader::new(text)))
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
    fn new<'de, A: MapAccess<'de>>(map: &A) -> Self {
        Self { progress: Progress::new(map), held: Vec::new() }
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
        while let Some(member) = next_member(table, &self.progress, map)? {
            match member {
                Member::Property(index) => read_property(base, meta, index, &mut self.progress, map)?,
                Member::Other(name) if TYPE_MEMBERS.contains(&name.as_str()) => {
                    let odata_type = map.next_value_seed(TreeSeed)?;
                    match odata_type.as_str().map(|text| types.number(text)) {
                        None | Some(0) => with_extra(base, |extra| {
                            extra.add(name, odata_type);
                        }),
                        Some(number) => return Ok(Some(Derived { member: name, odata_type, number, is_first })),
                    }
                }
                Member::Other(name) if name == NUMBER => {
                    self.progress.note_name::<A>(&name);
                    let value = map.next_value_seed(TreeSeed)?;
                    with_extra(base, |extra| {
                        extra.add(name, value);
                    });
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
            match table.number(&name, self.progress.before) {
                Some(index) => held::read_property(record, meta, index, &mut self.progress, &text),
                None => text.to_value().map(|value| {
                    with_extra(record, |extra| {
                        extra.add(name, value);
                    });
                }),
            }
            // It has a position in its own text only.
            .map_err(|error| E::custom(without_position(&error)))?;
        }
        Ok(())
    }
}
