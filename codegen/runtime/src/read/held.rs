//! Values that are held as text before it is known how to read them.

use serde::de::{DeserializeSeed, MapAccess};

use super::super::json::Reader;
use super::super::meta::Meta;
use super::super::record::{Record, Slot};
use super::super::values::RawText;
use super::{Fit, Progress};

/// Reads the value of a field.
pub(super) fn read_field(slot: Slot<'_>, text: &RawText) -> Result<Fit, serde_json::Error> {
    super::read_field(slot, &mut Held(text))
}

/// Reads the value of a property.
pub(super) fn read_property(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    progress: &mut Progress,
    text: &RawText,
) -> Result<(), serde_json::Error> {
    super::read_property(record, meta, index, progress, &mut Held(text))
}

/// Reads the value of a property in place of the one that it has, and refuses one that does not fit.
pub(super) fn replace_property(
    record: &mut dyn Record,
    meta: &'static Meta,
    index: usize,
    text: &RawText,
) -> Result<(), serde_json::Error> {
    let mut map = Held(text);
    let mut progress = Progress { is_lenient: false, ..Progress::new(&map) };
    // What the property had before goes, as if it came for the second time.
    progress.renumber();
    super::read_property(record, meta, index, &mut progress, &mut map)
}

/// The value of a member whose name is known.
struct Held<'a>(&'a RawText);

impl<'de> MapAccess<'de> for Held<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, Self::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        seed.deserialize(&mut Reader::new(self.0.as_str()))
    }
}
