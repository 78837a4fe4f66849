//! Enums and flags.

use serde::de::{DeserializeSeed, Deserializer};

use super::super::record::TextSlot;
use super::super::values::{Json, read_json, whole};

/// A name, or the number that stands for it.
pub(in super::super) enum Text<'a> {
    Name(&'a str),
    Number(i64),
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
            // No member has such a value, but its digits are kept.
            (Json::Unsigned(number), None) => take(Text::Name(&number.to_string())),
            _ => return Err(json.unlike(format!("a member of {csdl}"))),
        }
        Ok(())
    })
}

/// Reads an enum or flags into a field.
pub(super) struct TextFieldSeed<'a>(pub(super) &'a mut dyn TextSlot);

impl<'de> DeserializeSeed<'de> for TextFieldSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        text(deserializer, self.0.odata_type(), &mut |found| match found {
            Text::Name(name) => self.0.set(name),
            Text::Number(number) => self.0.set_number(number),
        })
    }
}
