//! Each kind of fault, by the text that its span covers; what the tree says of a document; and that nothing panics.

#![allow(clippy::unwrap_used, reason = "A test that fails may panic.")]

mod faults;
mod mutations;
mod tree;

use std::path::Path;

use crate::csdl::Document;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Sources};

/// A document whose schema `s` has these members.
pub(super) fn schema(content: &str) -> String {
    format!(r#"{{"$Version":"4.01","s":{{{content}}}}}"#)
}

/// A document whose only type has these members.
pub(super) fn ty(content: &str) -> String {
    let comma = if content.is_empty() { "" } else { "," };
    schema(&format!(r#""t":{{"$Kind":"EntityType"{comma}{content}}}"#))
}

/// A document whose only type has one annotation with this value.
pub(super) fn annotation(value: &str) -> String {
    ty(&format!(r#""@t.T":{value}"#))
}

pub(super) fn source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(Path::new("metadata.json"), text.as_bytes().to_vec()).unwrap();
    (sources, id)
}

/// Severity, marked text, message and help of each fault, one a line, in the order of their places.
pub(super) fn faults(text: &str) -> String {
    let (sources, id) = source(text);
    let mut diagnostics = Diagnostics::default();
    super::parse(&sources, id, &mut diagnostics);
    let line = |diagnostic: &&Diagnostic| {
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let marked = diagnostic.span.map_or("-", |span| sources.snippet(span));
        let help = diagnostic.help.as_deref().unwrap();
        format!("{severity} at [{marked}]: {}. {help}\n", diagnostic.message)
    };
    diagnostics.sorted(&sources).iter().map(line).collect()
}

/// Calls `look` with the tree of a document that has no faults.
pub(super) fn tree<T>(text: &str, look: impl FnOnce(&Document<'_>) -> T) -> T {
    let (sources, id) = source(text);
    let mut diagnostics = Diagnostics::default();
    let document = super::parse(&sources, id, &mut diagnostics).unwrap();
    assert_eq!(faults(text), "");
    look(&document)
}
