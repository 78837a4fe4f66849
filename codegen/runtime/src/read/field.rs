//! Values to fields.

use super::hierarchy::{Derivable, read_derived};
use super::list::read_list;
use super::read_record;
use crate::record::{EnumForm, EnumSlot, EnumValue, ExternalSlot, LexicalForm, Slot};
use crate::syntax::{Error, Mode, Reader, Token, Writer, text_in};
use crate::values::{Primitive, ValueSlot};

/// What became of a value.
pub(super) enum Outcome {
    /// It is in its field.
    Read,
    /// It is `null`, and the field is as it was.
    Null,
    /// It is in its field, and there is more to remember.
    Special(Box<Special>),
}

/// What a field cannot remember of a value.
pub(super) struct Special {
    /// The lexical form of the value, or those of items, that are written in another.
    pub(super) forms: Vec<LexicalForm>,
    /// The places of the nulls in a list, as in the JSON.
    pub(super) nulls: Vec<usize>,
    /// How many items the list has besides the nulls.
    pub(super) items: usize,
}

impl Outcome {
    #[cold]
    fn of_form(form: LexicalForm) -> Self {
        Self::Special(Box::new(Special { forms: vec![form], nulls: Vec::new(), items: 0 }))
    }
}

/// Reads a value into a field.
#[inline]
pub(super) fn read_field(slot: Slot<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    // Most are strings, and to tell them apart first is faster than to choose among all shapes at once.
    match slot {
        Slot::String(field) => read_string(field, reader),
        slot => read_other(slot, reader),
    }
}

/// A string is always written as it came.
#[inline]
fn read_string(field: &mut Option<String>, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    match reader.token()? {
        Token::String(text) => {
            *field = Some(text.to_owned());
            Ok(Outcome::Read)
        }
        Token::Null => Ok(Outcome::Null),
        other => {
            let error = other.unlike(String::EDM);
            Err(reader.refuse(error))
        }
    }
}

fn read_other(slot: Slot<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    if reader.null()? {
        return Ok(Outcome::Null);
    }
    match slot {
        Slot::String(field) => return read_string(field, reader),
        Slot::Bool(field) => return read_value(field, reader),
        Slot::DateTime(field) => return read_value(field, reader),
        Slot::Value(field) => return read_value(field, reader),
        Slot::Enum(field) => return read_enum(field, reader),
        Slot::External(field) => return read_external(field, reader),
        Slot::Record(field) => read_record(field.make(), reader)?,
        Slot::Hierarchy(field) => read_derived(Derivable::Field(field), false, reader)?,
        Slot::Nav(state) => state.read(reader.skip_value()?),
        Slot::Newtype(field) => {
            let mut outcome = Ok(Outcome::Read);
            field.with(&mut |inner| outcome = read_field(inner, reader));
            return outcome;
        }
        Slot::Values(items) => return read_list(items, reader),
        Slot::Enums(items) => return read_list(items, reader),
        Slot::Records(items) => return read_list(items, reader),
        Slot::Hierarchies(items) => return read_list(items, reader),
        Slot::Externals(items) => return read_list(items, reader),
        // It is no field of a property.
        Slot::Extra(_) => _ = reader.skip_value()?,
    }
    Ok(Outcome::Read)
}

fn read_value(field: &mut dyn ValueSlot, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    let start = reader.mark();
    if !field.read(reader)? {
        return Ok(Outcome::Read);
    }
    let usual = usual(&|writer| field.write(writer))?;
    Ok(Outcome::of_form(LexicalForm::new(None, reader.text_since(start), &usual)))
}

fn read_enum(field: &mut dyn EnumSlot, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    let members = field.members();
    let form = match EnumForm::of(reader.token()?, members.odata_type()) {
        Ok(form) => form,
        Err(error) => return Err(reader.refuse(error)),
    };
    let (number, name) = members.find(form);
    field.set(Some(EnumValue::Member(number, &name)));
    let written = field.names().unwrap_or_default();
    if !form.differs(&written) {
        return Ok(Outcome::Read);
    }
    Ok(Outcome::of_form(LexicalForm::new(None, &form.text(), &EnumForm::Name(&written).text())))
}

fn read_external(field: &mut dyn ExternalSlot, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    let start = reader.mark();
    Ok(match field.read(reader)? {
        Some(usual) => Outcome::of_form(LexicalForm::new(None, reader.text_since(start), &usual)),
        None => Outcome::Read,
    })
}

/// What a value is written as.
#[cold]
pub(super) fn usual(write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>) -> Result<String, Error> {
    text_in(Mode::default(), write)
}
