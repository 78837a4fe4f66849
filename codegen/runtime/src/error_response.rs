//! Errors as services answer with them.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

use crate::compare::{debug_fields, shown};
use crate::json::{FromJson, ToJson, read_items, serde_as_json};
use crate::read::{answer, read_if_it_fits, refuse_next};
use crate::record::{Extra, Shown};
use crate::syntax::{Error, Reader, Writer};

/// What a service answers when a request fails (OData JSON Format 4.01, section 21.1).
///
/// An error must be readable whatever form it comes in. What does not fit a field stays in `extra` as it is, and any
/// object will do: from one that has no `error`, `error` is empty and all members are in `extra`.
///
/// ```
/// use odata_runtime::{ErrorResponse, json};
///
/// let answer: ErrorResponse = json::from_str(
///     r#"{"error": {"code": "ResourceNotFound", "message": "There is no such token."}}"#,
/// )?;
/// assert_eq!(answer.error.to_string(), "ResourceNotFound: There is no such token.");
///
/// let other: ErrorResponse = json::from_str(r#"{"Message": "Try again."}"#)?;
/// assert_eq!(other.to_string(), r#"the service reported an error in a form of its own: {"Message":"Try again."}"#);
/// # Ok::<(), json::Error>(())
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
                ("code", shown(&self.code)),
                ("message", shown(&self.message)),
                ("target", shown(&self.target)),
                ("details", shown(&self.details)),
                ("inner_error", shown(&inner_error)),
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

impl FromJson for ErrorResponse {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let Some(mut members) = reader.begin_object()? else { return refuse_next(reader, "an error response") };
        let mut response = Self { is_other: true, ..Self::default() };
        while members.next(reader)? {
            let name = reader.name()?.to_owned();
            if name != "error" {
                response.extra.add(name, reader.tree()?);
                continue;
            }
            response.is_other = false;
            if reader.is_object_next() {
                response.extra.remove(&name);
                response.error = ODataError::read_json(reader)?;
            } else {
                response.error = ODataError::default();
                response.extra.add(name, reader.tree()?);
            }
        }
        Ok(response)
    }
}

impl ToJson for ErrorResponse {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.begin_object();
        let is_empty = self.error == ODataError::default();
        let is_kept = self.is_other || self.extra.get("error").is_some();
        let has_error = !(is_empty && is_kept);
        if has_error {
            writer.name("error");
            self.error.write_json(writer)?;
        }
        for (name, value) in self.extra.iter().filter(|(name, _)| *name != "error" || !has_error) {
            writer.name(name);
            writer.tree(value);
        }
        writer.end_object();
        Ok(())
    }
}

impl FromJson for ODataError {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let Some(mut members) = reader.begin_object()? else { return refuse_next(reader, "an error") };
        let mut error = Self::default();
        while members.next(reader)? {
            let name = reader.name()?.to_owned();
            error.extra.remove(&name);
            let other = match name.as_str() {
                "code" => read_if_it_fits(&mut error.code, reader)?.err(),
                "message" => read_if_it_fits(&mut error.message, reader)?.err(),
                "target" => read_if_it_fits(&mut error.target, reader)?.err(),
                "details" => error.read_details(reader)?,
                "innererror" | "innerError" => error.take_inner_error(&name, reader.tree()?),
                _ => Some(reader.tree()?),
            };
            if let Some(value) = other {
                error.extra.add(name, value);
            }
        }
        Ok(error)
    }
}

impl ODataError {
    /// Reads further errors, or returns what there is instead.
    fn read_details(&mut self, reader: &mut Reader<'_>) -> Result<Option<Value>, Error> {
        self.details = None;
        let start = reader.mark();
        let mut details = Vec::new();
        let read = read_items(reader, &mut |reader| {
            details.push(Self::read_json(reader)?);
            Ok(())
        });
        match read {
            Ok(()) => {
                self.details = Some(details);
                Ok(None)
            }
            Err(error) if error.is_mismatch() => {
                reader.go_to(start);
                reader.tree().map(Some)
            }
            Err(error) => Err(error),
        }
    }

    /// Takes an inner error, or returns it: should there be one by each name, that of version 4.01 is taken, and the other stays as
    /// it is.
    fn take_inner_error(&mut self, name: &str, value: Value) -> Option<Value> {
        let is_camel_case = name == "innerError";
        if value.is_null() || self.inner_error.is_some() && self.is_camel_case && !is_camel_case {
            self.inner_error.take_if(|_| self.is_camel_case == is_camel_case);
            return Some(value);
        }
        let before = self.inner_error.replace(value);
        if let (Some(before), false) = (before, self.is_camel_case == is_camel_case) {
            self.extra.add("innererror", before);
        }
        self.is_camel_case = is_camel_case;
        None
    }
}

impl ToJson for ODataError {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.begin_object();
        for (name, text) in [("code", &self.code), ("message", &self.message), ("target", &self.target)] {
            if let Some(text) = text {
                writer.name(name);
                writer.string(text);
            }
        }
        if let Some(details) = &self.details {
            writer.name("details");
            details.write_json(writer)?;
        }
        let inner_name = if self.is_camel_case { "innerError" } else { "innererror" };
        if let Some(inner) = &self.inner_error {
            writer.name(inner_name);
            writer.tree(inner);
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
                writer.name(name);
                writer.tree(value);
            }
        }
        writer.end_object();
        Ok(())
    }
}

serde_as_json! {
    ErrorResponse;
    ODataError;
}
