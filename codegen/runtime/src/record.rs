//! Structs as the runtime sees them: numbered fields of a few shapes.
//!
//! A generated struct says what its fields are called and maps the number of a field to the field. All else is done here
//! and in the modules beside it, once for all types: that is why a crate with thousands of types compiles in seconds.

pub(crate) mod enumeration;
mod external;
mod extra;
pub(crate) mod fields;
pub(crate) mod hierarchy;
mod lexical_form;
mod nav;
mod newtype;
mod slot;

use std::any::Any;

pub(crate) use self::enumeration::show_name;
pub(crate) use self::enumeration::{EnumForm, EnumSlot, EnumValue, Enumeration, EnumsSlot};
pub use self::enumeration::{Flags, UnrecognizedMember};
#[doc(hidden)]
pub use self::external::null_by_serde;
pub(crate) use self::external::{ExternalSlot, ExternalsSlot, write as write_external};
pub use self::extra::Extra;
pub(crate) use self::extra::{Bits, NullItems, Nulls, NullsBetween, Shown};
pub use self::fields::Fields;
pub use self::hierarchy::VariantOf;
pub(crate) use self::hierarchy::{HierarchiesSlot, Hierarchy, HierarchySlot};
pub(crate) use self::lexical_form::LexicalForm;
pub use self::nav::Nav;
pub(crate) use self::nav::NavState;
pub use self::newtype::Newtype;
pub(crate) use self::newtype::NewtypeSlot;
pub use self::slot::Slot;
pub(crate) use self::slot::{RecordSlot, RecordsSlot, View};
use crate::schema::Meta;

/// A struct with a field for each property of a type, and [`Extra`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no generated type, and not read and written by `runtime::json`",
    note = "a type `T` of your own that implements serde's traits needs `runtime::json::by_serde!(T);`"
)]
#[doc(hidden)]
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
    pub(crate) fn meta(&self) -> &'static Meta {
        self.about().0
    }

    /// What the object holds besides its fields.
    #[inline]
    pub(crate) fn extra(&self) -> &Extra {
        self.about().1
    }
}

/// A struct as what the runtime reads and writes.
///
/// What a struct can do is compiled wherever it is made into a `dyn Record`, and so into each program that uses the type. It
/// is compiled once and not several times if that happens in one place, and not in each that is generic.
#[inline(never)]
pub(crate) fn as_dyn<T: Record>(record: &T) -> &dyn Record {
    record
}

/// The same, to write to.
#[inline(never)]
pub(crate) fn as_dyn_mut<T: Record>(record: &mut T) -> &mut dyn Record {
    record
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
pub(crate) fn with_extra(record: &mut dyn Record, write: impl FnOnce(&mut Extra)) {
    if let Slot::Extra(extra) = record.slot(usize::MAX) {
        write(extra);
    }
}
