//! Fields by their shapes, to write to and to look at.

use std::any::Any;

use time::OffsetDateTime;

use super::{
    EnumSlot, EnumsSlot, ExternalSlot, ExternalsSlot, Extra, HierarchiesSlot, HierarchySlot, NavState, NewtypeSlot,
    Record,
};
use crate::values::{ListSlot, ValueSlot, ValuesSlot};

/// A field to write to.
#[allow(missing_docs, reason = "The names are those of the types.")]
pub enum Slot<'a> {
    /// Most fields are strings, truth values or timestamps, which are read and written faster for it.
    String(&'a mut Option<String>),
    Bool(&'a mut Option<bool>),
    DateTime(&'a mut Option<OffsetDateTime>),
    Value(&'a mut dyn ValueSlot),
    Values(&'a mut dyn ValuesSlot),
    Enum(&'a mut dyn EnumSlot),
    Enums(&'a mut dyn EnumsSlot),
    Newtype(&'a mut dyn NewtypeSlot),
    Record(&'a mut dyn RecordSlot),
    Records(&'a mut dyn RecordsSlot),
    Hierarchy(&'a mut dyn HierarchySlot),
    Hierarchies(&'a mut dyn HierarchiesSlot),
    External(&'a mut dyn ExternalSlot),
    Externals(&'a mut dyn ExternalsSlot),
    Nav(&'a mut NavState),
    Extra(&'a mut Extra),
}

/// A field to look at.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "The names are those of the types.")]
pub enum View<'a> {
    String(&'a Option<String>),
    Bool(&'a Option<bool>),
    DateTime(&'a Option<OffsetDateTime>),
    Value(&'a dyn ValueSlot),
    Values(&'a dyn ValuesSlot),
    Enum(&'a dyn EnumSlot),
    Enums(&'a dyn EnumsSlot),
    Newtype(&'a dyn NewtypeSlot),
    Record(&'a dyn RecordSlot),
    Records(&'a dyn RecordsSlot),
    Hierarchy(&'a dyn HierarchySlot),
    Hierarchies(&'a dyn HierarchiesSlot),
    External(&'a dyn ExternalSlot),
    Externals(&'a dyn ExternalsSlot),
    Nav(&'a NavState),
}

impl<'a> Slot<'a> {
    /// The field in its general shape, without regard to what is faster.
    pub(crate) fn general(self) -> Self {
        match self {
            Self::String(field) => Self::Value(field),
            Self::Bool(field) => Self::Value(field),
            Self::DateTime(field) => Self::Value(field),
            other => other,
        }
    }

    /// Makes the field what it is in a new object.
    pub(crate) fn clear(self) {
        match self.general() {
            Self::Value(field) => field.clear(),
            Self::Values(field) => field.clear(),
            Self::Enum(field) => field.set(None),
            Self::Enums(field) => field.clear(),
            Self::Newtype(field) => field.with(&mut |inner| inner.clear()),
            Self::Record(field) => field.clear(),
            Self::Records(field) => field.clear(),
            Self::Hierarchy(field) => field.clear(),
            Self::Hierarchies(field) => field.clear(),
            Self::External(field) => field.clear(),
            Self::Externals(field) => field.clear(),
            Self::Nav(field) => field.clear(),
            Self::Extra(field) => *field = Extra::new(),
            // The general shape is another.
            Self::String(_) | Self::Bool(_) | Self::DateTime(_) => {}
        }
    }
}

impl<'a> View<'a> {
    /// The field in its general shape, without regard to what is faster.
    pub(crate) fn general(self) -> Self {
        match self {
            Self::String(field) => Self::Value(field),
            Self::Bool(field) => Self::Value(field),
            Self::DateTime(field) => Self::Value(field),
            other => other,
        }
    }

    /// How many items the field has, if it holds a list.
    pub(crate) fn count(self) -> Option<usize> {
        match self {
            Self::Values(field) => field.count(),
            Self::Enums(field) => field.count(),
            Self::Records(field) => field.count(),
            Self::Hierarchies(field) => field.count(),
            Self::Externals(field) => field.count(),
            Self::Newtype(field) => {
                let mut count = None;
                field.look(&mut |inner| count = inner.count());
                count
            }
            _ => None,
        }
    }

    /// The field itself. That of a struct is not to be had; the struct is.
    pub(crate) fn as_any(self) -> &'a dyn Any {
        match self {
            Self::String(field) => field,
            Self::Bool(field) => field,
            Self::DateTime(field) => field,
            Self::Value(field) => field,
            Self::Values(field) => field,
            Self::Enum(field) => field,
            Self::Enums(field) => field,
            Self::Newtype(field) => field,
            Self::Record(_) => &(),
            Self::Records(field) => field,
            Self::Hierarchy(field) => field,
            Self::Hierarchies(field) => field,
            Self::External(field) => field,
            Self::Externals(field) => field,
            Self::Nav(field) => field,
        }
    }
}

/// A field with a struct.
pub trait RecordSlot {
    /// Makes it a new struct.
    fn make(&mut self) -> &mut dyn Record;
    /// The struct.
    fn get(&self) -> Option<&dyn Record>;
    /// Makes it `None`.
    fn clear(&mut self);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

/// A field with many structs.
pub trait RecordsSlot: ListSlot {
    /// Adds a new struct.
    fn push(&mut self) -> &mut dyn Record;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Record>;
}

impl<T: Record + Default + 'static> RecordSlot for Option<Box<T>> {
    #[inline]
    fn make(&mut self) -> &mut dyn Record {
        &mut **self.insert(Box::default())
    }
    #[inline]
    fn get(&self) -> Option<&dyn Record> {
        match self {
            Some(record) => Some(&**record),
            None => None,
        }
    }
    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Record + Default + 'static> RecordsSlot for Option<Vec<T>> {
    #[inline]
    fn push(&mut self) -> &mut dyn Record {
        let records = self.get_or_insert_default();
        records.push(T::default());
        let last = records.len() - 1;
        &mut records[last]
    }
    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Record> {
        match self.as_ref()?.get(index) {
            Some(record) => Some(record),
            None => None,
        }
    }
}
