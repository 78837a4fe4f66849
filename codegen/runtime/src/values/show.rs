//! Values on the way to a serializer.

use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

use super::super::body::Mode;
use super::error::quoted;
use super::text::Short;

/// A value as it is written: nothing but this depends on the serializer, so that little is compiled anew with each kind.
pub enum Shown<'a> {
    Bool(bool),
    Whole(i64),
    /// The same where clients without numbers of 64 bits want a string: an `Edm.Int64` or a whole `Edm.Decimal`.
    Long(i64),
    Float(f64),
    Text(&'a str),
    /// What stands for a number that is none.
    Name(&'static str),
    /// A text that was made for this.
    Short(Short),
    /// An `Edm.Decimal` that is passed on as it is, since a float would drop digits and trailing zeros.
    Digits(Short),
    /// A text that is made in pieces.
    Pieces(&'a dyn fmt::Display),
    /// The same of bytes, with how many there are.
    Bytes(&'a dyn fmt::Display, usize),
    /// An object.
    Object(&'a dyn Object),
    Tree(&'a Value),
    /// The same of a stream, which can be as long as a file.
    Stream(&'a Value),
}

/// A value that is an object.
pub trait Object {
    /// The object as JSON text.
    ///
    /// # Errors
    ///
    /// What cannot be written.
    fn json(&self) -> Result<Box<RawValue>, serde_json::Error>;
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_i64(*value),
            Self::Long(value) if Mode::current().is_ieee754 => serializer.collect_str(value),
            Self::Long(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) | Self::Name(text) => serializer.serialize_str(text),
            Self::Short(text) => serializer.serialize_str(text.as_str()),
            Self::Digits(digits) if Mode::current().is_ieee754 => serializer.serialize_str(digits.as_str()),
            Self::Digits(digits) => {
                let raw: &RawValue = serde_json::from_str(digits.as_str()).map_err(S::Error::custom)?;
                raw.serialize(serializer)
            }
            Self::Pieces(text) | Self::Bytes(text, _) => serializer.collect_str(text),
            Self::Object(value) => value.json().map_err(S::Error::custom)?.serialize(serializer),
            Self::Tree(value) | Self::Stream(value) => value.serialize(serializer),
        }
    }
}

/// As it is written, but of bytes how many there are, not which, and of a stream that is a string its beginning.
impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(formatter),
            Self::Whole(value) | Self::Long(value) => value.fmt(formatter),
            Self::Float(value) => value.fmt(formatter),
            Self::Text(text) => text.fmt(formatter),
            Self::Name(text) => formatter.write_str(text),
            Self::Short(text) | Self::Digits(text) => formatter.write_str(text.as_str()),
            Self::Pieces(text) => text.fmt(formatter),
            Self::Bytes(_, 1) => formatter.write_str("Binary(1 byte)"),
            Self::Bytes(_, count) => write!(formatter, "Binary({count} bytes)"),
            Self::Object(value) => match value.json() {
                Ok(json) => formatter.write_str(json.get()),
                Err(error) => write!(formatter, "({error})"),
            },
            Self::Stream(Value::String(text)) => formatter.write_str(&quoted(text)),
            Self::Tree(value) | Self::Stream(value) => fmt::Display::fmt(value, formatter),
        }
    }
}
