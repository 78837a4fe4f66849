//! The values that other crates know how to read: strings, GUIDs and JSON of no known type.

use serde_json::Value;

use super::Primitive;
use super::error::ValueError;
use super::json::{Form, Json};
use super::show::Shown;
use super::text::Short;

/// A string.
impl Primitive for String {
    const EDM: &'static str = "Edm.String";

    #[inline]
    fn take(json: Json<'_>, _: &mut Option<Value>) -> Result<Self, ValueError> {
        match json {
            Json::Text(text) => Ok(text.to_owned()),
            _ => Err(json.unlike(Self::EDM)),
        }
    }

    fn show(&self) -> Shown<'_> {
        Shown::Text(self)
    }
}

/// A GUID with its four hyphens, in either case. Written in lower case.
///
/// The forms without hyphens, in braces and as a URN are refused: the ABNF does not have them, and they would not be
/// written back as they came.
impl Primitive for uuid::Uuid {
    const EDM: &'static str = "Edm.Guid";

    fn take(json: Json<'_>, came: &mut Option<Value>) -> Result<Self, ValueError> {
        let value = match json {
            Json::Text(text) if text.len() == uuid::fmt::Hyphenated::LENGTH => uuid::Uuid::try_parse(text).ok(),
            _ => None,
        };
        let value = value.ok_or_else(|| json.unlike("Edm.Guid such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301"))?;
        match json {
            Json::Text(text) if text.bytes().any(|byte| byte.is_ascii_uppercase()) => *came = Some(text.into()),
            _ => {}
        }
        Ok(value)
    }

    fn show(&self) -> Shown<'_> {
        let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
        self.hyphenated().encode_lower(&mut text);
        let mut short = Short::new();
        short.put(text);
        Shown::Short(short)
    }
}

/// Any JSON, numbers as serde_json keeps them: whole numbers of 64 bits and `f64` for the rest. It reads every `f64` to its
/// last digit only with the feature `float_roundtrip`.
impl Primitive for Value {
    const EDM: &'static str = "Edm.Untyped";

    const FORM: Form = Form::Tree;

    fn take(json: Json<'_>, _: &mut Option<Value>) -> Result<Self, ValueError> {
        Ok(json.to_value())
    }

    fn take_tree(json: &mut Value) -> Result<Self, ValueError> {
        Ok(json.take())
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }

    fn show(&self) -> Shown<'_> {
        Shown::Tree(self)
    }
}
