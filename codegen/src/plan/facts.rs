//! What the metadata says of elements besides what they become in Rust: as data, for which the module `docs` has the words.

mod read;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub(crate) use self::read::{
    access, definition, enumeration, is_deprecated, member, navigation, offer, property, said, structured,
};
#[cfg(feature = "cli")]
pub(crate) use self::read::{bounds, deprecation, description, is_nullable, restriction};
use super::TypeId;
pub use crate::model::Primitive;

/// What is known of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What it is for.
    pub description: Option<Box<Description>>,
    /// What holds of it, in the order in which it is told.
    pub facts: Box<[Fact]>,
    /// That it is deprecated, if it is.
    pub deprecation: Option<Arc<Deprecation>>,
}

/// Texts of the metadata about an element, as given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// `Core.Description`.
    pub short: Option<Box<str>>,
    /// `Core.LongDescription`.
    pub long: Option<Box<str>>,
    /// `Common.Label` of SAP's vocabularies.
    pub label: Option<Box<str>>,
}

/// An entry of `Core.Revisions` by which an element is deprecated.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deprecation {
    /// Since which day, `YYYY-MM-DD`.
    pub date: Option<Box<str>>,
    /// Since which version.
    pub version: Option<Box<str>>,
    /// The day on which the element will be gone, `YYYY-MM-DD`.
    pub removal_date: Option<Box<str>>,
    /// Why, and what to use instead.
    pub reason: Option<Box<str>>,
}

/// Something that holds of an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// Which kind of type it is.
    Kind(Kind),
    /// No value is of exactly this type.
    Abstract,
    /// Values may have dynamic properties.
    Open,
    /// Values are media entities.
    Media,
    /// An enum type declares no member.
    NoMembers,
    /// The type of a structural property.
    Value(ValueType),
    /// What a navigation property leads to.
    Target(Target),
    /// The target of a navigation property is part of the entity that has the property.
    Contained,
    /// A property is part of a key.
    Key(Key),
    /// `MaxLength`, if it is a number.
    MaxLength(u64),
    /// `Precision` and `Scale` of decimal numbers.
    Digits(Digits),
    /// `Precision` of times: how many fractional digits the seconds have at most.
    FractionalSeconds(u32),
    /// `Unicode` is false.
    Ascii,
    /// `SRID`.
    Srid(Srid),
    /// `Validation.MinItems` and `Validation.MaxItems`.
    Items(Items),
    /// `Validation.Minimum` and `Validation.Maximum`.
    Range(Box<Range>),
    /// `Validation.MultipleOf`, as written.
    MultipleOf(Box<str>),
    /// `Validation.Pattern`, as written.
    Pattern(Box<str>),
    /// `Validation.AllowedValues`: constants as written, and `None` for null.
    AllowedValues(Box<[Option<Box<str>>]>),
    /// The default value, as written.
    Default(Box<str>),
    /// What clients cannot do with a property.
    Restriction(Restriction),
}

/// Which kind of type something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An entity type.
    Entity,
    /// A complex type.
    Complex,
    /// What objects say of an action that they offer.
    Offer,
    /// An enum type.
    Enum {
        /// Whether a value may combine several members.
        is_flags: bool,
    },
    /// A type definition of a built-in type.
    Definition(Primitive),
}

/// The type of a structural property.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ValueType {
    /// The type of the value, or of the items.
    pub item: ItemType,
    /// Whether it is `Collection(…)` of it.
    pub is_collection: bool,
    /// Whether the value, or an item, may be null; it may where nothing is said.
    pub is_nullable: bool,
}

/// The type of a single value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ItemType {
    /// A built-in type.
    Primitive(Primitive),
    /// A type that the schemas declare.
    Declared(Arc<Named>),
}

/// What a navigation property leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The entity type; `None` for the abstract `Edm.EntityType`.
    pub ty: Option<Arc<Named>>,
    /// Whether there are many.
    pub is_collection: bool,
}

/// A type that the schemas declare.
///
/// Two are the same if their names are, also if they are from different plans.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its qualified name.
    pub name: Box<str>,
    /// What is generated of it.
    pub generated: Option<TypeId>,
}

/// How a property is part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Its value is.
    Whole,
    /// Something in its value is.
    Within,
}

/// `Precision` and `Scale` of decimal numbers (CSDL XML 4.01, sections 7.2.3 and 7.2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digits {
    /// How many digits there are at most.
    pub precision: Option<u32>,
    /// How many of them are after the decimal point.
    pub scale: Option<Scale>,
}

/// How many digits are after the decimal point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// So many at most.
    Most(u32),
    /// Any number of them.
    Variable,
    /// It is a decimal floating-point number.
    Floating,
}

/// A spatial reference system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Srid {
    /// The one with this number.
    Number(u32),
    /// Each value has its own.
    Variable,
}

/// How many items a collection has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Items {
    /// So many at least.
    pub least: Option<u64>,
    /// So many at most.
    pub most: Option<u64>,
}

/// Between which bounds a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The lower bound.
    pub least: Option<Bound>,
    /// The upper bound.
    pub most: Option<Bound>,
}

/// A bound of a [`Range`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The bound, as written.
    pub value: Box<str>,
    /// Whether a value may not be the bound itself (`Validation.Exclusive`).
    pub is_exclusive: bool,
}

/// What clients cannot do with a property, by `Core.Computed`, `Core.Permissions` and `Core.Immutable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Restriction {
    /// The service computes the value, and clients cannot set it.
    Computed,
    /// They cannot set it.
    ReadOnly,
    /// They can neither read nor set it.
    NoPermission,
    /// They cannot set it, but for a part of a key, which is given on creation.
    ReadOnlyKey,
    /// They can set it on creation only.
    Immutable,
    /// They cannot read it.
    WriteOnly,
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Named {}

impl Hash for Named {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
