//! Places for a value: what a deserializer shows goes into a field, a list or an object.
//!
//! There is one visitor, whatever the value is for, and what becomes of the value is up to functions that know nothing of
//! the deserializer. So there is little to compile for each kind of deserializer.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::super::record::Slot;
use super::super::values::{
    Form, Json, RAW_VALUE, RawText, TreeSeed, ValueError, custom, of_text, read_raw, take_map, text_of_bytes,
    visit_tokens,
};
use super::hierarchy::Derivable;
use super::list::{Items, read_list};
use super::object::{Object, read_object, take_any};
use super::{Fit, take};

/// A place for a value.
pub(super) enum Target<'a> {
    /// The field of a property that is no newtype.
    Field(Slot<'a>),
    /// The next item of a list, with its number.
    Item(Items<'a>, usize),
    /// An object that is no field.
    Object(Object<'a>),
}

impl<'a> Target<'a> {
    /// As what the value has to come.
    fn form(&self) -> Form {
        match self {
            Self::Field(slot) => take::form(slot),
            Self::Item(items, _) => items.form(),
            Self::Object(_) => Form::Token,
        }
    }

    /// The place for an object, if it is one.
    fn into_object(self) -> Result<Object<'a>, Self> {
        match self {
            Self::Field(Slot::Record(field)) => Ok(Object::Of(field.make())),
            Self::Field(Slot::Hierarchy(field)) => Ok(Object::Derivable(Derivable::Field(field))),
            Self::Item(Items::Records(items), _) => Ok(Object::Of(items.push())),
            Self::Item(Items::Hierarchies(items), _) => Ok(Object::Derivable(Derivable::Last(items))),
            Self::Object(object) => Ok(object),
            other => Err(other),
        }
    }

    /// Takes a value that is no array and no object, or refuses it.
    fn take(self, json: Json<'_>) -> Result<Fit, ValueError> {
        match (self, json) {
            (Self::Field(_) | Self::Item(..), Json::Null) => Ok(Fit::Null),
            (Self::Field(slot), _) => take::token(slot, json),
            (Self::Item(items, index), _) => items.take(index, json),
            (Self::Object(object), _) => object.take(json),
        }
    }

    /// Takes any value.
    fn take_tree(self, json: &mut Value) -> Result<Fit, ValueError> {
        match (self, json) {
            (Self::Field(_) | Self::Item(..), Value::Null) => Ok(Fit::Null),
            (Self::Field(slot), json) => take::tree(slot, json),
            (Self::Item(items, _), json) => items.take_tree(json),
            (Self::Object(object), json) => object.take(Json::from(&*json)),
        }
    }

    /// Takes JSON text.
    fn take_text(self, text: RawText) -> Result<Fit, String> {
        match (self, text) {
            (_, RawText::Null) => Ok(Fit::Null),
            (Self::Field(slot), text) => take::text(slot, text),
            (Self::Item(items, index), text) => items.take_text(index, &text),
            (Self::Object(_), _) => Ok(Fit::Field),
        }
    }

    fn give<E: Error>(self, json: Json<'_>) -> Result<Fit, E> {
        self.take(json).map_err(custom)
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_> {
    type Value = Fit;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        match self.form() {
            Form::Token => deserializer.deserialize_any(self),
            Form::Digits => deserializer.deserialize_newtype_struct(RAW_VALUE, self),
            Form::Tree => self.take_tree(&mut TreeSeed.deserialize(deserializer)?).map_err(custom),
            Form::Text => self.take_text(read_raw(deserializer)?).map_err(D::Error::custom),
        }
    }
}

impl<'de> Visitor<'de> for Target<'_> {
    type Value = Fit;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of OData")
    }

    visit_tokens!();

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Fit, A::Error> {
        match self.into_object() {
            Ok(object) => match object.into_any() {
                Ok(record) => Ok(take_any(record, TreeSeed.visit_seq(items)?)),
                Err(expected) => Err(custom(Json::Array.unlike(expected))),
            },
            Err(Self::Field(slot)) => match Items::of(slot) {
                Ok(list) => read_list(list, &mut items),
                Err(slot) => Self::Field(slot).give(Json::Array),
            },
            Err(other) => other.give(Json::Array),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fit, A::Error> {
        let is_digits = self.form() == Form::Digits;
        let is_whole = matches!(self, Self::Object(_));
        match self.into_object() {
            Ok(object) => read_object(object, is_whole, &mut map).map(|()| Fit::Field),
            Err(target) => take_map(map, is_digits, |json| target.take(json)),
        }
    }
}
