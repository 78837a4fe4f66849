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
mod geo;
mod number;
mod other;
mod scan;
mod short;
mod slots;
mod stream;

use std::fmt;

use serde::{Deserializer, Serializer};

pub use self::binary::{Binary, BinaryUrl};
pub use self::date_time::{
    format_date, format_date_time, format_time_of_day, parse_date, parse_date_time, parse_time_of_day,
};
pub use self::duration::Duration;
pub use self::geo::{Geo, Position, Shape};
pub(crate) use self::number::whole;
pub(crate) use self::slots::plain_field;
#[doc(hidden)]
pub use self::slots::{FieldSlot, ListSlot, ValueSlot, ValuesSlot};
#[cfg(feature = "requests")]
pub(crate) use self::stream::essence;
pub use self::stream::{Content, Stream};
pub use crate::syntax::ValueError;
use crate::syntax::{Error, Reader, Token, Writer, interchange, with_token};

/// A primitive value of OData's JSON format.
///
/// The caller deals with `null`: to [`read`](Self::read) it is a value of the wrong kind, like any other.
pub trait Primitive: Sized + Clone + PartialEq + fmt::Debug + 'static {
    /// The CSDL type or types in the words of an error, such as `Edm.Int32`.
    const EDM: &'static str;

    /// The value that a token stands for. `differs` becomes true if the value is written in another lexical form, which is another
    /// string, or a number for what is a string.
    #[doc(hidden)]
    fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError>;

    /// Reads the value that is next, as [`of_token`](Self::of_token) does.
    #[doc(hidden)]
    #[inline]
    fn read_from(reader: &mut Reader<'_>, differs: &mut bool) -> Result<Self, Error> {
        match Self::of_token(reader.token()?, differs) {
            Ok(value) => Ok(value),
            Err(error) => Err(reader.refuse(error)),
        }
    }

    /// Writes the value.
    #[doc(hidden)]
    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error>;

    /// Shows the value.
    #[doc(hidden)]
    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(formatter)
    }

    /// The value that stands for `null` where a list has one, if this type has such a value.
    fn null() -> Option<Self> {
        None
    }

    /// Reads the value. What does not fit ends in an error that says what was expected and what was found.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = None;
        interchange::read(deserializer, &mut |reader| {
            value = Some(Self::read_from(reader, &mut false)?);
            Ok(())
        })?;
        value.ok_or_else(|| serde::de::Error::custom(ValueError::new(Self::EDM, "nothing")))
    }

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        interchange::write(serializer, &|writer| self.write_to(writer))
    }
}

/// The value that a tree stands for, if it fits.
pub(crate) fn of_tree<T: Primitive>(tree: &serde_json::Value) -> Option<T> {
    with_token(tree, |token| T::of_token(token, &mut false)).ok()
}

/// `Serialize` and `Deserialize` for a type of this crate, which is only what [`Primitive`] says.
macro_rules! serde_as_primitive {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::values::Primitive::write(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::values::Primitive::read(deserializer)
            }
        }
    };
}
use serde_as_primitive;

#[cfg(test)]
pub(crate) mod tests;
