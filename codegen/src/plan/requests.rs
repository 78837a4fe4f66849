//! What requests have of the types: where each leads to, which operations can be called there, and where a service begins.
//!
//! What is made is linear in what the schemas declare. A type has methods for what it declares itself, and those of its base type
//! by way of that; nothing is made for a path of several steps.

mod arguments;
mod builder;
mod links;
mod lower;
mod operations;
mod paths;
mod reserved;
mod resources;
mod routes;
mod services;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use self::builder::Names;
pub(super) use self::lower::requests;
pub(crate) use self::routes::Routes;
pub(super) use self::services::{Planned, namespaces};
use super::facts::{About, Deprecation};
use super::{Ident, Scalar, Shape, TypeId};
pub use crate::model::OperationKind;
use crate::source::Span;

/// What requests have of the types.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    /// The types whose values have URLs, by their structs.
    pub resources: BTreeMap<TypeId, Resource>,
    /// Why navigation properties, sets, singletons and operations have no method that have none, by where they are named.
    pub left_out: BTreeMap<Span, LeftOut>,
}

/// Why something that the schemas declare has no method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It leads to a type that is not selected, or takes one.
    NotSelected,
    /// It is bound to values of a primitive type, an enum type or a type definition, which have no URL.
    BoundToValues,
    /// Another overload has parameters of the same names, which are all that tells overloads apart in a request.
    SameParameters,
    /// It breaks a rule, as a warning says.
    Faulty,
}

/// A type whose values have URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What a value is read as: the struct, or the enum of it and its derived types.
    pub any: TypeId,
    /// The struct of the nearest base type that is one.
    pub base: Option<TypeId>,
    /// The parts of its key; none if it has no key.
    pub key: Vec<KeyPart>,
    /// Where one leads to; `None` if nothing is declared.
    pub one: Option<TypeId>,
    /// Where a collection leads to; `None` if nothing is declared.
    pub many: Option<TypeId>,
}

/// A part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPart {
    /// Its name in URLs.
    pub name: String,
    /// What it is.
    pub scalar: Scalar,
}

/// An item that belongs to requests.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct of where values of a type lead to.
    Paths(Paths),
    /// A struct of a call that has optional parameters.
    Call(Call),
    /// A struct of a service.
    Service(Service),
}

/// Where values of a type, or collections of them, lead to.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Its name.
    pub id: TypeId,
    /// The struct of the type.
    pub of: TypeId,
    /// Whether it is about collections.
    pub is_collection: bool,
    /// The same of the nearest base type that has it.
    pub base: Option<TypeId>,
    /// What is declared.
    pub methods: Vec<Method>,
}

/// A service, which is an entity container.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of the container.
    pub wire: String,
    /// What is known of it.
    pub about: About,
    /// Whether the service speaks OData 4.01, and not 4.0.
    pub is_v401: bool,
    /// Whether keys are segments of paths.
    pub has_keys_as_segments: bool,
    /// Its sets, singletons and imports.
    pub methods: Vec<Method>,
}

/// A step of a path.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name.
    pub ident: Ident,
    /// What the schemas call it: the name of a property, set, singleton or import, or the qualified name of an operation.
    pub name: String,
    /// The key of `[rename]` that gives it another name.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// What is known of it.
    pub about: About,
    /// What requests cannot do there.
    pub unsupported: Vec<&'static str>,
    /// What they cannot do at navigation properties, by their paths from there.
    pub unsupported_beyond: Vec<(String, Vec<&'static str>)>,
    /// What needs permissions there, and which.
    pub scopes: Vec<(&'static str, Vec<String>)>,
    /// Where it leads to.
    pub step: Step,
}

/// What a method stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A navigation property.
    Navigation {
        /// Whether what it leads to is part of the entity.
        is_contained: bool,
    },
    /// A property of a complex type that leads on.
    Complex,
    /// A stream property.
    Stream,
    /// An alternate key.
    Key,
    /// A bound operation.
    Operation(OperationKind),
    /// An entity set.
    Set,
    /// A singleton.
    Singleton,
    /// An import of an operation.
    Import(OperationKind),
}

/// What a method does.
#[derive(Clone, Debug)]
pub enum Step {
    /// It leads to a value, or to a collection.
    Link {
        /// The struct of the type.
        to: TypeId,
        /// Whether there are many.
        is_collection: bool,
    },
    /// It leads to a stream.
    Media,
    /// It leads to an item of the collection, by another key than the usual one.
    Key {
        /// The struct of the type.
        of: TypeId,
        /// The parts of the key.
        parts: Vec<Argument>,
    },
    /// It calls an operation.
    Call(Invocation),
}

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// Which kind of operation.
    pub kind: OperationKind,
    /// What has to be given.
    pub arguments: Vec<Argument>,
    /// What can be given.
    pub optional: Vec<Argument>,
    /// The struct with the setters of what can be given, if there is any.
    pub call: Option<TypeId>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// A struct of a call, with setters for the optional parameters.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name.
    pub id: TypeId,
    /// The struct of the method that makes it.
    pub from: TypeId,
    /// The name of the method.
    pub method: Ident,
    /// The name of the operation.
    pub name: String,
    /// Which kind of operation.
    pub kind: OperationKind,
    /// That the operation is deprecated, if it is.
    pub deprecation: Option<Arc<Deprecation>>,
    /// What comes of it.
    pub outcome: Outcome,
    /// The optional parameters.
    pub setters: Vec<Argument>,
}

/// A parameter of a method.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name.
    pub ident: Ident,
    /// What the schemas call it.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Whether it can be null.
    pub is_nullable: bool,
    /// What is known of it.
    pub about: About,
}

/// What comes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Nothing,
    /// A stream.
    Stream,
    /// A path that goes on, to a value or to a collection.
    Path {
        /// The struct of the type.
        to: TypeId,
        /// Whether there are many.
        is_collection: bool,
    },
    /// An answer.
    Answer {
        /// How the values are wrapped.
        wrapping: Wrapping,
        /// What a value is.
        scalar: Scalar,
        /// The struct whose properties the options of the request are about.
        of: Option<TypeId>,
    },
}

/// How the values of an answer are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// Not at all.
    Nothing,
    /// In an object, as `value`.
    Value,
    /// In a page of them.
    Page,
    /// In a page of what has changed.
    Delta,
}

impl Resource {
    /// The types that it refers to.
    pub(super) fn uses(&self) -> impl Iterator<Item = TypeId> {
        let key = self.key.iter().filter_map(|part| part.scalar.generated());
        key.chain(self.one).chain(self.many)
    }
}

impl Item {
    /// The type that it defines.
    pub fn id(&self) -> TypeId {
        match self {
            Self::Paths(item) => item.id,
            Self::Call(item) => item.id,
            Self::Service(item) => item.id,
        }
    }

    /// The methods that lead on.
    pub fn methods(&self) -> &[Method] {
        match self {
            Self::Paths(item) => &item.methods,
            Self::Service(item) => &item.methods,
            Self::Call(_) => &[],
        }
    }

    /// The types that it refers to.
    pub(super) fn uses(&self) -> Vec<TypeId> {
        let mut uses: Vec<TypeId> = self.methods().iter().flat_map(Method::uses).collect();
        match self {
            Self::Paths(item) => uses.extend(item.base),
            Self::Call(item) => {
                uses.extend(item.setters.iter().filter_map(|setter| setter.shape.scalar.generated()));
                uses.extend(item.outcome.uses());
            }
            Self::Service(_) => {}
        }
        uses
    }
}

impl Method {
    /// What has to be given, and what can be given besides.
    pub fn arguments(&self) -> (&[Argument], &[Argument]) {
        match &self.step {
            Step::Link { .. } | Step::Media => (&[], &[]),
            Step::Key { parts, .. } => (parts, &[]),
            Step::Call(call) => (&call.arguments, &call.optional),
        }
    }

    fn uses(&self) -> Vec<TypeId> {
        let given = self.arguments().0.iter().filter_map(|argument| argument.shape.scalar.generated());
        let to = match &self.step {
            Step::Link { to, .. } => vec![*to],
            Step::Media | Step::Key { .. } => Vec::new(),
            Step::Call(call) => call.outcome.uses().into_iter().chain(call.call).collect(),
        };
        given.chain(to).collect()
    }
}

impl Outcome {
    fn uses(self) -> Vec<TypeId> {
        match self {
            Self::Nothing | Self::Stream => Vec::new(),
            Self::Path { to, .. } => vec![to],
            Self::Answer { scalar, of, .. } => scalar.generated().into_iter().chain(of).collect(),
        }
    }
}

impl LeftOut {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NotSelected, Self::BoundToValues, Self::SameParameters, Self::Faulty];

    /// What is said of one, and of several.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::NotSelected => ["has a type that is not selected", "have types that are not selected"],
            Self::BoundToValues => ["is bound to values that have no URL", "are bound to values that have no URL"],
            Self::SameParameters => {
                ["has the parameters of another overload", "have the parameters of another overload"]
            }
            Self::Faulty => ["breaks a rule of CSDL", "break a rule of CSDL"],
        }
    }
}

impl Kind {
    /// What ends the name of a method, where that would be another one's.
    fn ending(self) -> &'static str {
        match self {
            Self::Navigation { .. } => "nav",
            Self::Complex => "property",
            Self::Stream => "stream",
            Self::Key => "key",
            Self::Operation(kind) | Self::Import(kind) => kind.name(),
            Self::Set => "set",
            Self::Singleton => "singleton",
        }
    }
}

#[cfg(test)]
mod tests;
