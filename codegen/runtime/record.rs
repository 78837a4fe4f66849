//! Structs as the runtime sees them: numbered fields of a few shapes.
//!
//! A generated struct says what its fields are called and maps the number of a field to the field. All else is done here
//! and in the modules beside it, once for all types: that is why a crate with thousands of types compiles in seconds.

use std::any::Any;
use std::borrow::Cow;

use rust_decimal::Decimal;
use serde_json::Value;

use super::extra::Extra;
use super::foreign::{ForeignSlot, ForeignsSlot};
pub use super::meta::Meta;
use super::nav::NavState;
use super::values::{Binary, Duration, Geo};

/// A struct with a field for each property of a type, and [`Extra`].
pub trait Record: Any {
    /// What the type and its properties are called.
    fn meta(&self) -> &'static Meta;

    /// A field to write to; the one behind the last is [`Slot::Extra`].
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// A field to look at; the one behind the last is [`View::Extra`].
    fn view(&self, index: usize) -> View<'_>;

    /// Adds the fields from one number up to another that hold something, as long as there is room, and returns the number of
    /// the field to go on with.
    ///
    /// Most fields of most objects hold nothing, so that it is this loop that counts. It is here so that each type has one of
    /// its own, which looks at the fields without calls.
    fn held<'a>(&'a self, from: usize, to: usize, held: &mut Held<'a>) -> usize {
        let mut index = from;
        while index < to && held.has_room() {
            let view = self.view(index);
            if !view.is_none() {
                held.push(index, view);
            }
            index += 1;
        }
        index
    }
}

/// Some of the fields of an object that hold something, by their numbers.
///
/// To find some first, and then to write them, is faster than to do both in turn: what comes next in a string tells a processor
/// nothing about which field comes next.
pub struct Held<'a> {
    fields: [(usize, View<'a>); 16],
    length: usize,
}

impl<'a> Held<'a> {
    /// None of them.
    #[inline]
    pub(super) fn new() -> Self {
        Self { fields: [(0, View::Bool(&None)); 16], length: 0 }
    }

    #[inline]
    fn has_room(&self) -> bool {
        self.length < self.fields.len()
    }

    #[inline]
    fn push(&mut self, index: usize, view: View<'a>) {
        if let Some(place) = self.fields.get_mut(self.length) {
            *place = (index, view);
            self.length += 1;
        }
    }

    /// Takes all of them.
    #[inline]
    pub(super) fn take(&mut self) -> &[(usize, View<'a>)] {
        let length = std::mem::take(&mut self.length);
        self.fields.get(..length).unwrap_or_default()
    }
}

/// Calls a macro with the shapes of values: one, many, type.
macro_rules! with_values {
    ($callback:ident) => {
        $callback! {
            Bool Bools bool;
            U8 U8s u8;
            I8 I8s i8;
            I16 I16s i16;
            I32 I32s i32;
            I64 I64s i64;
            F64 F64s f64;
            String Strings String;
            Guid Guids uuid::Uuid;
            DateTime DateTimes time::OffsetDateTime;
            Date Dates time::Date;
            Time Times time::Time;
            Duration Durations Duration;
            Decimal Decimals Decimal;
            Binary Binaries Binary;
            Geo Geos Geo;
            Json Jsons Value;
        }
    };
}
pub(super) use with_values;

macro_rules! shapes {
    ($($one:ident $many:ident $type:ty;)*) => {
        /// A field to write to.
        #[allow(missing_docs, reason = "The names are those of the types.")]
        pub enum Slot<'a> {
            $($one(&'a mut Option<$type>), $many(&'a mut Option<Vec<$type>>),)*
            Text(&'a mut dyn TextSlot),
            Texts(&'a mut dyn TextsSlot),
            Newtype(&'a mut dyn NewtypeSlot),
            Record(&'a mut dyn RecordSlot),
            Records(&'a mut dyn RecordsSlot),
            Hierarchy(&'a mut dyn HierarchySlot),
            Hierarchies(&'a mut dyn HierarchiesSlot),
            Foreign(&'a mut dyn ForeignSlot),
            Foreigns(&'a mut dyn ForeignsSlot),
            Nav(&'a mut NavState),
            Extra(&'a mut Extra),
        }

        /// A field to look at.
        #[derive(Clone, Copy)]
        #[allow(missing_docs, reason = "The names are those of the types.")]
        pub enum View<'a> {
            $($one(&'a Option<$type>), $many(&'a Option<Vec<$type>>),)*
            Text(&'a dyn TextSlot),
            Texts(&'a dyn TextsSlot),
            Newtype(&'a dyn NewtypeSlot),
            Record(&'a dyn RecordSlot),
            Records(&'a dyn RecordsSlot),
            Hierarchy(&'a dyn HierarchySlot),
            Hierarchies(&'a dyn HierarchiesSlot),
            Foreign(&'a dyn ForeignSlot),
            Foreigns(&'a dyn ForeignsSlot),
            Nav(&'a NavState),
            Extra(&'a Extra),
        }

        $(
            impl Item for $type {
                #[inline]
                fn slot(field: &mut Option<Self>) -> Slot<'_> {
                    Slot::$one(field)
                }
                #[inline]
                fn view(field: &Option<Self>) -> View<'_> {
                    View::$one(field)
                }
                #[inline]
                fn slots(field: &mut Option<Vec<Self>>) -> Slot<'_> {
                    Slot::$many(field)
                }
                #[inline]
                fn views(field: &Option<Vec<Self>>) -> View<'_> {
                    View::$many(field)
                }
            }
        )*

        impl Slot<'_> {
            /// Makes the field what it is in a new object.
            pub(super) fn clear(self) {
                match self {
                    $(Self::$one(field) => *field = None, Self::$many(field) => *field = None,)*
                    Self::Text(field) => field.clear(),
                    Self::Texts(field) => field.clear(),
                    Self::Newtype(field) => field.with(&mut |inner| inner.clear()),
                    Self::Record(field) => field.clear(),
                    Self::Records(field) => field.clear(),
                    Self::Hierarchy(field) => field.clear(),
                    Self::Hierarchies(field) => field.clear(),
                    Self::Foreign(field) => field.clear(),
                    Self::Foreigns(field) => field.clear(),
                    Self::Nav(field) => field.clear(),
                    Self::Extra(field) => *field = Extra::new(),
                }
            }
        }

        impl<'a> View<'a> {
            /// The field itself.
            pub(super) fn as_any(self) -> &'a dyn Any {
                match self {
                    $(Self::$one(field) => field, Self::$many(field) => field,)*
                    Self::Text(field) => field.as_any(),
                    Self::Texts(field) => field.as_any(),
                    Self::Newtype(field) => field.as_any(),
                    Self::Record(field) => field.as_any(),
                    Self::Records(field) => field.as_any(),
                    Self::Hierarchy(field) => field.as_any(),
                    Self::Hierarchies(field) => field.as_any(),
                    Self::Foreign(field) => field.as_any(),
                    Self::Foreigns(field) => field.as_any(),
                    Self::Nav(field) => field,
                    Self::Extra(field) => field,
                }
            }

            /// Whether the field holds nothing.
            #[inline(always)]
            pub(super) fn is_none(self) -> bool {
                match self {
                    $(Self::$one(field) => field.is_none(), Self::$many(field) => field.is_none(),)*
                    Self::Text(field) => field.is_none(),
                    Self::Texts(field) => field.count().is_none(),
                    Self::Newtype(field) => field.is_none(),
                    Self::Record(field) => field.get().is_none(),
                    Self::Records(field) => field.count().is_none(),
                    Self::Hierarchy(field) => field.get().is_none(),
                    Self::Hierarchies(field) => field.count().is_none(),
                    Self::Foreign(field) => field.is_none(),
                    Self::Foreigns(field) => field.count().is_none(),
                    Self::Nav(field) => field.is_absent(),
                    Self::Extra(field) => field.is_empty(),
                }
            }
        }
    };
}
with_values!(shapes);

/// A value that has a shape of its own for one and for many.
pub trait Item: Sized {
    /// A field that holds one.
    fn slot(field: &mut Option<Self>) -> Slot<'_>;
    /// A field that holds one.
    fn view(field: &Option<Self>) -> View<'_>;
    /// A field that holds many.
    fn slots(field: &mut Option<Vec<Self>>) -> Slot<'_>;
    /// A field that holds many.
    fn views(field: &Option<Vec<Self>>) -> View<'_>;
}

/// A field with an enum, or with flags.
pub trait TextSlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// The qualified name of the enum type.
    fn odata_type(&self) -> &'static str;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn TextSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn TextSlot) -> bool;
    /// Takes the name or names, or a number in digits.
    fn set(&mut self, text: &str);
    /// Takes a number.
    fn set_number(&mut self, number: i64);
    /// The name or names.
    fn get(&self) -> Option<Cow<'_, str>>;
    /// Whether it is `None`.
    fn is_none(&self) -> bool;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// A field with many enums.
pub trait TextsSlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// The qualified name of the enum type.
    fn odata_type(&self) -> &'static str;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn TextsSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn TextsSlot) -> bool;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds an item by its name.
    fn push(&mut self, text: &str);
    /// Adds an item by its number.
    fn push_number(&mut self, number: i64);
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// The name of an item.
    fn get(&self, index: usize) -> Cow<'_, str>;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// A field with a newtype, or with many.
pub trait NewtypeSlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// Shows the field as one of the inner type, and takes back what that becomes.
    fn with(&mut self, visit: &mut dyn FnMut(Slot<'_>));
    /// Shows a copy of the field as one of the inner type.
    fn look(&self, visit: &mut dyn FnMut(View<'_>));
    /// Whether it is `None`.
    fn is_none(&self) -> bool;
}

/// A field with a struct.
pub trait RecordSlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// Makes it a new struct.
    fn make(&mut self) -> &mut dyn Record;
    /// The struct.
    fn get(&self) -> Option<&dyn Record>;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// A field with many structs.
pub trait RecordsSlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds a new struct.
    fn push(&mut self) -> &mut dyn Record;
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Record>;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// Copies from a struct what another one has a place for.
pub type Carry = fn(&dyn Record, &mut dyn Record);

/// A field with a struct of a type or of a type derived from it.
pub trait HierarchySlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// The types.
    fn types(&self) -> &'static super::hierarchy::Types;
    /// Makes it a new struct of a type, by its number.
    fn make(&mut self, number: usize) -> &mut dyn Record;
    /// Makes it a new struct of another type, with what `copy` takes over from the one before.
    fn remake(&mut self, number: usize, copy: Carry) -> &mut dyn Record;
    /// The number of its type and the struct.
    fn get(&self) -> Option<(usize, &dyn Record)>;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// A field with many structs of a type or of types derived from it.
pub trait HierarchiesSlot {
    /// The field itself.
    fn as_any(&self) -> &dyn Any;
    /// The types.
    fn types(&self) -> &'static super::hierarchy::Types;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds a new struct of a type, by its number.
    fn push(&mut self, number: usize) -> &mut dyn Record;
    /// Makes the last item a new struct of another type, with what `copy` takes over from the one before.
    fn remake(&mut self, number: usize, copy: Carry) -> &mut dyn Record;
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// The number of the type of an item and the struct.
    fn get(&self, index: usize) -> Option<(usize, &dyn Record)>;
    /// Makes it `None`.
    fn clear(&mut self);
}

impl<T: Record + Default + 'static> RecordSlot for Option<Box<T>> {
    #[inline]
    fn as_any(&self) -> &dyn Any {
        self
    }
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
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Record + Default + 'static> RecordsSlot for Option<Vec<T>> {
    #[inline]
    fn as_any(&self) -> &dyn Any {
        self
    }
    #[inline]
    fn start(&mut self) {
        *self = Some(Vec::new());
    }
    #[inline]
    fn push(&mut self) -> &mut dyn Record {
        let records = self.get_or_insert_default();
        records.push(T::default());
        let last = records.len() - 1;
        &mut records[last]
    }
    #[inline]
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Record> {
        match self.as_ref()?.get(index) {
            Some(record) => Some(record),
            None => None,
        }
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

/// What a record holds besides its fields.
pub(super) fn extra(record: &dyn Record) -> &Extra {
    static NOTHING: Extra = Extra::new();
    match record.view(usize::MAX) {
        View::Extra(extra) => extra,
        _ => &NOTHING,
    }
}

/// What a record holds besides its fields, to write to.
pub(super) fn with_extra(record: &mut dyn Record, write: impl FnOnce(&mut Extra)) {
    if let Slot::Extra(extra) = record.slot(usize::MAX) {
        write(extra);
    }
}
