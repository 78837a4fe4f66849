//! One visitor for all values, so that all complaints read alike.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::error::{ValueError, quoted, shortened};

/// A JSON value as far as a primitive needs to see it.
#[derive(Clone, Copy)]
pub(in super::super) enum Json<'a> {
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

    /// The value in words.
    pub(in super::super) fn describe(self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Signed(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => format!("{value:?}"),
            Self::Number(digits) => shortened(digits),
            Self::Text(text) => format!("the string {}", quoted(text)),
            Self::Array => "an array".to_owned(),
            Self::Object => "an object".to_owned(),
        }
    }
}

impl<'a> From<&'a serde_json::Value> for Json<'a> {
    fn from(value: &'a serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => Self::Signed(value),
                (_, Some(value)) => Self::Unsigned(value),
                _ => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Array(_) => Self::Array,
            serde_json::Value::Object(_) => Self::Object,
        }
    }
}

/// Reads a value for which it does not matter how a number is written.
#[inline]
pub(in super::super) fn read<'de, T, D, F>(deserializer: D, convert: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(Json<'_>) -> Result<T, ValueError>,
{
    deserializer.deserialize_any(Reader { convert, asked: false, value: PhantomData })
}

/// Reads a value for which every digit of a number counts: it comes as [`Json::Number`], except from a deserializer that
/// is not serde_json's.
#[inline]
pub(super) fn read_digits<'de, T, D, F>(deserializer: D, convert: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(Json<'_>) -> Result<T, ValueError>,
{
    deserializer.deserialize_newtype_struct(RAW_VALUE, Reader { convert, asked: true, value: PhantomData })
}

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

/// The name by which serde_json knows its `RawValue`. `RawValue` itself would cost an allocation for each number and would
/// fail with deserializers that are not serde_json's, such as the one behind `#[serde(untagged)]`. Should the name ever
/// change, numbers still arrive, by way of `visit_newtype_struct`, but with no more digits than an `f64` has.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The name by which serde_json knows a number when a program has switched on its `arbitrary_precision`.
pub(in super::super) const NUMBER: &str = "$serde_json::private::Number";

/// Makes a value of what it is shown. It is one piece of source for all primitives, but inlined into each: a call through
/// a pointer costs as much as reading a `bool`. That takes closures that are small where the value is what it should be.
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

    #[inline]
    fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
        self.give(Json::Null)
    }

    #[inline]
    fn visit_none<E: serde::de::Error>(self) -> Result<T, E> {
        self.give(Json::Null)
    }

    #[inline]
    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<T, E> {
        self.give(Json::Bool(value))
    }

    #[inline]
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
        self.give(Json::Signed(value))
    }

    #[inline]
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<T, E> {
        self.give(Json::Unsigned(value))
    }

    #[inline]
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<T, E> {
        self.give(Json::Float(value))
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<T, E> {
        self.give(Json::Text(value))
    }

    #[inline]
    fn visit_borrowed_str<E: serde::de::Error>(self, value: &'de str) -> Result<T, E> {
        self.give(Json::Text(value))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(Self { asked: false, ..self })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        self.give(Json::Array)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key::<Key>()? {
            Some(Key::Raw) if self.asked => map.next_value_seed(TextReader(self)),
            Some(Key::Number) => map.next_value_seed(TextReader(self)),
            _ => self.give(Json::Object),
        }
    }
}

/// Makes a value of a string that is JSON text.
struct TextReader<T, F>(Reader<T, F>);

impl<'de, T, F: FnOnce(Json<'_>) -> Result<T, ValueError>> DeserializeSeed<'de> for TextReader<T, F> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, F: FnOnce(Json<'_>) -> Result<T, ValueError>> Visitor<'_> for TextReader<T, F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON text")
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        // A number has a digit or a sign first. It is dealt with here, as the rest is rare.
        match text.as_bytes().first() {
            Some(b'0'..=b'9' | b'-') => self.0.give(Json::Number(text)),
            _ => self.0.give(parse(text, &mut String::new())),
        }
    }
}

/// The key of a map that may be one of serde_json's stand-ins.
enum Key {
    Raw,
    Number,
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

/// The value that a piece of JSON text stands for. The text is known to be well-formed.
fn parse<'a>(text: &'a str, unescaped: &'a mut String) -> Json<'a> {
    match text.as_bytes().first() {
        Some(b'"') => {
            let inner = text.get(1..text.len() - 1).unwrap_or_default();
            if inner.contains('\\') {
                // Half a surrogate pair, say, is an error. It is part of no number, so it is only going to be shown.
                *unescaped = serde_json::from_str(text).unwrap_or_else(|_| inner.to_owned());
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

#[cold]
fn custom<E: serde::de::Error>(error: ValueError) -> E {
    E::custom(error)
}
