//! Enums and flags.

use serde::de::Deserializer;
use serde_json::Value;

use super::super::values::{Json, ValueError, read_json, whole};

/// A name, or the number that stands for it.
#[derive(Clone, Copy)]
pub(in super::super) enum Text<'a> {
    Name(&'a str),
    Number(i64),
    /// A number that is too large for any member.
    Large(u64),
}

impl<'a> Text<'a> {
    /// What a value says of an enum type.
    pub(super) fn of(json: Json<'a>, csdl: &'static str) -> Result<Self, ValueError> {
        match (json, whole(json)) {
            (Json::Text(name), _) => Ok(Text::Name(name)),
            (_, Some(number)) => Ok(Text::Number(number)),
            (Json::Unsigned(number), None) => Ok(Text::Large(number)),
            _ => Err(json.unlike(format!("a member of {csdl}"))),
        }
    }

    /// What came, if it is not how the name or names are written.
    pub(super) fn came(self, written: Option<&str>) -> Option<Value> {
        match self {
            Text::Name(name) if written == Some(name) => None,
            Text::Name(name) => Some(name.into()),
            Text::Number(number) => Some(number.into()),
            Text::Large(number) => Some(number.into()),
        }
    }
}

/// Reads a name or a number.
pub(in super::super) fn text<'de, D: Deserializer<'de>>(
    deserializer: D,
    csdl: &'static str,
    take: &mut dyn FnMut(Text<'_>),
) -> Result<(), D::Error> {
    read_json(deserializer, |json| Text::of(json, csdl).map(&mut *take))
}
