//! Values as URLs have them.

mod geo;

use std::any::Any;

use rust_decimal::Decimal;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use super::text::Text;
use crate::json::{self, ToJson};
use crate::record::Flags;
use crate::record::enumeration::{Enumeration, name};
use crate::syntax::{Error, Mode, Writer, text_in};
use crate::values::{Binary, BinaryUrl, Duration, Primitive, format_date, format_date_time, format_time_of_day};

/// A value that a URL can have: in a key, a filter, or as an argument of a function (OData 4.01 ABNF, rule `primitiveLiteral`).
///
/// Objects and collections go by a parameter alias, as JSON (OData 4.01 URL Conventions, section 5.3).
#[diagnostic::on_unimplemented(
    message = "a URL cannot have a `{Self}`",
    label = "neither a primitive value, nor a member of an enum, nor a collection",
    note = "an object goes into a URL as a `serde_json::Value`"
)]
pub trait Literal {
    /// Writes it.
    #[doc(hidden)]
    fn write_literal(&self, text: &mut Text);
}

/// The text of a value.
pub(super) fn text_of(value: &dyn Literal) -> Text {
    let mut text = Text::default();
    value.write_literal(&mut text);
    text
}

/// `None` is `null`.
impl<T: Literal> Literal for Option<T> {
    fn write_literal(&self, text: &mut Text) {
        match self {
            Some(value) => value.write_literal(text),
            None => text.push("null"),
        }
    }
}

/// The name of a member, or several; services differ in whether the name of the type is in front:
/// [`EnumLiterals`](super::EnumLiterals).
impl<E: Enumeration> Literal for E {
    fn write_literal(&self, text: &mut Text) {
        write_member(E::members().odata_type(), name(self), text);
    }
}

impl<E: Enumeration> Literal for Flags<E> {
    fn write_literal(&self, text: &mut Text) {
        write_member(E::members().odata_type(), &self.to_string(), text);
    }
}

fn write_member(odata_type: &'static str, name: &str, text: &mut Text) {
    text.push_enum_type(odata_type);
    text.push_quoted(name);
}

macro_rules! literals {
    ($(|$value:ident, $text:ident| $write:expr => $($type:ty)*;)*) => {$($(
        impl Literal for $type {
            fn write_literal(&self, $text: &mut Text) {
                let $value = self;
                $write;
            }
        }
    )*)*};
}
literals! {
    |value, text| text.push_quoted(value) => str String;
    |value, text| text.push_shown(value) => bool u8 i8 u16 i16 u32 i32 i64 Decimal Uuid;
    |value, text| text.push(&format_date_time(value)) => OffsetDateTime;
    |value, text| text.push(&format_date(value)) => Date;
    |value, text| text.push(&format_time_of_day(value)) => Time;
}

// Not of any type: crates may have enums that are references.
macro_rules! references {
    ($($type:ty)*) => {$(
        impl Literal for &$type {
            fn write_literal(&self, text: &mut Text) {
                (**self).write_literal(text);
            }
        }
    )*};
}
references! {
    str String Decimal Uuid OffsetDateTime Date Time Duration Binary BinaryUrl crate::values::Geo serde_json::Value
}

/// `INF`, `-INF` and `NaN` are numbers, too (OData 4.01 ABNF, rule `nanInfinity`).
impl Literal for f64 {
    fn write_literal(&self, text: &mut Text) {
        // A `+` would have to be encoded, and need not be there.
        text.push(&json_of(self).trim_matches('"').replace("e+", "e"));
    }
}

impl Literal for f32 {
    fn write_literal(&self, text: &mut Text) {
        if self.is_finite() {
            text.push_shown(self);
        } else {
            f64::from(*self).write_literal(text);
        }
    }
}

/// With its type in front, which services of version 4.0 need.
impl Literal for Duration {
    fn write_literal(&self, text: &mut Text) {
        text.push("duration");
        text.push_quoted(&self.to_string());
    }
}

impl Literal for Binary {
    fn write_literal(&self, text: &mut Text) {
        BinaryUrl::from(self.to_vec()).write_literal(text);
    }
}

/// In base64url, which is what URLs have, also of a [`Binary`].
impl Literal for BinaryUrl {
    fn write_literal(&self, text: &mut Text) {
        text.push("binary");
        text.push_quoted(&self.to_string());
    }
}

/// By a parameter alias.
impl Literal for serde_json::Value {
    fn write_literal(&self, text: &mut Text) {
        text.push_json(self.to_string());
    }
}

/// By a parameter alias.
impl<T: ToJson> Literal for [T] {
    fn write_literal(&self, text: &mut Text) {
        AsJson(&self.iter().map(|item| AsJson(item)).collect::<Vec<_>>()).write_literal(text);
    }
}

/// By a parameter alias.
impl<T: ToJson> Literal for &[T] {
    fn write_literal(&self, text: &mut Text) {
        (**self).write_literal(text);
    }
}

/// By a parameter alias.
impl<T: ToJson> Literal for Vec<T> {
    fn write_literal(&self, text: &mut Text) {
        self.as_slice().write_literal(text);
    }
}

/// A value that goes into URLs as JSON, by a parameter alias.
pub struct AsJson<'a>(pub(super) &'a dyn ToJson);

impl ToJson for AsJson<'_> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.0.write_json(writer)
    }
}

impl Literal for AsJson<'_> {
    fn write_literal(&self, text: &mut Text) {
        match json::to_string(self.0) {
            Ok(json) => text.push_json(json),
            Err(error) => text.blame(error.to_string()),
        }
    }
}

/// A primitive value of any type. What URLs have no literals of, goes as JSON.
pub(super) fn write_primitive<P: Primitive>(value: &P, text: &mut Text) {
    let value_as_any: &dyn Any = value;
    macro_rules! first {
        ($($type:ty)*) => {$(
            if let Some(value) = value_as_any.downcast_ref::<$type>() {
                return value.write_literal(text);
            }
        )*};
    }
    first! {
        String bool u8 i8 i16 i32 i64 f64 Decimal Uuid OffsetDateTime Date Time Duration Binary BinaryUrl crate::values::Geo
    }
    text.push_json(json_of(value));
}

/// The JSON of a primitive value.
fn json_of<P: Primitive>(value: &P) -> String {
    text_in(Mode::default(), &|writer| value.write_to(writer)).unwrap_or_default()
}
