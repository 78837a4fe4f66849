//! What any struct can do: be copied, compared and shown.
//!
//! What does the work for all types is called by a pointer, which costs nothing: rustc does not look behind it for something
//! to inline, which it would otherwise do once for each type.

use std::borrow::Cow;
use std::fmt;

use crate::record::{Hierarchy, Record, Slot, View, fields, show_name, with_extra};
use crate::values::ValuesSlot;

/// A copy.
pub fn clone<T: Record + Default>(record: &T) -> T {
    let copy_into: CopyInto = copy_into;
    let mut copy = T::default();
    copy_into(record, &mut copy);
    copy
}

/// A copy.
pub fn clone_hierarchy<H: Hierarchy>(value: &H) -> H {
    let copy_into: CopyInto = copy_into;
    let (number, record) = value.get();
    let mut copy = H::make(number);
    copy_into(record, copy.get_mut());
    copy
}

/// Whether two structs of a hierarchy are of the same type and equal.
pub fn eq_hierarchy<H: Hierarchy>(left: &H, right: &H) -> bool {
    typed_eq(left.get(), right.get())
}

/// Whether two structs of the same type are equal.
pub fn eq(left: &dyn Record, right: &dyn Record) -> bool {
    let records_eq: fn(&dyn Record, &dyn Record) -> bool = records_eq;
    records_eq(left, right)
}

/// Shows the fields that hold something.
pub fn debug(record: &dyn Record, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (meta, extra) = record.about();
    let mut shown = formatter.debug_struct(meta.rust_name());
    fields::each(record, &mut |fields| {
        for (index, view) in fields {
            shown.field(meta.name(*index), &Shown(*view));
        }
    });
    if !extra.is_empty() {
        shown.field("extra", extra);
    }
    shown.finish()
}

/// A field, to be shown if it holds something.
pub(crate) fn shown<T: fmt::Debug>(field: &Option<T>) -> Option<&dyn fmt::Debug> {
    field.as_ref().map(|value| value as _)
}

/// Shows the fields that hold something.
pub(crate) fn debug_fields(
    shown: &mut fmt::DebugStruct<'_, '_>,
    fields: &[(&str, Option<&dyn fmt::Debug>)],
) -> fmt::Result {
    for (name, value) in fields {
        if let Some(value) = value {
            shown.field(name, value);
        }
    }
    shown.finish()
}

/// The type of `copy_into`.
type CopyInto = fn(&dyn Record, &mut dyn Record);

/// Copies a struct into a new one of the same type.
fn copy_into(from: &dyn Record, to: &mut dyn Record) {
    fields::each(from, &mut |fields| {
        for (index, view) in fields {
            copy_field(*view, to.slot(*index));
        }
    });
    with_extra(to, |extra| extra.clone_from(from.extra()));
}

fn records_eq(left: &dyn Record, right: &dyn Record) -> bool {
    let fields =
        |(left, right): (&(usize, View<'_>), &(usize, View<'_>))| left.0 == right.0 && views_eq(left.1, right.1);
    let (in_left, in_right) = (fields::all(left), fields::all(right));
    in_left.len() == in_right.len()
        && in_left.iter().zip(&in_right).all(fields)
        && left.extra().has_same_members(right.extra())
        && nulls_eq(left, right, &in_left)
}

/// Whether lists that have the same items have the same nulls among them.
fn nulls_eq(left: &dyn Record, right: &dyn Record, fields: &[(usize, View<'_>)]) -> bool {
    let (meta, left) = left.about();
    let right = right.extra();
    let are_same = |(index, view): &(usize, View<'_>)| {
        let (name, count) = (meta.name(*index), view.count());
        left.null_places(name, count) == right.null_places(name, count)
    };
    !left.has_null_items() && !right.has_null_items() || fields.iter().all(are_same)
}

fn typed_eq(left: (usize, &dyn Record), right: (usize, &dyn Record)) -> bool {
    left.0 == right.0 && eq(left.1, right.1)
}

fn copy_field(from: View<'_>, to: Slot<'_>) {
    match (from.general(), to.general()) {
        (View::Value(from), Slot::Value(to)) => to.copy(from),
        (View::Values(from), Slot::Values(to)) => to.copy(from),
        (View::Enum(from), Slot::Enum(to)) => to.set(from.get()),
        (View::Enums(from), Slot::Enums(to)) => match from.count() {
            Some(count) => {
                to.start();
                (0..count).filter_map(|index| from.get(index)).for_each(|value| to.push(value));
            }
            None => to.clear(),
        },
        (View::Newtype(from), Slot::Newtype(to)) => {
            from.look(&mut |from| to.with(&mut |to| copy_field(from, to)));
        }
        (View::Record(from), Slot::Record(to)) => match from.get() {
            Some(record) => copy_into(record, to.make()),
            None => to.clear(),
        },
        (View::Records(from), Slot::Records(to)) => match from.count() {
            Some(count) => {
                to.start();
                (0..count).filter_map(|index| from.get(index)).for_each(|record| copy_into(record, to.push()));
            }
            None => to.clear(),
        },
        (View::Hierarchy(from), Slot::Hierarchy(to)) => match from.get() {
            Some((number, record)) => copy_into(record, to.make(number)),
            None => to.clear(),
        },
        (View::Hierarchies(from), Slot::Hierarchies(to)) => match from.count() {
            Some(count) => {
                to.start();
                for (number, record) in (0..count).filter_map(|index| from.get(index)) {
                    copy_into(record, to.push(number, false));
                }
            }
            None => to.clear(),
        },
        (View::External(from), Slot::External(to)) => to.copy(from),
        (View::Externals(from), Slot::Externals(to)) => to.copy(from),
        (View::Nav(from), Slot::Nav(to)) => to.clone_from(from),
        // A field is of the same shape in both, since they are of the same type.
        (_, to) => to.clear(),
    }
}

pub(crate) fn views_eq(left: View<'_>, right: View<'_>) -> bool {
    match (left.general(), right.general()) {
        (View::Value(left), View::Value(right)) => left.equals(right),
        (View::Values(left), View::Values(right)) => left.equals(right),
        (View::Enum(left), View::Enum(right)) => left.get() == right.get(),
        (View::Enums(left), View::Enums(right)) => {
            items_eq(left.count(), right.count(), |index| left.get(index) == right.get(index))
        }
        (View::Newtype(left), View::Newtype(right)) => {
            let mut equal = false;
            left.look(&mut |left| right.look(&mut |right| equal = views_eq(left, right)));
            equal
        }
        (View::Record(left), View::Record(right)) => match (left.get(), right.get()) {
            (Some(left), Some(right)) => eq(left, right),
            (left, right) => left.is_none() && right.is_none(),
        },
        (View::Records(left), View::Records(right)) => items_eq(left.count(), right.count(), |index| {
            left.get(index).zip(right.get(index)).is_some_and(|(left, right)| eq(left, right))
        }),
        (View::Hierarchy(left), View::Hierarchy(right)) => match (left.get(), right.get()) {
            (Some(left), Some(right)) => typed_eq(left, right),
            (left, right) => left.is_none() && right.is_none(),
        },
        (View::Hierarchies(left), View::Hierarchies(right)) => items_eq(left.count(), right.count(), |index| {
            left.get(index).zip(right.get(index)).is_some_and(|(left, right)| typed_eq(left, right))
        }),
        (View::External(left), View::External(right)) => left.equals(right),
        (View::Externals(left), View::Externals(right)) => left.equals(right),
        (View::Nav(left), View::Nav(right)) => left == right,
        _ => false,
    }
}

/// Whether two lists have as many items, and each is equal.
fn items_eq(left: Option<usize>, right: Option<usize>, are_equal: impl FnMut(usize) -> bool) -> bool {
    left == right && (0..left.unwrap_or_default()).all(are_equal)
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.general() {
            View::Value(field) => field.show(formatter),
            View::Values(field) => {
                let items = (0..field.count().unwrap_or_default()).map(|index| Item(field, index));
                formatter.debug_list().entries(items).finish()
            }
            View::Enum(field) => Name(field.names().unwrap_or_default()).fmt(formatter),
            View::Enums(field) => {
                let items = (0..field.count().unwrap_or_default()).map(|index| field.names(index));
                formatter.debug_list().entries(items.map(Name)).finish()
            }
            View::Newtype(field) => {
                let mut result = Ok(());
                field.look(&mut |inner| result = fmt::Debug::fmt(&Shown(inner), formatter));
                result
            }
            View::Record(field) => field.get().map_or(Ok(()), |record| debug(record, formatter)),
            View::Records(field) => {
                let items = (0..field.count().unwrap_or_default()).filter_map(|index| field.get(index));
                formatter.debug_list().entries(items.map(Nested)).finish()
            }
            View::Hierarchy(field) => field.get().map_or(Ok(()), |(_, record)| debug(record, formatter)),
            View::Hierarchies(field) => {
                let items = (0..field.count().unwrap_or_default()).filter_map(|index| field.get(index));
                formatter.debug_list().entries(items.map(|(_, record)| Nested(record))).finish()
            }
            View::External(field) => field.show(formatter),
            View::Externals(field) => field.show(formatter),
            View::Nav(state) => state.fmt(formatter),
            // The general shape is another.
            View::String(_) | View::Bool(_) | View::DateTime(_) => Ok(()),
        }
    }
}

/// A field, to be shown.
struct Shown<'a>(View<'a>);

/// A struct in a field, to be shown.
struct Nested<'a>(&'a dyn Record);

impl fmt::Debug for Nested<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, formatter)
    }
}

/// An item of a field, to be shown.
struct Item<'a>(&'a dyn ValuesSlot, usize);

impl fmt::Debug for Item<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(self.1, formatter)
    }
}

/// The name of a member of an enum, or several, to be shown.
struct Name<'a>(Cow<'a, str>);

impl fmt::Debug for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_name(&self.0, formatter)
    }
}
