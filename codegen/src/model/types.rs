//! What a schema says of its types.

use std::borrow::Cow;

use super::{Annotation, Facets, MissingId, NamespaceId, Primitive, StructuredId, StructuredKind, Text, TypeUse};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// The name of something that a schema declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedName<'s> {
    /// The namespace.
    pub namespace: NamespaceId,
    /// The simple name and where it is declared.
    pub name: Text<'s>,
}

/// An entity or complex type (sections 6 and 9).
#[derive(Clone, Debug)]
pub struct StructuredType<'s> {
    /// Its qualified name.
    pub name: QualifiedName<'s>,
    /// Which of the two it is.
    pub kind: StructuredKind,
    /// Its base type, of the same kind; never in a cycle.
    pub base: Option<StructuredId>,
    /// The base type that it names, if none of the documents declares that, and where.
    pub missing_base: Option<(MissingId, Span)>,
    /// The types that name it as their base type, sorted by name.
    pub derived: Vec<StructuredId>,
    /// No value is of exactly this type.
    pub is_abstract: bool,
    /// Values may have dynamic properties.
    pub is_open: bool,
    /// Values are media entities.
    pub has_stream: bool,
    /// The parts of the key that it declares itself.
    pub key: Vec<KeyPart<'s>>,
    /// The structural properties that it declares itself, in order.
    pub properties: Vec<Property<'s>>,
    /// The navigation properties that it declares itself, in order.
    pub navigation_properties: Vec<NavigationProperty<'s>>,
    /// Its annotations, inline ones first.
    pub annotations: Vec<Annotation<'s>>,
}

/// A part of a key (section 6.6).
#[derive(Clone, Debug)]
pub struct KeyPart<'s> {
    /// The path of the property; each segment exists.
    pub path: Text<'s>,
    /// Its name in key predicates.
    pub alias: Option<Text<'s>>,
}

/// A structural property (section 7).
#[derive(Clone, Debug)]
pub struct Property<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// The name without what is in it to tell it from others, as `Reset` of `#Chassis.Reset`; only what is made of actions has one.
    pub short_name: Option<Cow<'s, str>>,
    /// Its type.
    pub ty: TypeUse,
    /// Where the type is named.
    pub type_span: Span,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its default value as written.
    pub default_value: Option<Text<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A navigation property (section 8).
#[derive(Clone, Debug)]
pub struct NavigationProperty<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// The entity type that it leads to; `None` for the abstract `Edm.EntityType`, and if it is missing.
    pub target: Option<StructuredId>,
    /// The type that it leads to, if none of the documents declares that.
    pub missing_target: Option<MissingId>,
    /// Whether it leads to many.
    pub is_collection: bool,
    /// Whether it may lead to nothing; `None` where not given.
    pub nullable: Option<bool>,
    /// The related entities are part of this one.
    pub contains_target: bool,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An enum type (section 10).
#[derive(Clone, Debug)]
pub struct EnumType<'s> {
    /// Its qualified name.
    pub name: QualifiedName<'s>,
    /// The integer type of its values.
    pub underlying: Primitive,
    /// A value may combine several members.
    pub is_flags: bool,
    /// Its members, in order.
    pub members: Vec<Member<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A member of an enum type (section 10.3).
#[derive(Clone, Debug)]
pub struct Member<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its value, given or counted.
    pub value: i64,
    /// Whether its value is given, and not counted.
    pub is_given: bool,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A type definition (section 11).
#[derive(Clone, Debug)]
pub struct TypeDefinition<'s> {
    /// Its qualified name.
    pub name: QualifiedName<'s>,
    /// The primitive type that it specialises.
    pub underlying: Primitive,
    /// The facets of that type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A type that none of the documents declares.
#[derive(Clone, Debug)]
pub struct MissingType {
    /// Its name; an alias is replaced by the namespace.
    pub name: String,
    /// What is to be said of it, at the place where it is first named.
    pub(crate) fault: Diagnostic,
}
