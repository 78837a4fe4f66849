//! What was fetched.

use std::path::PathBuf;

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// There was none.
    New,
    /// There was one with another text.
    Changed,
    /// There was one with the same text.
    Unchanged,
}

/// What was fetched, or with `check` would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// Where it was asked for.
    pub url: String,
    /// What became of the file.
    pub change: Change,
    /// Whether the document was sent; if not, the service said that it is still the same.
    pub is_downloaded: bool,
    /// How many bytes it has.
    pub size: u64,
    /// The documents that it refers to; `None` if they were not asked for.
    pub references: Option<FetchedReferences>,
}

/// What was fetched of the documents that another one refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FetchedReferences {
    /// The files of those that were.
    pub files: Vec<FetchedFile>,
    /// How many could not be fetched.
    pub missing: usize,
}

/// The file of a document that another one refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FetchedFile {
    /// Where it is.
    pub file: PathBuf,
    /// Where it was asked for.
    pub url: String,
    /// What became of it.
    pub change: Change,
    /// How many bytes it has.
    pub size: u64,
}
