//! Structs as the runtime sees them: numbered fields of a few shapes.
//!
//! A generated struct says what its fields are called and maps the number of a field to the field. All else is done here
//! and in the modules beside it, once for all types: that is why a crate with thousands of types compiles in seconds.

use std::any::Any;
use std::borrow::Cow;

use time::OffsetDateTime;

use super::enumeration::{Chosen, Members};
use super::extra::Extra;
pub use super::fields::Fields;
use super::foreign::{ForeignSlot, ForeignsSlot};
pub use super::meta::Meta;
use super::nav::NavState;
pub(crate) use super::values::{ValueSlot, ValuesSlot};

/// A struct with a field for each property of a type, and [`Extra`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no generated type, and not read and written by `runtime::json`",
    note = "a type of your own that implements serde's traits is, with `impl runtime::json::BySerde for {Self} {{}}`"
)]
pub trait Record: Any {
    /// What the type and its properties are called, and what the object holds besides its fields.
    fn about(&self) -> (&'static Meta, &Extra);

    /// A field to write to; the one behind the last is [`Slot::Extra`].
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// Shows the fields.
    fn fields<'a>(&'a self, fields: &mut Fields<'a, '_>);
}

impl dyn Record + '_ {
    /// What the type and its properties are called.
    #[inline]
    pub(super) fn meta(&self) -> &'static Meta {
        self.about().0
    }

    /// What the object holds besides its fields.
    #[inline]
    pub(super) fn extra(&self) -> &Extra {
        self.about().1
    }
}

/// A struct as what the runtime reads and writes.
///
/// What a struct can do is compiled wherever it is made into a `dyn Record`, and so into each program that uses the type. It
/// is compiled once and not several times if that happens in one place, and not in each that is generic.
#[inline(never)]
pub(super) fn as_dyn<T: Record>(record: &T) -> &dyn Record {
    record
}

/// The same, to write to.
#[inline(never)]
pub(super) fn as_dyn_mut<T: Record>(record: &mut T) -> &mut dyn Record {
    record
}

/// A field to write to.
#[allow(missing_docs, reason = "The names are those of the types.")]
pub enum Slot<'a> {
    /// Most fields are strings, truth values or timestamps, which are read and written faster for it.
    String(&'a mut Option<String>),
    Bool(&'a mut Option<bool>),
    DateTime(&'a mut Option<OffsetDateTime>),
    Value(&'a mut dyn ValueSlot),
    Values(&'a mut dyn ValuesSlot),
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
    String(&'a Option<String>),
    Bool(&'a Option<bool>),
    DateTime(&'a Option<OffsetDateTime>),
    Value(&'a dyn ValueSlot),
    Values(&'a dyn ValuesSlot),
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
}

impl<'a> Slot<'a> {
    /// The field without regard to what is faster.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::String(field) => Self::Value(field),
            Self::Bool(field) => Self::Value(field),
            Self::DateTime(field) => Self::Value(field),
            other => other,
        }
    }

    /// Makes the field what it is in a new object.
    pub(super) fn clear(self) {
        match self.plain() {
            Self::Value(field) => field.clear(),
            Self::Values(field) => field.clear(),
            Self::Text(field) => field.set(None),
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
            // There is no other that is plain.
            Self::String(_) | Self::Bool(_) | Self::DateTime(_) => {}
        }
    }
}

impl<'a> View<'a> {
    /// The field without regard to what is faster.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::String(field) => Self::Value(field),
            Self::Bool(field) => Self::Value(field),
            Self::DateTime(field) => Self::Value(field),
            other => other,
        }
    }

    /// How many items the field has, if it holds a list.
    pub(super) fn count(self) -> Option<usize> {
        match self {
            Self::Values(field) => field.count(),
            Self::Texts(field) => field.count(),
            Self::Records(field) => field.count(),
            Self::Hierarchies(field) => field.count(),
            Self::Foreigns(field) => field.count(),
            Self::Newtype(field) => {
                let mut count = None;
                field.look(&mut |inner| count = inner.count());
                count
            }
            _ => None,
        }
    }

    /// The field itself. That of a struct is not to be had; the struct is.
    pub(super) fn as_any(self) -> &'a dyn Any {
        match self {
            Self::String(field) => field,
            Self::Bool(field) => field,
            Self::DateTime(field) => field,
            Self::Value(field) => field,
            Self::Values(field) => field,
            Self::Text(field) => field,
            Self::Texts(field) => field,
            Self::Newtype(field) => field,
            Self::Record(_) => &(),
            Self::Records(field) => field,
            Self::Hierarchy(field) => field,
            Self::Hierarchies(field) => field,
            Self::Foreign(field) => field,
            Self::Foreigns(field) => field,
            Self::Nav(field) => field,
        }
    }
}

/// A field with an enum, or with flags.
pub trait TextSlot: Any {
    /// The members of the enum type.
    fn members(&self) -> &'static Members;
    /// What it holds.
    fn get(&self) -> Option<Chosen<'_>>;
    /// Makes it hold something else.
    fn set(&mut self, chosen: Option<Chosen<'_>>);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

/// A field with many enums, or with many sets of flags.
pub trait TextsSlot: Any {
    /// The members of the enum type.
    fn members(&self) -> &'static Members;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds an item.
    fn push(&mut self, chosen: Chosen<'_>);
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<Chosen<'_>>;
    /// Makes it `None`.
    fn clear(&mut self);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

impl dyn TextSlot + '_ {
    /// The name or names.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        self.get().map(|chosen| self.members().text(chosen))
    }
}

impl dyn TextsSlot + '_ {
    /// The name or names of an item.
    pub(super) fn text(&self, index: usize) -> Cow<'_, str> {
        self.get(index).map_or(Cow::Borrowed(""), |chosen| self.members().text(chosen))
    }
}

/// A field with a newtype, or with many.
pub trait NewtypeSlot: Any {
    /// Shows the field as one of the inner type, and takes back what that becomes.
    fn with(&mut self, visit: &mut dyn FnMut(Slot<'_>));
    /// Shows a copy of the field as one of the inner type.
    fn look(&self, visit: &mut dyn FnMut(View<'_>));
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
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
pub trait RecordsSlot: Any {
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
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

/// A field with a struct of a type or of a type derived from it.
pub trait HierarchySlot: Any {
    /// The types.
    fn types(&self) -> &'static super::hierarchy::Types;
    /// Makes it a new struct of a type, by its number.
    fn make(&mut self, number: usize) -> &mut dyn Record;
    /// The number of its type and the struct.
    fn get(&self) -> Option<(usize, &dyn Record)>;
    /// Makes it `None`.
    fn clear(&mut self);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

/// A field with many structs of a type or of types derived from it.
pub trait HierarchiesSlot: Any {
    /// The types.
    fn types(&self) -> &'static super::hierarchy::Types;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds a new struct of a type, by its number; instead of the last item, if that is to go.
    fn push(&mut self, number: usize, instead: bool) -> &mut dyn Record;
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// The number of the type of an item and the struct.
    fn get(&self, index: usize) -> Option<(usize, &dyn Record)>;
    /// Makes it `None`.
    fn clear(&mut self);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
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
    fn is_some(&self) -> bool {
        self.is_some()
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

/// A struct in a box is read and written as the struct.
impl<T: Record> Record for Box<T> {
    fn about(&self) -> (&'static Meta, &Extra) {
        (**self).about()
    }
    fn slot(&mut self, index: usize) -> Slot<'_> {
        (**self).slot(index)
    }
    fn fields<'a>(&'a self, fields: &mut Fields<'a, '_>) {
        (**self).fields(fields);
    }
}

/// What a record holds besides its fields, to write to.
pub(super) fn with_extra(record: &mut dyn Record, write: impl FnOnce(&mut Extra)) {
    if let Slot::Extra(extra) = record.slot(usize::MAX) {
        write(extra);
    }
}
