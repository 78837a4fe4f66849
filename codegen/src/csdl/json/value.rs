//! Values of JSON with their places.

use std::borrow::Cow;

use crate::csdl::Text;
use crate::source::Span;

/// A value and its place.
#[derive(Debug)]
pub(super) struct Value<'s> {
    /// Where it is, with quotes and brackets.
    pub(super) span: Span,
    pub(super) data: Data<'s>,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Data<'s> {
    Null,
    Bool(bool),
    /// The digits as they are written.
    Number(&'s str),
    String(Cow<'s, str>),
    Array(Vec<Value<'s>>),
    Object(Vec<Member<'s>>),
}

/// A member of an object. Several can have the same name.
#[derive(Debug)]
pub(super) struct Member<'s> {
    /// The name, and where it is, without its quotes.
    pub(super) name: Text<'s>,
    pub(super) value: Value<'s>,
}

impl<'s> Value<'s> {
    /// What kind of value it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self.data {
            Data::Null => "null",
            Data::Bool(_) => "a boolean",
            Data::Number(_) => "a number",
            Data::String(_) => "a string",
            Data::Array(_) => "an array",
            Data::Object(_) => "an object",
        }
    }

    /// The members, if it is an object.
    pub(super) fn members(&self) -> Option<&[Member<'s>]> {
        if let Data::Object(members) = &self.data { Some(members) } else { None }
    }

    /// The place of a string without its quotes, and of anything else as it is.
    pub(super) fn inner(&self) -> Span {
        match self.data {
            Data::String(_) => Span { start: self.span.start + 1, end: self.span.end - 1, ..self.span },
            _ => self.span,
        }
    }

    /// The opening bracket of an object or array, and the whole of anything else.
    pub(super) fn head(&self) -> Span {
        match self.data {
            Data::Array(_) | Data::Object(_) => Span { end: self.span.start + 1, ..self.span },
            _ => self.span,
        }
    }
}
