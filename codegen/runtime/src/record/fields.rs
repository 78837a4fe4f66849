//! The fields of a struct that hold something.

use time::OffsetDateTime;

use super::{
    EnumSlot, EnumsSlot, ExternalSlot, ExternalsSlot, HierarchiesSlot, HierarchySlot, Nav, NavState, NewtypeSlot,
    Record, RecordSlot, RecordsSlot, View,
};
use crate::values::{ValueSlot, ValuesSlot};

/// How many fields are gathered before they are handed on.
const ROOM: usize = 16;

/// A field that holds something, with its number.
pub(crate) type Field<'a> = (usize, View<'a>);

/// Where a struct shows its fields, each by a call of the method for its shape with the number of the field. Those that
/// hold nothing, which most fields of most objects do, cost a look at the field and no more.
///
/// Some are gathered first and handed on together: what comes next in a string tells a processor nothing about which field
/// comes next, so that to write each at once is slower.
pub struct Fields<'a, 'v> {
    gathered: [Field<'a>; ROOM],
    length: usize,
    /// The number of the only field to hand on, if that is not all.
    only: Option<usize>,
    visit: &'v mut dyn FnMut(&[Field<'a>]),
}

/// Hands on the fields of a struct that hold something, some at a time, in the order of their numbers.
pub(crate) fn each<'a>(record: &'a dyn Record, visit: &mut dyn FnMut(&[Field<'a>])) {
    show(record, None, visit);
}

/// All fields of a struct that hold something.
pub(crate) fn all(record: &dyn Record) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    each(record, &mut |some| fields.extend_from_slice(some));
    fields
}

/// A field of a struct, if it holds something.
pub(crate) fn one(record: &dyn Record, number: usize) -> Option<View<'_>> {
    let mut found = None;
    show(record, Some(number), &mut |fields| found = fields.first().map(|(_, view)| *view));
    found
}

fn show<'a>(record: &'a dyn Record, only: Option<usize>, visit: &mut dyn FnMut(&[Field<'a>])) {
    let mut fields = Fields { gathered: [(0, View::Bool(&None)); ROOM], length: 0, only, visit };
    record.fields(&mut fields);
    fields.hand_on();
}

impl<'a> Fields<'a, '_> {
    fn add(&mut self, number: usize, view: View<'a>) {
        if self.only.is_some_and(|only| only != number) {
            return;
        }
        if self.length == ROOM {
            self.hand_on();
        }
        if let Some(place) = self.gathered.get_mut(self.length) {
            *place = (number, view);
            self.length += 1;
        }
    }

    fn hand_on(&mut self) {
        let length = std::mem::take(&mut self.length);
        if let Some(fields @ [_, ..]) = self.gathered.get(..length) {
            (self.visit)(fields);
        }
    }
}

/// A method for the fields of a type. What it does with one that holds something is not worth to be repeated in each struct.
macro_rules! shape {
    ($show:ident $view:ident $type:ty) => {
        #[inline]
        pub fn $show(&mut self, number: usize, field: &'a $type) {
            #[inline(never)]
            fn add<'a>(fields: &mut Fields<'a, '_>, number: usize, field: &'a $type) {
                fields.add(number, View::$view(field));
            }
            if field.is_some() {
                add(self, number, field);
            }
        }
    };
}

/// A method for fields of any type that the runtime knows by a trait.
macro_rules! dynamic_shapes {
    ($($show:ident $view:ident $slot:ident;)*) => {
        /// A method for each shape of a field.
        #[allow(missing_docs, reason = "The names are those of the shapes.")]
        impl<'a> Fields<'a, '_> {$(
            #[inline]
            pub fn $show(&mut self, number: usize, field: &'a impl $slot) {
                #[inline(never)]
                fn add<'a>(fields: &mut Fields<'a, '_>, number: usize, field: &'a dyn $slot) {
                    fields.add(number, View::$view(field));
                }
                if field.is_some() {
                    add(self, number, field);
                }
            }
        )*}
    };
}

/// A method for each shape of a field.
#[allow(missing_docs, reason = "The names are those of the shapes.")]
impl<'a> Fields<'a, '_> {
    shape!(string String Option<String>);
    shape!(bool Bool Option<bool>);
    shape!(date_time DateTime Option<OffsetDateTime>);
}

dynamic_shapes! {
    value Value ValueSlot;
    values Values ValuesSlot;
    enumeration Enum EnumSlot;
    enumerations Enums EnumsSlot;
    newtype Newtype NewtypeSlot;
    record Record RecordSlot;
    records Records RecordsSlot;
    hierarchy Hierarchy HierarchySlot;
    hierarchies Hierarchies HierarchiesSlot;
    external External ExternalSlot;
    externals Externals ExternalsSlot;
}

/// Navigation properties are of one shape, whatever they lead to.
#[allow(missing_docs, reason = "The name is that of the shape.")]
impl<'a> Fields<'a, '_> {
    #[inline]
    pub fn nav<T>(&mut self, number: usize, field: &'a Nav<T>) {
        #[inline(never)]
        fn add<'a>(fields: &mut Fields<'a, '_>, number: usize, state: &'a NavState) {
            fields.add(number, View::Nav(state));
        }
        if !field.is_absent() {
            add(self, number, field.state());
        }
    }
}
