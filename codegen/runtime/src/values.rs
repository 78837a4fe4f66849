//! The primitive values of OData's JSON format: what is accepted, what is written.
//!
//! Sources: OData JSON Format 4.01, section 7.1 "Primitive Value", and the rules of the OData 4.01 ABNF named below. All
//! that they have is accepted, as far as the Rust type can hold it, and where a service is known to send something near it,
//! that is accepted too. A value that its Rust type cannot hold is refused, never cut or rounded into place; the exception
//! are the binary floating-point types, whose nature is to round.
//!
//! | CSDL | source | Rust | accepted | written |
//! | --- | --- | --- | --- | --- |
//! | `Edm.Boolean` | booleanValue | `bool` | `true`, `false` | the same |
//! | `Edm.Byte`, `SByte`, `Int16`, `Int32` | byteValue and so on | `u8`, `i8`, `i16`, `i32` | a whole number in range, also as `3.0` | `3` |
//! | `Edm.Int64` | int64Value | `i64` | the same, or a string of digits | a number |
//! | `Edm.Single`, `Edm.Double` | singleValue, doubleValue | `f64` | a number (rounded to nearest), `"INF"`, `"-INF"`, `"NaN"` | the shortest number that reads back the same, and these strings |
//! | `Edm.Decimal` | decimalValue | `rust_decimal::Decimal` | a number or a string, with exponent or without, of at most 96 bits and 28 places; not `INF`, `-INF`, `NaN` | a number with every digit and trailing zero |
//! | `Edm.String` | RFC 8259 | `String` | a string | the same |
//! | `Edm.Guid` | guidValue | `uuid::Uuid` | `"3f2504e0-4f89-41d3-9a0c-0305e82c3301"`, either case | lower case |
//! | `Edm.DateTimeOffset` | dateTimeOffsetValue | `time::OffsetDateTime` | see [`parse_date_time`] | see [`format_date_time`] |
//! | `Edm.Date` | dateValue | `time::Date` | `"2021-01-26"`, from year 0001 to 9999 | the same |
//! | `Edm.TimeOfDay` | timeOfDayValue | `time::Time` | `"08:30"`, `"08:30:00"`, `"08:30:00.0000000"` | `"08:30:00"`, a fraction where there is one |
//! | `Edm.Duration` | durationValue, ISO 8601 | [`Duration`] | `"P3M"`, `"-PT3M22.1587532S"` and all other ISO 8601 forms with designators | the same components |
//! | `Edm.Binary` | binaryValue, RFC 4648 | [`Binary`], [`BinaryUrl`] | base64 and base64url, padded or not | base64 or base64url, padded |
//! | `Edm.Stream` | section 9 | [`Stream`] | anything: its media type says what it is | the same |
//! | `Edm.Geography…`, `Edm.Geometry…` | RFC 7946 | [`Geo`] | GeoJSON | the same |
//! | `Edm.Untyped` | RFC 8259 | `serde_json::Value` | anything | the same |
//!
//! A property that came as another string than this would write, or as a string for a number, such as `"5"`, a GUID in
//! upper case or bytes without padding, is written as it came while it has that value.

mod binary;
mod date_time;
mod decimal;
mod duration;
mod error;
mod geo;
mod json;
mod number;
mod plain;
mod raw;
mod scan;
mod show;
mod slots;
mod stand;
mod stream;
mod text;
mod tree;

pub use self::binary::{Binary, BinaryUrl};
pub use self::date_time::{
    format_date, format_date_time, format_time_of_day, parse_date, parse_date_time, parse_time_of_day,
};
pub use self::duration::Duration;
pub use self::error::ValueError;
pub use self::geo::{Geo, Position, Shape};
use self::json::read;
pub(super) use self::json::{Form, Json, custom, number_in, of_text, read_json, take_map, text_of_bytes, visit_tokens};
pub(super) use self::number::whole;
pub(super) use self::raw::{RawText, is_deeper, read_raw};
pub(super) use self::show::Shown;
#[doc(hidden)]
pub use self::slots::{ValueSlot, ValuesSlot};
pub(super) use self::stand::{NUMBER, RAW_VALUE, keeps_digits, may_show_numbers, raw_value};
pub use self::stream::{Content, Stream};
pub(super) use self::tree::TreeSeed;
use serde::Serialize as _;
use serde_json::Value;

/// A primitive value of OData's JSON format.
///
/// The caller deals with `null`: to [`read`](Self::read) it is a value of the wrong kind, like any other.
pub trait Primitive: Sized + Clone + PartialEq + std::fmt::Debug + 'static {
    /// The CSDL type or types in the words of an error, such as `Edm.Int32`.
    const EDM: &'static str;

    /// As what the JSON has to come.
    #[doc(hidden)]
    const FORM: Form = Form::Token;

    /// Takes a value. What came goes to `came` if the value is going to be spelled in another way when it is written, and
    /// that way would make it another string, or a number of what is a string.
    ///
    /// # Errors
    ///
    /// What was expected and what was found.
    #[doc(hidden)]
    fn take(json: Json<'_>, came: &mut Option<Value>) -> Result<Self, ValueError>;

    /// Takes a value that may be an array or an object, if that is its [`FORM`](Self::FORM), and leaves `null` in its place.
    ///
    /// # Errors
    ///
    /// What was expected and what was found.
    #[doc(hidden)]
    fn take_tree(json: &mut Value) -> Result<Self, ValueError> {
        Self::take(Json::from(&*json), &mut None)
    }

    /// Reads the value. What does not fit ends in an error that says what was expected and what was found.
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }

    /// The value that stands for `null` where a list has one, if this type has such a value.
    fn null() -> Option<Self> {
        None
    }

    /// The value as it is written.
    #[doc(hidden)]
    fn show(&self) -> Shown<'_>;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.show().serialize(serializer)
    }
}

#[cfg(test)]
mod tests;
