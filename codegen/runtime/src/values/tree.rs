//! JSON of any kind as a tree.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::json::{number_in, text_of_bytes};
use super::stand::{NUMBER, exact_number, may_show_numbers};

/// Reads any JSON, as `Value` does by itself.
///
/// That could turn out to hold serde_json's raw text, and so would bring all of serde_json's reader into each program, to
/// which this crate has one of its own.
pub(in super::super) struct TreeSeed;

impl<'de> DeserializeSeed<'de> for TreeSeed {
    type Value = Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! leaves {
    ($($visit:ident $type:ty;)*) => {$(
        #[inline]
        fn $visit<E: Error>(self, value: $type) -> Result<Value, E> {
            Ok(value.into())
        }
    )*};
}

impl<'de> Visitor<'de> for TreeSeed {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON")
    }

    leaves! {
        visit_bool bool;
        visit_i64 i64;
        visit_u64 u64;
        visit_f64 f64;
        visit_str &str;
        visit_string String;
    }

    /// A number with all its digits, from the reader of this crate.
    fn visit_bytes<E: Error>(self, digits: &[u8]) -> Result<Value, E> {
        let number = exact_number(text_of_bytes(digits));
        number.map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(Self)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        let size_hint = map.size_hint();
        while let Some(name) = map.next_key::<String>()? {
            members.insert(name, map.next_value_seed(Self)?);
        }
        // So serde_json shows a number, in a program in which it keeps all digits. In any other it stays what it is: an object.
        let digits = if members.len() == 1 { members.get(NUMBER) } else { None };
        let digits = digits.filter(|_| may_show_numbers::<A>(size_hint)).and_then(number_in);
        let number = digits.and_then(exact_number);
        Ok(number.map_or(Value::Object(members), Value::Number))
    }
}
