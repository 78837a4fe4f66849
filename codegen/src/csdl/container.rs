//! The entity container (section 13).

use super::annotations::Annotation;
use super::text::Text;
use crate::source::Span;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
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
}
