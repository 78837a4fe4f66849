//! Types around others: what may be `null`, boxes, lists and tuples.

use serde::ser::{SerializeSeq, Serializer};
use serde_json::Error;

use super::super::lenient::Level;
use super::super::page::Page;
use super::super::path::{in_item, without_position};
use super::super::values::{ValueError, custom, read_json};
use super::{FromJson, Reader, ToJson, Writer};

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
            None => writer.serialize_unit(),
        }
    }
}

/// A box is what is in it. It takes one for each type, since crates may have types of their own in boxes.
macro_rules! boxed {
    ($($type:ty $(, $parameter:ident)?;)*) => {$(
        impl$(<$parameter: FromJson>)? FromJson for Box<$type> {
            fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
                FromJson::read_json(reader).map(Box::new)
            }
            fn read_from<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                FromJson::read_from(deserializer).map(Box::new)
            }
            fn of_null() -> Option<Self> {
                FromJson::of_null().map(Box::new)
            }
        }

        impl$(<$parameter: ToJson>)? ToJson for Box<$type> {
            fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                (**self).write_json(writer)
            }
            fn write_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                (**self).write_to(serializer)
            }
        }
    )*};
}
pub(super) use boxed;

boxed! {
    Option<T>, T;
    Vec<T>, T;
    Page<T>, T;
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
                None => T::read_json(reader).map_err(|error| if is_null { of_null(&error) } else { error })?,
            });
            Ok(())
        })?;
        Ok(items)
    }
}

/// The error of a `null` in a list.
#[cold]
fn of_null(error: &Error) -> Error {
    let message = without_position(error);
    serde::de::Error::custom(format_args!("{message}: read the list as `Vec<Option<T>>` to have items that are null"))
}

/// What is expected to come where a list is read.
pub(in super::super) const ITEMS: &str = "an array";

/// Reads the items of an array by a function that is given the reader when one is next.
pub(in super::super) fn read_items(
    reader: &mut Reader<'_>,
    item: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(mut items) = reader.items()? else {
        return refuse(reader, ITEMS);
    };
    let mut index = 0;
    loop {
        let level = Level::enter();
        match items.item().and_then(|next| next.map(&mut *item).transpose()) {
            Ok(Some(())) => level.leave(format_args!("[{index}]")),
            Ok(None) => return items.finish(),
            Err(error) => return Err(in_item(error, index)),
        }
        index += 1;
    }
}

/// Refuses the value that is next.
pub(in super::super) fn refuse<T>(reader: &mut Reader<'_>, expected: &'static str) -> Result<T, Error> {
    read_json(reader, |json| Err(json.unlike(expected)))
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

fn write_items(items: &mut dyn Iterator<Item = &dyn ToJson>, writer: &mut Writer<'_>) -> Result<(), Error> {
    let mut list = writer.serialize_seq(None)?;
    for item in items {
        item.write_json(list.item())?;
    }
    SerializeSeq::end(list)
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
                        _ => _ = reader.raw_value()?,
                    }
                    count += 1;
                    Ok(())
                })?;
                match ($($part,)*) {
                    ($(Some($part),)*) if count == $count => Ok(($($part,)*)),
                    _ => Err(custom(ValueError::new($expected, format!("an array of {count}")))),
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
