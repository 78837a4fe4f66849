//! What a run does to the output folder.

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};

/// What a run does, or would do, to the output folder. Paths are relative to it and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Files that were not there.
    pub added: Vec<String>,
    /// Files that were there with another text.
    pub changed: Vec<String>,
    /// Files that were there with the same text, and are not touched.
    pub unchanged: Vec<String>,
    /// Files of an earlier run that are no longer produced.
    pub removed: Vec<String>,
    /// Files that are listed as those of an earlier run and are no longer produced, but are not removed.
    pub kept: Vec<Kept>,
    /// Whether the list of files in the output folder is not the one of this run.
    pub list_differs: bool,
}

/// A file that is not removed although an earlier run is said to have written it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kept {
    /// Its path, relative to the output folder.
    pub path: String,
    /// Why it is not removed.
    pub reason: String,
}

impl Changes {
    /// How many files the output has.
    pub fn files(&self) -> usize {
        self.added.len() + self.changed.len() + self.unchanged.len()
    }

    /// Whether the output folder is what a run makes it.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty() && !self.list_differs
    }
}

impl Kept {
    /// The warning to show for it.
    pub(super) fn warning(&self, out: &Path) -> Diagnostic {
        let path = out.join(&self.path);
        let message = format!("`{}` is no longer generated, but is kept: {}", path.display(), self.reason);
        Diagnostic::warning_without_place(Code::Output, message).help("delete it if it is not needed")
    }
}
