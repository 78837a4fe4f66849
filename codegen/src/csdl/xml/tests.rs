//! Each kind of fault, by the text that its span covers; what the tree says of a document; and that nothing panics.

#![allow(clippy::unwrap_used, reason = "A test that fails may panic.")]

mod faults;
mod mutations;
mod tree;

use std::path::Path;

use crate::csdl::Document;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Sources};

/// A document that holds this schema content.
pub(super) fn schema(content: &str) -> String {
    services(&format!(r#"<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">{content}</Schema>"#))
}

/// A document that holds this in its `DataServices`.
pub(super) fn services(content: &str) -> String {
    edmx(&format!("<x:DataServices>{content}</x:DataServices>"))
}

/// A document that holds this in its `Edmx`.
pub(super) fn edmx(content: &str) -> String {
    format!(r#"<x:Edmx Version="4.0" xmlns:x="http://docs.oasis-open.org/odata/ns/edmx">{content}</x:Edmx>"#)
}

/// A document whose only type has one annotation with this content.
pub(super) fn annotation(attributes: &str, content: &str) -> String {
    schema(&format!(r#"<ComplexType Name="c"><Annotation Term="t.T"{attributes}>{content}</Annotation></ComplexType>"#))
}

pub(super) fn source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(Path::new("metadata.csdl"), text.as_bytes().to_vec()).unwrap();
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
pub(super) fn tree<T>(text: &str, look: impl FnOnce(&Document<'_>, &Sources) -> T) -> T {
    let (sources, id) = source(text);
    let mut diagnostics = Diagnostics::default();
    let document = super::parse(&sources, id, &mut diagnostics).unwrap();
    assert_eq!(faults(text), "");
    look(&document, &sources)
}
