//! Single values as services answer with them.

use std::fmt;

use serde_json::Value as Tree;

use crate::compare::{debug_fields, shown};
use crate::json::{FromJson, ToJson, read_part, serde_as_json};
use crate::read::{answer, read_if_it_fits, refuse_next};
use crate::record::{Extra, LexicalForm};
use crate::syntax::{Body, Error, Mode, Reader, ValueError, Writer, text_in};
use crate::write::is_left_out;

/// A single value, of a property or as the result of an operation, and what the service says about it (OData JSON Format 4.01,
/// section 11).
///
/// A primitive value or a member of an enum comes so. An object comes by itself, and a collection as a
/// [`Page`](crate::Page). Where there may be no value, it is a `Value<Option<T>>`: that the service has none comes as `null`
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
/// # Ok::<(), json::Error>(())
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
            &[("context", shown(&self.context)), ("extra", (!self.extra.is_empty()).then_some(&self.extra as _))],
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

    /// Reads a member that is not `value`.
    fn read_member(&mut self, name: String, reader: &mut Reader<'_>) -> Result<(), Error> {
        if !CONTEXT.contains(&name.as_str()) {
            self.extra.add(name, reader.tree()?);
            return Ok(());
        }
        match read_if_it_fits(&mut self.context, reader)? {
            Ok(_) => {
                self.is_short = name == CONTEXT[1];
                CONTEXT.iter().for_each(|name| _ = self.extra.remove(name));
            }
            Err(value) => {
                // The field holds nothing now, whatever a member of the same name before this one left in it.
                self.is_short = false;
                self.extra.add(name, value);
            }
        }
        Ok(())
    }

    /// Notes how the value came, if it is written as another.
    fn note(&mut self, text: &str, written: &str) {
        self.extra.forget(VALUE);
        if text == written {
            return;
        }
        let tree = |text| Reader::new(text).tree().ok();
        if tree(text).is_some_and(|came| tree(written) != Some(came)) {
            self.extra.add_lexical_forms(VALUE, vec![LexicalForm::new(None, text, written)]);
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

/// What is expected to come where a single value is read.
const EXPECTED: &str = "an object with a single value in `value`";

impl<T: FromJson + ToJson> FromJson for Value<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut value: Option<T> = None;
        let rest = read_members(reader, &mut |reader| {
            let value = value.insert(T::read_json(reader)?);
            text_in(Mode::default(), &|writer| value.write_json(writer))
        })?;
        value.map(|value| rest.with(value)).ok_or_else(|| reader.refuse(Value::from(()).missing()))
    }
}

impl<T: ToJson> ToJson for Value<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let body = writer.mode().body;
        writer.begin_object();
        if let Some(context) = self.context.as_ref().filter(|_| body == Body::Whole) {
            writer.name(CONTEXT[usize::from(self.is_short)]);
            writer.string(context);
        }
        for (name, value) in self.extra.iter() {
            let is_held = name == VALUE || CONTEXT.contains(&name) && self.context.is_some();
            if !is_held && !is_left_out(body, &self.extra, name) {
                writer.name(name);
                writer.tree(value);
            }
        }
        let before = writer.length();
        writer.name(VALUE);
        let start = writer.length();
        self.value.write_json(writer)?;
        if self.is_left_out && writer.text_since(start) == "null" {
            writer.take_back(before);
        } else {
            self.extra.lexical_forms(VALUE).for_each(|form| form.replace(start, writer));
        }
        writer.end_object();
        Ok(())
    }
}

serde_as_json! {
    Value<T: FromJson + ToJson>;
}

/// Reads the members, the value by a function that returns how it is written.
fn read_members(
    reader: &mut Reader<'_>,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<String, Error>,
) -> Result<Value<()>, Error> {
    let Some(mut members) = reader.begin_object()? else { return refuse_next(reader, EXPECTED) };
    let mut rest = Value::from(());
    let mut has_value = false;
    while members.next(reader)? {
        let name = reader.name()?;
        if name == VALUE {
            let start = reader.mark();
            let mut written = String::new();
            read_part(reader, VALUE, &mut |reader| read(reader).map(|text| written = text))?;
            rest.note(reader.text_since(start), &written);
            has_value = true;
        } else {
            let name = name.to_owned();
            rest.read_member(name, reader)?;
        }
    }
    rest.is_left_out = !has_value;
    // A value that may be null is read from it.
    let is_there = has_value || rest.is_null() && read(&mut Reader::new("null")).is_ok();
    if is_there { Ok(rest) } else { Err(reader.refuse(rest.missing())) }
}
