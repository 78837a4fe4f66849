//! What is written in a document, and where.

use std::borrow::Cow;
use std::ops::Range;

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
    /// A part of it, as a text of its own.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        match self.text {
            Cow::Borrowed(whole) => {
                let offset = |at: usize| self.span.start + u32::try_from(at).unwrap_or_default();
                let span = Span { start: offset(range.start), end: offset(range.end), ..self.span };
                Self { text: Cow::Borrowed(&whole[range]), span }
            }
            // With escapes in it, the places of the parts are not known any more.
            Cow::Owned(ref whole) => Self { text: Cow::Owned(whole[range].to_owned()), span: self.span },
        }
    }

    /// It without the white space around it, as numbers and names are read.
    pub(super) fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_ascii_start().len();
        self.part(start..start + self.text.trim_ascii().len())
    }

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
