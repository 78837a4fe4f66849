//! Primitive values, which are read and written as in objects.

use rust_decimal::Decimal;
use serde_json::Value;
use time::{Date, OffsetDateTime, Time};

use super::parts::boxed;
use super::{Error, FromJson, Json, Reader, ToJson, Writer};
use crate::record::{Enumeration, Flags};
use crate::values::{Binary, BinaryUrl, Duration, Geo, Primitive, Stream};

macro_rules! values {
    ($($type:ty)*) => {
        $(
            impl FromJson for $type {
                fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
                    Primitive::read_from(reader, &mut false)
                }
                fn of_null() -> Option<Self> {
                    Primitive::null()
                }
            }

            impl ToJson for $type {
                fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                    Primitive::write_to(self, writer)
                }
            }
        )*

        boxed! { $($type;)* }
    };
}
values! {
    bool u8 i8 i16 i32 i64 f64 String uuid::Uuid OffsetDateTime Date Time Duration Decimal Binary BinaryUrl Geo Stream Value
}

impl ToJson for str {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.string(self);
        Ok(())
    }
}

/// So that a list of texts can be written that are borrowed.
impl ToJson for &str {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        (**self).write_json(writer)
    }
}

impl<E: Enumeration> Json for Flags<E> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Self::read(reader)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.string(&self.names());
        Ok(())
    }
}

impl<E: Enumeration> serde::Serialize for Flags<E> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::to_serde(self, serializer)
    }
}

impl<'de, E: Enumeration> serde::Deserialize<'de> for Flags<E> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::from_serde(deserializer)
    }
}
