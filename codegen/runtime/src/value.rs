//! Single values as services answer with them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::{Error, Value as Tree};

use super::answer::{self, Part};
use super::body::{Body, Mode, is_left_out};
use super::extra::Extra;
use super::json::{self, FromJson, Reader, ToJson, Writer};
use super::lenient::Level;
use super::page::{debug_fields, hold};
use super::path::{in_member, without_position};
use super::read::{RawSeed, refuse, refused};
use super::spelling::{Spelled, Spelling};
use super::values::{Json, TreeSeed, ValueError, custom, raw_value};

/// A single value, of a property or as the result of an operation, and what the service says about it (OData JSON Format 4.01,
/// section 11).
///
/// A primitive value or a member of an enum comes so. An object comes by itself, and a collection as a
/// [`Page`](super::Page). Where there may be no value, it is a `Value<Option<T>>`: that the service has none comes as `null`
/// here, and mostly as an answer without any JSON.
///
/// A value that came in another spelling than it is written in, such as a number as a string, is written as it came as long as
/// it is that value.
///
/// ```
/// use odata_runtime::{Value, json};
///
/// let text = r#"{"@odata.context":"https://example.org/$metadata#Edm.Int64","value":"9007199254740993"}"#;
/// let mut size: Value<i64> = json::from_str(text)?;
/// assert_eq!(size.value, 9_007_199_254_740_993);
/// assert_eq!(json::to_string(&size)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// The URL of the metadata that describes it.
    pub context: Option<String>,
    /// All other members.
    pub extra: Extra,
    /// Whether the context is called `@context`, as version 4.01 of the format allows, and not `@odata.context`.
    is_short: bool,
    /// Whether there was no `value`, and another member that said that it is null.
    is_left_out: bool,
}

impl<T> From<T> for Value<T> {
    fn from(value: T) -> Self {
        Self { value, context: None, extra: Extra::new(), is_short: false, is_left_out: false }
    }
}

impl<T: fmt::Debug> fmt::Debug for Value<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_fields(
            formatter.debug_struct("Value").field("value", &self.value),
            &[
                ("context", self.context.as_ref().map(|context| context as _)),
                ("extra", (!self.extra.is_empty()).then_some(&self.extra as _)),
            ],
        )
    }
}

/// The member that has the value, which is what its spelling is remembered by as well.
const VALUE: &str = "value";

/// The context, with and without `odata.`.
const CONTEXT: [&str; 2] = ["@odata.context", "@context"];

/// What some services, which follow a draft of the format, send in place of a `value` that is null.
const NULL: [&str; 2] = ["@odata.null", "@null"];

impl Value<()> {
    /// The same with a value.
    fn with<T>(self, value: T) -> Value<T> {
        let Self { value: (), context, extra, is_short, is_left_out } = self;
        Value { value, context, extra, is_short, is_left_out }
    }

    /// Takes a member that is not `value`.
    fn take(&mut self, name: String, json: Tree) {
        if CONTEXT.contains(&name.as_str()) && hold(&mut self.context, &json) {
            self.is_short = name == CONTEXT[1];
            CONTEXT.iter().for_each(|name| _ = self.extra.remove(name));
        } else {
            self.extra.add(name, json);
        }
    }

    /// Notes how the value came, if that is not how it is written.
    fn note(&mut self, text: &str, written: &str) {
        self.extra.forget(VALUE);
        if text == written {
            return;
        }
        let read = |text| json::from_str::<Tree>(text).ok();
        if let Some(came) = read(text).filter(|came| read(written).as_ref() != Some(came)) {
            // In an object or a list may be more digits than a value has, and the type knows them.
            let is_one = !came.is_object() && !came.is_array();
            let spelling =
                if is_one { Some(Spelling::of_text(None, came, written)) } else { Spelling::of_all(text, written) };
            self.extra.add_spellings(VALUE, spelling.into_iter().collect());
        }
    }

    /// The complaint that there is no value.
    fn missing(&self) -> ValueError {
        let expected = "a single value";
        let error = self.extra.get("error").and_then(|error| answer::error_for(expected, error));
        error.unwrap_or_else(|| ValueError::new(expected, "an object without `value`"))
    }

    /// Whether it says that the value is null.
    fn is_null(&self) -> bool {
        NULL.iter().any(|name| self.extra.get(name) == Some(&Tree::Bool(true)))
    }
}

/// Reads the members, the value by a function that makes something of its text and returns how that is written.
fn read_members<'de, A: MapAccess<'de>>(
    map: &mut A,
    read: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Value<()>, A::Error> {
    let mut rest = Value::from(());
    let mut has_value = false;
    while let Some(name) = map.next_key::<String>()? {
        if name == VALUE {
            let came = map.next_value_seed(RawSeed)?;
            let written = read(came.as_str()).map_err(|error| in_member(A::Error::custom(error), VALUE))?;
            rest.note(came.as_str(), &written);
            has_value = true;
        } else {
            rest.take(name, map.next_value_seed(TreeSeed)?);
        }
    }
    rest.is_left_out = !has_value;
    let is_there = has_value || rest.is_null() && read("null").is_ok();
    if is_there { Ok(rest) } else { Err(custom(rest.missing())) }
}

/// Reads the value from its text.
///
/// # Errors
///
/// The message of the error, without a position, which would be one in this text only.
fn read_value<T: FromJson>(text: &str) -> Result<T, String> {
    let _part = Part::enter();
    let level = Level::enter();
    let value = json::from_str(text).map_err(|error| without_position(&error))?;
    level.leave(VALUE);
    Ok(value)
}

struct ValueVisitor<T>(PhantomData<T>);

impl<T> ValueVisitor<T> {
    fn expected(&self) -> String {
        "an object with a single value in `value`".to_owned()
    }
}

impl<'de, T: FromJson + ToJson> Visitor<'de> for ValueVisitor<T> {
    type Value = Value<T>;

    refuse!(arrays);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<T>, A::Error> {
        let mut value: Option<T> = None;
        let rest = read_members(&mut map, &mut |text| {
            let value = value.insert(read_value(text)?);
            json::to_string(value).map_err(|error| without_position(&error))
        })?;
        value.map(|value| rest.with(value)).ok_or_else(|| A::Error::custom("no value was read"))
    }
}

impl<'de, T: FromJson + ToJson> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor(PhantomData))
    }
}

impl<T: ToJson> Serialize for Value<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = json::to_string(&self.value).map_err(S::Error::custom)?;
        let mut map = serializer.serialize_map(None)?;
        let body = Mode::current().body;
        if let Some(context) = self.context.as_ref().filter(|_| body == Body::Whole) {
            map.serialize_entry(CONTEXT[usize::from(self.is_short)], context)?;
        }
        for (name, value) in self.extra.iter() {
            let is_held = name == VALUE || CONTEXT.contains(&name) && self.context.is_some();
            if !is_held && !is_left_out(body, &self.extra, name) {
                map.serialize_entry(name, value)?;
            }
        }
        if !(self.is_left_out && text == "null") {
            map.serialize_entry(
                VALUE,
                &Spelled { value: raw_value(&text), spellings: self.extra.spellings(VALUE).collect(), nulls: &[] },
            )?;
        }
        map.end()
    }
}

impl<T: FromJson + ToJson> FromJson for Value<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Self::deserialize(reader)
    }
}

impl<T: ToJson> ToJson for Value<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.serialize(writer)
    }
}
