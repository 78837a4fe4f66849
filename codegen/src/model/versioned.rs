//! What is known of types that were made of several versions.

use std::collections::{HashMap, HashSet};

use super::{NamespaceId, StructuredId, Type};

/// What is known of types that were made of several versions.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The qualified names that services have for types, where these are others than the types have here.
    pub(super) written: HashMap<Type, String>,
    /// The namespaces that have versions.
    pub(super) namespaces: HashSet<NamespaceId>,
    /// Abstract types that many others are derived from, and that are no types of values.
    pub(super) common_bases: HashSet<StructuredId>,
    /// The types that have a version which a given document declares.
    pub(super) given: HashSet<Type>,
}

impl Versions {
    /// Whether all versions have types of their own, or there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.namespaces.is_empty()
    }

    /// Whether names may have a version between a namespace and the simple name.
    pub(crate) fn has_versions(&self, namespace: NamespaceId) -> bool {
        self.namespaces.contains(&namespace)
    }

    /// Whether a type is what others have in common and nothing more, so that no value is declared to be of any of them.
    pub(crate) fn is_common_base(&self, id: StructuredId) -> bool {
        self.common_bases.contains(&id)
    }

    /// Whether a given document declares a version of a type. The newest may be in one that is only referred to.
    pub(super) fn has_given(&self, ty: Type) -> bool {
        self.given.contains(&ty)
    }

    /// The qualified name that services have for a type, if it is another one than it has here.
    pub(crate) fn written(&self, ty: Type) -> Option<&str> {
        self.written.get(&ty).map(String::as_str)
    }
}
