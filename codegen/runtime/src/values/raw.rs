//! JSON text as it is.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::json::{from_str, text_of};
use super::error::ValueError;
use super::json::{custom, text_of_bytes};
use super::stand::{RAW_VALUE, TextSeed, raw_value};
use super::tree::TreeSeed;

/// JSON text, or `null`.
pub(in super::super) enum RawText {
    /// `null`.
    Null,
    /// Anything else.
    Json(Box<RawValue>),
}

impl RawText {
    /// Text that is known to be JSON.
    ///
    /// # Errors
    ///
    /// Another version of serde_json that does not know such text.
    pub(in super::super) fn of(text: &str) -> Result<Self, ValueError> {
        if text == "null" {
            return Ok(Self::Null);
        }
        // It would take another serde_json for that to fail.
        raw_value(text).map(Self::Json).ok_or_else(|| ValueError::new("JSON that serde_json holds as text", "other"))
    }

    /// The text.
    pub(in super::super) fn as_str(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Json(json) => json.get(),
        }
    }

    /// The value.
    pub(in super::super) fn to_value(&self) -> Result<Value, serde_json::Error> {
        from_str(self.as_str())
    }
}

impl Serialize for RawText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Json(json) => json.serialize(serializer),
        }
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
        from_value(&TreeSeed.deserialize(deserializer)?)
    }

    /// What the reader of this crate shows.
    fn visit_bytes<E: Error>(self, text: &[u8]) -> Result<RawText, E> {
        held(text_of_bytes(text)).map_err(custom)
    }

    /// What serde_json shows for raw text: a map from its token to the text.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawText, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == RAW_VALUE => map.next_value_seed(TextSeed(held)),
            first => {
                let mut members = serde_json::Map::new();
                if let Some(first) = first {
                    members.insert(first, map.next_value_seed(TreeSeed)?);
                }
                while let Some(name) = map.next_key()? {
                    members.insert(name, map.next_value_seed(TreeSeed)?);
                }
                from_value(&Value::Object(members))
            }
        }
    }
}

/// The text, unless it is nested too deep.
fn held(text: &str) -> Result<RawText, ValueError> {
    if is_deeper(text, DEEPEST) {
        return Err(ValueError::new(format!("JSON of at most {DEEPEST} levels"), "more"));
    }
    RawText::of(text)
}

/// The depth at which serde_json gives up.
const DEEPEST: usize = 127;

/// Whether JSON text is nested deeper than so many levels. It is known to be well-formed.
pub(in super::super) fn is_deeper(text: &str, levels: usize) -> bool {
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
        if depth > levels {
            return true;
        }
    }
    false
}

fn from_value<E: Error>(value: &Value) -> Result<RawText, E> {
    text_of(value).map_err(E::custom).and_then(|text| RawText::of(&text).map_err(custom))
}
