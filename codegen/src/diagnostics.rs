//! What the generator has to say about its input: severity, message, place, and what to do.
//!
//! Every phase collects all of its [`Diagnostic`]s in a [`Diagnostics`] and stops at a checkpoint if there is an error
//! among them, so that a user sees all faults of a phase at once.

#[cfg(feature = "cli")]
pub mod json;
pub mod render;

use crate::source::{Sources, Span};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// What is written may not be what is meant.
    Warning,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the run.
    pub severity: Severity,
    /// What is wrong, in one line with the offending text in it.
    pub message: String,
    /// Where it is; `None` for faults of the configuration or the file system.
    pub span: Option<Span>,
    /// What to say at the marked text, if the message alone is not clear there.
    pub label: String,
    /// Other places that matter, each with what it is: "first declared here".
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

/// The faults of a run so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

/// Marks that at least one error is among the diagnostics, and that the run has to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Diagnostic {
    /// An error at a place in the input.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Some(span), message.into())
    }

    /// An error that is not about a place in the input.
    pub fn error_without_place(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, None, message.into())
    }

    /// An error at a place in the input, if it is about one.
    pub fn error_at(span: Option<Span>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, span, message.into())
    }

    /// A warning at a place in the input.
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, Some(span), message.into())
    }

    /// A warning that is not about a place in the input.
    pub fn warning_without_place(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, None, message.into())
    }

    /// Adds what to say at the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    fn new(severity: Severity, span: Option<Span>, message: String) -> Self {
        Self { severity, message, span, label: String::new(), related: Vec::new(), help: None }
    }
}

impl Diagnostics {
    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// All faults, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Adds the faults of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// The same faults, none of which stops the run.
    pub fn into_warnings(mut self) -> Self {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Warning;
        }
        self
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The end of a phase.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if there is an error so far.
    pub fn checkpoint(&self) -> Result<(), Stopped> {
        if self.has_errors() { Err(Stopped) } else { Ok(()) }
    }

    /// All faults in the order of their places: by file name, then position, those without a place last.
    ///
    /// The order does not depend on the order in which files were given.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_cached_key(|diagnostic| {
            let place = diagnostic.span.map(|span| (sources.get(span.source).name().to_owned(), span.start));
            (place.is_none(), place, diagnostic.message.clone())
        });
        sorted
    }
}
