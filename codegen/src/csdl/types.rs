//! Entity, complex and enum types, type definitions, and what they consist of (sections 6 to 11).

use super::annotations::Annotation;
use super::facets::Facets;
use super::text::{Spanned, Text};
use crate::source::Span;

/// Whether a structured type is an entity or a complex type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StructuredKind {
    /// `EntityType`.
    Entity,
    /// `ComplexType`.
    Complex,
}

/// An `EntityType` (section 6) or a `ComplexType` (section 9).
#[derive(Clone, Debug)]
pub struct StructuredType<'s> {
    /// Which of the two.
    pub kind: StructuredKind,
    /// All of it.
    pub span: Span,
    /// Its simple name.
    pub name: Text<'s>,
    /// The qualified name of its base type.
    pub base_type: Option<Text<'s>>,
    /// No value can be of exactly this type.
    pub is_abstract: bool,
    /// Values may have dynamic properties.
    pub is_open: bool,
    /// Values are media entities (entity types only).
    pub has_stream: bool,
    /// The key (entity types only, section 6.5).
    pub key: Option<Key<'s>>,
    /// The structural properties.
    pub properties: Vec<Property<'s>>,
    /// The navigation properties.
    pub navigation_properties: Vec<NavigationProperty<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `Key` (section 6.5).
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// The start tag.
    pub span: Span,
    /// The parts of the key.
    pub property_refs: Vec<PropertyRef<'s>>,
}

/// A `PropertyRef` (section 6.6).
#[derive(Clone, Debug)]
pub struct PropertyRef<'s> {
    /// The path of a property, its segments separated by `/`.
    pub name: Text<'s>,
    /// The name of this part in key predicates, needed if the path has several segments.
    pub alias: Option<Text<'s>>,
}

/// A structural `Property` (section 7).
#[derive(Clone, Debug)]
pub struct Property<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its type as written: a qualified name or `Collection(…)` of one.
    pub type_name: Text<'s>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// `DefaultValue`.
    pub default_value: Option<Text<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `NavigationProperty` (section 8).
#[derive(Clone, Debug)]
pub struct NavigationProperty<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its type as written: an entity type or `Collection(…)` of one.
    pub type_name: Text<'s>,
    /// `Nullable`.
    pub nullable: Option<Spanned<bool>>,
    /// The related entities are part of this one.
    pub contains_target: bool,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `EnumType` (section 10).
#[derive(Clone, Debug)]
pub struct EnumType<'s> {
    /// All of it.
    pub span: Span,
    /// Its simple name.
    pub name: Text<'s>,
    /// The integer type of its values; `Edm.Int32` if not given.
    pub underlying_type: Option<Text<'s>>,
    /// A value may combine several members.
    pub is_flags: bool,
    /// Its members.
    pub members: Vec<Member<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `Member` of an enum type (section 10.3).
#[derive(Clone, Debug)]
pub struct Member<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its value, if given.
    pub value: Option<Spanned<i64>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `TypeDefinition` (section 11).
#[derive(Clone, Debug)]
pub struct TypeDefinition<'s> {
    /// All of it.
    pub span: Span,
    /// Its simple name.
    pub name: Text<'s>,
    /// The primitive type that it specialises.
    pub underlying_type: Text<'s>,
    /// The facets of that type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}
