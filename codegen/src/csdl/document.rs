//! Documents, what they refer to, and their schemas (sections 3 to 5).

use super::annotations::{Annotation, Annotations, Term};
use super::container::Container;
use super::operations::Operation;
use super::text::Text;
use super::types::{EnumType, StructuredType, TypeDefinition};
use crate::source::{SourceId, Span};

/// One document, which is an `edmx:Edmx` in XML (section 3).
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The file it was read from.
    pub source: SourceId,
    /// The `Version` attribute: `4.0` or `4.01`.
    pub version: Text<'s>,
    /// The other documents that this one refers to.
    pub references: Vec<Reference<'s>>,
    /// The schemas of `edmx:DataServices`.
    pub schemas: Vec<Schema<'s>>,
}

/// An `edmx:Reference` (section 4.1).
#[derive(Clone, Debug)]
pub struct Reference<'s> {
    /// Where the document may be found.
    pub uri: Text<'s>,
    /// The schemas of it that this document uses (section 4.2).
    pub includes: Vec<Include<'s>>,
    /// This document uses annotations of it (section 4.3).
    pub includes_annotations: bool,
}

/// An `edmx:Include` (section 4.2).
#[derive(Clone, Debug)]
pub struct Include<'s> {
    /// The namespace of the included schema.
    pub namespace: Text<'s>,
    /// The alias that this document uses for it.
    pub alias: Option<Text<'s>>,
}

/// A `Schema` (section 5).
#[derive(Clone, Debug)]
pub struct Schema<'s> {
    /// The whole start tag.
    pub span: Span,
    /// Its namespace, such as `microsoft.graph`.
    pub namespace: Text<'s>,
    /// A short name for the namespace, valid in the whole document.
    pub alias: Option<Text<'s>>,
    /// The entity and complex types, in document order.
    pub structured_types: Vec<StructuredType<'s>>,
    /// The enum types.
    pub enum_types: Vec<EnumType<'s>>,
    /// The type definitions.
    pub type_definitions: Vec<TypeDefinition<'s>>,
    /// The actions and functions, in document order; overloads share a name.
    pub operations: Vec<Operation<'s>>,
    /// The entity containers; a valid document has at most one in all its schemas.
    pub containers: Vec<Container<'s>>,
    /// The terms.
    pub terms: Vec<Term<'s>>,
    /// The `Annotations` elements, each with its target.
    pub annotations: Vec<Annotations<'s>>,
    /// Annotations of the schema itself.
    pub own_annotations: Vec<Annotation<'s>>,
}

impl<'s> Schema<'s> {
    /// A schema that declares nothing yet.
    pub(super) fn new(span: Span, namespace: Text<'s>, alias: Option<Text<'s>>) -> Self {
        Self {
            span,
            namespace,
            alias,
            structured_types: Vec::new(),
            enum_types: Vec::new(),
            type_definitions: Vec::new(),
            operations: Vec::new(),
            containers: Vec::new(),
            terms: Vec::new(),
            annotations: Vec::new(),
            own_annotations: Vec::new(),
        }
    }
}
