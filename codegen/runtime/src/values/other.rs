//! The values that other crates know how to read: strings, GUIDs and JSON of no known type.

use std::fmt;

use serde_json::Value;

use super::Primitive;
use crate::syntax::{Error, Reader, Token, ValueError, Writer};

/// A string.
impl Primitive for String {
    const EDM: &'static str = "Edm.String";

    #[inline]
    fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
        match token {
            Token::String(text) => Ok(text.to_owned()),
            _ => Err(token.unlike(Self::EDM)),
        }
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.string(self);
        Ok(())
    }
}

/// A GUID with its four hyphens, in either case. Written in lower case.
///
/// The forms without hyphens, in braces and as a URN are refused: the ABNF does not have them, and they would not be
/// written back as they came.
impl Primitive for uuid::Uuid {
    const EDM: &'static str = "Edm.Guid";

    fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError> {
        let value = match token {
            Token::String(text) if text.len() == uuid::fmt::Hyphenated::LENGTH => {
                *differs = text.bytes().any(|byte| byte.is_ascii_uppercase());
                uuid::Uuid::try_parse(text).ok()
            }
            _ => None,
        };
        value.ok_or_else(|| token.unlike("Edm.Guid such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301"))
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.plain_string(self.hyphenated().encode_lower(&mut [0; uuid::fmt::Hyphenated::LENGTH]));
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Any JSON, numbers as serde_json keeps them: whole numbers of 64 bits and `f64` for the rest. It reads every `f64` to its
/// last digit only with the feature `float_roundtrip`.
impl Primitive for Value {
    const EDM: &'static str = "Edm.Untyped";

    fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
        token.to_tree().ok_or_else(|| token.unlike(Self::EDM))
    }

    fn read_from(reader: &mut Reader<'_>, _: &mut bool) -> Result<Self, Error> {
        reader.tree()
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.tree(self);
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}
