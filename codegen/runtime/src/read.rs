//! JSON to objects.

pub(crate) mod answer;
mod field;
mod hierarchy;
mod list;

use std::borrow::Cow;

use serde_json::Value;

use self::field::{Outcome, Special, read_field};
use self::hierarchy::{Derivable, read_derived};
use crate::record::{Hierarchy, LexicalForm, NullItems, Record, Slot, as_dyn_mut, with_extra};
use crate::schema::{Meta, Table};
use crate::syntax::{Error, ErrorKind, Members, Reader};
use crate::values::Primitive;

/// Reads a struct.
#[inline]
pub(crate) fn read<T: Record + Default>(reader: &mut Reader<'_>) -> Result<T, Error> {
    let mut record = T::default();
    read_whole(as_dyn_mut(&mut record), reader)?;
    Ok(record)
}

/// Reads a struct of a hierarchy, of the type that its `@odata.type` names.
#[inline]
pub fn read_hierarchy<H: Hierarchy>(reader: &mut Reader<'_>) -> Result<H, Error> {
    let mut value: Option<H> = None;
    read_derived(Derivable::Field(&mut value), true, reader)?;
    value.ok_or_else(no_value)
}

#[cold]
fn no_value() -> Error {
    Error::new(ErrorKind::Mismatch, "no value was read")
}

/// Makes the value of a structural property the one of JSON text; `null` clears it and is written. Of a value that does not fit it, a
/// part may be in its place.
pub(crate) fn set_property(record: &mut dyn Record, name: &str, text: &str) -> Result<(), Error> {
    let meta = record.meta();
    let refused = |what: &str| {
        let (rust, csdl) = (meta.rust_name(), meta.odata_type());
        Err(Error::new(ErrorKind::Mismatch, format_args!("`{name}` is {what} of {rust} ({csdl})")))
    };
    let Some(index) = meta.table().number(name, usize::MAX) else { return refused("no property") };
    if let Slot::Nav(_) = record.slot(index) {
        return refused("a navigation property");
    }
    if text == "null" {
        record.slot(index).clear();
        with_extra(record, |extra| {
            extra.forget(name);
            extra.set_null(name);
        });
        return Ok(());
    }
    let mut progress = Progress::default();
    progress.forget();
    read_property(record, meta, index, &mut progress, &mut Reader::new(text))
}

fn read_whole(record: &mut dyn Record, reader: &mut Reader<'_>) -> Result<(), Error> {
    read_record(record, reader)?;
    refuse_other_answers(record, reader)
}

/// Reads an object of a type.
fn read_record(record: &mut dyn Record, reader: &mut Reader<'_>) -> Result<(), Error> {
    match reader.begin_object()? {
        Some(members) => read_members(record, &mut Progress::default(), members, reader),
        None => {
            let expected = format!("an object of {}", record.meta().odata_type());
            read_any(record, expected, reader)
        }
    }
}

/// Reads a value that is no object, which a type without properties stands for as well.
#[cold]
fn read_any(record: &mut dyn Record, expected: String, reader: &mut Reader<'_>) -> Result<(), Error> {
    if !record.meta().properties().is_empty() {
        return refuse_next(reader, expected);
    }
    let value = reader.tree()?;
    with_extra(record, |extra| extra.set_whole(value));
    Ok(())
}

/// Refuses the value that is next, as something else was expected.
#[cold]
pub(crate) fn refuse_next<T>(reader: &mut Reader<'_>, expected: impl Into<Cow<'static, str>>) -> Result<T, Error> {
    let error = reader.token()?.unlike(expected);
    Err(reader.refuse(error))
}

/// Reads a value into a field that may not fit it, and says whether it is written in another lexical form. If it does not fit, the
/// field holds nothing, and the value is returned.
pub(crate) fn read_if_it_fits<T: Primitive>(
    field: &mut Option<T>,
    reader: &mut Reader<'_>,
) -> Result<Result<bool, Value>, Error> {
    let start = reader.mark();
    let mut differs = false;
    match T::read_from(reader, &mut differs) {
        Ok(value) => {
            *field = Some(value);
            Ok(Ok(differs))
        }
        Err(error) if error.is_mismatch() => {
            *field = None;
            reader.go_to(start);
            reader.tree().map(Err)
        }
        Err(error) => Err(error),
    }
}

/// Makes sure that what may be all of an answer can be an object of its type.
#[inline]
fn refuse_other_answers(record: &dyn Record, reader: &mut Reader<'_>) -> Result<(), Error> {
    if reader.context().is_part {
        return Ok(());
    }
    answer::refuse_other(record).map_err(|error| reader.refuse(error))
}

/// How far the reading of an object has come.
#[derive(Default)]
struct Progress {
    /// The property that came last, plus one; 0 before the first one.
    before: usize,
    /// The properties that came so far, a bit for each, and the last bit for all that have no bit.
    seen: [u64; 4],
}

impl Progress {
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

    /// Goes on as if any property may have come before.
    fn forget(&mut self) {
        *self = Self { before: 0, seen: [u64::MAX; 4] };
    }
}

/// A member of an object.
enum Member {
    Property(usize),
    Other(String),
}

/// Reads the name of the next member, if there is one.
#[inline]
fn next_member(
    table: &Table,
    progress: &Progress,
    members: &mut Members,
    reader: &mut Reader<'_>,
) -> Result<Option<Member>, Error> {
    if !members.next(reader)? {
        return Ok(None);
    }
    let likely = table.likely_after(progress.before);
    if table.member_name(likely).is_some_and(|name| reader.skip(name.start())) {
        return Ok(Some(Member::Property(likely)));
    }
    let name = reader.name()?;
    Ok(Some(match table.number_after(name, progress.before, likely) {
        Some(index) => Member::Property(index),
        None => Member::Other(name.to_owned()),
    }))
}

/// Reads the members of an object, or the rest of them.
fn read_members(
    record: &mut dyn Record,
    progress: &mut Progress,
    mut members: Members,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    let meta = record.meta();
    let table = meta.table();
    while let Some(member) = next_member(table, progress, &mut members, reader)? {
        match member {
            Member::Property(index) => read_property(record, meta, index, progress, reader)?,
            Member::Other(name) => {
                let value = reader.tree()?;
                with_extra(record, |extra| _ = extra.add(name, value));
            }
        }
    }
    Ok(())
}

#[inline]
fn read_property(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    progress: &mut Progress,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    if progress.note(index) {
        // If it is here for the second time, it is the last time that counts.
        record.slot(index).clear();
        with_extra(record, |extra| extra.forget(meta.name(index)));
    }
    if reader.context().is_lenient() {
        return read_leniently(record, meta, index, reader);
    }
    match read_field(record.slot(index), reader) {
        Ok(Outcome::Read) => {}
        Ok(outcome) => note_outcome(record, meta, index, outcome),
        Err(error) => return Err(in_property(error, meta, index)),
    }
    Ok(())
}

/// Remembers what the field cannot.
fn note_outcome(record: &mut dyn Record, meta: &'static Meta, index: usize, outcome: Outcome) {
    with_extra(record, |extra| match outcome {
        Outcome::Read => {}
        Outcome::Null => extra.add_null(meta, index),
        Outcome::Special(special) => {
            let Special { forms, nulls, items } = *special;
            extra.add_lexical_forms(meta.name(index), forms);
            if !nulls.is_empty() {
                extra.add_null_items(NullItems::new(meta.name(index), nulls, items));
            }
        }
    });
}

#[cold]
fn in_property(error: Error, meta: &'static Meta, index: usize) -> Error {
    error.in_property(meta.name(index), meta.rust_name(), meta.odata_type())
}

/// Reads a property of which the value may turn out not to fit, and then is JSON.
#[cold]
fn read_leniently(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    let name = meta.name(index);
    let start = reader.mark();
    let before = reader.context().misfit_count();
    match read_field(record.slot(index), reader) {
        Ok(outcome) => {
            note_outcome(record, meta, index, outcome);
            reader.context().step(before, |misfit| misfit.in_member(name));
            Ok(())
        }
        Err(error) if error.is_mismatch() => {
            reader.go_to(start);
            let value = reader.tree().map_err(|error| in_property(error, meta, index))?;
            let form = LexicalForm::of_digits(reader.text_since(start), &value);
            reader.context().add_misfit(before, in_property(error, meta, index));
            record.slot(index).clear();
            with_extra(record, |extra| {
                extra.add_lexical_forms(name, form.into_iter().collect());
                extra.add(name, value);
            });
            Ok(())
        }
        Err(error) => Err(error),
    }
}
