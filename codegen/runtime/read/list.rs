//! Collections.

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde_json::Value;

use super::super::foreign::{self, ForeignsSlot};
use super::super::lenient::Level;
use super::super::path::in_item;
use super::super::record::{HierarchiesSlot, Item, RecordsSlot, TextsSlot, View};
use super::super::spelling::Spelling;
use super::super::values::{Json, Primitive};
use super::super::write::{One, items_of};
use super::hierarchy::{HierarchySeed, LastItem};
use super::object::ObjectSeed;
use super::text::{Text, text};
use super::{Nullable, RawSeed, refuse, refused};

/// Reads a string.
pub(super) struct StringSeed;

impl<'de> DeserializeSeed<'de> for StringSeed {
    type Value = String;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        Primitive::read(deserializer)
    }
}

/// Reads a value; what came goes to `came`, if it is not how the value is written.
pub(super) struct ValueSeed<'a, T> {
    came: &'a mut Option<Value>,
    ty: PhantomData<T>,
}

impl<'a, T> ValueSeed<'a, T> {
    pub(super) fn new(came: &'a mut Option<Value>) -> Self {
        Self { came, ty: PhantomData }
    }
}

impl<'de, T: Primitive> DeserializeSeed<'de> for ValueSeed<'_, T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read_spelled(deserializer, self.came)
    }
}

/// What became of a list.
pub(super) enum List {
    /// Its items are in the field; some of them came otherwise than they are written.
    Items(Vec<Spelling>),
    /// It is the JSON that it was: one of its items is `null`, for which a `Vec` has no place.
    Json(Vec<Value>),
}

/// A field with many items.
pub(super) trait ListField {
    /// What an item is.
    fn item(&self) -> String;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Reads the item of a number, and returns how it came, if that is not how it is written.
    fn read_item<'de, D: Deserializer<'de>>(
        &mut self,
        index: usize,
        deserializer: D,
    ) -> Result<Option<Spelling>, D::Error>;
    /// Adds an item for `null`, if there is one that stands for it.
    fn push_null(&mut self) -> bool {
        false
    }
    /// The field.
    fn view(&self) -> View<'_>;
}

/// Reads many items.
pub(super) struct ListSeed<F>(pub(super) F);

impl<F: ListField> ListSeed<F> {
    fn expected(&self) -> String {
        format!("an array of {}", self.0.item())
    }
}

impl<'de, F: ListField> DeserializeSeed<'de> for ListSeed<F> {
    type Value = List;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<List, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: ListField> Visitor<'de> for ListSeed<F> {
    type Value = List;

    refuse!(objects);

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<List, A::Error> {
        self.0.start();
        let mut spellings = Vec::new();
        for index in 0.. {
            match items.next_element_seed(Nullable(ItemSeed(&mut self.0, index))) {
                Ok(Some(Some(spelling))) => spellings.extend(spelling),
                Ok(Some(None)) if self.0.push_null() => {}
                Ok(Some(None)) => {
                    let before = items_of(self.0.view(), &spellings).map_err(A::Error::custom)?;
                    return rest(before, &mut items).map(List::Json);
                }
                Ok(None) => break,
                Err(error) => return Err(in_item(error, index)),
            }
        }
        Ok(List::Items(spellings))
    }
}

/// The items of a list that has come to a `null`, as JSON.
fn rest<'de, A: SeqAccess<'de>>(mut all: Vec<Value>, items: &mut A) -> Result<Vec<Value>, A::Error> {
    all.push(Value::Null);
    while let Some(item) = items.next_element()? {
        all.push(item);
    }
    Ok(all)
}

struct ItemSeed<'a, F>(&'a mut F, usize);

impl<'de, F: ListField> DeserializeSeed<'de> for ItemSeed<'_, F> {
    type Value = Option<Spelling>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.read_item(self.1, deserializer)
    }
}

/// Plain values.
pub(super) struct ValuesField<'a, T>(pub(super) &'a mut Option<Vec<T>>);

impl<T: Primitive + Item> ListField for ValuesField<'_, T> {
    fn item(&self) -> String {
        T::EDM.to_owned()
    }

    fn start(&mut self) {
        *self.0 = Some(Vec::new());
    }

    #[inline]
    fn read_item<'de, D: Deserializer<'de>>(
        &mut self,
        index: usize,
        deserializer: D,
    ) -> Result<Option<Spelling>, D::Error> {
        let mut came = None;
        let value = T::read_spelled(deserializer, &mut came)?;
        let spelling = came.and_then(|came| Spelling::new(Some(index), came, &One(&value)));
        self.0.get_or_insert_default().push(value);
        Ok(spelling)
    }

    fn push_null(&mut self) -> bool {
        let null = T::null();
        let is_value = null.is_some();
        self.0.get_or_insert_default().extend(null);
        is_value
    }

    fn view(&self) -> View<'_> {
        T::views(self.0)
    }
}

/// Enums or flags.
pub(super) struct TextsField<'a>(pub(super) &'a mut dyn TextsSlot);

impl ListField for TextsField<'_> {
    fn item(&self) -> String {
        self.0.odata_type().to_owned()
    }

    fn start(&mut self) {
        self.0.start();
    }

    fn read_item<'de, D: Deserializer<'de>>(
        &mut self,
        index: usize,
        deserializer: D,
    ) -> Result<Option<Spelling>, D::Error> {
        let mut spelling = None;
        text(deserializer, self.0.odata_type(), &mut |found| {
            match found {
                Text::Name(text) | Text::Digits(text) => self.0.push(text),
                Text::Number(number) => self.0.push_number(number),
            }
            let written = self.0.get(index);
            if let Some(came) = found.came(Some(&written)) {
                spelling = Spelling::new(Some(index), came, &written);
            }
        })?;
        Ok(spelling)
    }

    fn view(&self) -> View<'_> {
        View::Texts(&*self.0)
    }
}

/// Values of a type that is not generated.
pub(super) struct ForeignsField<'a>(pub(super) &'a mut dyn ForeignsSlot);

impl ListField for ForeignsField<'_> {
    fn item(&self) -> String {
        self.0.type_name().to_owned()
    }

    fn start(&mut self) {
        self.0.start();
    }

    fn read_item<'de, D: Deserializer<'de>>(
        &mut self,
        index: usize,
        deserializer: D,
    ) -> Result<Option<Spelling>, D::Error> {
        let text = RawSeed.deserialize(deserializer)?;
        let level = Level::enter();
        let spelling = foreign::read_item(&mut *self.0, index, &text)?;
        level.leave(format_args!("[{index}]"));
        Ok(spelling)
    }

    fn push_null(&mut self) -> bool {
        foreign::push_null(&mut *self.0)
    }

    fn view(&self) -> View<'_> {
        View::Foreigns(&*self.0)
    }
}

macro_rules! object_fields {
    ($($field:ident $slot:ident $view:ident |$list:ident| $item:expr, |$to:ident| $seed:expr;)*) => {$(
        /// Objects.
        pub(super) struct $field<'a>(pub(super) &'a mut dyn $slot);

        impl ListField for $field<'_> {
            fn item(&self) -> String {
                let $list = &*self.0;
                $item
            }

            fn start(&mut self) {
                self.0.start();
            }

            fn read_item<'de, D: Deserializer<'de>>(
                &mut self,
                index: usize,
                deserializer: D,
            ) -> Result<Option<Spelling>, D::Error> {
                let level = Level::enter();
                let $to = &mut *self.0;
                $seed.deserialize(deserializer)?;
                level.leave(format_args!("[{index}]"));
                Ok(None)
            }

            fn view(&self) -> View<'_> {
                View::$view(&*self.0)
            }
        }
    )*};
}
object_fields! {
    RecordsField RecordsSlot Records |_list| "objects".to_owned(), |to| ObjectSeed(to.push());
    HierarchiesField HierarchiesSlot Hierarchies |list| list.types().base(), |to| HierarchySeed(LastItem(to));
}
