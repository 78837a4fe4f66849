//! What a schema says of its operations, entity containers and terms.

use std::borrow::Cow;

use super::{
    Annotation, ContainerChildKind, Facets, OperationId, OperationKind, QualifiedName, StructuredId, Text, TypeUse,
};

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
    /// The parameters, the binding parameter first.
    pub parameters: Vec<Parameter<'s>>,
    /// What it returns.
    pub return_type: Option<ReturnType<'s>>,
    /// Whether it could be called only in part: something in it breaks a rule, or names what is not there, which was said.
    pub is_faulty: bool,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

impl<'s> Operation<'s> {
    /// What it is called on, if it is bound, and the other parameters.
    pub fn split(&self) -> (Option<&Parameter<'s>>, &[Parameter<'s>]) {
        match self.parameters.split_first() {
            Some((binding, given)) if self.is_bound => (Some(binding), given),
            _ => (None, &self.parameters),
        }
    }
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
