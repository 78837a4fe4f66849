//! Pages from and to a stream of text, of which no more is held than an item.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{PAGE, Page, VALUE};
use crate::json::{FromJson, ITEMS, ToJson, from_serde};
use crate::record::NullsBetween;
use crate::syntax::{self, Token, interchange, with_token};

/// What comes at once is read at once.
impl<'de, T: FromJson> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if interchange::is_stream::<D>() {
            deserializer.deserialize_any(PageVisitor(PhantomData))
        } else {
            from_serde(deserializer)
        }
    }
}

/// What is not of one item is written at once, and then each item.
impl<T: ToJson> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let head = self.head();
        let mut page = serializer.serialize_map(None)?;
        interchange::write_members(&mut page, &|writer| head.write(writer))?;
        let mut items = self.value.iter().map(|item| item as &dyn ToJson);
        page.serialize_entry(VALUE, &ItemsWithNulls { items: RefCell::new(&mut items), nulls: head.nulls })?;
        page.end()
    }
}

/// The items of a page, with the nulls among them.
struct ItemsWithNulls<'a, 'i> {
    items: RefCell<&'i mut dyn Iterator<Item = &'a dyn ToJson>>,
    nulls: &'a [usize],
}

impl Serialize for ItemsWithNulls<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut nulls = NullsBetween::new(self.nulls);
        let mut text = Vec::new();
        for item in &mut *self.items.borrow_mut() {
            for _ in 0..nulls.before_item() {
                list.serialize_element(&())?;
            }
            list.serialize_element(&interchange::Text::of(&mut text, &|writer| item.write_json(writer))?)?;
        }
        for _ in 0..nulls.rest() {
            list.serialize_element(&())?;
        }
        list.end()
    }
}

/// The part of a visitor that refuses what is neither an array nor an object, by a function that makes an error of a token.
macro_rules! refuse {
    ($expected:expr, $refused:ident; $($visit:ident $type:ty;)*) => {
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str($expected)
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Err(E::custom($refused(Token::Null)))
        }
        $(fn $visit<E: Error>(self, found: $type) -> Result<Self::Value, E> {
            Err(E::custom(with_token(&found.into(), |token| $refused(token))))
        })*
    };
    ($expected:expr, $refused:ident) => {
        refuse! {
            $expected, $refused;
            visit_bool bool;
            visit_i64 i64;
            visit_u64 u64;
            visit_f64 f64;
            visit_str &str;
        }
    };
}

fn no_page(found: Token<'_>) -> syntax::Error {
    found.unlike(PAGE).into()
}

fn no_items(found: Token<'_>) -> syntax::Error {
    syntax::Error::from(found.unlike(ITEMS)).in_member(VALUE)
}

struct PageVisitor<T>(PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for PageVisitor<T> {
    type Value = Page<T>;

    refuse!(PAGE, no_page);

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Page<T>, A::Error> {
        Err(A::Error::custom(no_page(Token::Array)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let mut page = Page::default();
        let mut items = None;
        while let Some(name) = map.next_key::<String>()? {
            if name == VALUE {
                items = Some(map.next_value_seed(ItemsSeed(PhantomData))?);
            } else {
                map.next_value_seed(MemberSeed(&mut page, name))?;
            }
        }
        match items {
            Some(Items { value, nulls }) => Ok(page.with(value, nulls)),
            None => Err(A::Error::custom(page.no_page())),
        }
    }
}

/// A member that is not `value`.
struct MemberSeed<'p>(&'p mut Page<()>, String);

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        interchange::read_part(deserializer, &mut |reader| self.0.read_member(self.1.clone(), reader))
    }
}

/// The items, and the places of the nulls that are not among them.
struct Items<T> {
    value: Vec<T>,
    nulls: Vec<usize>,
}

struct ItemsSeed<T>(PhantomData<T>);

impl<'de, T: FromJson> DeserializeSeed<'de> for ItemsSeed<T> {
    type Value = Items<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Items<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: FromJson> Visitor<'de> for ItemsSeed<T> {
    type Value = Items<T>;

    refuse!(ITEMS, no_items);

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Items<T>, A::Error> {
        Err(A::Error::custom(no_items(Token::Object)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Items<T>, A::Error> {
        let mut items = Items { value: Vec::new(), nulls: Vec::new() };
        while seq.next_element_seed(ItemSeed(&mut items))?.is_some() {}
        Ok(items)
    }
}

/// An item, or `null`.
struct ItemSeed<'i, T>(&'i mut Items<T>);

impl<'de, T: FromJson> DeserializeSeed<'de> for ItemSeed<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Items { value, nulls } = self.0;
        let place = value.len() + nulls.len();
        interchange::read_part(deserializer, &mut |reader| {
            reader.context().is_part = true;
            let item = if reader.null()? { Ok(T::of_null()) } else { T::read_json(reader).map(Some) };
            match item.map_err(|error| error.in_item(place).in_member(VALUE))? {
                Some(item) => value.push(item),
                None => nulls.push(place),
            }
            Ok(())
        })
    }
}
