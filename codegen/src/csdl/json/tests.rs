//! Each kind of fault, by the text that its span covers; what the tree says of a document; and that nothing panics.

#![allow(clippy::unwrap_used, reason = "A test that fails may panic.")]

mod faults;
mod mutations;
mod tree;

use crate::csdl::{Document, testing};

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

/// The faults of a text; see [`testing::faults`].
pub(super) fn faults(text: &str) -> String {
    testing::faults(super::parse, text)
}

/// Calls `look` with the tree of a document that has no faults.
pub(super) fn tree<T>(text: &str, look: impl FnOnce(&Document<'_>) -> T) -> T {
    testing::tree(super::parse, text, |document, _| look(document))
}
