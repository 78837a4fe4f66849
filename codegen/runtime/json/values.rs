//! Primitive values, which are read and written as in objects.

use rust_decimal::Decimal;
use serde_json::{Error, Value};

use super::super::record::with_values;
use super::super::values::{Binary, Duration, Geo, Primitive};
use super::{FromJson, Reader, ToJson, Writer};

macro_rules! values {
    ($($show_one:ident $show_many:ident $one:ident $many:ident $type:ty;)*) => {$(
        impl FromJson for $type {
            fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
                Primitive::read(reader)
            }
        }

        impl ToJson for $type {
            fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                self.write(writer)
            }
        }
    )*};
}
with_values!(values);
