//! Requests as clients send them.

use std::fmt;

use super::Method;
use crate::request::error::Shown;
use crate::request::headers::Headers;

/// What a request is to a client.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestParts {
    /// The method.
    pub method: Method,
    /// The URL, percent-encoded.
    pub url: String,
    /// The headers.
    pub headers: Headers,
    /// The body, which may be empty.
    pub body: Vec<u8>,
}

impl fmt::Debug for RequestParts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestParts")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers)
            .field("body", &Shown(&self.body))
            .finish()
    }
}
