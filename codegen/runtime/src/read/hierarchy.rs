//! Objects whose type is one of several.
//!
//! The type should come first. Where it does not, the members before it are read as if the type were the base type, and once
//! more when the type is known. Where an object begins of which the type came late is remembered, so that an object that holds
//! others of its kind costs no more than its size times its depth.

use serde_json::Value;

use super::{Member, Progress, next_member, read_any, read_members, read_property, refuse_other_answers};
use crate::record::{HierarchiesSlot, HierarchySlot, Record, with_extra};
use crate::schema::{TYPE_MEMBERS, Types};
use crate::syntax::{Error, Mark, Members, Reader};

/// A place for a struct of a type or of one derived from it.
pub(super) enum Derivable<'a> {
    /// A field.
    Field(&'a mut dyn HierarchySlot),
    /// The end of a list.
    Last(&'a mut dyn HierarchiesSlot),
}

impl Derivable<'_> {
    fn types(&self) -> &'static Types {
        match self {
            Self::Field(field) => field.types(),
            Self::Last(items) => items.types(),
        }
    }

    /// A new struct of a type.
    fn make(&mut self, number: usize) -> &mut dyn Record {
        match self {
            Self::Field(field) => field.make(number),
            Self::Last(items) => items.push(number, false),
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
pub(super) fn read_derived(mut place: Derivable<'_>, is_whole: bool, reader: &mut Reader<'_>) -> Result<(), Error> {
    let types = place.types();
    let start = reader.mark();
    let Some(mut members) = reader.begin_object()? else {
        return read_any(place.make(0), format!("an object of {}", types.base()), reader);
    };
    let mut progress = Progress::default();
    let known = reader.context().late_type(start);
    let record = if let Some(number) = known {
        place.make(number)
    } else {
        let misfits = reader.context().misfit_count();
        let base = place.make(0);
        match read_until_type(base, types, &mut progress, &mut members, reader)? {
            Found::Base => return finish(base, is_whole, reader),
            Found::First(number, member, odata_type) => {
                let record = place.remake(number);
                with_extra(record, |extra| _ = extra.add(member, odata_type));
                record
            }
            Found::Late(number) => {
                reader.context().keep_misfits(misfits);
                reader.context().note_late_type(start, number);
                reader.go_to(start);
                members = reader.again()?;
                progress = Progress::default();
                place.remake(number)
            }
        }
    };
    read_members(record, &mut progress, members, reader)?;
    finish(record, is_whole, reader)
}

fn finish(record: &dyn Record, is_whole: bool, reader: &mut Reader<'_>) -> Result<(), Error> {
    if is_whole { refuse_other_answers(record, reader) } else { Ok(()) }
}

/// What the members of an object say of its type.
enum Found {
    /// It is the base type.
    Base,
    /// The first member says that it is the type of a number.
    First(usize, String, Value),
    /// A later one does.
    Late(usize),
}

/// Reads into the base type until another type is named, which mostly is at once or never.
fn read_until_type(
    base: &mut dyn Record,
    types: &Types,
    progress: &mut Progress,
    members: &mut Members,
    reader: &mut Reader<'_>,
) -> Result<Found, Error> {
    let meta = base.meta();
    let table = meta.table();
    // What is no property of the base type may be one of another, so that it is not known how to read it.
    let mut unread: Vec<(String, Mark)> = Vec::new();
    let mut is_first = true;
    while let Some(member) = next_member(table, progress, members, reader)? {
        match member {
            Member::Property(index) => read_property(base, meta, index, progress, reader)?,
            Member::Other(name) if TYPE_MEMBERS.contains(&name.as_str()) => {
                let odata_type = reader.tree()?;
                match odata_type.as_str().map(|name| types.number(name)) {
                    None | Some(0) => with_extra(base, |extra| _ = extra.add(name, odata_type)),
                    Some(number) if is_first => return Ok(Found::First(number, name, odata_type)),
                    Some(number) => return Ok(Found::Late(number)),
                }
            }
            Member::Other(name) => {
                unread.push((name, reader.mark()));
                reader.skip_value()?;
            }
        }
        is_first = false;
    }
    let end = reader.mark();
    for (name, start) in unread {
        reader.go_to(start);
        let value = reader.tree()?;
        with_extra(base, |extra| _ = extra.add(name, value));
    }
    reader.go_to(end);
    Ok(Found::Base)
}
