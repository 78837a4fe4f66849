//! Objects of one type.

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::super::meta::Meta;
use super::super::record::{Record, RecordSlot, with_extra};
use super::super::values::Json;
use super::{Progress, read_members, refuse, refused};

/// Reads an object into a new struct.
pub(super) struct ObjectSeed<'a>(pub(super) &'a mut dyn Record);

/// What an object is expected to be.
pub(super) fn expected(meta: &Meta) -> String {
    format!("an object of {}", meta.odata_type())
}

impl ObjectSeed<'_> {
    fn expected(&self) -> String {
        expected(self.0.meta())
    }
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.meta().properties().is_empty() {
            // A type without properties stands for JSON of any kind.
            let value = Value::deserialize(deserializer)?;
            with_extra(self.0, |extra| extra.set_value(value));
            return Ok(());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = ();

    refuse!(arrays);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        read_members(self.0, &mut Progress::new(), &mut map)
    }
}

/// Reads an object into a field.
pub(super) struct RecordSeed<'a>(pub(super) &'a mut dyn RecordSlot);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        ObjectSeed(self.0.make()).deserialize(deserializer)
    }
}
