//! The way in from any deserializer, and out to any serializer: JSON text.
//!
//! serde_json hands text over and takes it as it is, as its own `RawValue` has it. Of any other format a value comes as a tree,
//! which is made text here, and goes out token by token. So there is one reader and one writer of values, whatever they come by.

use std::any::type_name;
use std::fmt;
use std::sync::OnceLock;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Value;

use super::reader::{Context, Number};
use super::{Error, Reader, Token, Writer};

/// The name by which serde_json knows a struct whose only field is JSON text. Its `RawValue` cannot be read from anything else,
/// and looks at all of the text anew before it is written.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Reads a value from its text. Errors of the function are told with their place in that text.
pub(crate) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), D::Error> {
    // A tree of serde_json's comes as text that was made for this, in which no place is of use to anyone.
    let is_text = !type_name::<D>().ends_with("serde_json::value::Value");
    deserializer.deserialize_newtype_struct(RAW_VALUE, TextVisitor { read, is_text })
}

/// Reads a value that is a part of another from its text. An error has no place, since that would be one in this text only.
pub(crate) fn read_part<'de, D: Deserializer<'de>>(
    deserializer: D,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), D::Error> {
    deserializer.deserialize_newtype_struct(RAW_VALUE, TextVisitor { read, is_text: false })
}

/// Whether a deserializer reads from a stream, so that it does not have the text of a value as it is.
pub(crate) fn is_stream<D>() -> bool {
    type_name::<D>().contains("serde_json::read::IoRead")
}

/// Writes a value as its text.
pub(crate) fn write<S: Serializer>(
    serializer: S,
    write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>,
) -> Result<S::Ok, S::Error> {
    Text::of(&mut Vec::with_capacity(128), write)?.serialize(serializer)
}

/// Writes the members that a function writes, without the object around them.
pub(crate) fn write_members<M: SerializeMap>(
    map: &mut M,
    write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>,
) -> Result<(), M::Error> {
    let mut text = Vec::with_capacity(128);
    let object = Text::of(&mut text, &|writer| {
        writer.begin_object();
        write(writer)?;
        writer.end_object();
        Ok(())
    });
    let mut reader = Reader::new(object?.0);
    let Some(mut members) = reader.begin_object().map_err(M::Error::custom)? else { return Ok(()) };
    while members.next(&mut reader).map_err(M::Error::custom)? {
        map.serialize_key(reader.name().map_err(M::Error::custom)?)?;
        map.serialize_value(&Text(reader.skip_value().map_err(M::Error::custom)?))?;
    }
    Ok(())
}

/// The JSON text of a value, for any serializer.
pub(crate) struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// What a function writes, in the place of what the buffer has.
    pub(crate) fn of<E: serde::ser::Error>(
        buffer: &'a mut Vec<u8>,
        write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>,
    ) -> Result<Self, E> {
        buffer.clear();
        write(&mut Writer::new(buffer)).map_err(E::custom)?;
        std::str::from_utf8(buffer).map(Self).map_err(E::custom)
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if writes_as_is::<S>() && takes_text() {
            RawText(self.0).serialize(serializer)
        } else {
            Events(self.0).serialize(serializer)
        }
    }
}

/// Whether a serializer writes text as it is here: one of serde_json itself, as what flattens a struct has the same errors and
/// takes no text, and neither that of names of members nor one with another form of text, such as the pretty one.
fn writes_as_is<S>() -> bool {
    let name = type_name::<S>().trim_start_matches("&mut ");
    let parameters = name.strip_prefix("serde_json::ser::Serializer<").and_then(|rest| rest.strip_suffix('>'));
    match parameters {
        Some(parameters) => matches!(second_of(parameters), None | Some("serde_json::ser::CompactFormatter")),
        None => name == "serde_json::value::ser::Serializer",
    }
}

/// The second one of the parameters of a type, which is not told if it is the usual one.
fn second_of(parameters: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let (comma, _) = parameters.char_indices().find(|(_, character)| {
        match character {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *character == ',' && depth == 0
    })?;
    parameters.get(comma + 1..).map(str::trim)
}

/// Whether serde_json takes text by the name that is used here.
fn takes_text() -> bool {
    static TAKES: OnceLock<bool> = OnceLock::new();
    *TAKES.get_or_init(|| serde_json::to_string(&RawText("1.50")).is_ok_and(|text| text == "1.50"))
}

struct TextVisitor<'f> {
    read: &'f mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
    /// Whether the text is that of the user.
    is_text: bool,
}

impl TextVisitor<'_> {
    fn read(self, text: &str) -> Result<(), Error> {
        Context::inside(|context| {
            let mut reader = Reader::within(text, context);
            let result = (self.read)(&mut reader);
            let result =
                result.map_err(|error| if self.is_text { reader.located(error) } else { error.without_place() });
            (result, std::mem::take(reader.context()))
        })
    }

    fn read_tree<E: serde::de::Error>(self, tree: &Value) -> Result<(), E> {
        let mut text = Vec::new();
        Writer::new(&mut text).tree(tree);
        let text = std::str::from_utf8(&text).map_err(E::custom)?;
        Self { is_text: false, ..self }.read(text).map_err(E::custom)
    }
}

macro_rules! leaves {
    ($($visit:ident $type:ty;)*) => {$(
        fn $visit<E: serde::de::Error>(self, value: $type) -> Result<(), E> {
            self.read_tree(&value.into())
        }
    )*};
}

impl<'de> Visitor<'de> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON")
    }

    /// What serde_json shows for text.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match map.next_key::<String>()? {
            Some(name) if name == RAW_VALUE => map.next_value_seed(TextSeed(self)),
            // A format that passes over the name shows the value itself.
            first => self.read_tree(&Value::deserialize(MapAccessDeserializer::new(Members { first, rest: map }))?),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.read_tree(&Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    /// What most other formats do with a name that they do not know.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.read_tree(&Value::deserialize(deserializer)?)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.visit_newtype_struct(deserializer)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.read_tree(&Value::Null)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.read_tree(&Value::Null)
    }

    leaves! {
        visit_bool bool;
        visit_i64 i64;
        visit_u64 u64;
        visit_f64 f64;
        visit_str &str;
    }
}

/// The members of a map of which the first name was read.
struct Members<A> {
    first: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(name) => seed.deserialize(name.into_deserializer()).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

struct TextSeed<'f>(TextVisitor<'f>);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for TextSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.0.read(text).map_err(E::custom)
    }
}

/// JSON text, for serde_json.
struct RawText<'a>(&'a str);

impl Serialize for RawText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = serializer.serialize_struct(RAW_VALUE, 1)?;
        text.serialize_field(RAW_VALUE, self.0)?;
        text.end()
    }
}

/// JSON text, for any other format.
struct Events<'a>(&'a str);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = Reader::new(self.0);
        if let Some(mut members) = reader.begin_object().map_err(S::Error::custom)? {
            let mut map = serializer.serialize_map(None)?;
            while members.next(&mut reader).map_err(S::Error::custom)? {
                map.serialize_key(reader.name().map_err(S::Error::custom)?)?;
                map.serialize_value(&Events(reader.skip_value().map_err(S::Error::custom)?))?;
            }
            return map.end();
        }
        if let Some(mut items) = reader.begin_array().map_err(S::Error::custom)? {
            let mut list = serializer.serialize_seq(None)?;
            while items.next(&mut reader).map_err(S::Error::custom)? {
                list.serialize_element(&Events(reader.skip_value().map_err(S::Error::custom)?))?;
            }
            return list.end();
        }
        match reader.token().map_err(S::Error::custom)? {
            Token::Bool(value) => serializer.serialize_bool(value),
            Token::Number(Number::Unsigned(value)) => serializer.serialize_u64(value),
            Token::Number(Number::Signed(value)) => serializer.serialize_i64(value),
            Token::Number(Number::Digits(digits))
                if type_name::<S::Error>() == type_name::<serde_json::Error>() && takes_text() =>
            {
                RawText(digits).serialize(serializer)
            }
            Token::Number(Number::Digits(digits)) => match digits.parse::<f64>() {
                Ok(value) => serializer.serialize_f64(value),
                Err(error) => Err(S::Error::custom(error)),
            },
            Token::String(text) => serializer.serialize_str(text),
            Token::Null | Token::Array | Token::Object => serializer.serialize_unit(),
        }
    }
}
