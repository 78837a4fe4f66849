//! The items of a page, and the nulls among them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::super::extra::NullsBetween;
use super::super::json::{FromJson, ITEMS, ToJson};
use super::super::lenient::Level;
use super::super::path::in_item;
use super::super::read::{refuse, refused};
use super::super::values::Json;

/// The items of a page, and the places of the nulls that are not among them.
pub(super) struct Items<T> {
    pub(super) value: Vec<T>,
    pub(super) nulls: Vec<usize>,
}

impl<T> Items<T> {
    fn expected(&self) -> String {
        ITEMS.to_owned()
    }

    /// The place of the next item in the JSON.
    fn place(&self) -> usize {
        self.value.len() + self.nulls.len()
    }
}

impl<T: FromJson> Items<T> {
    /// Takes an item, or `null`.
    pub(super) fn push(&mut self, item: Option<T>) {
        match item.or_else(T::of_null) {
            Some(item) => self.value.push(item),
            None => self.nulls.push(self.place()),
        }
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { value: Vec::new(), nulls: Vec::new() }
    }
}

impl<'de, T: FromJson> DeserializeSeed<'de> for Items<T> {
    type Value = Self;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: FromJson> Visitor<'de> for Items<T> {
    type Value = Self;

    refuse!(objects);

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Self, A::Error> {
        loop {
            let level = Level::enter();
            match items.next_element_seed(ItemSeed(PhantomData)) {
                Ok(Some(item)) => {
                    level.leave(format_args!("[{}]", self.place()));
                    self.push(item);
                }
                Ok(None) => return Ok(self),
                Err(error) => return Err(in_item(error, self.place())),
            }
        }
    }
}

/// Reads an item, or `null`.
struct ItemSeed<T>(PhantomData<T>);

impl<'de, T: FromJson> DeserializeSeed<'de> for ItemSeed<T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: FromJson> Visitor<'de> for ItemSeed<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an item")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read_from(deserializer).map(Some)
    }
}

/// The same on the way to a serializer.
pub(super) struct List<'a, T> {
    pub(super) items: &'a [T],
    pub(super) nulls: &'a [usize],
}

impl<T: ToJson> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut nulls = NullsBetween::new(self.nulls);
        let mut list = serializer.serialize_seq(Some(self.items.len() + self.nulls.len()))?;
        for item in self.items {
            for _ in 0..nulls.before_item() {
                list.serialize_element(&())?;
            }
            list.serialize_element(&Item(item))?;
        }
        for _ in 0..nulls.rest() {
            list.serialize_element(&())?;
        }
        list.end()
    }
}

/// A value as it is written as text.
struct Item<'a, T>(&'a T);

impl<T: ToJson> Serialize for Item<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_to(serializer)
    }
}
