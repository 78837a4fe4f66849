//! Values that are not spelled as they would be written.
//!
//! There is more than one way to spell some values: a service may send an `Edm.Int64` as a string, a GUID in upper case, or
//! the number of an enum member. The field holds the value, and what is here brings back the spelling when the object is
//! written, as long as the field holds that value.

use serde::ser::{Error as _, Serialize, SerializeSeq, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::extra::NullsBetween;
use super::json::{items, text_of};
use super::values::Shown;

/// How a value came.
#[derive(Clone)]
pub(super) struct Spelling {
    /// The number of the item, in a collection.
    item: Option<usize>,
    /// What came: a string or a number.
    came: Value,
    /// The JSON text that the value is written as otherwise.
    usual: Box<str>,
}

impl Spelling {
    /// How a value came that is written as `usual` otherwise; `None` if that cannot be written.
    #[cold]
    pub(super) fn new(item: Option<usize>, came: Value, usual: &Shown<'_>) -> Option<Self> {
        Some(Self::of_text(item, came, &text_of(usual).ok()?))
    }

    /// How a value came that is written as the text `usual` otherwise.
    pub(super) fn of_text(item: Option<usize>, came: Value, usual: &str) -> Self {
        Self { item, came, usual: usual.into() }
    }
}

/// A value with what is known of its spelling, if it is one value; if it is a collection, with that of its items in order,
/// and with the places of the nulls that are not among its items.
pub(super) struct Spelled<'a, T> {
    pub(super) value: T,
    pub(super) spellings: Vec<&'a Spelling>,
    pub(super) nulls: &'a [usize],
}

impl<T: Serialize> Serialize for Spelled<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.spellings.is_empty() && self.nulls.is_empty() {
            return self.value.serialize(serializer);
        }
        let json = text_of(&self.value).map_err(S::Error::custom)?;
        let mut spellings = self.spellings.iter().peekable();
        if let Some(spelling) = spellings.next_if(|spelling| spelling.item.is_none()) {
            return One { json: &json, spelling: Some(spelling) }.serialize(serializer);
        }
        let items = items(&json).map_err(S::Error::custom)?;
        let mut nulls = NullsBetween::new(self.nulls);
        let mut list = serializer.serialize_seq(Some(items.len() + self.nulls.len()))?;
        for (index, json) in items.iter().enumerate() {
            for _ in 0..nulls.before_item() {
                list.serialize_element(&())?;
            }
            let spelling = spellings.next_if(|spelling| spelling.item == Some(index)).copied();
            list.serialize_element(&One { json, spelling })?;
        }
        for _ in 0..nulls.rest() {
            list.serialize_element(&())?;
        }
        list.end()
    }
}

/// A value as it is written otherwise, and how it came if that was not so.
struct One<'a> {
    json: &'a str,
    spelling: Option<&'a Spelling>,
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = self.json;
        if let Some(spelling) = self.spelling {
            if json == &*spelling.usual {
                return spelling.came.serialize(serializer);
            }
            // The value is another by now. A service that sends numbers as strings expects them as strings.
            if spelling.came.is_string() && json.starts_with(|start: char| start == '-' || start.is_ascii_digit()) {
                return serializer.serialize_str(json);
            }
        }
        let json: &RawValue = serde_json::from_str(json).map_err(S::Error::custom)?;
        json.serialize(serializer)
    }
}
