//! Enums of named values, and sets of their members.

mod flags;
mod slots;
mod unrecognized;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use serde::de::Deserializer;

pub use self::flags::Flags;
pub(crate) use self::flags::Set;
pub(crate) use self::slots::Chosen;
pub use self::unrecognized::{NotFound, UnrecognizedMember};
use super::hash::Names;
use super::read::{Text, text};
use super::values::ValueError;

/// An enum with a variant for each member of an enum type, and one for names that it does not know.
pub trait Enumeration: Sized + Clone + Eq + fmt::Debug + 'static {
    /// The members by number.
    fn members() -> &'static Members;
    /// The number of the member; [`UNRECOGNIZED`] and the name if it is not known.
    fn number(&self) -> (usize, &str);
    /// The member of a number; one that is not known if there is none.
    fn make(number: usize, unrecognized: NotFound<'_>) -> Self;
}

/// All members of an enum type, in the order of the metadata.
pub type All<E> = std::iter::Map<std::ops::Range<usize>, fn(usize) -> E>;

/// The number of a member that is not known.
pub const UNRECOGNIZED: usize = usize::MAX;

/// The names and values of the members of an enum type.
#[derive(Debug)]
pub struct Members {
    csdl: &'static str,
    list: &'static str,
    /// In a box, as a program has many types that it seldom meets.
    table: OnceLock<Box<Table>>,
}

#[derive(Debug)]
struct Table {
    members: Vec<(&'static str, i64)>,
    numbers: Names,
}

impl Members {
    /// Of the qualified name of the enum type, and `name=value` of its members, separated by commas.
    #[inline]
    pub const fn new(csdl: &'static str, list: &'static str) -> Self {
        // It is evaluated once, and not for each type.
        #[allow(clippy::declare_interior_mutable_const, reason = "Each use of it is to be one of its own.")]
        const EMPTY: OnceLock<Box<Table>> = OnceLock::new();
        Self { csdl, list, table: EMPTY }
    }

    /// The qualified name of the enum type.
    pub fn odata_type(&self) -> &'static str {
        self.csdl
    }

    /// How many members there are.
    pub(super) fn count(&self) -> usize {
        self.table().members.len()
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let pairs = self.list.split(',').filter_map(|member| member.split_once('='));
            let members: Vec<(&str, i64)> =
                pairs.map(|(name, value)| (name, value.parse().unwrap_or_default())).collect();
            let numbers = Names::of(members.iter().map(|(name, _)| *name));
            Box::new(Table { members, numbers })
        })
    }

    fn by_name(&self, name: &str) -> Option<usize> {
        self.table().numbers.get(name)
    }

    fn by_value(&self, value: i64) -> Option<usize> {
        self.table().members.iter().position(|(_, known)| *known == value)
    }

    /// The member of a name, or of a value; if there is none, the name or the digits.
    pub(super) fn find<'t>(&self, text: Text<'t>) -> (usize, Cow<'t, str>) {
        let digits = match text {
            Text::Name(name) => {
                let number = self.by_name(name).or_else(|| self.by_value(name.parse().ok()?));
                return (number.unwrap_or(UNRECOGNIZED), Cow::Borrowed(name));
            }
            Text::Number(value) => match self.by_value(value) {
                Some(number) => return (number, Cow::Borrowed("")),
                None => value.to_string(),
            },
            Text::Large(value) => value.to_string(),
        };
        (UNRECOGNIZED, Cow::Owned(digits))
    }

    /// The name of a member, or the names of several.
    pub(super) fn text<'c>(&self, chosen: Chosen<'c>) -> Cow<'c, str> {
        match chosen {
            Chosen::One(number, name) => Cow::Borrowed(self.name_of(number, name)),
            Chosen::Many(set) => set.text(self),
        }
    }

    /// The name of a member, or the one that is not known.
    fn name_of<'n>(&self, number: usize, unrecognized: &'n str) -> &'n str {
        if number == UNRECOGNIZED { unrecognized } else { self.name(number) }
    }

    fn name(&self, number: usize) -> &'static str {
        self.table().members.get(number).map_or("", |(name, _)| name)
    }

    fn value(&self, number: usize) -> Option<i64> {
        self.table().members.get(number).map(|(_, value)| *value)
    }

    /// The values of all members.
    fn values(&self) -> impl Iterator<Item = i64> + '_ {
        self.table().members.iter().map(|(_, value)| *value)
    }
}

/// The name of a member.
pub fn name<E: Enumeration>(member: &E) -> &str {
    let (number, name) = member.number();
    E::members().name_of(number, name)
}

/// The value of a member; of a name that is not known, if it is a number.
pub fn value<E: Enumeration>(member: &E) -> Option<i64> {
    match member.number() {
        (UNRECOGNIZED, name) => name.parse().ok(),
        (number, _) => E::members().value(number),
    }
}

/// The member of a name, or of a value in digits.
pub fn parse<E: Enumeration>(text: &str) -> E {
    found(Text::Name(text))
}

fn found<E: Enumeration>(text: Text<'_>) -> E {
    let (number, name) = E::members().find(text);
    make(number, &name)
}

/// The member of a number, or the one that is not known and has this name.
fn make<E: Enumeration>(number: usize, unrecognized: &str) -> E {
    E::make(number, NotFound(unrecognized))
}

/// All members.
pub fn all<E: Enumeration>() -> All<E> {
    (0..E::members().count()).map(|number| make(number, ""))
}

/// A copy of a member.
pub fn clone<E: Enumeration>(member: &E) -> E {
    let (number, name) = member.number();
    make(number, name)
}

/// Shows the name of a member.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug<E: Enumeration>(member: &E, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    super::object::show_name(name(member), formatter)
}

/// Feeds a member to a hasher.
pub fn hash<E: Enumeration, H: Hasher>(member: &E, state: &mut H) {
    member.number().hash(state);
}

/// Reads a name or a value.
///
/// # Errors
///
/// JSON that is neither a string nor a whole number.
pub fn read<'de, E: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let mut member = None;
    text(deserializer, E::members().csdl, &mut |found| {
        member = Some(self::found(found));
    })?;
    member.ok_or_else(|| serde::de::Error::custom(ValueError::new(E::members().csdl, "nothing")))
}
