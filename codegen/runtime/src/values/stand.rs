//! What stands for JSON text, and for numbers with all their digits, where serde has nothing for them: serde_json shows a map
//! from a name of its own to the text.

use std::any::type_name;
use std::fmt::{self, Display};
use std::sync::OnceLock;

use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Number;
use serde_json::value::RawValue;

use super::super::json::KNOWS_KEYS;
use super::error::ValueError;
use super::json::custom;

/// The name by which serde_json knows its `RawValue`. `RawValue` itself would cost an allocation for each number and would
/// fail with deserializers that are not serde_json's, such as the one behind `#[serde(untagged)]`. Should the name ever
/// change, numbers still arrive, by way of `visit_newtype_struct`, but with no more digits than an `f64` has.
pub(in super::super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The name by which serde_json knows a number when a program has switched on its `arbitrary_precision`.
pub(in super::super) const NUMBER: &str = "$serde_json::private::Number";

/// A map from a name to text.
fn stand<'de>(name: &'static str, text: &'de str) -> impl Deserializer<'de, Error = Unsaid> {
    let entries: [(&str, &'de str); 1] = [(name, text)];
    MapDeserializer::new(entries.into_iter())
}

/// Text that is known to be JSON.
pub(in super::super) fn raw_value(text: &str) -> Option<Box<RawValue>> {
    Deserialize::deserialize(stand(RAW_VALUE, text)).ok()
}

/// The number that these digits are, with all of them, if a number can have that: a program can switch it on, as the feature
/// `arbitrary_precision` of serde_json.
pub(in super::super) fn exact_number(digits: &str) -> Option<Number> {
    Number::deserialize(stand(NUMBER, digits)).ok()
}

/// Whether numbers keep all digits that they have, as they do in a program that has switched that on.
pub(in super::super) fn keeps_digits() -> bool {
    static KEEPS: OnceLock<bool> = OnceLock::new();
    *KEEPS.get_or_init(|| exact_number("0").is_some())
}

/// Whether what shows a map may mean a number by it: serde_json may where numbers keep all digits, and so may what passes on
/// what it shows. The reader of this crate never does, which is known by its `size_hint` before the first key.
///
/// A map that has more than [`NUMBER`], or has there what is no string with a number in it, is an object in any case.
pub(in super::super) fn may_show_numbers<'de, A: MapAccess<'de>>(size_hint: Option<usize>) -> bool {
    size_hint != KNOWS_KEYS && (keeps_digits() || type_name::<A::Error>() != type_name::<serde_json::Error>())
}

/// Makes something of text.
pub(in super::super) struct TextSeed<F>(pub(in super::super) F);

impl<'de, T, F: FnOnce(&str) -> Result<T, ValueError>> DeserializeSeed<'de> for TextSeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, F: FnOnce(&str) -> Result<T, ValueError>> Visitor<'_> for TextSeed<F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(custom)
    }
}

/// An error that nobody is going to see, and for which no message has to be made.
#[derive(Debug)]
struct Unsaid;

impl Display for Unsaid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no JSON")
    }
}

impl std::error::Error for Unsaid {}

impl Error for Unsaid {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
}
