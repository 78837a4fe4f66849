//! Types and the types derived from them.

use std::any::Any;
use std::sync::OnceLock;

use super::extra::Extra;
use super::fields;
use super::hash::Names;
use super::json::{self, ToJson};
use super::read::set_property;
use super::record::{HierarchiesSlot, HierarchySlot, Record, Slot, View};
use super::write::TYPE_MEMBERS;

/// An enum with a variant for a type, one for each type derived from it, and one for types that it does not know.
///
/// The number of the base type is 0, that of unknown types is any that no other type has.
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

/// The names of the types of a hierarchy, as `@odata.type` has them.
#[derive(Debug)]
pub struct Types {
    list: &'static str,
    table: OnceLock<Table>,
}

/// The types by number, and the number of the first of those that have a name in their namespaces.
#[derive(Debug)]
struct Table {
    types: Vec<Known>,
    first: Names,
}

#[derive(Debug)]
struct Known {
    /// The namespace and its aliases, separated by `|`.
    qualifiers: &'static str,
    /// The number of the next type with the same name, in another namespace.
    next: Option<usize>,
}

/// The number of a type that is not known.
pub(super) const OTHER: usize = usize::MAX;

impl Types {
    /// The types in the order of their numbers, grouped by namespace: `microsoft.graph|graph:attachment,fileAttachment;…`.
    #[inline]
    pub const fn new(list: &'static str) -> Self {
        Self { list, table: OnceLock::new() }
    }

    /// The number of the type that an `@odata.type` names.
    ///
    /// It may have a `#` in front or be the URL of a metadata document with the name in its fragment; the namespace may
    /// be an alias, and its case does not matter (OData JSON Format 4.01, section 4.5.3).
    pub(super) fn number(&self, odata_type: &str) -> usize {
        let Some((qualifier, simple)) = qualified_name(odata_type).rsplit_once('.') else { return OTHER };
        let table = self.table();
        let mut next = table.first.get(simple);
        while let Some((number, known)) = next.and_then(|number| Some((number, table.types.get(number)?))) {
            if known.qualifiers.split('|').any(|one| one.eq_ignore_ascii_case(qualifier)) {
                return number;
            }
            next = known.next;
        }
        OTHER
    }

    /// The qualified name of the base type.
    pub(super) fn base(&self) -> String {
        let (qualifiers, names) = self.list.split(';').find_map(|group| group.split_once(':')).unwrap_or_default();
        let first = |list: &'static str, separator| list.split(separator).next().unwrap_or_default();
        format!("{}.{}", first(qualifiers, '|'), first(names, ','))
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let groups = self.list.split(';').filter_map(|group| group.split_once(':'));
            let types = groups.flat_map(|(qualifiers, names)| names.split(',').map(move |name| (qualifiers, name)));
            let types: Vec<_> = types.collect();
            let mut first = Names::with_room(types.len());
            let known = |(number, (qualifiers, name))| Known { qualifiers, next: first.insert(name, number) };
            // From the last to the first, so that each finds the one that comes after it.
            let mut types: Vec<_> = types.into_iter().enumerate().rev().map(known).collect();
            types.reverse();
            Table { types, first }
        })
    }
}

/// A struct as a value of a hierarchy that it is part of.
pub fn widen<H: Hierarchy, T: VariantOf<H>>(record: T) -> H {
    let types = H::types();
    let likely = types.number(record.about().0.odata_type());
    let mut record = Some(record);
    // Names may differ in the case of their namespaces only, which `@odata.type` does not tell apart.
    for number in [likely].into_iter().chain(0..types.table().types.len()) {
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
///
/// # Errors
///
/// The value, if it is of another type, known or not.
pub fn narrow<H: Hierarchy, T: VariantOf<H>>(mut value: H) -> Result<T, H> {
    let (number, _) = value.get();
    let record: &mut dyn Any = value.get_mut();
    match record.downcast_mut() {
        Some(record) if number != OTHER => Ok(std::mem::take(record)),
        _ => Err(value),
    }
}

/// The struct in a value of a hierarchy, if it is of a type.
pub fn held<H: Hierarchy, T: VariantOf<H>>(value: &H) -> Option<&T> {
    let (number, record) = value.get();
    let record: &dyn Any = record;
    record.downcast_ref().filter(|_| number != OTHER)
}

/// The same, to change it.
pub fn held_mut<H: Hierarchy, T: VariantOf<H>>(value: &mut H) -> Option<&mut T> {
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

/// The name in an `@odata.type`, which may have a `#` in front or be the URL of a metadata document.
fn qualified_name(odata_type: &str) -> &str {
    odata_type.rsplit_once('#').map_or(odata_type, |(_, fragment)| fragment)
}

/// Makes a structural property another value, whatever the type of the object is.
///
/// # Errors
///
/// A property that the type does not have or that is a navigation property, and a value that does not fit it; the object stays
/// as it was.
pub fn set<H: Hierarchy, V: ToJson + ?Sized>(value: &mut H, property: &str, to: &V) -> Result<(), serde_json::Error> {
    set_text(value, property, &json::to_string(to)?)
}

fn set_text<H: Hierarchy>(value: &mut H, property: &str, text: &str) -> Result<(), serde_json::Error> {
    // A new object shows whether it fits.
    set_property(H::make(value.get().0).get_mut(), property, text)?;
    set_property(value.get_mut(), property, text)
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
    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Hierarchy> HierarchiesSlot for Option<Vec<T>> {
    #[inline]
    fn types(&self) -> &'static Types {
        T::types()
    }
    #[inline]
    fn start(&mut self) {
        *self = Some(Vec::new());
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
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    #[inline]
    fn get(&self, index: usize) -> Option<(usize, &dyn Record)> {
        self.as_ref()?.get(index).map(T::get)
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
