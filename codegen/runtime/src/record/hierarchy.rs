//! Types and the types derived from them.

use std::any::Any;

use super::{Extra, Record, Slot, View, fields};
use crate::schema::{OTHER, TYPE_MEMBERS, Types, qualified_name};
use crate::values::{FieldSlot, ListSlot};

/// An enum with a variant for a type, one for each type derived from it, and one for types that it does not know.
///
/// The number of the base type is 0, that of unknown types is any that no other type has.
#[doc(hidden)]
pub trait Hierarchy: Sized + 'static {
    /// The types by number.
    fn types() -> &'static Types;
    /// A new struct of a type.
    fn make(number: usize) -> Self;
    /// The number of its type and the struct.
    fn get(&self) -> (usize, &dyn Record);
    /// The struct.
    fn get_mut(&mut self) -> &mut dyn Record;
}

/// A type that the enum of a type and its derived types has a variant for: the enum is [`From`] it, and its `downcast`,
/// `downcast_ref` and `downcast_mut` give it back.
///
/// Functions of your own can be for any of the types: `fn all<T: VariantOf<AnyShape>>(shapes: &[AnyShape]) -> Vec<&T>`.
// A marker, and `downcast` once for each enum: all of Graph has 2,720 variants, and a function for each costs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that `{H}` holds",
    label = "`{H}` has no variant of this type"
)]
pub trait VariantOf<H>: Record + Default {}

/// A field with a struct of a type or of a type derived from it.
pub trait HierarchySlot: FieldSlot {
    /// The types.
    fn types(&self) -> &'static Types;
    /// Makes it a new struct of a type, by its number.
    fn make(&mut self, number: usize) -> &mut dyn Record;
    /// The number of its type and the struct.
    fn get(&self) -> Option<(usize, &dyn Record)>;
}

/// A field with many structs of a type or of types derived from it.
pub trait HierarchiesSlot: ListSlot {
    /// The types.
    fn types(&self) -> &'static Types;
    /// Adds a new struct of a type, by its number; instead of the last item, if that is to go.
    fn push(&mut self, number: usize, instead: bool) -> &mut dyn Record;
    /// The number of the type of an item and the struct.
    fn get(&self, index: usize) -> Option<(usize, &dyn Record)>;
}

/// A struct as a value of a hierarchy that it is part of.
pub fn upcast<H: Hierarchy, T: VariantOf<H>>(record: T) -> H {
    let types = H::types();
    let likely = types.number(record.about().0.odata_type());
    let mut record = Some(record);
    // Names may differ in the case of their namespaces only, which `@odata.type` does not tell apart.
    for number in [likely].into_iter().chain(0..types.count()) {
        let mut value = H::make(number);
        let place: &mut dyn Any = value.get_mut();
        if let (Some(place), true) = (place.downcast_mut::<T>(), number != OTHER) {
            if let Some(record) = record.take() {
                *place = record;
            }
            return value;
        }
    }
    H::make(OTHER)
}

/// The struct in a value of a hierarchy, if it is of a type; the value itself if it is of another.
pub fn downcast<H: Hierarchy, T: VariantOf<H>>(mut value: H) -> Result<T, H> {
    let (number, _) = value.get();
    let record: &mut dyn Any = value.get_mut();
    match record.downcast_mut() {
        Some(record) if number != OTHER => Ok(std::mem::take(record)),
        _ => Err(value),
    }
}

/// The struct in a value of a hierarchy, if it is of a type.
pub fn downcast_ref<H: Hierarchy, T: VariantOf<H>>(value: &H) -> Option<&T> {
    let (number, record) = value.get();
    let record: &dyn Any = record;
    record.downcast_ref().filter(|_| number != OTHER)
}

/// The same, to change it.
pub fn downcast_mut<H: Hierarchy, T: VariantOf<H>>(value: &mut H) -> Option<&mut T> {
    let (number, _) = value.get();
    let record: &mut dyn Any = value.get_mut();
    record.downcast_mut().filter(|_| number != OTHER)
}

/// The qualified name of the type of an object. Of a type that is not known it is what the object says of it, without what
/// is in front of the name (OData JSON Format 4.01, section 4.5.3).
pub fn odata_type<H: Hierarchy>(value: &H) -> &str {
    let (number, record) = value.get();
    let given = || TYPE_MEMBERS.iter().find_map(|name| record.extra().get(name)?.as_str()).map(qualified_name);
    if number == OTHER { given() } else { None }.unwrap_or_else(|| record.meta().odata_type())
}

/// What a struct holds besides its fields.
pub fn extra_of<H: Hierarchy>(value: &H) -> &Extra {
    value.get().1.extra()
}

/// The same, to change it.
pub fn extra_of_mut<H: Hierarchy>(value: &mut H) -> &mut Extra {
    match value.get_mut().slot(usize::MAX) {
        Slot::Extra(extra) => extra,
        _ => unreachable!("the slot behind the last property is `extra`"),
    }
}

/// A field that all types have in the same place.
pub(crate) fn field<H: Hierarchy, F: 'static>(value: &H, index: usize) -> Option<&F> {
    fields::one(value.get().1, index)?.as_any().downcast_ref()
}

/// A value that is copied.
pub fn copied<H: Hierarchy, T: Copy + 'static>(value: &H, index: usize) -> Option<T> {
    *field::<H, Option<T>>(value, index)?
}

/// A value that is borrowed.
pub fn borrowed<H: Hierarchy, T: 'static>(value: &H, index: usize) -> Option<&T> {
    field::<H, Option<T>>(value, index)?.as_ref()
}

/// A string.
pub fn text<H: Hierarchy>(value: &H, index: usize) -> Option<&str> {
    field::<H, Option<String>>(value, index)?.as_deref()
}

/// A struct.
pub fn boxed<H: Hierarchy, T: 'static>(value: &H, index: usize) -> Option<&T> {
    let View::Record(field) = fields::one(value.get().1, index)? else { return None };
    let record: &dyn Any = field.get()?;
    record.downcast_ref()
}

/// A list.
pub fn list<H: Hierarchy, T: 'static>(value: &H, index: usize) -> Option<&[T]> {
    field::<H, Option<Vec<T>>>(value, index)?.as_deref()
}

impl<T: Hierarchy> HierarchySlot for Option<T> {
    #[inline]
    fn types(&self) -> &'static Types {
        T::types()
    }
    #[inline]
    fn make(&mut self, number: usize) -> &mut dyn Record {
        self.insert(T::make(number)).get_mut()
    }
    #[inline]
    fn get(&self) -> Option<(usize, &dyn Record)> {
        self.as_ref().map(T::get)
    }
}

impl<T: Hierarchy> HierarchiesSlot for Option<Vec<T>> {
    #[inline]
    fn types(&self) -> &'static Types {
        T::types()
    }
    #[inline]
    fn push(&mut self, number: usize, instead: bool) -> &mut dyn Record {
        let items = self.get_or_insert_default();
        if instead {
            items.pop();
        }
        items.push(T::make(number));
        let last = items.len() - 1;
        items[last].get_mut()
    }
    #[inline]
    fn get(&self, index: usize) -> Option<(usize, &dyn Record)> {
        self.as_ref()?.get(index).map(T::get)
    }
}
