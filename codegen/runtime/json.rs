//! JSON text (RFC 8259), read and written faster than by serde_json.
//!
//! The functions do what those of serde_json with the same names do, with any type that serde knows: they come to the same
//! values and the same text, and end in errors of serde_json's for the same reasons. What makes them faster is that strings
//! are looked at many bytes at a time, and that names of properties are compared with the one that is likely to come and are
//! written without a look at their bytes. For all else, such as streams, there is serde_json.
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
mod writer;

use std::str::Utf8Error;

use serde::de::{Deserialize, Error as _};
use serde::ser::Serialize;
use serde_json::Error;

use self::reader::{Reader, fault_of};
use self::writer::Writer;

/// Reads a value from text.
///
/// # Errors
///
/// Text that is no JSON or has anything after it, JSON that is nested more than 127 levels deep, and JSON that does not fit
/// the type; the message says where.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    let mut reader = Reader::new(text);
    let read = T::deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| reader.place(error))
}

/// Reads a value from text in UTF-8.
///
/// # Errors
///
/// Those of [`from_str`], and bytes that are not UTF-8.
pub fn from_slice<'de, T: Deserialize<'de>>(text: &'de [u8]) -> Result<T, Error> {
    std::str::from_utf8(text).map_err(|error| no_utf8(text, error)).and_then(from_str)
}

/// The error for text that is not UTF-8.
#[cold]
fn no_utf8(text: &[u8], error: Utf8Error) -> Error {
    // Before the bytes that are wrong there is a quotation mark or what is part of a string.
    let (before, behind) = text.split_at_checked(error.valid_up_to().saturating_sub(1)).unwrap_or_default();
    let string: Vec<u8> = [b'"'].iter().chain(behind.get(1..).unwrap_or_default()).copied().collect();
    fault_of::<String>(before, &string).unwrap_or_else(|| Error::custom(error))
}

/// Writes a value as text without white space.
///
/// # Errors
///
/// A value that JSON has no place for, such as a map whose keys are no strings, or that fails to write itself.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    String::from_utf8(to_vec(value)?).map_err(serde::ser::Error::custom)
}

/// Writes a value as text in UTF-8 without white space.
///
/// # Errors
///
/// Those of [`to_string`].
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    extend_vec(&mut out, value)?;
    Ok(out)
}

/// Writes a value as text in UTF-8 without white space to the end of a vector, which may be one with room from before.
///
/// # Errors
///
/// Those of [`to_string`]; the vector may have a part of the text then.
pub fn extend_vec<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    value.serialize(&mut Writer::new(out))
}
