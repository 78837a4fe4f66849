//! Types around others: what may be `null`, boxes, lists and tuples.

use super::{Error, FromJson, Reader, ToJson, Writer};
use crate::read::refuse_next;
use crate::syntax::ValueError;

/// `null` is `None`.
impl<T: FromJson> FromJson for Option<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.null()? { Ok(None) } else { T::read_json(reader).map(Some) }
    }

    fn of_null() -> Option<Self> {
        Some(None)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Some(value) => value.write_json(writer),
            None => {
                writer.null();
                Ok(())
            }
        }
    }
}

/// A box is what is in it. It takes one for each type, since crates may have types of their own in boxes.
macro_rules! boxed {
    ($($type:ty $(, $parameter:ident)?;)*) => {$(
        impl$(<$parameter: FromJson>)? FromJson for Box<$type> {
            fn read_json(reader: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::json::Error> {
                FromJson::read_json(reader).map(Box::new)
            }
            fn of_null() -> Option<Self> {
                FromJson::of_null().map(Box::new)
            }
        }

        impl$(<$parameter: ToJson>)? ToJson for Box<$type> {
            fn write_json(&self, writer: &mut $crate::json::Writer<'_>) -> Result<(), $crate::json::Error> {
                (**self).write_json(writer)
            }
        }
    )*};
}
pub(crate) use boxed;

boxed! {
    Option<T>, T;
    Vec<T>, T;
}

/// A list has no place to remember a `null` in, so that it takes one only as an item.
impl<T: FromJson> FromJson for Vec<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut items = Self::new();
        read_items(reader, &mut |reader| {
            let is_null = reader.is_null_next();
            let item = if is_null { T::of_null() } else { None };
            items.push(match item {
                Some(item) => reader.null().map(|_| item)?,
                None if is_null => T::read_json(reader).map_err(|error| error.with_hint(HINT))?,
                None => T::read_json(reader)?,
            });
            Ok(())
        })?;
        Ok(items)
    }
}

/// What to do about a `null` in a list.
const HINT: &str = "read the list as `Vec<Option<T>>` to have items that are null";

/// What is expected to come where a list is read.
pub(crate) const ITEMS: &str = "an array";

/// Reads the items of an array by a function that is given the reader when one is next.
pub(crate) fn read_items(
    reader: &mut Reader<'_>,
    item: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(mut items) = reader.begin_array()? else { return refuse_next(reader, ITEMS) };
    let mut index = 0;
    while items.next(reader)? {
        let before = reader.context().misfit_count();
        item(reader).map_err(|error| error.in_item(index))?;
        reader.context().step(before, |misfit| misfit.in_item(index));
        index += 1;
    }
    Ok(())
}

/// Reads the value of a member by a function for which it is a part of something.
pub(crate) fn read_part(
    reader: &mut Reader<'_>,
    name: &str,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let before = reader.context().misfit_count();
    let was_part = std::mem::replace(&mut reader.context().is_part, true);
    read(reader).map_err(|error| error.in_member(name))?;
    reader.context().is_part = was_part;
    reader.context().step(before, |misfit| misfit.in_member(name));
    Ok(())
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.as_slice().write_json(writer)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_items(&mut self.iter().map(|item| item as _), writer)
    }
}

/// So that a list that is borrowed can be an argument.
impl<T: ToJson> ToJson for &[T] {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        (**self).write_json(writer)
    }
}

fn write_items(items: &mut dyn Iterator<Item = &dyn ToJson>, writer: &mut Writer<'_>) -> Result<(), Error> {
    writer.begin_array();
    for item in items {
        writer.item();
        item.write_json(writer)?;
    }
    writer.end_array();
    Ok(())
}

/// An array with as many items as the tuple has parts.
macro_rules! tuples {
    ($($count:literal $expected:literal $($part:ident $number:tt)*;)*) => {$(
        impl<$($part: FromJson),*> FromJson for ($($part,)*) {
            fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
                $(let mut $part = None;)*
                let mut count = 0;
                read_items(reader, &mut |reader| {
                    match count {
                        $($number => $part = Some(<$part as FromJson>::read_json(reader)?),)*
                        _ => _ = reader.skip_value()?,
                    }
                    count += 1;
                    Ok(())
                })?;
                match ($($part,)*) {
                    ($(Some($part),)*) if count == $count => Ok(($($part,)*)),
                    _ => Err(reader.refuse(ValueError::new($expected, format!("an array of {count}")))),
                }
            }
        }

        impl<$($part: ToJson),*> ToJson for ($($part,)*) {
            fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                let ($($part,)*) = self;
                write_items(&mut [$($part as &dyn ToJson),*].into_iter(), writer)
            }
        }
    )*};
}

#[allow(non_snake_case, reason = "The names of the types are those of the variables, too.")]
mod tuples {
    use super::*;

    tuples! {
        1 "an array of 1 item" A 0;
        2 "an array of 2 items" A 0 B 1;
        3 "an array of 3 items" A 0 B 1 C 2;
        4 "an array of 4 items" A 0 B 1 C 2 D 3;
    }
}
