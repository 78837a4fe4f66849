//! Objects to JSON.

mod control;
mod field;
mod object;

pub(crate) use self::control::{described, is_control, is_left_out, leaves_out, leaves_out_property};
pub(crate) use self::field::{write_in_form, write_references, write_value};
pub use self::object::{Object, Structured};
pub(crate) use self::object::{is_bound, is_held, write_member};
use crate::record::{Hierarchy, Record, as_dyn};
use crate::syntax::{Error, Writer};

/// Writes a struct. It has an `@odata.type` if it was read with one.
#[inline]
pub(crate) fn write<T: Record>(record: &T, writer: &mut Writer<'_>) -> Result<(), Error> {
    Object::of_type(as_dyn(record)).write(writer)
}

/// Writes a struct of a hierarchy. It has an `@odata.type` if its type is not the base type.
#[inline]
pub fn write_hierarchy<H: Hierarchy>(value: &H, writer: &mut Writer<'_>) -> Result<(), Error> {
    hierarchy_object(value).write(writer)
}

/// A struct of a hierarchy as what is written.
#[inline]
pub fn hierarchy_object<H: Hierarchy>(value: &H) -> Object<'_> {
    Object::of_hierarchy(H::types(), value.get())
}
