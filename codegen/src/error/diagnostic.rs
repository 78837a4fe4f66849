//! Diagnostics as a caller sees them: each with the place that it is about.

use std::fmt;
use std::ops::Range;

use crate::diagnostics::render::{self, Places};
use crate::diagnostics::{self, Diagnostics, Severity};
use crate::source::{Source, Sources, Span};

/// What is wrong or doubtful in the input: severity, message, place, and what to do.
///
/// Its [`Display`](fmt::Display) is all of it in several lines, with the line of the input that it is about.
#[derive(Clone, Copy)]
pub struct Diagnostic<'r> {
    found: &'r diagnostics::Diagnostic,
    sources: &'r Sources,
}

/// A place in a file that was read.
///
/// Its [`Display`](fmt::Display) is file, line and column: `graph.csdl:12:5`.
#[derive(Clone, Copy)]
pub struct Place<'r> {
    source: &'r Source,
    span: Span,
}

/// All diagnostics in the order of their places.
pub(crate) fn sorted<'r>(diagnostics: &'r Diagnostics, sources: &'r Sources) -> Vec<Diagnostic<'r>> {
    diagnostics.sorted(sources).into_iter().map(|found| Diagnostic { found, sources }).collect()
}

impl<'r> Diagnostic<'r> {
    pub(crate) fn new(found: &'r diagnostics::Diagnostic, sources: &'r Sources) -> Self {
        Self { found, sources }
    }

    /// Whether it is an error or a warning.
    pub fn severity(&self) -> Severity {
        self.found.severity
    }

    /// What it is about, such as `unknown-attribute`: it stays the same, whatever the message says.
    pub fn code(&self) -> &'static str {
        self.found.code.name()
    }

    /// What is wrong, in one line with the offending text in it.
    pub fn message(&self) -> &'r str {
        &self.found.message
    }

    /// Where it is; `None` for faults of the configuration or the file system.
    pub fn place(&self) -> Option<Place<'r>> {
        self.found.span.map(|span| self.at(span))
    }

    /// What to say at the place, if the message alone is not clear there.
    pub fn label(&self) -> Option<&'r str> {
        Some(self.found.label.as_str()).filter(|label| !label.is_empty())
    }

    /// Other places that matter, each with what it is: "first declared here".
    pub fn related(&self) -> impl Iterator<Item = (Place<'r>, &'r str)> {
        let Self { found, sources } = *self;
        found.related.iter().map(move |(span, label)| (Place::new(*span, sources), label.as_str()))
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&'r str> {
        self.found.help.as_deref()
    }

    fn at(&self, span: Span) -> Place<'r> {
        Place::new(span, self.sources)
    }
}

impl<'r> Place<'r> {
    fn new(span: Span, sources: &'r Sources) -> Self {
        Self { source: sources.get(span.source), span }
    }

    /// The file, as the configuration names it.
    pub fn file(&self) -> &'r str {
        self.source.name()
    }

    /// The line that it begins in, counted from one.
    pub fn line(&self) -> usize {
        self.position().0
    }

    /// The character of the line that it begins with, counted from one.
    pub fn column(&self) -> usize {
        self.position().1
    }

    /// The bytes of [`Place::text`] that it has.
    pub fn bytes(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }

    /// The text of the whole file as UTF-8, without a byte order mark.
    pub fn text(&self) -> &'r str {
        self.source.text()
    }

    fn position(&self) -> (usize, usize) {
        self.source.position(self.span.start as usize)
    }
}

impl fmt::Display for Diagnostic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render::one(self.found, &mut Places::new(self.sources)).trim_end())
    }
}

impl fmt::Debug for Diagnostic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Diagnostic")
            .field("severity", &self.severity())
            .field("message", &self.message())
            .field("place", &self.place())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.position();
        write!(f, "{}:{line}:{column}", self.file())
    }
}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
