//! Fields of types that are not generated, which the configuration puts in place of types of the schemas.
//!
//! Any type will do that serde can read and write. What it makes of a value does not have to be all that came: if it would
//! write another value than the one it was read from, what came is kept and written, for as long as the field holds what was
//! read from it.

use std::any::Any;
use std::fmt;

use serde::de::DeserializeOwned;
use serde::ser::Serialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::answer::Part;
use super::json;
use super::path::{has_path, without_position};
use super::values::Json;

/// A type that is not generated.
pub trait Foreign: Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + 'static {}

impl<T: Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + 'static> Foreign for T {}

/// What came for a value, and the JSON text that it would be written as.
pub(crate) type Came = (Value, Box<RawValue>);

/// A field with a value of a type that is not generated.
pub trait ForeignSlot: Any {
    /// The name of the type.
    fn type_name(&self) -> &'static str;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ForeignSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ForeignSlot) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn debug(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Takes JSON text, and returns how it came, if it would be written as another value.
    ///
    /// # Errors
    ///
    /// The complaint of the type.
    fn set(&mut self, json: &str) -> Result<Option<Came>, String>;
    /// The value as JSON text; `null` if it is `None`.
    ///
    /// # Errors
    ///
    /// Those of the type.
    fn get(&self) -> Result<Box<RawValue>, serde_json::Error>;
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
    /// Makes it `None`.
    fn clear(&mut self);
}

/// A field with many values of a type that is not generated.
pub trait ForeignsSlot: Any {
    /// The name of the type of an item.
    fn type_name(&self) -> &'static str;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ForeignsSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ForeignsSlot) -> bool;
    /// Shows the values.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn debug(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds an item from JSON text, and returns how it came, if it would be written as another value.
    ///
    /// # Errors
    ///
    /// The complaint of the type.
    fn push(&mut self, json: &str) -> Result<Option<Came>, String>;
    /// Adds an item for `null`, if the type has one that is written as `null`.
    fn push_null(&mut self) -> bool;
    /// An item as JSON text.
    ///
    /// # Errors
    ///
    /// Those of the type.
    fn get(&self, index: usize) -> Result<Box<RawValue>, serde_json::Error>;
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
    /// Makes it `None`.
    fn clear(&mut self);
}

impl<T: Foreign> ForeignSlot for Option<T> {
    fn type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }

    fn copy(&mut self, from: &dyn ForeignSlot) {
        let from: &dyn Any = from;
        *self = from.downcast_ref::<Self>().cloned().flatten();
    }

    fn equals(&self, other: &dyn ForeignSlot) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }

    fn debug(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.fmt(formatter))
    }

    fn set(&mut self, json: &str) -> Result<Option<Came>, String> {
        let _part = Part::enter();
        let read = serde_json::from_str(json).and_then(|value| to_raw_value(self.insert(value)));
        came(std::any::type_name::<T>(), json, read)
    }

    fn get(&self) -> Result<Box<RawValue>, serde_json::Error> {
        to_raw_value(self)
    }

    fn is_some(&self) -> bool {
        self.is_some()
    }

    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Foreign> ForeignsSlot for Option<Vec<T>> {
    fn type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }

    fn copy(&mut self, from: &dyn ForeignsSlot) {
        let from: &dyn Any = from;
        *self = from.downcast_ref::<Self>().cloned().flatten();
    }

    fn equals(&self, other: &dyn ForeignsSlot) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }

    fn debug(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter().flatten()).finish()
    }

    fn start(&mut self) {
        *self = Some(Vec::new());
    }

    fn push(&mut self, json: &str) -> Result<Option<Came>, String> {
        let _part = Part::enter();
        let read = serde_json::from_str::<T>(json).and_then(|value| {
            let written = to_raw_value(&value);
            self.get_or_insert_default().push(value);
            written
        });
        came(std::any::type_name::<T>(), json, read)
    }

    fn push_null(&mut self) -> bool {
        let null = serde_json::from_str::<T>("null").ok();
        let null = null.filter(|value| to_raw_value(value).is_ok_and(|written| written.get() == "null"));
        let is_value = null.is_some();
        self.get_or_insert_default().extend(null);
        is_value
    }

    fn get(&self, index: usize) -> Result<Box<RawValue>, serde_json::Error> {
        to_raw_value(&self.as_ref().and_then(|items| items.get(index)))
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn is_some(&self) -> bool {
        self.is_some()
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// How a value of a type came, if it was read and would be written as another value.
fn came(
    type_name: &str,
    text: &str,
    written: Result<Box<RawValue>, serde_json::Error>,
) -> Result<Option<Came>, String> {
    let written = written.map_err(|error| refused(type_name, text, &error))?;
    if text == written.get() {
        return Ok(None);
    }
    let Ok(came) = json::from_str::<Value>(text) else { return Ok(None) };
    let is_same = json::from_str::<Value>(written.get()).is_ok_and(|written| written == came);
    Ok((!is_same).then_some((came, written)))
}

/// The complaint of a type, in the words of those that the runtime has itself.
#[cold]
fn refused(type_name: &str, text: &str, error: &serde_json::Error) -> String {
    let message = without_position(error);
    if has_path(&message) {
        return message;
    }
    let found = json::from_str(text).map_or_else(|_| "JSON".to_owned(), |value: Value| Json::from(&value).describe());
    format!("expected {type_name}, found {found}: {message}")
}
