//! JSON text as it is.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::ValueError;
use super::json::RAW_VALUE;

/// JSON text, or `null`.
pub(in super::super) enum RawText {
    /// `null`.
    Null,
    /// Anything else.
    Json(Box<RawValue>),
}

impl RawText {
    /// The text.
    pub(in super::super) fn as_str(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Json(json) => json.get(),
        }
    }

    /// The value.
    pub(in super::super) fn to_value(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

/// Reads a value without looking into it.
///
/// It is refused if it is nested deeper than serde_json reads it: it would be of no use, and the text that is held while
/// the type of an object is not known could otherwise start reading anew and anew, until the stack ends. With a
/// deserializer that is not serde_json's, the text is written anew.
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
                if is_too_deep(&text) {
                    let expected = format!("JSON of at most {DEEPEST} levels");
                    return Err(A::Error::custom(ValueError::new(expected, "more")));
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

/// The depth at which serde_json gives up.
const DEEPEST: usize = 127;

/// Whether JSON text is nested too deep to be read. It is known to be well-formed.
fn is_too_deep(text: &str) -> bool {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        if in_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

fn from_value<E: Error>(value: &Value) -> Result<RawText, E> {
    if value.is_null() {
        return Ok(RawText::Null);
    }
    serde_json::value::to_raw_value(value).map(RawText::Json).map_err(E::custom)
}
