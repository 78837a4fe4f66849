//! Reads CSDL XML, versions 4.0 and 4.01.
//!
//! One pass over the text, which is borrowed from wherever it stands there literally. A `Cursor` walks the XML; the
//! grammar is one function per element, which has a sample of it in its docs, asks for the attributes and reads the children
//! up to the end tag. Faults are reported and reading goes on, unless the file is not well-formed.

mod annotations;
mod attributes;
mod cursor;
mod document;
mod elements;
mod escape;
mod namespaces;
mod not_csdl;
mod operations;
mod schema;
mod tag;

#[cfg(test)]
mod tests;

use crate::csdl::{Document, Reference};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Sources};
use cursor::Cursor;

/// Reads one source.
///
/// Names are checked for their form, but nothing is looked up: whether they are declared, and only once, is for the
/// model to say. `None` if the source is not well-formed XML or not a CSDL 4 document. Other errors leave a tree
/// with empty texts in place of what is missing, so the caller must stop at the next
/// [checkpoint](Diagnostics::checkpoint).
pub fn parse<'s>(sources: &'s Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Document<'s>> {
    let text = sources.get(id).text();
    let mut cursor = Cursor::new(text, id, diagnostics);
    if let Some(at) = escape::forbidden(text) {
        let found = text[at..].chars().next()?;
        let message = format!("it contains the character U+{:04X}", u32::from(found));
        let help = "remove it; XML does not allow it, and the file may be damaged";
        cursor.malformed(at, at + found.len_utf8(), &message, help);
        return None;
    }
    document::document(&mut cursor, id).ok()
}

/// What a text is instead of a CSDL document, if its root element cannot be read, or is not `Edmx` of any version. Its place
/// means nothing.
pub(crate) fn foreign(text: &str) -> Option<Diagnostic> {
    let mut found = Diagnostics::default();
    document::refuses_root(&mut Cursor::new(text, SourceId(0), &mut found));
    found.as_slice().first().cloned()
}

/// The references that stand before the schemas of a source, as far as they can be read.
pub fn references<'s>(sources: &'s Sources, id: SourceId) -> Vec<Reference<'s>> {
    let mut silent = Diagnostics::default();
    document::references(&mut Cursor::new(sources.get(id).text(), id, &mut silent))
}
