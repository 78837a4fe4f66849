//! JSON text (RFC 8259) to values and back, faster than by serde_json.
//!
//! Generated types and [`Page`](super::Page)s of anything come to the same values, the same text and the same errors as by the
//! functions of serde_json with the same names; but an error in a list says in which item it is, and an escape for half a
//! character (`\ud800` alone) is an error of the data, since the text is JSON. Strings are looked at many bytes at a time here,
//! and names of properties are compared with the one that is likely to come and are written without a look at their bytes.
//! What does the work is compiled with this crate, and not once more with each that uses it.
//!
//! Primitive values are read and written as properties are, as [`values`](super::values) has it, also as items of a page. By
//! themselves, and in lists, tuples and types of others, serde_json has them as their own types do: there, an `i64` is not
//! read from a string. Types of your own are read and written here if they are [`BySerde`].
//!
//! ```
//! use odata_runtime::{Page, json};
//!
//! let page: Page<String> = json::from_str(r#"{"value": ["a", "b"]}"#)?;
//! assert_eq!(json::to_string(&page)?, r#"{"value":["a","b"]}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod by_serde;
mod key;
mod number;
mod parts;
mod reader;
mod text;
mod values;
mod writer;

use serde::de::{Deserialize as _, Deserializer, Error as _};
use serde::ser::{self, Serialize, Serializer};
use serde_json::Error;
use serde_json::value::RawValue;

use super::path::without_position;
use super::values::{RawText, read_raw};

pub use self::by_serde::BySerde;
pub(super) use self::key::{KNOWS_KEYS, Key, keys};
pub(super) use self::parts::{ITEMS, read_items, refuse};
#[doc(hidden)]
pub use self::reader::Reader;
#[doc(hidden)]
pub use self::writer::Writer;
use super::path;

/// A type that [`from_str`] and [`from_slice`] read.
///
/// Generated types are, primitive values, [`Flags`](super::Flags), and what services answer with: [`Page`](super::Page),
/// [`Delta`](super::Delta), [`Value`](super::Value), [`ErrorResponse`](super::ErrorResponse), [`Lenient`](super::Lenient).
/// `Option`, `Vec` and tuples of any of them are, and `Box` of any but enum types and type definitions. Types of your own are
/// if they are [`BySerde`].
///
/// A [`Page`](super::Page) of such a type is read by serde_json in the same way.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `runtime::json`",
    note = "a type of your own that implements serde's traits is with `impl runtime::json::BySerde for {Self} {{}}`"
)]
pub trait FromJson: Sized {
    /// Reads the value that is next.
    ///
    /// # Errors
    ///
    /// Text that is no JSON, and JSON that does not fit the type.
    #[doc(hidden)]
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// Reads a value from any deserializer, to which text is the same that it is to [`read_json`](Self::read_json).
    ///
    /// # Errors
    ///
    /// Those of [`read_json`](Self::read_json), and those of the deserializer.
    #[doc(hidden)]
    fn read_from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = read_raw(deserializer)?;
        from_str(text.as_str()).map_err(|error| D::Error::custom(without_position(&error)))
    }

    /// The value that stands for `null` among items, if there is one.
    #[doc(hidden)]
    fn of_null() -> Option<Self> {
        None
    }
}

/// A type that [`to_string`], [`to_vec`] and [`extend_vec`] write.
///
/// All are that are [`FromJson`], but for [`Lenient`](super::Lenient), and so are slices of them and the bodies of requests,
/// [`CreateBody`](super::CreateBody), [`UpdateBody`](super::UpdateBody) and [`Changes`](super::Changes), also if they are
/// [`Ieee754Compatible`](super::Ieee754Compatible).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not written by `runtime::json`",
    note = "a type of your own that implements serde's traits is with `impl runtime::json::BySerde for {Self} {{}}`"
)]
pub trait ToJson {
    /// Writes it.
    ///
    /// # Errors
    ///
    /// A value that fails to write itself.
    #[doc(hidden)]
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error>;

    /// Writes it to any serializer, as the text that [`write_json`](Self::write_json) writes.
    ///
    /// # Errors
    ///
    /// Those of [`write_json`](Self::write_json), and those of the serializer.
    #[doc(hidden)]
    fn write_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>
    where
        Self: Sized,
    {
        let text = to_string(self).map_err(ser::Error::custom)?;
        let text = RawText::of(&text).map_err(ser::Error::custom)?;
        text.serialize(serializer)
    }
}

/// Where in the JSON a value is that does not fit.
pub trait ErrorPath {
    /// The path of the value: `value[17].tokenActionResults[0].startDateTime`.
    ///
    /// It is `None` of an error in the text itself, which has a line and a column, and of one in the value as a whole.
    ///
    /// ```
    /// use odata_runtime::json::{self, ErrorPath};
    /// use odata_runtime::Page;
    ///
    /// let error = json::from_str::<Page<i32>>(r#"{"value": [1, "two"]}"#).unwrap_err();
    /// assert_eq!(error.path().as_deref(), Some("value[1]"));
    /// ```
    fn path(&self) -> Option<String>;
}

impl ErrorPath for Error {
    fn path(&self) -> Option<String> {
        if self.is_data() { path::of(&self.to_string()).map(str::to_owned) } else { None }
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
    let mut reader = Reader::new(text);
    match T::read_json(&mut reader) {
        Ok(value) => reader.end().map(|()| value),
        Err(error) => Err(reader.place(error)),
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
    text_by(&|writer| value.write_json(writer))
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

/// The items of an array, each as its text.
pub(super) fn items(text: &str) -> Result<Vec<&str>, Error> {
    let mut reader = Reader::new(text);
    let Some(mut array) = reader.items()? else { return Err(Error::custom("expected an array")) };
    let mut items = Vec::new();
    while let Some(item) = array.item()? {
        items.push(item.raw()?);
    }
    array.finish()?;
    Ok(items)
}

/// Whether a text is a number.
pub(super) fn is_number(text: &str) -> bool {
    Reader::new(text).is_number()
}

/// The text of a part of a value.
pub(super) fn text_of(value: &impl Serialize) -> Result<String, Error> {
    text_by(&|writer| value.serialize(writer))
}

/// The text that a function writes.
fn text_by(write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>) -> Result<String, Error> {
    let mut out = Vec::with_capacity(128);
    write(&mut Writer::new(&mut out))?;
    String::from_utf8(out).map_err(Error::custom)
}

fn utf8(text: &[u8]) -> Result<&str, Error> {
    simdutf8::basic::from_utf8(text).map_err(|_| no_utf8(text))
}

/// The error for text that is not UTF-8.
#[cold]
fn no_utf8(text: &[u8]) -> Error {
    let fault = <&RawValue>::deserialize(&mut serde_json::Deserializer::from_slice(text)).err();
    fault.unwrap_or_else(|| Error::custom("invalid UTF-8"))
}
