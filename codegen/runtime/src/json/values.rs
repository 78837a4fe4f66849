//! Primitive values, which are read and written as in objects.

use rust_decimal::Decimal;
use serde::{Deserializer, Serializer};
use serde_json::{Error, Value};
use time::{Date, OffsetDateTime, Time};

use super::super::values::{Binary, BinaryUrl, Duration, Geo, Primitive, Stream};
use super::parts::boxed;
use super::{FromJson, Reader, ToJson, Writer};

macro_rules! values {
    ($($type:ty;)*) => {
        $(
            impl FromJson for $type {
                fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
                    Primitive::read(reader)
                }
                fn read_from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Primitive::read(deserializer)
                }
                fn of_null() -> Option<Self> {
                    Primitive::null()
                }
            }

            impl ToJson for $type {
                fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                    self.write(writer)
                }
                fn write_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.write(serializer)
                }
            }
        )*

        boxed! { $($type;)* }
    };
}
values! {
    bool;
    u8;
    i8;
    i16;
    i32;
    i64;
    f64;
    String;
    uuid::Uuid;
    OffsetDateTime;
    Date;
    Time;
    Duration;
    Decimal;
    Binary;
    BinaryUrl;
    Geo;
    Stream;
    Value;
}

impl ToJson for str {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.serialize_str(self)
    }
}

/// So that a list of texts can be written that are borrowed.
impl ToJson for &str {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        (**self).write_json(writer)
    }
}
