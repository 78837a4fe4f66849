//! What services answer with, and what can be nothing else.

use std::borrow::Cow;

use serde_json::Value;

use crate::record::{Record, fields};
use crate::syntax::ValueError;

/// The code of an error: text, or a number, as services send it that are older than OData 4.0.
pub(crate) fn code(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text.as_str())),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
    .filter(|code| !code.is_empty())
}

/// The message of an error: text, or an object with its language, `{"lang": "en", "value": "…"}`, as of OData 3.0.
pub(crate) fn message(value: &Value) -> Option<&str> {
    let text = value.as_str().or_else(|| value.get("value")?.as_str());
    text.filter(|message| !message.is_empty())
}

/// Code and message as one text.
pub(crate) fn said(code: Option<&str>, message: Option<&str>) -> Option<String> {
    match (code, message) {
        (Some(code), Some(message)) => Some(format!("{code}: {message}")),
        (code, message) => code.or(message).map(str::to_owned),
    }
}

/// The complaint that an error of the service was found, in its own words, if the member `error` of an object is one: an object
/// with a code, which is text or a number, and a message (OData JSON Format 4.01, section 21.1).
#[cold]
pub(crate) fn error_for(expected: impl Into<Cow<'static, str>>, error: &Value) -> Option<ValueError> {
    let (given, text) = (error.get("code")?, error.get("message")?);
    if !given.is_string() && !given.is_number() {
        return None;
    }
    let said = said(code(given).as_deref(), message(text)).unwrap_or_else(|| error.to_string());
    let found = format!("an error of the service: {said}");
    Some(ValueError::new(expected, found).because("read it as `ErrorResponse`"))
}

/// Refuses a whole object that was read as one of a type, and can be nothing but an error or a collection: besides control
/// information it has only `error` or only `value`, and its type has no such property.
#[inline]
pub(crate) fn refuse_other(record: &dyn Record) -> Result<(), ValueError> {
    let extra = record.extra();
    if !extra.has_members() || extra.member(ERROR).is_none() && extra.member(VALUE).is_none() {
        return Ok(());
    }
    other(record).map_or(Ok(()), Err)
}

const ERROR: &str = "error";
const VALUE: &str = "value";

/// The complaint about an object that is not what it was read as.
#[cold]
fn other(record: &dyn Record) -> Option<ValueError> {
    let (meta, extra) = record.about();
    let table = meta.table();
    let is_empty = fields::all(record).is_empty() && extra.nulls().is_none_or(|nulls| nulls.names().next().is_none());
    // Types without properties stand for JSON of any kind.
    if table.names.is_empty() || !is_empty {
        return None;
    }
    // An object that says of which type it is, is of that type.
    let is_typed = |name: &str, value: &Value| {
        matches!(name, "@odata.type" | "@type") && value.as_str().is_some_and(|name| !name.contains("Collection("))
    };
    if extra.members().any(|(name, value)| is_typed(name, value)) {
        return None;
    }
    let expected = format!("an object of {}", meta.odata_type());
    let mut members = extra.members().filter(|(name, _)| !name.contains(['@', '#']));
    match (members.next()?, members.next()) {
        ((name, _), _) if table.number(name, 0).is_some() => None,
        ((ERROR, error), None) => error_for(expected, error),
        ((VALUE, Value::Array(_)), None) => {
            Some(ValueError::new(expected, "a collection").because("read it as `Page<T>`"))
        }
        _ => None,
    }
}
