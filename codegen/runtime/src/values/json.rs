//! One visitor for all values, so that all complaints read alike.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::super::json::{from_str, is_number, text_of};
use super::Primitive;
use super::error::{ValueError, quoted, shortened};
use super::stand::{NUMBER, RAW_VALUE, TextSeed, may_show_numbers};
use super::tree::TreeSeed;

/// A JSON value as far as a primitive needs to see it.
#[derive(Clone, Copy)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    /// A number as it is written.
    Number(&'a str),
    Text(&'a str),
    Array,
    Object,
}

impl Json<'_> {
    /// The complaint that something else was expected.
    #[cold]
    pub(in super::super) fn unlike(self, expected: impl Into<Cow<'static, str>>) -> ValueError {
        ValueError::new(expected, self.describe())
    }

    /// The value as a tree. What an array or an object holds is not known.
    pub(in super::super) fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Signed(value) => value.into(),
            Self::Unsigned(value) => value.into(),
            Self::Float(value) => value.into(),
            Self::Number(digits) => from_str(digits).unwrap_or_default(),
            Self::Text(text) => text.into(),
            Self::Array => Value::Array(Vec::new()),
            Self::Object => Value::Object(serde_json::Map::new()),
        }
    }

    /// The value in words.
    pub(in super::super) fn describe(self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Signed(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => text_of(&value).unwrap_or_default().chars().filter(|one| *one != '+').collect(),
            Self::Number(digits) => shortened(digits),
            Self::Text(text) => format!("the string {}", quoted(text)),
            Self::Array => "an array".to_owned(),
            Self::Object => "an object".to_owned(),
        }
    }
}

impl<'a> From<&'a Value> for Json<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => Self::Signed(value),
                (_, Some(value)) => Self::Unsigned(value),
                _ => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Self::Text(text),
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// As what a value has to come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As a string, a truth value or a number, of which it does not matter how it is written.
    Token,
    /// The same, but every digit of a number counts: it comes as [`Json::Number`], except from a deserializer that is not
    /// serde_json's.
    Digits,
    /// As any JSON, numbers as serde_json keeps them.
    Tree,
    /// As JSON text.
    Text,
}

/// Reads a primitive value.
pub(super) fn read<'de, T: Primitive, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    match T::FORM {
        Form::Token | Form::Text => read_json(deserializer, |json| T::take(json, &mut None)),
        Form::Digits => {
            let reader = Reader { convert: |json: Json<'_>| T::take(json, &mut None), asked: true, value: PhantomData };
            deserializer.deserialize_newtype_struct(RAW_VALUE, reader)
        }
        Form::Tree => T::take_tree(&mut TreeSeed.deserialize(deserializer)?).map_err(custom),
    }
}

/// Reads a value of which it does not matter how a number is written.
#[inline]
pub(in super::super) fn read_json<'de, T, D, F>(deserializer: D, convert: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(Json<'_>) -> Result<T, ValueError>,
{
    deserializer.deserialize_any(Reader { convert, asked: false, value: PhantomData })
}

/// The part of a visitor that is the same for all values but arrays and objects: each is [`Json`] to its method `give`.
macro_rules! visit_tokens {
    () => {
        visit_tokens!(visit_bool(bool) Bool);
        visit_tokens!(visit_i64(i64) Signed);
        visit_tokens!(visit_u64(u64) Unsigned);
        visit_tokens!(visit_f64(f64) Float);
        visit_tokens!(visit_str(&str) Text);
        /// JSON text, from the reader of this crate.
        fn visit_bytes<E: ::serde::de::Error>(self, text: &[u8]) -> Result<Self::Value, E> {
            of_text(text_of_bytes(text), |json| self.give(json))
        }
        #[inline]
        fn visit_unit<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            self.give(Json::Null)
        }
        fn visit_none<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            self.give(Json::Null)
        }
        fn visit_some<D: ::serde::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    };
    ($visit:ident($type:ty) $json:ident) => {
        #[inline]
        fn $visit<E: ::serde::de::Error>(self, value: $type) -> Result<Self::Value, E> {
            self.give(Json::$json(value))
        }
    };
}
pub(in super::super) use visit_tokens;

/// `Serialize` and `Deserialize` for a type of this crate, which is only what [`Primitive`](super::Primitive) says.
macro_rules! serde_as_primitive {
    ($type:ty) => {
        impl serde::Serialize for $type {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                super::Primitive::write(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::Primitive::read(deserializer)
            }
        }
    };
}
pub(super) use serde_as_primitive;

/// Makes a value of what it is shown.
struct Reader<T, F> {
    convert: F,
    /// Whether a map from [`RAW_VALUE`] to JSON text was asked for.
    asked: bool,
    value: PhantomData<T>,
}

impl<T, F: FnOnce(Json<'_>) -> Result<T, ValueError>> Reader<T, F> {
    #[inline]
    fn give<E: serde::de::Error>(self, json: Json<'_>) -> Result<T, E> {
        (self.convert)(json).map_err(custom)
    }
}

impl<'de, T, F: FnOnce(Json<'_>) -> Result<T, ValueError>> Visitor<'de> for Reader<T, F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a primitive value of OData")
    }

    visit_tokens!();

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(Self { asked: false, ..self })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        self.give(Json::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        take_map(map, self.asked, self.convert)
    }
}

/// Takes a map: it is an object, or one of serde_json's stand-ins, for JSON text only if that was asked for.
pub(in super::super) fn take_map<'de, T, A: MapAccess<'de>>(
    mut map: A,
    asked: bool,
    convert: impl FnOnce(Json<'_>) -> Result<T, ValueError>,
) -> Result<T, A::Error> {
    let size_hint = map.size_hint();
    match map.next_key::<Key>()? {
        Some(Key::Raw) if asked => return map.next_value_seed(token_seed(convert)),
        Some(Key::Number) if may_show_numbers::<A>(size_hint) => {
            let value = map.next_value_seed(TreeSeed)?;
            if let (Some(digits), None) = (number_in(&value), map.next_key::<IgnoredAny>()?) {
                return convert(Json::Number(digits)).map_err(custom);
            }
        }
        _ => {}
    }
    convert(Json::Object).map_err(custom)
}

/// The digits of what is the value of [`NUMBER`], if it stands for a number.
pub(in super::super) fn number_in(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| is_number(text))
}

/// The key of a map that may be one of serde_json's stand-ins.
enum Key {
    /// For JSON text.
    Raw,
    /// For a number.
    Number,
    /// It is a map.
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Key, E> {
        Ok(match name {
            RAW_VALUE => Key::Raw,
            NUMBER => Key::Number,
            _ => Key::Other,
        })
    }
}

/// Makes something of text that is JSON.
fn token_seed<T, F: FnOnce(Json<'_>) -> Result<T, ValueError>>(
    convert: F,
) -> TextSeed<impl FnOnce(&str) -> Result<T, ValueError>> {
    TextSeed(|text: &str| of_text(text, convert))
}

/// Makes something of the value that a piece of JSON text stands for.
pub(in super::super) fn of_text<T>(text: &str, convert: impl FnOnce(Json<'_>) -> T) -> T {
    convert(parse(text, &mut String::new()))
}

/// The value that a piece of JSON text stands for. The text is known to be well-formed.
fn parse<'a>(text: &'a str, unescaped: &'a mut String) -> Json<'a> {
    match text.as_bytes().first() {
        Some(b'"') => {
            let inner = text.get(1..text.len() - 1).unwrap_or_default();
            if inner.contains('\\') {
                // Half a surrogate pair, say, is an error. It is part of no number, so it is only going to be shown.
                *unescaped = from_str(text).unwrap_or_else(|_| inner.to_owned());
                Json::Text(unescaped)
            } else {
                Json::Text(inner)
            }
        }
        Some(b't') => Json::Bool(true),
        Some(b'f') => Json::Bool(false),
        Some(b'n') | None => Json::Null,
        Some(b'[') => Json::Array,
        Some(b'{') => Json::Object,
        Some(_) => Json::Number(text),
    }
}

/// The text that came as bytes.
pub(in super::super) fn text_of_bytes(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The error of a value as one of a deserializer.
#[cold]
pub(in super::super) fn custom<E: serde::de::Error>(error: ValueError) -> E {
    E::custom(error)
}
