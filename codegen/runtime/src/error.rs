//! Errors as services answer with them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::answer;
use super::extra::{Extra, Shown};
use super::json::{FromJson, Reader, ToJson, Writer};
use super::page::{debug_fields, hold};
use super::read::{refuse, refused};
use super::values::{Json, TreeSeed};

/// What a service answers when a request fails (OData JSON Format 4.01, section 21.1).
///
/// An error has to be readable whatever form it comes in. What does not fit a field stays in `extra` as it is, and any
/// object will do: from one that has no `error`, `error` is empty and all members are in `extra`.
///
/// ```
/// use odata_runtime::ErrorResponse;
///
/// let answer: ErrorResponse = serde_json::from_str(
///     r#"{"error": {"code": "ResourceNotFound", "message": "There is no such token."}}"#,
/// )?;
/// assert_eq!(answer.error.to_string(), "ResourceNotFound: There is no such token.");
///
/// let other: ErrorResponse = serde_json::from_str(r#"{"Message": "Try again."}"#)?;
/// assert_eq!(other.to_string(), r#"the service reported an error in a form of its own: {"Message":"Try again."}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The error.
    pub error: ODataError,
    /// All other members.
    pub extra: Extra,
    /// Whether there was no `error`.
    is_other: bool,
}

/// An error that a service reports.
///
/// It shows itself as its code and its message; also those that do not fit their fields and are in `extra`: a code that is a
/// number, and a message with its language, `{"lang": "en", "value": "…"}`, as services of older versions send it.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ODataError {
    /// What kind of error it is, for programs.
    pub code: Option<String>,
    /// What went wrong, for people.
    pub message: Option<String>,
    /// Which part of the request is at fault.
    pub target: Option<String>,
    /// Further errors.
    pub details: Option<Vec<ODataError>>,
    /// What only developers of the service understand: names and values of its own.
    pub inner_error: Option<Value>,
    /// All other members.
    pub extra: Extra,
    /// Whether the inner error is spelled `innerError`, as version 4.01 of the format does, and not `innererror`.
    is_camel_case: bool,
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_fields(
            formatter.debug_struct("ErrorResponse").field("error", &self.error),
            &[("extra", (!self.extra.is_empty()).then_some(&self.extra as _))],
        )
    }
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.error.text().is_some() || self.extra.is_empty() {
            return self.error.fmt(formatter);
        }
        let members: Map<String, Value> =
            self.extra.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
        write!(formatter, "the service reported an error in a form of its own: {}", Value::Object(members))
    }
}

impl std::error::Error for ErrorResponse {}

impl ODataError {
    /// What there is of the code and the message.
    fn text(&self) -> Option<String> {
        let code = match &self.code {
            Some(code) => Some(Cow::Borrowed(code.as_str())).filter(|code| !code.is_empty()),
            None => self.extra.get("code").and_then(answer::code),
        };
        let message = match &self.message {
            Some(message) => Some(message.as_str()).filter(|message| !message.is_empty()),
            None => self.extra.get("message").and_then(answer::message),
        };
        answer::said(code.as_deref(), message)
    }
}

impl fmt::Debug for ODataError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner_error = self.inner_error.as_ref().map(Shown);
        debug_fields(
            &mut formatter.debug_struct("ODataError"),
            &[
                ("code", self.code.as_ref().map(|text| text as _)),
                ("message", self.message.as_ref().map(|text| text as _)),
                ("target", self.target.as_ref().map(|text| text as _)),
                ("details", self.details.as_ref().map(|details| details as _)),
                ("inner_error", inner_error.as_ref().map(|value| value as _)),
                ("extra", (!self.extra.is_empty()).then_some(&self.extra as _)),
            ],
        )
    }
}

impl fmt::Display for ODataError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text() {
            Some(text) => formatter.write_str(&text),
            None => formatter.write_str("the service reported an error without saying which"),
        }
    }
}

impl std::error::Error for ODataError {}

impl Serialize for ErrorResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let is_empty = self.error == ODataError::default();
        let is_kept = self.is_other || self.extra.get("error").is_some();
        let has_error = !(is_empty && is_kept);
        if has_error {
            map.serialize_entry("error", &self.error)?;
        }
        for (name, value) in self.extra.iter().filter(|(name, _)| *name != "error" || !has_error) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ErrorResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = deserializer.deserialize_any(ObjectVisitor("an error response"))?;
        let mut response = Self { is_other: !members.contains_key("error"), ..Self::default() };
        let error = members.get_mut("error").filter(|error| error.is_object());
        if let Some(Ok(error)) = error.map(|error| ODataError::deserialize(error.take())) {
            response.error = error;
            members.remove("error");
        }
        response.extra = members.into_iter().collect();
        Ok(response)
    }
}

impl FromJson for ErrorResponse {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, serde_json::Error> {
        Self::deserialize(reader)
    }
}

impl ToJson for ErrorResponse {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), serde_json::Error> {
        self.serialize(writer)
    }
}

impl Serialize for ODataError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, text) in [("code", &self.code), ("message", &self.message), ("target", &self.target)] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if let Some(details) = &self.details {
            map.serialize_entry("details", details)?;
        }
        let inner_name = if self.is_camel_case { "innerError" } else { "innererror" };
        if let Some(inner) = &self.inner_error {
            map.serialize_entry(inner_name, inner)?;
        }
        for (name, value) in self.extra.iter() {
            let is_held = match name {
                "code" => self.code.is_some(),
                "message" => self.message.is_some(),
                "target" => self.target.is_some(),
                "details" => self.details.is_some(),
                name => name == inner_name && self.inner_error.is_some(),
            };
            if !is_held {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ODataError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut error = Self::default();
        for (name, value) in deserializer.deserialize_any(ObjectVisitor("an error"))? {
            let is_held = match name.as_str() {
                "code" => hold(&mut error.code, &value),
                "message" => hold(&mut error.message, &value),
                "target" => hold(&mut error.target, &value),
                "details" => {
                    error.details = Vec::deserialize(&value).ok();
                    error.details.is_some()
                }
                // Should both be there, the other one stays as it is.
                "innererror" | "innerError" if !value.is_null() && error.inner_error.is_none() => {
                    error.is_camel_case = name == "innerError";
                    error.inner_error = Some(value.clone());
                    true
                }
                _ => false,
            };
            if !is_held {
                error.extra.add(name, value);
            }
        }
        Ok(error)
    }
}

/// Reads any object; says what else it was to be.
struct ObjectVisitor(&'static str);

impl ObjectVisitor {
    fn expected(&self) -> String {
        self.0.to_owned()
    }
}

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Map<String, Value>;

    refuse!(arrays);

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match TreeSeed.visit_map(map)? {
            Value::Object(members) => Ok(members),
            other => Err(refused(self.expected(), Json::from(&other))),
        }
    }
}
