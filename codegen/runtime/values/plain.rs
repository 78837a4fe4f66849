//! The values that other crates know how to read: strings, GUIDs and JSON of no known type.

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
use serde_json::Value;

use super::Primitive;
use super::error::ValueError;
use super::json::{Json, read};

/// A string.
impl Primitive for String {
    const EDM: &'static str = "Edm.String";

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, |json| match json {
            Json::Text(text) => Ok(text.to_owned()),
            _ => Err(json.unlike(Self::EDM)),
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// A GUID with its four hyphens, in either case. Written in lower case.
///
/// The forms without hyphens, in braces and as a URN are refused: the ABNF does not have them, and they would not be
/// written back as they came.
impl Primitive for uuid::Uuid {
    const EDM: &'static str = "Edm.Guid";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, guid)
    }

    fn read_spelled<'de, D: Deserializer<'de>>(deserializer: D, came: &mut Option<Value>) -> Result<Self, D::Error> {
        read(deserializer, |json| {
            guid(json).inspect(|_| match json {
                Json::Text(text) if text.bytes().any(|byte| byte.is_ascii_uppercase()) => *came = Some(text.into()),
                _ => {}
            })
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
        serializer.serialize_str(self.hyphenated().encode_lower(&mut text))
    }
}

/// Any JSON, numbers as serde_json keeps them: whole numbers of 64 bits and `f64` for the rest. It reads every `f64` to its
/// last digit only with the feature `float_roundtrip`.
impl Primitive for Value {
    const EDM: &'static str = "Edm.Untyped";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

#[inline]
fn guid(json: Json<'_>) -> Result<uuid::Uuid, ValueError> {
    let value = match json {
        Json::Text(text) if text.len() == uuid::fmt::Hyphenated::LENGTH => uuid::Uuid::try_parse(text).ok(),
        _ => None,
    };
    value.ok_or_else(|| json.unlike("Edm.Guid such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301"))
}
