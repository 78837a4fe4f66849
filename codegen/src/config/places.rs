//! Where the values of a configuration were written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::source::{Sources, Span};

/// Where the values of a configuration were written, for diagnostics about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    pub(super) spans: BTreeMap<&'static str, BTreeMap<String, Span>>,
    /// The `codegen.toml`, if there is one. The spans point into it.
    pub(crate) sources: Sources,
    /// The folder that it is in.
    pub(super) folder: Option<PathBuf>,
}

impl Places {
    /// Where a setting has a value, as [`Config::place`] has it.
    pub(crate) fn get(&self, key: &str, value: &str) -> Option<Span> {
        self.spans.get(key)?.get(value).copied()
    }

    /// The same places, but not what they are in.
    pub(crate) fn without_file(&self) -> Self {
        Self { spans: self.spans.clone(), ..Self::default() }
    }

    pub(super) fn add(&mut self, key: &'static str, value: String, span: Span) {
        self.spans.entry(key).or_default().entry(value).or_insert(span);
    }
}
