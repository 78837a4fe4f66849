//! The syntax tree: what a CSDL document says, with names as written and the span of each.
//!
//! Nothing is looked up here; [`crate::model`] does that once all documents are read. The tree is the same for every
//! CSDL format; each format has its reader in a module of its own. Texts borrow from the source wherever the document
//! holds them literally. What is known and of which nothing is made, such as `Partner`, is checked and not kept.
//!
//! Source: OData CSDL XML Representation 4.01, <https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/>; the section
//! of each element is named in its docs. Those of OData CSDL JSON Representation 4.01 have the same numbers.

mod annotations;
mod container;
mod document;
mod facets;
pub(crate) mod form;
pub mod json;
mod operations;
mod text;
mod types;
mod values;
pub mod xml;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "A test that fails may panic.")]
pub(crate) mod testing;

use rayon::prelude::*;

pub use self::annotations::{Annotation, Annotations, ConstantKind, Expression, ExpressionKind, PropertyValue, Term};
pub use self::container::{Container, ContainerChild, ContainerChildKind, NavigationPropertyBinding};
pub use self::document::{Document, Include, Reference, Schema};
pub use self::facets::Facets;
pub use self::operations::{Operation, OperationKind, Parameter, ReturnType};
pub use self::text::{Spanned, Text};
pub use self::types::{
    EnumType, Key, Member, NavigationProperty, Property, PropertyRef, StructuredKind, StructuredType, TypeDefinition,
};

use crate::diagnostics::{Diagnostics, Stopped};
use crate::source::{Source, SourceId, Sources};

/// The references of a document, in XML as they stand before its schemas. What is faulty in them is said
/// when all of it is read.
pub fn references<'s>(sources: &'s Sources, document: SourceId) -> Vec<Reference<'s>> {
    if is_json(sources.get(document)) {
        json::references(sources, document)
    } else {
        xml::references(sources, document)
    }
}

/// The namespaces of the schemas of a document; none if it is not a CSDL document.
pub(crate) fn namespaces(sources: &Sources, document: SourceId) -> Vec<String> {
    let schemas = parse_one(sources, document, &mut Diagnostics::default()).map(|document| document.schemas);
    schemas.unwrap_or_default().into_iter().map(|schema| schema.namespace.text.into_owned()).collect()
}

/// Reads a document of either format, which is told by its first character, or by its name if that could start neither.
///
/// `None` if it is not CSDL, or cannot be read at all; why is in `diagnostics`.
pub fn parse_one<'s>(sources: &'s Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Document<'s>> {
    if is_json(sources.get(id)) { json::parse(sources, id, diagnostics) } else { xml::parse(sources, id, diagnostics) }
}

/// Reads documents, on all cores.
///
/// What is faulty in a document that could be read is in `diagnostics`, each fault an error only if something that is generated
/// needs what is faulty.
///
/// # Errors
///
/// [`Stopped`] if a document that was named is not CSDL, or cannot be read at all, or if none is left of those that were given; each
/// fault is in `diagnostics`. One that is only referred to, or in a folder, is left out then, with a warning.
pub fn parse<'s>(
    ids: &[SourceId],
    sources: &'s Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Document<'s>>, Stopped> {
    let parsed: Vec<(Option<Document<'s>>, Diagnostics)> = ids
        .par_iter()
        .map(|id| {
            let mut diagnostics = Diagnostics::default();
            (parse_one(sources, *id, &mut diagnostics), diagnostics)
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    let is_given = |id: &SourceId| !sources.get(*id).is_followed();
    let is_any_left = ids.iter().zip(&parsed).any(|(id, (document, _))| document.is_some() && is_given(id));
    for (id, (document, found)) in ids.iter().zip(parsed) {
        let source = sources.get(*id);
        diagnostics.append(match document {
            Some(_) => found.only_if_needed(),
            None if source.is_followed() || source.is_come_by() && is_any_left => found.into_warnings(),
            None => found,
        });
        documents.extend(document);
    }
    diagnostics.checkpoint()?;
    Ok(documents)
}

/// Whether a document is to be read as JSON. `null` in a file of JSON is JSON, too.
fn is_json(source: &Source) -> bool {
    let is_named_so = || source.name().to_ascii_lowercase().ends_with("json");
    json::is_json(source.text()) || !source.text().trim_ascii_start().starts_with('<') && is_named_so()
}
