//! The resolved model: arenas of types and operations that refer to each other by id.
//!
//! [`resolve`] consumes the syntax trees of all documents at once: aliases are document-wide, annotations name targets
//! in other schemas, and a base type may be declared after its derived types. After it no name is left to look up.
//!
//! Source: OData CSDL 4.01, <https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/>.

mod annotate;
mod annotation;
mod capabilities;
mod lookup;
mod narrow;
mod offers;
mod operations;
mod permissions;
mod primitive;
mod resolve;
mod scope;
mod structured;
mod versions;
pub(crate) mod vocabulary;
mod walk;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use self::annotation::{Annotation, Revision, RevisionKind, Vocabulary};
pub use self::capabilities::{AlternateKeyPart, Capabilities};
pub(crate) use self::lookup::ambiguous;
pub use self::lookup::find;
pub use self::permissions::Permissions;
pub use self::primitive::Primitive;
pub use self::resolve::resolve;
pub use self::versions::{Versions, newest};
pub(crate) use self::versions::{has_version, without_version};
pub(crate) use self::walk::Step;
pub use crate::csdl::{ContainerChildKind, Facets, OperationKind, StructuredKind, Text};
use crate::diagnostics::Diagnostic;
use crate::source::{SourceId, Span};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn index(self) -> usize {
                self.0 as usize
            }

            pub(crate) fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// A namespace of [`Model::namespaces`].
    NamespaceId;
    /// An entity or complex type of [`Model::structured_types`].
    StructuredId;
    /// An enum type of [`Model::enum_types`].
    EnumId;
    /// A type definition of [`Model::type_definitions`].
    DefinitionId;
    /// A type of [`Model::missing_types`].
    MissingId;
    /// An action or function of [`Model::operations`].
    OperationId;
}

/// Everything that the documents declare.
///
/// The arenas are in the order of namespace and name, whatever the order of the documents was; overloads of an
/// operation keep the order of their declaration.
#[derive(Clone, Debug, Default)]
pub struct Model<'s> {
    /// The namespaces of all schemas, sorted.
    pub namespaces: Vec<Namespace<'s>>,
    /// Entity and complex types.
    pub structured_types: Vec<StructuredType<'s>>,
    /// Enum types.
    pub enum_types: Vec<EnumType<'s>>,
    /// Type definitions.
    pub type_definitions: Vec<TypeDefinition<'s>>,
    /// Types that something has, and that none of the documents declares.
    pub missing_types: Vec<MissingType>,
    /// Actions and functions.
    pub operations: Vec<Operation<'s>>,
    /// Entity containers.
    pub containers: Vec<Container<'s>>,
    /// Terms.
    pub terms: Vec<Term<'s>>,
    /// Annotations of a path that leads past the declarations above, or to nothing that is loaded.
    pub path_annotations: Vec<PathAnnotations<'s>>,
    /// What the given documents refer to, but for standard vocabularies.
    pub(crate) references: Vec<Reference>,
    /// The documents that were not given and are referred to.
    pub(crate) followed: BTreeSet<SourceId>,
    /// The parts of the documents whose faults concern a type, sorted: its declaration, further ones of the same name, and the
    /// start tags of schemas.
    pub(crate) extents: Vec<(Span, Declares)>,
    /// The types that are no more than what objects say of actions that they offer. Each has the name of its action.
    pub offers: BTreeSet<StructuredId>,
    /// What is known of types that were made of several versions; nothing, if none were.
    pub versions: Versions,
}

/// A document that a given one refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// Its address as written.
    pub(crate) uri: String,
    /// Whether a file of its name was read.
    pub(crate) is_read: bool,
}

/// What a part of a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Declares {
    /// A schema of this namespace.
    Schema(NamespaceId),
    /// A type.
    Type(Type),
}

/// Annotations of a path such as `graph.GraphService/users/manager` (section 14.2.2).
#[derive(Clone, Debug)]
pub struct PathAnnotations<'s> {
    /// The path; an alias at its start is replaced by its namespace.
    pub target: String,
    /// Where the path is written.
    pub span: Span,
    /// The annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A namespace and what was said of its schemas.
#[derive(Clone, Debug)]
pub struct Namespace<'s> {
    /// Such as `microsoft.graph`.
    pub name: Cow<'s, str>,
    /// The aliases that documents have for it, sorted.
    pub aliases: Vec<Cow<'s, str>>,
    /// Where it is first declared.
    pub span: Span,
    /// The annotations of its schemas.
    pub annotations: Vec<Annotation<'s>>,
}

/// The name of something that a schema declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedName<'s> {
    /// The namespace.
    pub namespace: NamespaceId,
    /// The simple name and where it is declared.
    pub name: Text<'s>,
}

/// Any type that a property, parameter or term can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// A built-in type of the namespace `Edm`.
    Primitive(Primitive),
    /// An entity or complex type.
    Structured(StructuredId),
    /// An enum type.
    Enum(EnumId),
    /// A type definition.
    Definition(DefinitionId),
    /// A type that none of the documents declares.
    Missing(MissingId),
}

/// A type that none of the documents declares.
#[derive(Clone, Debug)]
pub struct MissingType {
    /// Its name; an alias is replaced by the namespace.
    pub name: String,
    /// What is to be said of it, at the place where it is first named.
    pub(crate) fault: Diagnostic,
}

/// A type, or a collection of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeUse {
    /// The type of the value, or of the items.
    pub item: Type,
    /// Whether it is `Collection(…)` of it.
    pub is_collection: bool,
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
    /// The path of the navigation property that leads back, as written.
    pub partner: Option<Text<'s>>,
    /// The related entities are part of this one.
    pub contains_target: bool,
    /// Pairs of dependent and principal property.
    pub referential_constraints: Vec<(Text<'s>, Text<'s>)>,
    /// What happens to related entities on deletion: `Cascade`, `None`, `SetNull` or `SetDefault`.
    pub on_delete: Option<Text<'s>>,
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

/// An action or function (section 12); each overload is one.
#[derive(Clone, Debug)]
pub struct Operation<'s> {
    /// Its qualified name.
    pub name: QualifiedName<'s>,
    /// Which of the two it is.
    pub kind: OperationKind,
    /// The first parameter is what it is called on.
    pub is_bound: bool,
    /// More path segments may follow a call.
    pub is_composable: bool,
    /// Where the result comes from, as written.
    pub entity_set_path: Option<Text<'s>>,
    /// The parameters, the binding parameter first.
    pub parameters: Vec<Parameter<'s>>,
    /// What it returns.
    pub return_type: Option<ReturnType<'s>>,
    /// Whether it could be called only in part: something in it breaks a rule, or names what is not there, which was said.
    pub is_faulty: bool,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A parameter of an operation (section 12.9).
#[derive(Clone, Debug)]
pub struct Parameter<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its type.
    pub ty: TypeUse,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// What an operation returns (section 12.8).
#[derive(Clone, Debug)]
pub struct ReturnType<'s> {
    /// The type.
    pub ty: TypeUse,
    /// Its facets.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An entity container (section 13).
#[derive(Clone, Debug)]
pub struct Container<'s> {
    /// Its qualified name.
    pub name: QualifiedName<'s>,
    /// The version of OData that the document is written in which declares it: `4.0` or `4.01`.
    pub version: Cow<'s, str>,
    /// The qualified name of the container that it adds to.
    pub extends: Option<Text<'s>>,
    /// Its entity sets, singletons and imports, in order; of those that have one name, the first.
    pub children: Vec<ContainerChild<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An entity set, a singleton or an operation import.
#[derive(Clone, Debug)]
pub struct ContainerChild<'s> {
    /// Which of them.
    pub kind: ContainerChildKind,
    /// Its name.
    pub name: Text<'s>,
    /// What it gives access to.
    pub target: ContainerTarget,
    /// Whether the service document lists it, if said.
    pub include_in_service_document: Option<bool>,
    /// `EntitySet` of an import, as written.
    pub entity_set: Option<Text<'s>>,
    /// Paths of navigation properties, each with the path of the set or singleton that it leads to, as written.
    pub bindings: Vec<(Text<'s>, Text<'s>)>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// What a container child gives access to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainerTarget {
    /// Entities of this type, or derived from it; `None` for the abstract `Edm.EntityType`.
    Entities(Option<StructuredId>),
    /// The overloads of an unbound action or function.
    Operations(Vec<OperationId>),
}

/// A term (section 14.1).
#[derive(Clone, Debug)]
pub struct Term<'s> {
    /// Its qualified name.
    pub name: QualifiedName<'s>,
    /// Its type; `None` if the schema of the type was not given.
    pub ty: Option<TypeUse>,
    /// The qualified name of the term that it specialises.
    pub base_term: Option<String>,
    /// Its default value as written.
    pub default_value: Option<Text<'s>>,
    /// The kinds of model elements that it applies to, as written.
    pub applies_to: Option<Text<'s>>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

impl<'s> Model<'s> {
    /// The type of an id.
    pub fn structured(&self, id: StructuredId) -> &StructuredType<'s> {
        &self.structured_types[id.index()]
    }

    /// The enum type of an id.
    pub fn enumeration(&self, id: EnumId) -> &EnumType<'s> {
        &self.enum_types[id.index()]
    }

    /// The type definition of an id.
    pub fn definition(&self, id: DefinitionId) -> &TypeDefinition<'s> {
        &self.type_definitions[id.index()]
    }

    /// The missing type of an id.
    pub fn missing(&self, id: MissingId) -> &MissingType {
        &self.missing_types[id.index()]
    }

    /// What the part of a document declares that a place is in.
    pub(crate) fn declared_at(&self, place: Span) -> Option<Declares> {
        // No two parts overlap.
        let after =
            self.extents.partition_point(|(extent, _)| (extent.source, extent.start) <= (place.source, place.start));
        let (extent, declares) = self.extents[..after].last()?;
        (extent.source == place.source && place.start < extent.end).then_some(*declares)
    }

    /// Whether a document was not given, but is referred to.
    pub(crate) fn is_followed(&self, document: SourceId) -> bool {
        self.followed.contains(&document)
    }

    /// Whether a type is declared in a document that was given; of one that was made of several versions, any of them.
    pub(crate) fn is_given(&self, ty: Type) -> bool {
        self.versions.has_given(ty) || self.place(ty).is_none_or(|place| !self.is_followed(place.source))
    }

    /// Where a type is declared; `None` if it is in none of the documents.
    pub(crate) fn place(&self, ty: Type) -> Option<Span> {
        match ty {
            Type::Structured(id) => Some(self.structured(id).name.name.span),
            Type::Enum(id) => Some(self.enumeration(id).name.name.span),
            Type::Definition(id) => Some(self.definition(id).name.name.span),
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    /// The operation of an id.
    pub fn operation(&self, id: OperationId) -> &Operation<'s> {
        &self.operations[id.index()]
    }

    /// The name of a namespace.
    pub fn namespace(&self, id: NamespaceId) -> &str {
        &self.namespaces[id.index()].name
    }

    /// A qualified name in full, such as `microsoft.graph.user`.
    pub fn full_name(&self, name: &QualifiedName<'_>) -> String {
        format!("{}.{}", self.namespace(name.namespace), name.name.text)
    }

    /// The qualified name of a type.
    pub fn name_of(&self, ty: Type) -> String {
        match ty {
            Type::Primitive(primitive) => format!("Edm.{}", primitive.name()),
            Type::Structured(id) => self.full_name(&self.structured(id).name),
            Type::Enum(id) => self.full_name(&self.enumeration(id).name),
            Type::Definition(id) => self.full_name(&self.definition(id).name),
            Type::Missing(id) => self.missing(id).name.clone(),
        }
    }

    /// The qualified name that services have for a type: that of its newest version, if it is made of several.
    pub fn written_name_of(&self, ty: Type) -> String {
        self.versions.written(ty).map_or_else(|| self.name_of(ty), str::to_owned)
    }

    /// A type as it is written in CSDL, without aliases: `Collection(microsoft.graph.user)`.
    pub fn type_name(&self, ty: TypeUse) -> String {
        let item = self.name_of(ty.item);
        if ty.is_collection { format!("Collection({item})") } else { item }
    }

    /// The base types of a type, from the outermost to the type itself.
    pub fn lineage(&self, id: StructuredId) -> Vec<StructuredId> {
        let mut lineage: Vec<StructuredId> = std::iter::once(id).chain(self.bases(id)).collect();
        lineage.reverse();
        lineage
    }

    /// The ids of all structured types.
    pub fn structured_ids(&self) -> impl Iterator<Item = StructuredId> + use<> {
        (0..self.structured_types.len()).map(StructuredId::at)
    }

    /// The ids of all enum types.
    pub fn enum_ids(&self) -> impl Iterator<Item = EnumId> + use<> {
        (0..self.enum_types.len()).map(EnumId::at)
    }

    /// The ids of all type definitions.
    pub fn definition_ids(&self) -> impl Iterator<Item = DefinitionId> + use<> {
        (0..self.type_definitions.len()).map(DefinitionId::at)
    }

    /// The ids of all missing types.
    pub fn missing_ids(&self) -> impl Iterator<Item = MissingId> + use<> {
        (0..self.missing_types.len()).map(MissingId::at)
    }

    /// All types that the documents declare; those that are missing are not among them.
    pub fn types(&self) -> impl Iterator<Item = Type> + use<> {
        let structured = self.structured_ids().map(Type::Structured);
        structured.chain(self.enum_ids().map(Type::Enum)).chain(self.definition_ids().map(Type::Definition))
    }

    /// The names of all types.
    pub fn type_names(&self) -> impl Iterator<Item = &QualifiedName<'s>> {
        let structured = self.structured_types.iter().map(|ty| &ty.name);
        let enums = self.enum_types.iter().map(|ty| &ty.name);
        structured.chain(enums).chain(self.type_definitions.iter().map(|ty| &ty.name))
    }

    /// How many types the documents declare.
    pub fn type_count(&self) -> usize {
        self.structured_types.len() + self.enum_types.len() + self.type_definitions.len()
    }
}

#[cfg(test)]
mod tests;
