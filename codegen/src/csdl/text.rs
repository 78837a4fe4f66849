//! What is written in a document, and where.

use std::borrow::Cow;

use crate::source::Span;

/// A name, path or other attribute value as written, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'s> {
    /// The value, with XML entities and escape sequences of JSON replaced.
    pub text: Cow<'s, str>,
    /// Where the value is, without its quotes.
    pub span: Span,
}

impl Text<'_> {
    /// Whether it is a name. It is empty where the name is missing, which the reader has reported.
    pub(crate) fn is_name(&self) -> bool {
        !self.text.is_empty()
    }
}

/// A value of some other kind and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is, without its quotes.
    pub span: Span,
}
