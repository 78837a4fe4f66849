//! Types that are read and written as serde has it.

use serde::de::DeserializeOwned;
use serde::ser::{Error as _, Serialize};
use serde_json::value::RawValue;
use serde_json::{Error, Map, Value};

use super::super::path::without_position;
use super::{FromJson, Reader, ToJson, Writer};

/// A type that is read and written as its implementations of serde's traits have it.
///
/// All generated types are. A type of your own becomes one in a line, to be read and written by [`json`](super) and to be
/// what a [`Page`](super::super::Page) has:
///
/// ```
/// use odata_runtime::{Page, json};
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Place {
///     city: String,
/// }
///
/// impl json::BySerde for Place {}
///
/// let text = r#"{"value":[{"city":"Oslo"}]}"#;
/// let page: Page<Place> = json::from_str(text)?;
/// assert_eq!(page.value[0].city, "Oslo");
/// assert_eq!(json::to_string(&page)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read and written by `runtime::json`",
    note = "a type of your own that implements serde's traits is with `impl runtime::json::BySerde for {Self} {{}}`"
)]
pub trait BySerde: Serialize + DeserializeOwned {
    /// Whether it is of those that [`Reader`] and [`Writer`] know. They are made for no others.
    #[doc(hidden)]
    const IS_KNOWN: bool = false;

    /// Reads the value that is next.
    ///
    /// # Errors
    ///
    /// Those of [`FromJson`].
    #[doc(hidden)]
    fn read_text(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if Self::IS_KNOWN {
            return Self::deserialize(reader);
        }
        let text = reader.raw_value()?;
        serde_json::from_str(text).map_err(|error| custom(&error))
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// Those of [`ToJson`].
    #[doc(hidden)]
    fn write_text(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        if Self::IS_KNOWN {
            return self.serialize(writer);
        }
        writer.raw_value(&serde_json::to_string(self)?);
        Ok(())
    }

    /// As [`FromJson::of_null`].
    #[doc(hidden)]
    fn null() -> Option<Self> {
        if Self::IS_KNOWN {
            return None;
        }
        let null = serde_json::from_str::<Self>("null").ok();
        null.filter(|value| serde_json::to_string(value).is_ok_and(|text| text == "null"))
    }
}

impl<T: BySerde> FromJson for T {
    #[inline]
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        T::read_text(reader)
    }

    #[inline]
    fn read_from<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer)
    }

    fn of_null() -> Option<Self> {
        T::null()
    }
}

impl<T: BySerde> ToJson for T {
    #[inline]
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.write_text(writer)
    }

    #[inline]
    fn write_to<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// The error of text that is a part of another.
#[cold]
fn custom(error: &Error) -> Error {
    Error::custom(without_position(error))
}

/// Types that are no primitive values of OData and that services may answer with all the same.
mod others {
    use super::{BySerde, Map, RawValue, Value};

    impl BySerde for u16 {}
    impl BySerde for u32 {}
    impl BySerde for u64 {}
    impl BySerde for f32 {}
    impl BySerde for Map<String, Value> {}
    impl BySerde for Box<RawValue> {}
}
