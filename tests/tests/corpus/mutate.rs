//! Random changes to a body, after which a service could still have sent it, and it has to come back as it is.
//!
//! The changes know the model: they are made of the declared types of properties, and of the types that `@odata.type`
//! names, at any depth, in the items of collections and in expanded navigation properties. Sources: OData JSON Format
//! 4.01, and the promise of the project to keep what the metadata does not know.

mod apply;
mod chance;
mod draw;
mod names;
mod sites;
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use csdl_codegen::internals::model::{Model, Type};
use serde_json::Value;

pub(crate) use self::apply::apply;
pub(crate) use self::chance::Chance;
use self::names::Names;
use self::sites::Sites;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $words:literal,)*) => {
        /// What a mutation does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];
        }

        impl fmt::Display for Kind {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(match self {
                    $(Self::$name => $words,)*
                })
            }
        }
    };
}
kinds! {
    /// A member that no property is called like, with any JSON.
    UnknownProperty "unknown property",
    /// Of an object, of a page, or of a property that is there or is not, with any JSON.
    Annotation "annotation",
    /// In place of a value of an enum type, or among those of flags.
    UnknownMember "unknown enum member",
    /// The name of a type that is not in the model, as that of an object or in a new one.
    UnknownType "unknown derived type",
    /// In place of any property, or as one that was not there.
    Null "explicit null",
    /// In place of an item of a collection.
    NullItem "null in a collection",
    /// With and without `#`, URL, alias and upper case, and as `@type`.
    TypeSpelling "other spelling of a type",
    /// The declared type, named by an object that did not name its type.
    TypeAdded "declared type named",
    TypeLast "type after all else",
    /// The members of an object in any order.
    Order "members in any order",
    /// A string with a number of `Edm.Int64` or `Edm.Decimal`.
    NumberText "number as a string",
    /// The value of an enum, known or not, as a number or in digits.
    EnumNumber "enum by number",
    /// A GUID with upper-case digits.
    GuidCase "GUID in upper case",
}

/// A change to a body.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    pub(crate) kind: Kind,
    /// A JSON pointer to what is changed.
    place: String,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    /// Puts a value in the place, which may be a new member of an object.
    Put(Value),
    /// Names the type of an object by this member.
    Type { member: &'static str, name: String },
    /// Has the type of an object behind its other members.
    TypeLast,
    /// Sorts the members of an object by these numbers.
    Order(Vec<u8>),
}

impl fmt::Display for Mutation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at `{}`", self.kind, self.place)?;
        match &self.change {
            Change::Put(value) => write!(formatter, ": {value}"),
            Change::Type { member, name } => write!(formatter, ": {member} = {name:?}"),
            Change::TypeLast => Ok(()),
            Change::Order(numbers) => write!(formatter, ": by {numbers:?}"),
        }
    }
}

impl Mutation {
    /// Two changes of the same part of the same place would hide each other.
    fn part(&self) -> (String, u8) {
        let part = match self.change {
            Change::Put(_) => 0,
            Change::Type { .. } => 1,
            Change::TypeLast | Change::Order(_) => 2,
        };
        (self.place.clone(), part)
    }

    /// Outer values before what is in them, and the order of members once they are there.
    fn turn(&self) -> (u8, usize) {
        (self.part().1, self.place.matches('/').count())
    }
}

/// What is there to change in bodies of a type.
pub(crate) struct Mutator<'m> {
    names: Names<'m>,
}

impl<'m> Mutator<'m> {
    pub(crate) fn new(model: &'m Model<'m>) -> Self {
        Self { names: Names::new(model) }
    }

    /// The places of a body, or of a page of bodies, where it can be changed.
    pub(crate) fn sites(&self, ty: &str, is_page: bool, body: &Value) -> Sites {
        let ty = match ty.strip_prefix("Edm.") {
            Some(_) => None,
            None => Some(self.names.ty(ty).unwrap_or_else(|| panic!("there is no type {ty}"))),
        };
        sites::find(&self.names, ty, is_page, body)
    }

    /// Up to ten changes of these kinds, in the order in which they are to be made.
    ///
    /// Not each kind has a place in each body, so there may be fewer or none.
    pub(crate) fn mutations(&self, kinds: &[Kind], sites: &Sites, chance: &mut Chance) -> Vec<Mutation> {
        let mut mutations: Vec<Mutation> = Vec::new();
        let mut parts = BTreeSet::new();
        for _ in 0..1 + chance.below(10) {
            let drawn = draw::mutation(kinds[chance.below(kinds.len())], &self.names, sites, chance);
            mutations.extend(drawn.filter(|mutation| parts.insert(mutation.part())));
        }
        mutations.sort_by_key(Mutation::turn);
        mutations
    }
}

/// The types that have scalar values to change.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scalar {
    Enum(csdl_codegen::internals::model::EnumId),
    Int64,
    Decimal,
    Guid,
}

impl Scalar {
    fn of(model: &Model<'_>, ty: Type) -> Option<Self> {
        use csdl_codegen::internals::model::Primitive;
        match ty {
            Type::Enum(id) => Some(Self::Enum(id)),
            Type::Primitive(Primitive::Int64) => Some(Self::Int64),
            Type::Primitive(Primitive::Decimal) => Some(Self::Decimal),
            Type::Primitive(Primitive::Guid) => Some(Self::Guid),
            Type::Definition(id) => Self::of(model, Type::Primitive(model.definition(id).underlying)),
            Type::Primitive(_) | Type::Structured(_) | Type::Missing(_) => None,
        }
    }
}
