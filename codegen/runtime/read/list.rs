//! Collections.

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde_json::Value;

use super::super::path::in_item;
use super::super::record::{HierarchiesSlot, RecordsSlot, TextsSlot};
use super::super::values::{Json, Primitive};
use super::super::write::{Hierarchies, Records, Texts, to_json};
use super::hierarchy::{HierarchySeed, LastItem};
use super::object::ObjectSeed;
use super::text::{Text, text};
use super::{Nullable, refuse, refused};

pub(super) struct ValueSeed<T>(pub(super) PhantomData<T>);

impl<'de, T: Primitive> DeserializeSeed<'de> for ValueSeed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Reads many values.
pub(super) struct ValuesSeed<T>(pub(super) PhantomData<T>);

/// Many values, or the JSON that they are if one of them is `null`: a `Vec` has no place for it.
pub(super) enum List<T> {
    Items(Vec<T>),
    Json(Vec<Value>),
}

impl<T: Primitive> ValuesSeed<T> {
    fn expected(&self) -> String {
        format!("an array of {}", T::EDM)
    }
}

impl<'de, T: Primitive> DeserializeSeed<'de> for ValuesSeed<T> {
    type Value = List<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<List<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Primitive> Visitor<'de> for ValuesSeed<T> {
    type Value = List<T>;

    refuse!(objects);

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
        let mut values = Vec::new();
        loop {
            match items.next_element_seed(Nullable(ValueSeed(PhantomData))) {
                Ok(Some(Some(value))) => values.push(value),
                Ok(Some(None)) => match T::null() {
                    Some(null) => values.push(null),
                    None => return rest(to_json(&values).map_err(A::Error::custom)?, &mut items).map(List::Json),
                },
                Ok(None) => return Ok(List::Items(values)),
                Err(error) => return Err(in_item(error, values.len())),
            }
        }
    }
}

/// The items of a list that has come to a `null`, as JSON.
fn rest<'de, A: SeqAccess<'de>>(mut before: Vec<Value>, items: &mut A) -> Result<Vec<Value>, A::Error> {
    before.push(Value::Null);
    while let Some(item) = items.next_element()? {
        before.push(item);
    }
    Ok(before)
}

/// A field with many items that are not plain values.
pub(super) trait ListField {
    /// What an item is.
    fn item(&self) -> String;
    fn start(&mut self);
    fn len(&self) -> usize;
    fn read_item<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
    /// The items so far.
    fn to_json(&self) -> Result<Value, serde_json::Error>;
}

/// Reads many items; `Some` is the JSON that they are if one of them is `null`.
pub(super) struct ListSeed<F>(pub(super) F);

impl<F: ListField> ListSeed<F> {
    fn expected(&self) -> String {
        format!("an array of {}", self.0.item())
    }
}

impl<'de, F: ListField> DeserializeSeed<'de> for ListSeed<F> {
    type Value = Option<Vec<Value>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: ListField> Visitor<'de> for ListSeed<F> {
    type Value = Option<Vec<Value>>;

    refuse!(objects);

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Self::Value, A::Error> {
        self.0.start();
        loop {
            let index = self.0.len();
            match items.next_element_seed(Nullable(ItemSeed(&mut self.0))) {
                Ok(Some(Some(()))) => {}
                Ok(Some(None)) => {
                    let before = match self.0.to_json() {
                        Ok(Value::Array(before)) => before,
                        Ok(_) => Vec::new(),
                        Err(error) => return Err(A::Error::custom(error)),
                    };
                    return rest(before, &mut items).map(Some);
                }
                Ok(None) => return Ok(None),
                Err(error) => return Err(in_item(error, index)),
            }
        }
    }
}

struct ItemSeed<'a, F>(&'a mut F);

impl<'de, F: ListField> DeserializeSeed<'de> for ItemSeed<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.read_item(deserializer)
    }
}

macro_rules! list_fields {
    ($($field:ident $slot:ident $written:ident |$list:ident| $item:expr, |$to:ident, $deserializer:ident| $read:expr;)*) => {$(
        pub(super) struct $field<'a>(pub(super) &'a mut dyn $slot);

        impl ListField for $field<'_> {
            fn item(&self) -> String {
                let $list = &*self.0;
                $item
            }
            fn start(&mut self) {
                self.0.start();
            }
            fn len(&self) -> usize {
                self.0.count().unwrap_or_default()
            }
            fn read_item<'de, D: Deserializer<'de>>(&mut self, $deserializer: D) -> Result<(), D::Error> {
                let $to = &mut *self.0;
                $read
            }
            fn to_json(&self) -> Result<Value, serde_json::Error> {
                serde_json::to_value($written(&*self.0))
            }
        }
    )*};
}
list_fields! {
    TextsField TextsSlot Texts
        |list| list.odata_type().to_owned(),
        |to, deserializer| text(deserializer, to.odata_type(), &mut |found| match found {
            Text::Name(name) => to.push(name),
            Text::Number(number) => to.push_number(number),
        });
    RecordsField RecordsSlot Records
        |_list| "objects".to_owned(),
        |to, deserializer| ObjectSeed(to.push()).deserialize(deserializer);
    HierarchiesField HierarchiesSlot Hierarchies
        |list| list.types().base(),
        |to, deserializer| HierarchySeed(LastItem(to)).deserialize(deserializer);
}
