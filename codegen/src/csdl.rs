//! The syntax tree: what a CSDL document says, with names as written and the span of each.
//!
//! Nothing is looked up here; [`crate::model`] does that once all documents are read. The tree is the same for every
//! CSDL format; each format has its reader in a module of its own. Texts borrow from the source wherever the document
//! holds them literally.
//!
//! Source: OData CSDL XML Representation 4.01, <https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/>; the section
//! of each element is named in its docs. Those of OData CSDL JSON Representation 4.01 have the same numbers.

pub mod json;
pub(crate) mod names;
mod values;
pub mod xml;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "A test that fails may panic.")]
mod testing;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostics, Stopped};
use crate::source::{SourceId, Sources, Span};

/// A name, path or other attribute value as written, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'s> {
    /// The value, with XML entities and escape sequences of JSON replaced.
    pub text: Cow<'s, str>,
    /// Where the value is, without its quotes.
    pub span: Span,
}

impl Text<'_> {
    /// Whether it is the name of something: it is empty where there is none, which the reader has said.
    pub(crate) fn is_name(&self) -> bool {
        !self.text.is_empty()
    }
}

/// A value of some other kind and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is, without its quotes.
    pub span: Span,
}

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
    /// The annotations of it that this document uses (section 4.3).
    pub include_annotations: Vec<IncludeAnnotations<'s>>,
    /// Annotations of the reference itself.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `edmx:Include` (section 4.2).
#[derive(Clone, Debug)]
pub struct Include<'s> {
    /// The namespace of the included schema.
    pub namespace: Text<'s>,
    /// The alias that this document uses for it.
    pub alias: Option<Text<'s>>,
    /// Annotations of the include.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `edmx:IncludeAnnotations` (section 4.3).
#[derive(Clone, Debug)]
pub struct IncludeAnnotations<'s> {
    /// The namespace of the terms to include.
    pub term_namespace: Text<'s>,
    /// Only annotations with this qualifier.
    pub qualifier: Option<Text<'s>>,
    /// Only annotations whose target is in this namespace.
    pub target_namespace: Option<Text<'s>>,
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

/// The facets of a type reference (section 7.2).
#[derive(Clone, Debug, Default)]
pub struct Facets<'s> {
    /// `Nullable`; `None` where it was not given, which means `true` for most single values.
    pub nullable: Option<Spanned<bool>>,
    /// `MaxLength`: a number of characters or bytes, or `max`.
    pub max_length: Option<Text<'s>>,
    /// `Precision`: digits, or fractional digits of seconds.
    pub precision: Option<Spanned<u32>>,
    /// `Scale`: a number of digits, `floating` or `variable`.
    pub scale: Option<Text<'s>>,
    /// `Unicode`.
    pub unicode: Option<Spanned<bool>>,
    /// `SRID`: a number or `variable`.
    pub srid: Option<Text<'s>>,
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
    /// The path of the navigation property that leads back.
    pub partner: Option<Text<'s>>,
    /// The related entities are part of this one.
    pub contains_target: bool,
    /// Pairs of properties that have equal values (section 8.5).
    pub referential_constraints: Vec<ReferentialConstraint<'s>>,
    /// What happens to related entities on deletion (section 8.6).
    pub on_delete: Option<OnDelete<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `ReferentialConstraint` (section 8.5).
#[derive(Clone, Debug)]
pub struct ReferentialConstraint<'s> {
    /// The dependent property.
    pub property: Text<'s>,
    /// The principal property.
    pub referenced_property: Text<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `OnDelete` (section 8.6).
#[derive(Clone, Debug)]
pub struct OnDelete<'s> {
    /// `Cascade`, `None`, `SetNull` or `SetDefault`.
    pub action: Text<'s>,
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

/// Whether an operation may have side effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// `Action`: may have side effects.
    Action,
    /// `Function`: has none, and returns something.
    Function,
}

/// An `Action` or `Function` (section 12).
#[derive(Clone, Debug)]
pub struct Operation<'s> {
    /// Which of the two.
    pub kind: OperationKind,
    /// The whole start tag.
    pub span: Span,
    /// Its simple name; overloads share it.
    pub name: Text<'s>,
    /// The first parameter is what it is called on.
    pub is_bound: bool,
    /// More path segments may follow a call (functions only).
    pub is_composable: bool,
    /// Where the result comes from, relative to the binding parameter.
    pub entity_set_path: Option<Text<'s>>,
    /// The parameters, the binding parameter first.
    pub parameters: Vec<Parameter<'s>>,
    /// What it returns.
    pub return_type: Option<ReturnType<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `Parameter` (section 12.9).
#[derive(Clone, Debug)]
pub struct Parameter<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its type as written.
    pub type_name: Text<'s>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `ReturnType` (section 12.8).
#[derive(Clone, Debug)]
pub struct ReturnType<'s> {
    /// The type as written.
    pub type_name: Text<'s>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `EntityContainer` (section 13).
#[derive(Clone, Debug)]
pub struct Container<'s> {
    /// The whole start tag.
    pub span: Span,
    /// Its simple name.
    pub name: Text<'s>,
    /// The qualified name of the container that it adds to.
    pub extends: Option<Text<'s>>,
    /// Its entity sets, singletons and operation imports, in document order.
    pub children: Vec<ContainerChild<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// What a child of a container is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContainerChildKind {
    /// `EntitySet` (section 13.2).
    EntitySet,
    /// `Singleton` (section 13.3).
    Singleton,
    /// `ActionImport` (section 13.5).
    ActionImport,
    /// `FunctionImport` (section 13.6).
    FunctionImport,
}

/// An entity set, a singleton or an operation import.
#[derive(Clone, Debug)]
pub struct ContainerChild<'s> {
    /// Which of them.
    pub kind: ContainerChildKind,
    /// Its name.
    pub name: Text<'s>,
    /// The qualified name of its entity type, or of the operation.
    pub type_name: Text<'s>,
    /// Whether the service document lists it; `None` where not given (default: `true` for sets, `false` for functions).
    pub include_in_service_document: Option<bool>,
    /// `EntitySet` of an import: where the returned entities belong.
    pub entity_set: Option<Text<'s>>,
    /// Where the navigation properties of its entities lead (section 13.4).
    pub bindings: Vec<NavigationPropertyBinding<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `NavigationPropertyBinding` (section 13.4).
#[derive(Clone, Debug)]
pub struct NavigationPropertyBinding<'s> {
    /// The path of the navigation property.
    pub path: Text<'s>,
    /// The path of the entity set or singleton.
    pub target: Text<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `Term` (section 14.1).
#[derive(Clone, Debug)]
pub struct Term<'s> {
    /// Its simple name.
    pub name: Text<'s>,
    /// Its type as written.
    pub type_name: Text<'s>,
    /// The qualified name of the term that it specialises.
    pub base_term: Option<Text<'s>>,
    /// `DefaultValue`.
    pub default_value: Option<Text<'s>>,
    /// Which model elements it applies to, separated by spaces.
    pub applies_to: Option<Text<'s>>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `Annotations` element (section 14.2): annotations of a target elsewhere.
#[derive(Clone, Debug)]
pub struct Annotations<'s> {
    /// The path of the annotated model element.
    pub target: Text<'s>,
    /// The qualifier of all annotations in it.
    pub qualifier: Option<Text<'s>>,
    /// The annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `Annotation` (section 14.3).
#[derive(Clone, Debug)]
pub struct Annotation<'s> {
    /// The qualified name of the term as written.
    pub term: Text<'s>,
    /// Distinguishes several annotations with the same term.
    pub qualifier: Option<Text<'s>>,
    /// The value; `None` where not given, which means the default value of the term.
    pub value: Option<Expression<'s>>,
    /// Annotations of the annotation.
    pub annotations: Vec<Annotation<'s>>,
}

/// The value of an annotation (section 14.4).
#[derive(Clone, Debug)]
pub struct Expression<'s> {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ExpressionKind<'s>,
    /// Annotations of the expression.
    pub annotations: Vec<Annotation<'s>>,
}

/// A constant or dynamic expression (sections 14.3 and 14.4).
#[derive(Clone, Debug)]
pub enum ExpressionKind<'s> {
    /// A constant such as `<Int>42</Int>` or `Bool="true"`.
    Constant(ConstantKind, Text<'s>),
    /// A path to a model element or to a value.
    Path(PathKind, Text<'s>),
    /// `Null`.
    Null,
    /// `Collection`.
    Collection(Vec<Expression<'s>>),
    /// `Record`, with its type if given.
    Record {
        /// The qualified name of its type.
        type_name: Option<Text<'s>>,
        /// Its `PropertyValue`s.
        properties: Vec<PropertyValue<'s>>,
    },
    /// `Apply`: a call of a client-side function.
    Apply {
        /// The name of the function.
        function: Text<'s>,
        /// What it is called with.
        arguments: Vec<Expression<'s>>,
    },
    /// `If` with its condition and one or two branches.
    If(Vec<Expression<'s>>),
    /// A comparison, logical or arithmetic operator and its operands.
    Operator(Operator, Vec<Expression<'s>>),
    /// `Cast` to a type.
    Cast(Box<TypeTest<'s>>),
    /// `IsOf` a type.
    IsOf(Box<TypeTest<'s>>),
    /// `LabeledElement`: an expression with a name.
    Labeled {
        /// The name.
        name: Text<'s>,
        /// The named expression.
        expression: Box<Expression<'s>>,
    },
    /// `LabeledElementReference`: the qualified name of a labelled element.
    LabeledReference(Text<'s>),
    /// `UrlRef`: the value at a URL.
    UrlRef(Box<Expression<'s>>),
}

/// Which type a constant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "The names are those of the elements.")]
pub enum ConstantKind {
    Binary,
    Bool,
    Date,
    DateTimeOffset,
    Decimal,
    Duration,
    EnumMember,
    Float,
    Guid,
    Int,
    String,
    TimeOfDay,
    /// A text of CSDL JSON, which is any of those that JSON has no kind for, or a path that is no [`PathKind::Value`]: the term
    /// says which.
    Untyped,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "The names are those of the elements.")]
pub enum PathKind {
    Annotation,
    ModelElement,
    NavigationProperty,
    Property,
    AnyProperty,
    Value,
}

/// A comparison, logical or arithmetic operator (sections 14.4.2 and 14.4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "The names are those of the elements.")]
pub enum Operator {
    And,
    Or,
    Not,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Has,
    In,
    Add,
    Sub,
    Neg,
    Mul,
    Div,
    DivBy,
    Mod,
}

/// A `Cast` or `IsOf` expression (sections 14.4.6 and 14.4.9).
#[derive(Clone, Debug)]
pub struct TypeTest<'s> {
    /// The type as written.
    pub type_name: Text<'s>,
    /// Its facets.
    pub facets: Facets<'s>,
    /// What is cast or tested.
    pub operand: Box<Expression<'s>>,
}

/// A `PropertyValue` of a record (section 14.4.12.2).
#[derive(Clone, Debug)]
pub struct PropertyValue<'s> {
    /// The name of the property.
    pub property: Text<'s>,
    /// The value; `None` where not given, which means the default value of the property.
    pub value: Option<Expression<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// The references of a document, in XML as they stand before its schemas. What is faulty in them is said
/// when all of it is read.
pub fn references<'s>(sources: &'s Sources, document: SourceId) -> Vec<Reference<'s>> {
    if json::is_json(sources.get(document).text()) {
        return json::references(sources, document);
    }
    xml::references(sources, document)
}

/// The namespaces of the schemas of a document; none if it is no CSDL document.
pub(crate) fn namespaces(sources: &Sources, document: SourceId) -> Vec<String> {
    let schemas = parse_one(sources, document, &mut Diagnostics::default()).map(|document| document.schemas);
    schemas.unwrap_or_default().into_iter().map(|schema| schema.namespace.text.into_owned()).collect()
}

/// Reads a document of either format, which is told by its first character.
///
/// `None` if it is not CSDL, or cannot be read at all; why is in `diagnostics`.
pub fn parse_one<'s>(sources: &'s Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Document<'s>> {
    if json::is_json(sources.get(id).text()) {
        json::parse(sources, id, diagnostics)
    } else {
        xml::parse(sources, id, diagnostics)
    }
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
