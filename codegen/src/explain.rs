//! All there is to know of one type: what it has and inherits, who refers to it, what it becomes in Rust, and why.

mod calls;
mod collect;
mod others;
mod text;
mod why;

use serde::Serialize;

pub(crate) use self::collect::explain;
pub(crate) use self::others::{is_other, others};
pub(crate) use self::text::{of_others, text};
use crate::list::Kind;

/// What has a name that no type has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Others {
    /// Containers, and their sets, singletons and imports.
    pub service: Vec<Place>,
    /// Actions and functions, sorted by name.
    pub operations: Vec<Operation>,
}

/// A container, or a set, singleton or import of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// Its name; of a container, the qualified one.
    pub name: String,
    /// What it is, as CSDL calls it: `entity set`.
    pub kind: &'static str,
    /// The qualified name of the container that it is in.
    pub container: Option<String>,
    /// The type of what is in it or comes of it, as CSDL has it.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Of a container the path of its struct; of what is in one, how requests get there. `None` if there are no requests, or none that
    /// does.
    pub rust: Option<String>,
    /// Why no request gets there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<&'static str>,
}

/// What there is to know of a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Explanation {
    /// Its qualified name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What the schema says of it, on one line.
    pub description: Option<String>,
    /// Since when it is deprecated, and what instead; empty if the schema does not say.
    pub deprecated: Option<String>,
    /// What else holds of it: `abstract`, `open`, `media`, `flags`.
    pub traits: Vec<&'static str>,
    /// Of a type definition the built-in type that it specialises; of an enum type that of its values.
    pub underlying: Option<String>,
    /// The base types, the nearest first.
    pub bases: Vec<String>,
    /// The properties that make the key, inherited ones too.
    pub key: Vec<String>,
    /// The Rust that it becomes; `None` if it is not generated.
    pub rust: Option<Rust>,
    /// Why it is generated or not.
    pub selection: Why,
    /// All properties, those of the outermost base type first, with the navigation properties of each type last.
    pub properties: Vec<Property>,
    /// The members of an enum type, in order.
    pub members: Vec<Member>,
    /// The types derived from it, down to [`LEVELS`] levels.
    pub derived: Vec<Derived>,
    /// What has this type, sorted by name.
    pub referred_to_by: Vec<Referrer>,
    /// The operations that are bound to it or to a base type of it, sorted by name.
    pub operations: Vec<Operation>,
}

/// The Rust that a type becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Rust {
    /// The path of the struct or enum, with the name of the crate: `graph::call_records::Session`. In a module that is
    /// generated it begins below that.
    pub path: String,
    /// The path of the enum of it and its derived types, if any of those is generated.
    pub hierarchy: Option<String>,
    /// The shortest way of a request to one of it, if there are requests and a way: `service.users().id(…)`.
    pub request: Option<String>,
}

/// Why a type is generated or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub(crate) enum Why {
    /// There is no pattern, so that all types are.
    All,
    /// A pattern chose it, or a type that leads to it.
    Chosen {
        /// The pattern of `include`; `None` if there is none, and all types are chosen that are not excluded.
        pattern: Option<String>,
        /// The type that the pattern chose.
        start: String,
        /// The shortest way from there to this type; empty if this type is the one.
        steps: Vec<Step>,
    },
    /// A pattern of `exclude` matches its name.
    Excluded {
        /// The pattern.
        pattern: String,
    },
    /// Another type takes its place.
    Replaced {
        /// The type in its place, as `[replace]` has it.
        by: String,
    },
    /// No pattern of `include` matches its name, and no property of a selected type needs it.
    NotReached {
        /// Navigation properties of selected types that lead to it, as `type/property`: these do not bring it in.
        navigation: Vec<String>,
        /// Whether these have fields all the same, which hold JSON of no known type.
        fields: bool,
    },
}

/// A step from a selected type to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    /// The property of the type before; `None` if it is by itself that the type is derived from that one.
    pub property: Option<String>,
    /// The base type that declares the property, if the type before inherits it.
    pub inherited_from: Option<String>,
    /// The type of the property, or the type before, if what the step leads to is derived from it.
    pub derived_from: Option<String>,
    /// The type that it leads to.
    pub to: String,
}

/// A property of a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Property {
    /// Its name.
    pub name: String,
    /// Its type as CSDL has it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it leads to other entities.
    pub navigation: bool,
    /// The base type that declares it.
    pub inherited_from: Option<String>,
    /// What the schema says besides: `not nullable`, `key`, `computed`, `length at most 64`.
    pub facets: Vec<String>,
    /// What the schema says of it, on one line.
    pub description: Option<String>,
    /// See [`Explanation::deprecated`].
    pub deprecated: Option<String>,
    /// The field; `None` if the type is not generated, or what the property leads to.
    pub rust: Option<Field>,
    /// The step of a request that leads there: `members()`; `None` if none does, or there are no requests.
    pub request: Option<String>,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Field {
    /// Its name.
    pub name: String,
    /// Its type, with generated types as paths below the crate root.
    #[serde(rename = "type")]
    pub ty: String,
}

/// A member of an enum type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Member {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: i64,
    /// What the schema says of it, on one line.
    pub description: Option<String>,
    /// See [`Explanation::deprecated`].
    pub deprecated: Option<String>,
    /// The name of the variant; `None` if the type is not generated.
    pub rust: Option<String>,
}

/// How many levels of derived types an explanation goes down.
pub(crate) const LEVELS: usize = 32;

/// A derived type and those derived from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Derived {
    /// Its qualified name.
    pub name: String,
    /// Whether it is generated.
    pub selected: bool,
    /// The types derived from it in turn.
    pub derived: Vec<Derived>,
    /// How many types are derived from it that are more than [`LEVELS`] levels down, and so not among these.
    #[serde(skip_serializing_if = "is_zero")]
    pub deeper: usize,
}

/// How something refers to a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reference {
    /// As its base type.
    Base,
    /// As the type of a property.
    Property,
    /// As what a navigation property leads to.
    Navigation,
    /// As the type that it is bound to.
    Binding,
    /// As the type of a parameter.
    Parameter,
    /// As what it returns.
    Return,
    /// As the type of the entities of a set.
    EntitySet,
    /// As the type of a singleton.
    Singleton,
}

/// What refers to a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Referrer {
    /// How.
    pub how: Reference,
    /// The path of it: a type, `type/property`, an operation, `operation/parameter` or `container/set`.
    pub by: String,
    /// Whether it is as `Collection(…)`.
    pub collection: bool,
}

/// An action or function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Operation {
    /// Its qualified name.
    pub name: String,
    /// `action` or `function`.
    pub kind: &'static str,
    /// What it is called on, as CSDL has it; `None` if an import in a container calls it.
    pub bound_to: Option<String>,
    /// The other parameters, each as `name: Type`.
    pub parameters: Vec<String>,
    /// What it returns.
    pub returns: Option<String>,
    /// How a request calls it: `service.users().id(…).send_mail(message).save_to_sent_items(…)`; `None` if none does, or there are no
    /// requests.
    pub request: Option<String>,
    /// Why no request calls it, if that is not since the type is not generated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<&'static str>,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}
