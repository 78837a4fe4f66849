//! Types that are read and written as serde has it.

use serde::de::DeserializeOwned;
use serde::ser::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Error, ErrorKind, Reader, Writer};
use crate::record::write_external;

/// Reads the value that is next as the type's implementation of `Deserialize` has it.
pub fn read_by_serde<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<T, Error> {
    let text = reader.skip_value()?;
    let read = reader.context().around(false, || serde_json::from_str(text));
    read.map_err(|error| reader.refuse(mismatch(error)))
}

/// Writes a value as its type's implementation of `Serialize` has it.
pub fn write_by_serde<T: Serialize + ?Sized>(value: &T, writer: &mut Writer<'_>) -> Result<(), Error> {
    write_external(writer, &|| serde_json::to_string(value))
}

/// The error about text that is JSON, and a part of another.
#[cold]
fn mismatch(error: serde_json::Error) -> Error {
    let error = Error::from(error).without_place();
    if error.is_mismatch() { error } else { Error::new(ErrorKind::Mismatch, error) }
}

/// Makes a type of your own, which implements serde's traits, one that [`json`](crate::json) reads and writes, and that can be an
/// item of a [`Page`](crate::Page).
///
/// ```
/// use odata_runtime::{Page, json};
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Place {
///     city: String,
/// }
///
/// json::by_serde!(Place);
///
/// let text = r#"{"value":[{"city":"Oslo"}]}"#;
/// let page: Page<Place> = json::from_str(text)?;
/// assert_eq!(page.value[0].city, "Oslo");
/// assert_eq!(json::to_string(&page)?, text);
/// # Ok::<(), json::Error>(())
/// ```
#[macro_export]
macro_rules! by_serde {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::json::Json for $type {
            fn read(reader: &mut $crate::json::Reader<'_>) -> ::std::result::Result<Self, $crate::json::Error> {
                $crate::json::read_by_serde(reader)
            }

            fn write(&self, writer: &mut $crate::json::Writer<'_>) -> ::std::result::Result<(), $crate::json::Error> {
                $crate::json::write_by_serde(self, writer)
            }

            fn null() -> ::std::option::Option<Self> {
                $crate::json::null_by_serde()
            }
        }
    )+};
}

/// `Serialize` and `Deserialize` for types that are read and written as JSON text.
macro_rules! serde_as_json {
    ($($type:ident $(<$parameter:ident: $read:ident $(+ $also:ident)?>)?;)*) => {$(
        impl$(<$parameter: $crate::json::ToJson>)? serde::Serialize for $type$(<$parameter>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::to_serde(self, serializer)
            }
        }

        impl<'de $(, $parameter: $read $(+ $also)?)?> serde::Deserialize<'de> for $type$(<$parameter>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::from_serde(deserializer)
            }
        }
    )*};
}
pub(crate) use serde_as_json;

/// Types that are no primitive values of OData and that services may answer with all the same.
mod others {
    use super::{Map, RawValue, Value};

    by_serde! { u16, u32, u64, f32, Map<String, Value>, Box<RawValue> }
}
