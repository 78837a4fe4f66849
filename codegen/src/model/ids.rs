//! The ids with which declarations refer to each other.

use super::Primitive;

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
    /// A namespace of [`Model::namespaces`](super::Model::namespaces).
    NamespaceId;
    /// An entity or complex type of [`Model::structured_types`](super::Model::structured_types).
    StructuredId;
    /// An enum type of [`Model::enum_types`](super::Model::enum_types).
    EnumId;
    /// A type definition of [`Model::type_definitions`](super::Model::type_definitions).
    DefinitionId;
    /// A type of [`Model::missing_types`](super::Model::missing_types).
    MissingId;
    /// An action or function of [`Model::operations`](super::Model::operations).
    OperationId;
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

/// A type, or a collection of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeUse {
    /// The type of the value, or of the items.
    pub item: Type,
    /// Whether it is `Collection(…)` of it.
    pub is_collection: bool,
}
