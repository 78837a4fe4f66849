//! Each kind of fault, by the text that its span covers; what the tree says of a document; and that nothing panics.

#![allow(clippy::unwrap_used, reason = "A test that fails may panic.")]

mod faults;
mod mutations;
mod tree;

use crate::csdl::{Document, testing};
use crate::source::Sources;

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

/// The faults of a text; see [`testing::faults`].
pub(super) fn faults(text: &str) -> String {
    testing::faults(super::parse, text)
}

/// Calls `look` with the tree of a document that has no faults.
pub(super) fn tree<T>(text: &str, look: impl FnOnce(&Document<'_>, &Sources) -> T) -> T {
    testing::tree(super::parse, text, look)
}
