//! The resolved model: arenas of types and operations that refer to each other by id.
//!
//! [`resolve`] consumes the syntax trees of all documents at once: aliases are document-wide, annotations name targets
//! in other schemas, and a base type may be declared after its derived types. After it no name is left to look up.
//!
//! Source: OData CSDL 4.01, <https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/>.

mod annotation;
mod arena;
mod capabilities;
mod ids;
mod lookup;
mod operation;
mod permissions;
mod primitive;
mod resolve;
mod types;
mod versioned;
mod versions;
pub(crate) mod vocabulary;
mod walk;

pub use self::annotation::{Annotation, Revision, RevisionKind, Vocabulary};
pub(crate) use self::arena::{Declares, Reference};
pub use self::arena::{Model, Namespace, PathAnnotations};
pub use self::capabilities::{AlternateKeyPart, Capabilities};
pub use self::ids::{DefinitionId, EnumId, MissingId, NamespaceId, OperationId, StructuredId, Type, TypeUse};
pub use self::lookup::find;
pub(crate) use self::lookup::{ambiguous, did_you_mean_types};
pub use self::operation::{Container, ContainerChild, ContainerTarget, Operation, Parameter, ReturnType};
pub use self::permissions::Permissions;
pub use self::primitive::Primitive;
pub use self::resolve::resolve;
pub use self::types::{
    EnumType, KeyPart, Member, MissingType, NavigationProperty, Property, QualifiedName, StructuredType, TypeDefinition,
};
pub use self::versioned::Versions;
pub use self::versions::newest;
pub(crate) use self::versions::{has_version, without_version};
pub(crate) use self::walk::Step;
pub use crate::csdl::{ContainerChildKind, Facets, OperationKind, StructuredKind, Text};

#[cfg(test)]
mod tests;
