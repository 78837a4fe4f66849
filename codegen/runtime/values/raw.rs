//! JSON text as it is.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::json::from_str;
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
        from_str(self.as_str())
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
                // It is left to serde_json to make the value, as it does not read the text once more to check it.
                let json = Box::<RawValue>::deserialize(MapAccessDeserializer::new(Shown { map, is_next: true }))?;
                if is_too_deep(json.get()) {
                    let expected = format!("JSON of at most {DEEPEST} levels");
                    return Err(A::Error::custom(ValueError::new(expected, "more")));
                }
                Ok(if json.get() == "null" { RawText::Null } else { RawText::Json(json) })
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

/// A map from serde_json's token to text, of which the token has been read already.
struct Shown<A> {
    map: A,
    is_next: bool,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Shown<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if !std::mem::take(&mut self.is_next) {
            return Ok(None);
        }
        seed.deserialize(RAW_VALUE.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
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
