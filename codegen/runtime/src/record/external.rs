//! Fields of types that are not generated, which the configuration puts in place of types of the schemas.
//!
//! Any type will do that serde can read and write. What it makes of a value does not have to be all that came: if it would
//! write another value than the one it was read from, what came is kept and written, for as long as the field holds what was
//! read from it.

use std::any::{Any, type_name};
use std::fmt;

use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use crate::syntax::{Error, ErrorKind, Reader, Token, Writer};
use crate::values::{FieldSlot, ListSlot, plain_field};

/// A type that is not generated.
pub trait External: Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + 'static {}

impl<T: Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + 'static> External for T {}

/// A field with a value of a type that is not generated.
pub trait ExternalSlot: FieldSlot {
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ExternalSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ExternalSlot) -> bool;
    /// Shows the value.
    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Reads a value that is not `null`, and returns the JSON text that it is written as, if that is another value.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<Option<String>, Error>;
    /// Writes the value, or `null`.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// A field with many values of a type that is not generated.
pub trait ExternalsSlot: ListSlot {
    /// The name of the type of an item.
    fn type_name(&self) -> &'static str;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ExternalsSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ExternalsSlot) -> bool;
    /// Shows the values.
    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Reads another item, which is not `null`, and returns the JSON text that it is written as, if that is another value.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<Option<String>, Error>;
    /// Adds an item for `null`, if the type has one that is written as `null`.
    fn push_null(&mut self) -> bool;
    /// Writes an item.
    fn write(&self, index: usize, writer: &mut Writer<'_>) -> Result<(), Error>;
}

impl<T: External> ExternalSlot for Option<T> {
    plain_field!(ExternalSlot);

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.fmt(formatter))
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<Option<String>, Error> {
        read(reader, type_name::<T>(), &mut |text| {
            serde_json::from_str(text).and_then(|value| serde_json::to_string(self.insert(value)))
        })
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write(writer, &|| serde_json::to_string(self))
    }
}

impl<T: External> ExternalsSlot for Option<Vec<T>> {
    fn type_name(&self) -> &'static str {
        type_name::<T>()
    }

    plain_field!(ExternalsSlot);

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter().flatten()).finish()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<Option<String>, Error> {
        let items = self.get_or_insert_default();
        read(reader, type_name::<T>(), &mut |text| {
            let value = serde_json::from_str::<T>(text)?;
            let written = serde_json::to_string(&value);
            items.push(value);
            written
        })
    }

    fn push_null(&mut self) -> bool {
        let null = null_by_serde::<T>();
        let is_value = null.is_some();
        self.get_or_insert_default().extend(null);
        is_value
    }

    fn write(&self, index: usize, writer: &mut Writer<'_>) -> Result<(), Error> {
        write(writer, &|| serde_json::to_string(&self.as_ref().and_then(|items| items.get(index))))
    }
}

/// Reads a value by a function that is given its text and returns what it is written as. Returns that if it is another value.
fn read(
    reader: &mut Reader<'_>,
    type_name: &'static str,
    take: &mut dyn FnMut(&str) -> Result<String, serde_json::Error>,
) -> Result<Option<String>, Error> {
    let text = reader.skip_value()?;
    let written = reader.context().around(true, || take(text));
    let written = written.map_err(|error| reader.refuse(refused(type_name, text, error)))?;
    let is_same =
        text == written || Reader::new(text).tree().is_ok_and(|came| Reader::new(&written).tree() == Ok(came));
    Ok((!is_same).then_some(written))
}

/// Writes the text that a function makes.
pub(crate) fn write(
    writer: &mut Writer<'_>,
    make: &dyn Fn() -> Result<String, serde_json::Error>,
) -> Result<(), Error> {
    let text = writer.mode().with(make).map_err(|error| Error::new(ErrorKind::Unwritable, error))?;
    writer.raw(&text);
    Ok(())
}

/// The complaint of a type, in the words of those that the runtime has itself.
#[cold]
fn refused(type_name: &'static str, text: &str, error: serde_json::Error) -> Error {
    let error = Error::from(error).without_place();
    if error.path().is_some() {
        return error;
    }
    let found = Reader::new(text).token().map_or_else(|_| "JSON".to_owned(), Token::describe);
    Error::external(type_name, found, error.to_string())
}

/// The value that is read from `null` and written as it, if there is one.
#[doc(hidden)]
pub fn null_by_serde<T: Serialize + DeserializeOwned>() -> Option<T> {
    let null = serde_json::from_str::<T>("null").ok();
    null.filter(|value| serde_json::to_string(value).is_ok_and(|text| text == "null"))
}
