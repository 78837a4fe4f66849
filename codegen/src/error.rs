//! Why nothing was generated.

mod diagnostic;

use std::fmt;

pub(crate) use self::diagnostic::sorted;
pub use self::diagnostic::{Diagnostic, Place};
use crate::diagnostics::{Diagnostics, render};
use crate::source::Sources;

/// Why nothing was generated: all that was wrong, with the files that it is in.
///
/// As text, by [`Display`](fmt::Display) as well as by [`Debug`](fmt::Debug), it is each fault with the line that it is in
/// and with what to do, so that it can be read also where a build script or a test ends with it.
#[derive(Clone)]
pub struct Error {
    /// All that was wrong; at least one of it is an error.
    pub(crate) diagnostics: Diagnostics,
    /// What the diagnostics point into.
    pub(crate) sources: Sources,
}

impl Error {
    pub(crate) fn new(diagnostics: Diagnostics, sources: Sources) -> Self {
        Self { diagnostics, sources }
    }

    /// All that was wrong, sorted by place; at least one of it is an error.
    pub fn diagnostics(&self) -> Vec<Diagnostic<'_>> {
        sorted(&self.diagnostics, &self.sources)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render::text(&self.diagnostics, &self.sources, false).trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What shows an error in this way puts a word of its own before it, in the same line.
        write!(f, "csdl-codegen has generated nothing\n\n{self}")
    }
}

impl std::error::Error for Error {}
