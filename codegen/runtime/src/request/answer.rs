//! Answers, and how they are read.

use std::sync::Arc;
use std::time::Duration;

use super::error::{AnswerError, AnswerFault, Error, ServiceError};
use super::headers::{Headers, is_json};
use crate::error_response::ErrorResponse;
use crate::json::{self, FromJson};
use crate::url;

/// An answer as it came.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a> {
    pub(super) status: u16,
    pub(super) headers: &'a Headers,
    pub(super) body: &'a [u8],
    /// What relative URLs in it are relative to.
    pub(super) url: &'a str,
}

/// How an answer is read.
pub(super) enum Read<O> {
    /// By a function that needs nothing else, as mostly.
    Plain(fn(&Answer<'_>) -> Result<O, Error>),
    /// By one that is made of another.
    Made(Arc<ReadMade<O>>),
}

type ReadMade<O> = dyn Fn(&Answer<'_>) -> Result<O, Error> + Send + Sync;

impl<O> Read<O> {
    pub(super) fn made(read: impl Fn(&Answer<'_>) -> Result<O, Error> + Send + Sync + 'static) -> Self {
        Self::Made(Arc::new(read))
    }

    pub(super) fn read(&self, answer: &Answer<'_>) -> Result<O, Error> {
        answer.refuse_errors()?;
        self.read_success(answer)
    }

    /// Reads an answer that is known to be none of an error.
    pub(super) fn read_success(&self, answer: &Answer<'_>) -> Result<O, Error> {
        match self {
            Self::Plain(read) => read(answer),
            Self::Made(read) => read(answer),
        }
    }
}

impl<O> Clone for Read<O> {
    fn clone(&self) -> Self {
        match self {
            Self::Plain(read) => Self::Plain(*read),
            Self::Made(read) => Self::Made(Arc::clone(read)),
        }
    }
}

/// What a request is answered with that the service may carry out later (OData 4.01 Protocol, section 11.6).
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<O> {
    /// It is done.
    Done(O),
    /// It is accepted, and being carried out.
    Accepted(Accepted),
}

/// What a service says of a request that it carries out later.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Accepted {
    /// The URL that tells how far it is: see [`Request::poll`](super::Request::poll).
    pub location: Option<String>,
    /// After what time to ask.
    pub retry_after: Option<Duration>,
    /// All headers.
    pub headers: Headers,
}

/// What an answer is read as, and what came with it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answered<O> {
    /// What it is read as.
    pub value: O,
    /// Its status.
    pub status: u16,
    /// Its headers, such as `ETag`, `Location` and `OData-EntityId`.
    pub headers: Headers,
}

impl<'a> Answer<'a> {
    /// Whether it has no content, as with status 204.
    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// The JSON, without a byte order mark, which some services put in front.
    fn json(&self) -> &'a [u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.body)
    }

    #[cold]
    pub(super) fn fault(&self, fault: AnswerFault) -> Error {
        let (status, headers, body) = (self.status, self.headers.clone(), self.body.to_vec());
        Error::Answer(Box::new(AnswerError { status, headers, body, fault }))
    }

    #[cold]
    fn service_error(&self, response: ErrorResponse) -> Error {
        let (status, headers, body) = (self.status, self.headers.clone(), self.body.to_vec());
        Error::Service(Box::new(ServiceError { status, headers, response, body }))
    }

    /// Refuses what is no success.
    fn refuse_errors(&self) -> Result<(), Error> {
        match self.status {
            200..=299 => Ok(()),
            _ => Err(self.service_error(json::from_slice(self.json()).unwrap_or_default())),
        }
    }

    /// The complaint about a body that does not fit, which may be an error of the service in spite of the status.
    #[cold]
    pub(super) fn misfit(&self, error: json::Error) -> Error {
        self.hidden_error().unwrap_or_else(|| self.fault(AnswerFault::Json(error)))
    }

    /// The error of the service that a body has in spite of the status.
    #[cold]
    fn hidden_error(&self) -> Option<Error> {
        let response: ErrorResponse = json::from_slice(self.json()).ok()?;
        let error = &response.error;
        let is_error = error.code.is_some() || error.message.is_some() || error.extra.get("message").is_some();
        is_error.then(|| self.service_error(response))
    }

    fn accepted(&self) -> Accepted {
        let seconds = self.headers.get("Retry-After").and_then(|value| value.trim().parse().ok());
        Accepted {
            location: self.headers.get("Location").map(|location| url::resolve(self.url, location)),
            retry_after: seconds.map(Duration::from_secs),
            headers: self.headers.clone(),
        }
    }
}

/// Reads JSON.
pub(super) fn read_json<O: FromJson>(answer: &Answer<'_>) -> Result<O, Error> {
    if answer.is_empty() {
        return Err(answer.fault(AnswerFault::Empty));
    }
    json::from_slice(answer.json()).map_err(|error| answer.misfit(error))
}

/// Reads JSON, if there is any.
pub(super) fn read_optional<O: FromJson>(answer: &Answer<'_>) -> Result<Option<O>, Error> {
    if answer.is_empty() { Ok(None) } else { read_json(answer).map(Some) }
}

/// Reads nothing; there may be an error all the same.
pub(super) fn read_nothing(answer: &Answer<'_>) -> Result<(), Error> {
    match answer.headers.get("Content-Type") {
        Some(media_type) if !is_json(media_type) => Ok(()),
        _ if answer.is_empty() => Ok(()),
        _ => answer.hidden_error().map_or(Ok(()), Err),
    }
}

/// Takes the body as it is.
pub(super) fn read_bytes(answer: &Answer<'_>) -> Result<Vec<u8>, Error> {
    Ok(answer.body.to_vec())
}

/// Reads an answer, if there is content.
pub(super) fn optional<O: 'static>(read: Read<O>) -> Read<Option<O>> {
    Read::made(move |answer| if answer.is_empty() { Ok(None) } else { read.read_success(answer).map(Some) })
}

/// Reads an answer, if it is not to come later.
pub(super) fn outcome<O: 'static>(read: Read<O>) -> Read<Outcome<O>> {
    Read::made(move |answer| match answer.status {
        202 => Ok(Outcome::Accepted(answer.accepted())),
        _ => read.read_success(answer).map(Outcome::Done),
    })
}

/// Reads an answer and keeps what came with it.
pub(super) fn answered<O: 'static>(read: Read<O>) -> Read<Answered<O>> {
    Read::made(move |answer| {
        let value = read.read_success(answer)?;
        Ok(Answered { value, status: answer.status, headers: answer.headers.clone() })
    })
}
