//! Reading that passes over what does not fit.

use std::fmt;

use crate::json::FromJson;
use crate::syntax::{Error, Reader};

/// What was read of JSON in which some values may not fit their properties.
///
/// Reading is strict by default: one bad timestamp is an error, and says where it is. Read as `Lenient`, every property that
/// fits is typed; a value that does not fit stays in `extra` as it was, so that it is written back, and is listed here. A
/// collection with an item that does not fit stays in `extra` as a whole. It is an error if the JSON is not well-formed, or
/// is not an object, or page of objects, to begin with.
///
/// ```
/// use odata_runtime::{Lenient, json};
/// # use odata_runtime::Page;
///
/// let read: Lenient<Page<i32>> = json::from_str(r#"{"value": [1, 2]}"#)?;
/// for misfit in &read.misfits {
///     eprintln!("{misfit}");
/// }
/// assert_eq!(read.value.value, [1, 2]);
/// # Ok::<(), json::Error>(())
/// ```
///
/// Where there are misfits it is read twice.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lenient<T> {
    /// What was read.
    pub value: T,
    /// What did not fit, in the order of the text.
    pub misfits: Vec<Misfit>,
}

/// A value that does not fit its property.
///
/// It shows itself as the error that strict reading ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// Where it is: `value[17].tokenActionResults[0].startDateTime`.
    pub path: String,
    /// The Rust and the CSDL type that has the property, what was expected, and what was found.
    pub message: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at `{}` of {}", self.path, self.message)
    }
}

impl From<&Error> for Misfit {
    fn from(error: &Error) -> Self {
        Self { path: error.path().unwrap_or_default().to_owned(), message: error.without_path() }
    }
}

/// A value is read strictly, and once more with patience if it does not fit: mostly all fits.
impl<T: FromJson> FromJson for Lenient<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let start = reader.mark();
        let before = reader.context().suspend();
        let strict = T::read_json(reader);
        let result = match strict {
            Err(error) if error.is_mismatch() => {
                reader.go_to(start);
                reader.context().begin_lenient();
                let value = T::read_json(reader);
                let misfits = reader.context().misfits().iter().map(Misfit::from).collect();
                value.map(|value| Self { value, misfits })
            }
            strict => strict.map(|value| Self { value, misfits: Vec::new() }),
        };
        reader.context().resume(before);
        result
    }
}

impl<'de, T: FromJson> serde::Deserialize<'de> for Lenient<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::from_serde(deserializer)
    }
}
