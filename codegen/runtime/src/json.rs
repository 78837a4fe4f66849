//! JSON text (RFC 8259) to values and back, faster than by serde_json.
//!
//! Generated types and [`Page`](crate::Page)s of anything come to the same values, the same text and the same errors as by the
//! functions of serde_json with the same names: serde_json hands over the text of a value, and this is what reads it. But
//! errors here are [`Error`]s, which say more than a message, an error in a list says in which item it is, and nothing is looked at
//! twice. Strings are looked at many bytes at a time, and names of properties are compared with the one that is likely to come
//! and are written without a look at their bytes. What does the work is compiled with this crate, and not once more with each
//! that uses it.
//!
//! Primitive values are read and written as properties are, as [`values`](crate::values) has it, also as items of a page. By
//! themselves, and in lists, tuples and types of others, serde_json has them as their own types do: there, an `i64` is not
//! read from a string. A type of your own is read and written here with [`by_serde`](crate::by_serde).
//!
//! ```
//! use odata_runtime::{Page, json};
//!
//! let page: Page<String> = json::from_str(r#"{"value": ["a", "b"]}"#)?;
//! assert_eq!(json::to_string(&page)?, r#"{"value":["a","b"]}"#);
//! # Ok::<(), json::Error>(())
//! ```

mod by_serde;
mod parts;
mod values;

use serde::{Deserialize as _, Deserializer, Serializer};
use serde_json::value::RawValue;

pub(crate) use self::by_serde::serde_as_json;
#[doc(hidden)]
pub use self::by_serde::{read_by_serde, write_by_serde};
pub(crate) use self::parts::{ITEMS, boxed, read_items, read_part};
#[doc(no_inline)]
pub use crate::by_serde;
#[doc(hidden)]
pub use crate::record::null_by_serde;
use crate::record::{Hierarchy, Record};
pub use crate::syntax::{Error, ErrorKind};
use crate::syntax::{Mode, interchange, text_in};
#[doc(hidden)]
pub use crate::syntax::{Reader, Writer};
use crate::{read, write};

/// A type that [`from_str`] and [`from_slice`] read.
///
/// Generated types are, primitive values, [`Flags`](crate::Flags), and what services answer with: [`Page`](crate::Page),
/// [`Delta`](crate::Delta), [`Value`](crate::Value), [`ErrorResponse`](crate::ErrorResponse), [`Lenient`](crate::Lenient).
/// `Option`, `Vec` and tuples of any of them are, and `Box` of any but enum types and type definitions. A type of your own is with
/// [`by_serde`](crate::by_serde).
///
/// A [`Page`](crate::Page) of such a type is read by serde_json in the same way.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `runtime::json`",
    note = "a type `T` of your own that implements serde's traits needs `runtime::json::by_serde!(T);`"
)]
pub trait FromJson: Sized {
    /// Reads the value that is next.
    #[doc(hidden)]
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// The value that stands for `null` among items, if there is one.
    #[doc(hidden)]
    fn of_null() -> Option<Self> {
        None
    }
}

/// A type that [`to_string`], [`to_vec`] and [`extend_vec`] write.
///
/// All are that are [`FromJson`], but for [`Lenient`](crate::Lenient), and so are slices of them and the bodies of requests,
/// [`CreateBody`](crate::CreateBody), [`UpdateBody`](crate::UpdateBody) and [`Changes`](crate::Changes), also if they are
/// [`Ieee754Compatible`](crate::Ieee754Compatible).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not written by `runtime::json`",
    note = "a type `T` of your own that implements serde's traits needs `runtime::json::by_serde!(T);`"
)]
pub trait ToJson {
    /// Writes it.
    #[doc(hidden)]
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// A type that is read and written, of which there are so many that one trait costs less than two.
#[doc(hidden)]
pub trait Json: Sized {
    /// As [`FromJson::read_json`].
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// As [`ToJson::write_json`].
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error>;

    /// As [`FromJson::of_null`].
    fn null() -> Option<Self> {
        None
    }
}

impl<T: Json> FromJson for T {
    #[inline]
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        T::read(reader)
    }

    fn of_null() -> Option<Self> {
        T::null()
    }
}

impl<T: Json> ToJson for T {
    #[inline]
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.write(writer)
    }
}

impl<T: Record + Default> Json for T {
    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        read::read(reader)
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write::write(self, writer)
    }
}

/// Reads a value from text.
///
/// # Errors
///
/// Text that is no JSON or has anything after it, JSON that is nested more than 127 levels deep, and JSON that does not fit
/// the type; the message says where.
#[inline]
pub fn from_str<T: FromJson>(text: &str) -> Result<T, Error> {
    read_all(&mut Reader::new(text))
}

/// Reads a value that is all that is left.
#[inline]
pub(crate) fn read_all<T: FromJson>(reader: &mut Reader<'_>) -> Result<T, Error> {
    match T::read_json(reader) {
        Ok(value) => reader.end().map(|()| value),
        Err(error) => Err(reader.located(error)),
    }
}

/// Reads a value from text in UTF-8.
///
/// # Errors
///
/// Those of [`from_str`], and bytes that are not UTF-8.
#[inline]
pub fn from_slice<T: FromJson>(text: &[u8]) -> Result<T, Error> {
    from_str(utf8(text)?)
}

/// Writes a value as text without white space.
///
/// # Errors
///
/// A value that fails to write itself, as one of a type that is not generated may.
#[inline]
pub fn to_string<T: ToJson + ?Sized>(value: &T) -> Result<String, Error> {
    text_in(Mode::around(), &|writer| value.write_json(writer))
}

/// Writes a value as text in UTF-8 without white space.
///
/// # Errors
///
/// Those of [`to_string`].
#[inline]
pub fn to_vec<T: ToJson + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    extend_vec(&mut out, value)?;
    Ok(out)
}

/// Writes a value as text in UTF-8 without white space to the end of a vector, which may be one with room from before.
///
/// # Errors
///
/// Those of [`to_string`]; the vector may have a part of the text then.
#[inline]
pub fn extend_vec<T: ToJson + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    value.write_json(&mut Writer::new(out))
}

/// Reads a value from any deserializer.
#[doc(hidden)]
pub fn from_serde<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value: Option<T> = None;
    interchange::read(deserializer, &mut |reader| {
        value = Some(T::read_json(reader)?);
        Ok(())
    })?;
    value.ok_or_else(|| serde::de::Error::custom("no value was read"))
}

/// Writes a value to any serializer.
#[doc(hidden)]
pub fn to_serde<T: ToJson + ?Sized, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    interchange::write(serializer, &|writer| value.write_json(writer))
}

/// The items of an array, each as its text.
pub(crate) fn items(text: &str) -> Result<Vec<&str>, Error> {
    let mut reader = Reader::new(text);
    let Some(mut array) = reader.begin_array()? else { return read::refuse_next(&mut reader, "an array") };
    let mut items = Vec::new();
    while array.next(&mut reader)? {
        items.push(reader.skip_value()?);
    }
    Ok(items)
}

fn utf8(text: &[u8]) -> Result<&str, Error> {
    simdutf8::basic::from_utf8(text).map_err(|_| no_utf8(text))
}

/// The error for text that is not UTF-8.
#[cold]
fn no_utf8(text: &[u8]) -> Error {
    match <&RawValue>::deserialize(&mut serde_json::Deserializer::from_slice(text)) {
        Err(fault) => fault.into(),
        Ok(_) => Error::new(ErrorKind::Syntax, "invalid UTF-8"),
    }
}

/// Makes a structural property of a value of a hierarchy another value, whatever the type of the object is. If that fails, the object
/// stays as it was.
#[doc(hidden)]
pub fn set<H: Hierarchy, V: ToJson + ?Sized>(value: &mut H, property: &str, to: &V) -> Result<(), Error> {
    set_text(value, property, &to_string(to)?)
}

fn set_text<H: Hierarchy>(value: &mut H, property: &str, text: &str) -> Result<(), Error> {
    // A new object shows whether it fits.
    read::set_property(H::make(value.get().0).get_mut(), property, text)?;
    read::set_property(value.get_mut(), property, text)
}
