//! Reads CSDL JSON, versions 4.0 and 4.01.
//!
//! The members of an object can be in any order, so the whole text is parsed first, into values that borrow from it and know
//! their places; a `Reader` then makes the syntax tree of them, with one function for each kind of object, which has a sample of
//! it in its docs. Where the defaults of JSON differ from those of XML (`$Nullable`, `$Scale`, `$Type`), the tree says what they
//! are, and so means the same for both.
//!
//! Source: OData CSDL JSON Representation 4.01, <https://docs.oasis-open.org/odata/odata-csdl-json/v4.01/>.

mod annotated;
mod annotations;
mod document;
mod not_csdl;
mod operations;
mod reader;
mod schema;
mod syntax;
mod types;
mod value;

#[cfg(test)]
mod tests;

use crate::csdl::{Document, Reference};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Sources};
use reader::Reader;

/// Whether a text is JSON rather than XML, by its first character.
pub fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}').trim_ascii_start().starts_with(['{', '['])
}

/// Whether a text is a CSDL document: an object with a member `$Version`. It is not read on from there.
///
/// # Errors
///
/// Why it is not JSON, as far as it was read; its place means nothing.
pub(crate) fn is_csdl(text: &str) -> Result<bool, Box<Diagnostic>> {
    syntax::has_member(text, "$Version")
}

/// The references of a source, as far as they can be read; of the rest no more is parsed than has to be.
pub(super) fn references<'s>(sources: &'s Sources, id: SourceId) -> Vec<Reference<'s>> {
    let text = sources.get(id).text();
    let value = syntax::member_value(text, id, "$Reference").ok().flatten();
    let mut silent = Diagnostics::default();
    value.map(|value| document::references(&mut Reader::new(text, id, &mut silent), &value)).unwrap_or_default()
}

/// Reads one source.
///
/// What holds of [`xml::parse`](super::xml::parse) holds here, too: names are checked for their form, and nothing is looked up;
/// `None` if the source is not well-formed JSON or not a CSDL document.
pub fn parse<'s>(sources: &'s Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Document<'s>> {
    let text = sources.get(id).text();
    let mut reader = Reader::new(text, id, diagnostics);
    match syntax::parse(text, id) {
        Ok(value) => document::document(&mut reader, &value),
        Err(fault) => {
            reader.report(*fault);
            None
        }
    }
}
