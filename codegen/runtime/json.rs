//! JSON text (RFC 8259) to values and back, faster than by serde_json.
//!
//! Entity types, complex types and [`Page`](super::Page)s of them come to the same values, the same text and the same errors
//! as by the functions of serde_json with the same names; but an error in a list says in which item it is, and an escape for
//! half a character (`\ud800` alone) is an error of the data, since the text is JSON. Strings are looked at many bytes at a
//! time here, and names of properties are compared with the one that is likely to come and are written without a look at
//! their bytes. What does the work is compiled with this crate, and not once more with each that uses it. Primitive values
//! are read as properties are, as [`values`](super::values) has it, and written in the usual way.
//!
//! For all else, such as streams and types of your own that hold generated ones, there is serde_json.
//!
//! ```
//! use odata_runtime::{Page, json};
//!
//! let page: Page<String> = json::from_str(r#"{"value": ["a", "b"]}"#)?;
//! assert_eq!(json::to_string(&page)?, r#"{"value":["a","b"]}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod key;
mod reader;
mod text;
mod values;
mod writer;

use std::str::Utf8Error;

use serde::de::{Deserialize as _, Error as _};
use serde::ser::Serialize;
use serde_json::Error;
use serde_json::value::RawValue;

pub(super) use self::key::{KNOWS_KEYS, Key, keys};
#[doc(hidden)]
pub use self::reader::Reader;
#[doc(hidden)]
pub use self::writer::Writer;
use super::path;

/// A type that [`from_str`] and [`from_slice`] read.
///
/// Entity types and complex types are, the enums that hold one of a type or its derived types, primitive values, and what
/// services answer with: [`Page`](super::Page), [`Delta`](super::Delta), [`Value`](super::Value),
/// [`ErrorResponse`](super::ErrorResponse), [`Lenient`](super::Lenient) and `Vec` of any of them. Enum types alone and type
/// definitions are not, nor are types of your own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `runtime::json`",
    note = "serde_json reads all types that implement `serde::Deserialize`, generated ones included"
)]
pub trait FromJson: Sized {
    /// Reads the value that is next.
    ///
    /// # Errors
    ///
    /// Text that is no JSON, and JSON that does not fit the type.
    #[doc(hidden)]
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error>;
}

/// A type that [`to_string`], [`to_vec`] and [`extend_vec`] write.
///
/// All are that are [`FromJson`], but for [`Lenient`](super::Lenient), and so are slices of them and the bodies of requests,
/// [`CreateBody`](super::CreateBody) and [`UpdateBody`](super::UpdateBody).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not written by `runtime::json`",
    note = "serde_json writes all types that implement `serde::Serialize`, generated ones included"
)]
pub trait ToJson {
    /// Writes it.
    ///
    /// # Errors
    ///
    /// A value that fails to write itself.
    #[doc(hidden)]
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
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
    std::str::from_utf8(text).map_err(|error| no_utf8(text, error))
}

/// The error for text that is not UTF-8.
#[cold]
fn no_utf8(text: &[u8], error: Utf8Error) -> Error {
    let fault = <&RawValue>::deserialize(&mut serde_json::Deserializer::from_slice(text)).err();
    fault.unwrap_or_else(|| Error::custom(error))
}
