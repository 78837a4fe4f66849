//! Fields with primitive values, whatever their type.

use std::any::Any;
use std::fmt;

use super::Primitive;
use crate::syntax::{Error, Reader, Writer};

/// A field, which may hold something.
pub trait FieldSlot: Any {
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// A field with many items.
pub trait ListSlot: FieldSlot {
    /// Makes it an empty list.
    fn start(&mut self);
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
}

impl<T: 'static> FieldSlot for Option<T> {
    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: 'static> ListSlot for Option<Vec<T>> {
    #[inline]
    fn start(&mut self) {
        *self = Some(Vec::new());
    }
    #[inline]
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
}

/// A field with a primitive value.
pub trait ValueSlot: FieldSlot {
    /// Reads a value that is not `null`, and says whether it is written in another lexical form.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error>;
    /// Writes the value, if there is one.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
    /// Shows the value, if there is one.
    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ValueSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ValueSlot) -> bool;
}

/// A field with many primitive values.
pub trait ValuesSlot: ListSlot {
    /// The CSDL type of an item.
    fn item(&self) -> &'static str;
    /// Reads another item, which is not `null`, and says whether it is written in another lexical form.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error>;
    /// Adds an item for `null`, if there is one that stands for it.
    fn push_null(&mut self) -> bool;
    /// Writes an item.
    fn write(&self, index: usize, writer: &mut Writer<'_>) -> Result<(), Error>;
    /// Shows an item.
    fn show(&self, index: usize, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ValuesSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ValuesSlot) -> bool;
}

/// What fields with values do beside others of their type.
macro_rules! plain_field {
    ($slot:ident) => {
        fn copy(&mut self, from: &dyn $slot) {
            let from: &dyn Any = from;
            *self = from.downcast_ref::<Self>().cloned().flatten();
        }

        fn equals(&self, other: &dyn $slot) -> bool {
            let other: &dyn Any = other;
            other.downcast_ref() == Some(self)
        }
    };
}
pub(crate) use plain_field;

impl<T: Primitive> ValueSlot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        let mut differs = false;
        *self = Some(T::read_from(reader, &mut differs)?);
        Ok(differs)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.as_ref().map_or(Ok(()), |value| value.write_to(writer))
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.show(formatter))
    }

    plain_field!(ValueSlot);
}

impl<T: Primitive> ValuesSlot for Option<Vec<T>> {
    fn item(&self) -> &'static str {
        T::EDM
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        let mut differs = false;
        let value = T::read_from(reader, &mut differs)?;
        self.get_or_insert_default().push(value);
        Ok(differs)
    }

    fn push_null(&mut self) -> bool {
        let null = T::null();
        let is_value = null.is_some();
        self.get_or_insert_default().extend(null);
        is_value
    }

    fn write(&self, index: usize, writer: &mut Writer<'_>) -> Result<(), Error> {
        let item = self.as_ref().and_then(|items| items.get(index));
        item.map_or(Ok(()), |item| item.write_to(writer))
    }

    fn show(&self, index: usize, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = self.as_ref().and_then(|items| items.get(index));
        item.map_or(Ok(()), |item| item.show(formatter))
    }

    plain_field!(ValuesSlot);
}
