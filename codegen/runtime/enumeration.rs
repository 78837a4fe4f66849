//! Enums of named values, and sets of their members.

mod slots;

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

pub use self::slots::Chosen;
use super::hash::Names;
use super::json::BySerde;
use super::read::{Text, text};
use super::values::ValueError;

/// An enum with a variant for each member of an enum type, and one for names that it does not know.
pub trait Enumeration: Sized + Clone + Eq + fmt::Debug + 'static {
    /// The members by number.
    fn members() -> &'static Members;
    /// The number of the member; [`UNRECOGNIZED`] and the name if it is not known.
    fn number(&self) -> (usize, &str);
    /// The member of a number; one that is not known if there is none.
    fn make(number: usize, unrecognized: &str) -> Self;
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

/// A set of members of an enum type with `IsFlags`, in the order in which they were put in.
///
/// A member may stand for several others, so that it is the bits of the values that count for [`contains`](Self::contains).
/// Names that the metadata does not know are kept.
#[derive(Clone)]
pub struct Flags<E> {
    members: Vec<E>,
    /// Whether a space follows each comma, as some services write it. It makes no difference to the value.
    is_spaced: bool,
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
            Chosen::Many(members, is_spaced) => {
                let names: Vec<_> = members.into_iter().map(|(number, name)| self.name_of(number, name)).collect();
                Cow::Owned(names.join(if is_spaced { ", " } else { "," }))
            }
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

/// The member of a value.
pub fn from_value<E: Enumeration>(value: i64) -> E {
    found(Text::Number(value))
}

fn found<E: Enumeration>(text: Text<'_>) -> E {
    let (number, name) = E::members().find(text);
    E::make(number, &name)
}

/// All members.
pub fn all<E: Enumeration>() -> All<E> {
    (0..E::members().count()).map(|number| E::make(number, ""))
}

/// A copy of a member.
pub fn clone<E: Enumeration>(member: &E) -> E {
    let (number, name) = member.number();
    E::make(number, name)
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

impl<E: Enumeration> Flags<E> {
    /// No member.
    pub const fn new() -> Self {
        Self { members: Vec::new(), is_spaced: false }
    }

    /// Whether all bits of a member are set. A name that is not known has to be there itself.
    pub fn contains(&self, member: &E) -> bool {
        self.members.contains(member) || value(member).is_some_and(|bits| bits != 0 && self.bits() & bits == bits)
    }

    /// Adds a member, unless it is there itself.
    pub fn insert(&mut self, member: E) {
        if !self.members.contains(&member) {
            self.members.push(member);
        }
    }

    /// Takes a member out, if it is there itself.
    pub fn remove(&mut self, member: &E) {
        self.members.retain(|known| known != member);
    }

    /// The members that were put in.
    pub fn iter(&self) -> impl Iterator<Item = &E> {
        self.members.iter()
    }

    /// How many members were put in.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether no member was put in.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The values of all members together.
    pub fn bits(&self) -> i64 {
        self.members.iter().filter_map(value).fold(0, |bits, value| bits | value)
    }

    /// Members whose values make up these bits, those with many bits first; bits of no member become one that is not known.
    pub fn from_bits(bits: i64) -> Self {
        if let Some(number) = E::members().by_value(bits) {
            return Self::from_iter([E::make(number, "")]);
        }
        let mut members: Vec<(i64, E)> = all::<E>().filter_map(|member| Some((value(&member)?, member))).collect();
        members.sort_by_key(|(value, _)| std::cmp::Reverse(value.count_ones()));
        let mut rest = bits;
        let mut flags = Self::new();
        for (value, member) in members {
            if value != 0 && rest & value == value {
                rest &= !value;
                flags.insert(member);
            }
        }
        if rest != 0 || flags.is_empty() {
            flags.insert(from_value(rest));
        }
        flags
    }
}

impl<E: PartialEq> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members
    }
}

impl<E: Eq> Eq for Flags<E> {}

impl<E: Hash> Hash for Flags<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.members.hash(state);
    }
}

impl<E: Enumeration> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Enumeration> fmt::Debug for Flags<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Flags(")?;
        super::object::show_name(&self.to_string(), formatter)?;
        formatter.write_str(")")
    }
}

impl<E: Enumeration> fmt::Display for Flags<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&E::members().text(Chosen::of_flags(self)))
    }
}

/// Names or values in digits, separated by commas, with or without spaces; written as they were read.
impl<E: Enumeration> FromStr for Flags<E> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        let mut flags = Self { members: Vec::new(), is_spaced: text.contains(", ") };
        for name in names {
            match (E::members().by_name(name), name.parse()) {
                (None, Ok(bits)) => flags.members.extend(Self::from_bits(bits).members),
                _ => flags.members.push(parse(name)),
            }
        }
        Ok(flags)
    }
}

impl<E: Enumeration> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        flags.extend(members);
        flags
    }
}

impl<E: Enumeration> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<E: Enumeration> Serialize for Flags<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, E: Enumeration> Deserialize<'de> for Flags<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut flags = Self::new();
        text(deserializer, E::members().csdl, &mut |found| {
            flags = match found {
                Text::Name(text) => text.parse().unwrap_or_default(),
                Text::Large(bits) => bits.to_string().parse().unwrap_or_default(),
                Text::Number(bits) => Self::from_bits(bits),
            };
        })?;
        Ok(flags)
    }
}

impl<E: Enumeration> BySerde for Flags<E> {
    const IS_KNOWN: bool = true;
}
