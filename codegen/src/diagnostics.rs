//! What the generator has to say about its input: severity, message, place, and what to do.
//!
//! Every phase collects all of its [`Diagnostic`]s in a [`Diagnostics`] and stops at a checkpoint if there is an error
//! among them, so that a user sees all faults of a phase at once.

mod code;
#[cfg(feature = "cli")]
pub mod json;
pub mod render;

use std::collections::BTreeMap;

pub use self::code::Code;
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

/// What is made of the warnings of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are left out.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

impl Level {
    /// The level of a word.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "allow" => Self::Allow,
            "warn" => Self::Warn,
            "deny" => Self::Deny,
            _ => return None,
        })
    }

    /// The level that a table of words by the names of codes has for a code: that it is a warning, if nothing that can be read.
    pub(crate) fn in_table(table: &BTreeMap<String, String>, code: Code) -> Self {
        table.get(code.name()).and_then(|word| Self::of(word)).unwrap_or(Self::Warn)
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// Whether it stops the run.
    pub severity: Severity,
    /// It is an error only if something that is generated needs what is faulty: see [`Diagnostics::settle`].
    pub only_if_needed: bool,
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

/// Marks that at least one error is among the diagnostics, and that the run must stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Diagnostic {
    /// An error at a place in the input.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), message.into())
    }

    /// An error that is not about a place in the input.
    pub fn error_without_place(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, None, message.into())
    }

    /// An error at a place in the input, if it is about one.
    pub fn error_at(code: Code, span: Option<Span>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message.into())
    }

    /// A warning at a place in the input.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(span), message.into())
    }

    /// A warning that is not about a place in the input.
    pub fn warning_without_place(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, None, message.into())
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

    /// The same, which does not stop the run.
    #[must_use]
    pub fn into_warning(self) -> Self {
        Self { severity: Severity::Warning, only_if_needed: false, ..self }
    }

    fn new(code: Code, severity: Severity, span: Option<Span>, message: String) -> Self {
        Self {
            code,
            severity,
            only_if_needed: false,
            message,
            span,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }
}

impl Diagnostics {
    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds faults.
    pub fn extend(&mut self, faults: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(faults);
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

    /// The same faults, whose errors are errors only if something that is generated needs what is faulty.
    pub fn only_if_needed(mut self) -> Self {
        for diagnostic in &mut self.list {
            diagnostic.only_if_needed = diagnostic.severity == Severity::Error;
        }
        self
    }

    /// Decides which of the faults that depend on what is needed are errors: those at places that are.
    pub fn settle(&mut self, is_needed: impl Fn(Span) -> bool) {
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.only_if_needed) {
            diagnostic.only_if_needed = false;
            if !diagnostic.span.is_some_and(&is_needed) {
                diagnostic.severity = Severity::Warning;
            }
        }
    }

    /// Makes warnings of the faults that depend on what is needed, for whoever only looks at what there is; [`say_what_stops`]
    /// tells them from others.
    ///
    /// [`say_what_stops`]: Self::say_what_stops
    pub fn settle_to_look(&mut self) {
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.only_if_needed) {
            diagnostic.severity = Severity::Warning;
        }
    }

    /// Says of the faults that depend on what is needed, and that are warnings since nothing is generated, which of them are
    /// errors otherwise.
    pub fn say_what_stops(&mut self, is_needed: impl Fn(Span) -> bool) {
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.only_if_needed) {
            diagnostic.only_if_needed = false;
            if diagnostic.span.is_some_and(&is_needed) {
                let help = diagnostic.help.as_deref().unwrap_or_default();
                diagnostic.help = Some(format!("`generate` fails for it: {help}"));
            }
        }
    }

    /// Leaves out the warnings at places that do not matter.
    pub fn retain_places(&mut self, matters: impl Fn(Span) -> bool) {
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        self.list.retain(|diagnostic| is_error(diagnostic) || diagnostic.span.is_none_or(&matters));
    }

    /// Leaves out what does not matter.
    pub(crate) fn retain(&mut self, matters: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(matters);
    }

    /// Leaves out the warnings that are allowed, and makes errors of those that are denied.
    pub fn apply(&mut self, level: &dyn Fn(Code) -> Level) {
        self.list.retain_mut(|diagnostic| {
            let is_warning = diagnostic.severity == Severity::Warning;
            let level = if is_warning { level(diagnostic.code) } else { Level::Warn };
            if level == Level::Deny {
                diagnostic.severity = Severity::Error;
            }
            level != Level::Allow
        });
    }

    /// Leaves out the warnings that are allowed.
    pub fn leave_out(&mut self, is_allowed: &dyn Fn(Code) -> bool) {
        self.apply(&|code| if is_allowed(code) { Level::Allow } else { Level::Warn });
    }

    /// Whether an error is among them that does not depend on what is needed.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error && !diagnostic.only_if_needed)
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
