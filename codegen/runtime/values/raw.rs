//! JSON text as it is.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::RAW_VALUE;

/// JSON text, or `null`.
pub(in super::super) enum RawText {
    /// `null`.
    Null,
    /// Anything else.
    Json(Box<RawValue>),
}

/// Reads a value without looking into it.
///
/// With a deserializer that is not serde_json's, the text is written anew.
pub(in super::super) fn read_raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RawText, D::Error> {
    deserializer.deserialize_newtype_struct(RAW_VALUE, RawVisitor)
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawText;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawText, D::Error> {
        from_value(&Value::deserialize(deserializer)?)
    }

    /// What serde_json shows for raw text: a map from its token to the text.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawText, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == RAW_VALUE => {
                let text: String = map.next_value()?;
                if text == "null" {
                    return Ok(RawText::Null);
                }
                RawValue::from_string(text).map(RawText::Json).map_err(A::Error::custom)
            }
            first => {
                let mut members = serde_json::Map::new();
                if let Some(first) = first {
                    members.insert(first, map.next_value()?);
                }
                while let Some((name, value)) = map.next_entry()? {
                    members.insert(name, value);
                }
                from_value(&Value::Object(members))
            }
        }
    }
}

fn from_value<E: Error>(value: &Value) -> Result<RawText, E> {
    if value.is_null() {
        return Ok(RawText::Null);
    }
    serde_json::value::to_raw_value(value).map(RawText::Json).map_err(E::custom)
}
