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
use super::values::{Shown, raw_value};

/// How a value came.
#[derive(Clone)]
pub(super) struct Spelling {
    /// The number of the item, in a collection.
    item: Option<usize>,
    came: Came,
    /// The JSON text that the value is written as otherwise.
    usual: Box<str>,
}

/// What came.
#[derive(Clone)]
enum Came {
    /// A string or a number.
    Value(Value),
    /// JSON text with more digits than a value holds.
    Text(Box<RawValue>),
}

impl Spelling {
    /// How a value came that is written as `usual` otherwise; `None` if that cannot be written.
    #[cold]
    pub(super) fn new(item: Option<usize>, came: Value, usual: &Shown<'_>) -> Option<Self> {
        Some(Self::of_text(item, came, &text_of(usual).ok()?))
    }

    /// How a value came that is written as the text `usual` otherwise.
    pub(super) fn of_text(item: Option<usize>, came: Value, usual: &str) -> Self {
        Self { item, came: Came::Value(came), usual: usual.into() }
    }

    /// How JSON text came that no field holds, if a number in it has more digits than its value.
    #[cold]
    pub(super) fn of_digits(came: &str, value: &Value) -> Option<Self> {
        let usual = text_of(value).ok()?;
        if numbers(came) == numbers(&usual) {
            return None;
        }
        Self::of_all(came, &usual)
    }

    /// How JSON text came that is written as the text `usual` otherwise, with all of its digits and without white space.
    #[cold]
    pub(super) fn of_all(came: &str, usual: &str) -> Option<Self> {
        let came: String = tokens(came).filter(|token| !token.trim_ascii().is_empty()).collect();
        Some(Self { item: None, came: Came::Text(raw_value(&came)?), usual: usual.into() })
    }
}

/// The numbers in JSON text; not in their order, which a value does not keep.
pub(super) fn numbers(text: &str) -> Vec<&str> {
    let is_number = |token: &&str| token.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let mut numbers: Vec<_> = tokens(text).filter(is_number).collect();
    numbers.sort_unstable();
    numbers
}

/// The parts that JSON text consists of, white space included: all but strings without quotation marks.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_part = |byte: &u8| !byte.is_ascii_whitespace() && !b"\"[]{},:".contains(byte);
        let length = match rest.as_bytes() {
            [] => return None,
            [b'"', string @ ..] => {
                let mut is_escaped = false;
                let is_end = |byte: &u8| {
                    let is_end = *byte == b'"' && !is_escaped;
                    is_escaped = *byte == b'\\' && !is_escaped;
                    is_end
                };
                string.iter().position(is_end).map_or(rest.len(), |end| end + 2)
            }
            bytes => bytes.iter().take_while(|byte| is_part(byte)).count().max(1),
        };
        let (token, behind) = rest.split_at_checked(length)?;
        rest = behind;
        Some(token)
    })
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
                return match &spelling.came {
                    Came::Value(value) => value.serialize(serializer),
                    Came::Text(text) => text.serialize(serializer),
                };
            }
            // The value is another by now. A service that sends numbers as strings expects them as strings.
            if matches!(spelling.came, Came::Value(Value::String(_)))
                && json.starts_with(|start: char| start == '-' || start.is_ascii_digit())
            {
                return serializer.serialize_str(json);
            }
        }
        let json: &RawValue = serde_json::from_str(json).map_err(S::Error::custom)?;
        json.serialize(serializer)
    }
}
