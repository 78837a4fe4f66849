//! What can go wrong.

use std::fmt;

use super::headers::Headers;
use super::text::Fault;
use crate::error_response::{ErrorResponse, ODataError};
use crate::json;

/// Why a request came to nothing.
///
/// Its `Debug` is for people: a program whose `main` returns the error ends with it. That of the error in it shows all parts.
#[non_exhaustive]
pub enum Error {
    /// The service refused.
    Service(Box<ServiceError>),
    /// The answer cannot be read.
    Answer(Box<AnswerError>),
    /// The request cannot be built.
    Request(RequestError),
    /// The request was not sent, or not answered: what the function complained of that was to send it.
    Transport(Box<dyn std::error::Error + Send + Sync>),
}

/// An answer that says that the service refused: by its status, or by an `error` in its body whatever the status.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status of the answer.
    pub status: u16,
    /// Its headers, such as `Retry-After`.
    pub headers: Headers,
    /// What the service says; empty if the body is in no form that is known.
    pub response: ErrorResponse,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// An answer that cannot be read.
#[non_exhaustive]
pub struct AnswerError {
    /// The status of the answer.
    pub status: u16,
    /// Its headers.
    pub headers: Headers,
    /// The body as it came.
    pub body: Vec<u8>,
    /// What is wrong with it.
    pub fault: AnswerFault,
}

/// What is wrong with an answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum AnswerFault {
    /// The body does not fit the type that it is read as.
    Json(json::Error),
    /// There is no body, and the type that it is read as needs one.
    Empty,
    /// Something else, in words.
    Other(String),
}

/// Why a request cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError(Fault);

impl Error {
    #[cold]
    pub(super) fn request(fault: impl Into<Fault>) -> Self {
        Self::Request(RequestError(fault.into()))
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Service(error) => Some(error.status),
            Self::Answer(error) => Some(error.status),
            Self::Request(_) | Self::Transport(_) => None,
        }
    }

    /// What the service says, if it refused.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }
}

impl ServiceError {
    /// The error that the service reports.
    pub fn error(&self) -> &ODataError {
        &self.response.error
    }

    /// Whether the body is in a form that is known.
    fn says_something(&self) -> bool {
        self.response.error != ODataError::default() || !self.response.extra.is_empty()
    }

    /// The code of the error, for programs.
    pub fn code(&self) -> Option<&str> {
        self.response.error.code.as_deref()
    }
}

/// A value that a request was to be made of.
impl From<json::Error> for Error {
    fn from(error: json::Error) -> Self {
        Self::request(error.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(formatter),
            Self::Answer(error) => error.fmt(formatter),
            Self::Request(error) => error.fmt(formatter),
            Self::Transport(error) => write!(formatter, "the request was not answered: {error}"),
        }
    }
}

/// The text, and on lines of their own what it comes from, as far as that says more.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.to_string();
        formatter.write_str(&said)?;
        let mut next = std::error::Error::source(self);
        while let Some(source) = next {
            let text = source.to_string();
            if !said.contains(&text) {
                write!(formatter, "\ncaused by: {text}")?;
                said = text;
            }
            next = source.source();
        }
        Ok(())
    }
}

/// What there is besides the text of the error, which says all that the errors in it say.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Answer(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Service(_) | Self::Request(_) => None,
        }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the service answered {}", self.status)?;
        match std::str::from_utf8(&self.body) {
            _ if self.says_something() => write!(formatter, ": {}", self.response),
            Ok(text) if !text.trim().is_empty() => write!(formatter, ": {}", beginning(text.trim())),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for ServiceError {}

impl fmt::Debug for ServiceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ServiceError")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("response", &self.response)
            .field("body", &Shown(&self.body))
            .finish()
    }
}

impl fmt::Debug for AnswerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AnswerError")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Shown(&self.body))
            .field("fault", &self.fault)
            .finish()
    }
}

/// A body, of a text no more than its beginning.
pub(super) struct Shown<'a>(pub(super) &'a [u8]);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match std::str::from_utf8(self.0) {
            Ok(text) => fmt::Debug::fmt(&beginning(text), formatter),
            Err(_) => write!(formatter, "{} bytes", self.0.len()),
        }
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What begins like that is a page to sign in, or of a proxy.
        if matches!(self.fault, AnswerFault::Json(_)) && self.body.trim_ascii_start().starts_with(b"<") {
            let kind = self.headers.get("Content-Type").unwrap_or("HTML or XML");
            let text = String::from_utf8_lossy(&self.body);
            return write!(
                formatter,
                "the answer with status {} is {kind}, not JSON: {}",
                self.status,
                beginning(text.trim())
            );
        }
        write!(formatter, "the answer with status {} cannot be read: {}", self.status, self.fault)
    }
}

impl std::error::Error for AnswerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            AnswerFault::Json(error) => error.source(),
            AnswerFault::Empty | AnswerFault::Other(_) => None,
        }
    }
}

impl fmt::Display for AnswerFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(formatter),
            Self::Empty => formatter.write_str("it has no body; a request that is `optional` takes that for `None`"),
            Self::Other(fault) => formatter.write_str(fault),
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the request cannot be built: {}", self.0)
    }
}

impl std::error::Error for RequestError {}

/// As much of a text as a message has room for.
fn beginning(text: &str) -> String {
    const LENGTH: usize = 200;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
