//! Values on the way to a serializer.

use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

use super::geo::Geo;
use super::text::Short;

/// A value as it is written: nothing but this depends on the serializer, so that little is compiled anew with each kind.
pub enum Shown<'a> {
    Bool(bool),
    Whole(i64),
    Float(f64),
    Text(&'a str),
    /// A text that was made for this.
    Short(Short),
    /// A number that is passed on as it is, since a float would drop digits and trailing zeros.
    Digits(Short),
    /// A text that is made in pieces.
    Pieces(&'a dyn fmt::Display),
    Geo(&'a Geo),
    Tree(&'a Value),
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Short(text) => serializer.serialize_str(text.as_str()),
            Self::Digits(digits) => {
                let raw: &RawValue = serde_json::from_str(digits.as_str()).map_err(S::Error::custom)?;
                raw.serialize(serializer)
            }
            Self::Pieces(text) => serializer.collect_str(text),
            Self::Geo(value) => value.write_object(serializer),
            Self::Tree(value) => value.serialize(serializer),
        }
    }
}
