//! Values that are held as text before it is known how to read them.

use serde::de::{DeserializeSeed, MapAccess};

use super::super::values::RawText;

/// The value of a member whose name is known.
pub(super) struct Held<'a>(pub(super) &'a RawText);

impl<'de> MapAccess<'de> for Held<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, Self::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        seed.deserialize(&mut serde_json::Deserializer::from_str(self.0.as_str()))
    }
}
