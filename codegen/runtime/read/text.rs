//! Enums and flags.

use serde::de::{DeserializeSeed, Deserializer};
use serde_json::Value;

use super::super::record::TextSlot;
use super::super::values::{Json, read_json, whole};

/// A name, or the number that stands for it.
#[derive(Clone, Copy)]
pub(in super::super) enum Text<'a> {
    Name(&'a str),
    Number(i64),
    /// The digits of a number that is too large for any member.
    Digits(&'a str),
}

impl Text<'_> {
    /// What came, if it is not how the name or names are written.
    pub(super) fn came(self, written: Option<&str>) -> Option<Value> {
        match self {
            Text::Name(name) if written == Some(name) => None,
            Text::Name(name) => Some(name.into()),
            Text::Number(number) => Some(number.into()),
            Text::Digits(digits) => digits.parse::<u64>().ok().map(Value::from),
        }
    }
}

/// Reads a name or a number.
pub(in super::super) fn text<'de, D: Deserializer<'de>>(
    deserializer: D,
    csdl: &'static str,
    take: &mut dyn FnMut(Text<'_>),
) -> Result<(), D::Error> {
    read_json(deserializer, |json| {
        match (json, whole(json)) {
            (Json::Text(name), _) => take(Text::Name(name)),
            (_, Some(number)) => take(Text::Number(number)),
            (Json::Unsigned(number), None) => take(Text::Digits(&number.to_string())),
            _ => return Err(json.unlike(format!("a member of {csdl}"))),
        }
        Ok(())
    })
}

/// Reads an enum or flags into a field; the value is what came, if it is not how they are written.
pub(super) struct TextFieldSeed<'a>(pub(super) &'a mut dyn TextSlot);

impl<'de> DeserializeSeed<'de> for TextFieldSeed<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut came = None;
        text(deserializer, self.0.odata_type(), &mut |found| {
            match found {
                Text::Name(text) | Text::Digits(text) => self.0.set(text),
                Text::Number(number) => self.0.set_number(number),
            }
            came = found.came(self.0.get().as_deref());
        })?;
        Ok(came)
    }
}
