//! The model itself, with what is asked of it by id.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{
    Annotation, Container, DefinitionId, EnumId, EnumType, MissingId, MissingType, NamespaceId, Operation, OperationId,
    QualifiedName, StructuredId, StructuredType, Type, TypeDefinition, TypeUse, Versions,
};
use crate::source::{SourceId, Span};

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
    /// The names of terms, which may be annotated: nothing more of them is needed.
    pub terms: Vec<QualifiedName<'s>>,
    /// Annotations of a path that leads past the declarations above, or to nothing that is loaded.
    pub path_annotations: Vec<PathAnnotations<'s>>,
    /// What the given documents refer to, but for standard vocabularies.
    pub(crate) references: Vec<Reference>,
    /// The documents that were not given and are referred to.
    pub(crate) followed: HashSet<SourceId>,
    /// The parts of the documents whose faults concern a type, sorted: its declaration, further ones of the same name, and the
    /// start tags of schemas.
    pub(crate) extents: Vec<(Span, Declares)>,
    /// The types that are no more than what objects say of actions that they offer. Each has the name of its action.
    pub offers: HashSet<StructuredId>,
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
        self.qualified_name(ty).map(|name| name.name.span)
    }

    /// The qualified name with which a type is declared; `None` if it is in none of the documents.
    pub(crate) fn qualified_name(&self, ty: Type) -> Option<&QualifiedName<'s>> {
        match ty {
            Type::Structured(id) => Some(&self.structured(id).name),
            Type::Enum(id) => Some(&self.enumeration(id).name),
            Type::Definition(id) => Some(&self.definition(id).name),
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    /// The operation of an id.
    pub fn operation(&self, id: OperationId) -> &Operation<'s> {
        &self.operations[id.index()]
    }

    /// The overloads of the operation of a name.
    pub(super) fn overloads(&self, namespace: NamespaceId, name: &str) -> impl Iterator<Item = OperationId> + use<> {
        // The arena is sorted by namespace and name.
        let order =
            |operation: &Operation<'_>| (operation.name.namespace, &*operation.name.name.text).cmp(&(namespace, name));
        let start = self.operations.partition_point(|operation| order(operation).is_lt());
        let count = self.operations[start..].partition_point(|operation| order(operation).is_eq());
        (start..start + count).map(OperationId::at)
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

    /// The containers in documents that were given.
    pub(crate) fn given_containers(&self) -> impl Iterator<Item = &Container<'s>> {
        self.containers.iter().filter(|container| !self.is_followed(container.name.name.span.source))
    }

    /// All containers by their qualified names.
    pub(crate) fn containers_by_name(&self) -> HashMap<String, &Container<'s>> {
        self.containers.iter().map(|container| (self.full_name(&container.name), container)).collect()
    }

    /// The names of all types.
    pub fn type_names(&self) -> impl Iterator<Item = &QualifiedName<'s>> {
        self.types().filter_map(|ty| self.qualified_name(ty))
    }

    /// How many types the documents declare.
    pub fn type_count(&self) -> usize {
        self.structured_types.len() + self.enum_types.len() + self.type_definitions.len()
    }
}
