//! Sets of members.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{BitOr, BitOrAssign};
use std::str::FromStr;

use super::{EnumForm, Enumeration, make, show_name};
use crate::schema::{Members, UNRECOGNIZED};
use crate::syntax::{Error, Reader};

/// A set of members of an enum type with `IsFlags`: the bits of their values, and the names that the metadata does not know.
///
/// It is the bits that count. A member may stand for several others, and two members may have the same value, so that
/// `{read, write}`, `{readWrite}`, `"3"` and `3` are equal where the values say so. What was read is written letter for letter
/// as it came until it is changed, and then as the fewest names that make up the bits (or digits, for bits without a name),
/// separated by commas (OData 4.01 ABNF, rule `enumValue`). As that rule has no empty value, no bits are written as the member
/// of value 0, and as `0` if there is none.
#[derive(Clone)]
pub struct Flags<E> {
    set: FlagSet,
    member: PhantomData<fn() -> E>,
}

/// What flags consist of, whatever their type.
#[derive(Clone, Default)]
pub struct FlagSet {
    bits: i64,
    /// Most flags have nothing else.
    rest: Option<Box<Rest>>,
}

#[derive(Clone, Default)]
struct Rest {
    /// Names that are not known, sorted, each once.
    names: Vec<Box<str>>,
    /// What was read, if it is not what would be written otherwise.
    lexical_form: Option<Box<str>>,
}

impl FlagSet {
    pub(super) fn of_bits(bits: i64) -> Self {
        Self { bits, rest: None }
    }

    fn unrecognized(&self) -> &[Box<str>] {
        self.rest.as_deref().map_or(&[], |rest| &rest.names)
    }

    fn is_empty(&self) -> bool {
        self.bits == 0 && self.unrecognized().is_empty()
    }

    /// The set that text stands for: names and values in digits, separated by commas, with or without spaces.
    pub(super) fn parse(members: &Members, text: &str) -> Self {
        let mut set = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match members.bits_of(part) {
                Some(bits) => set.bits |= bits,
                None => _ = set.insert_name(part),
            }
        }
        if set.names(members) != text {
            set.rest.get_or_insert_default().lexical_form = Some(text.into());
        }
        set
    }

    fn read(members: &Members, form: EnumForm<'_>) -> Self {
        match form {
            EnumForm::Name(text) => Self::parse(members, text),
            EnumForm::Number(bits) => Self::of_bits(bits),
            EnumForm::Large(bits) => Self::parse(members, &bits.to_string()),
        }
    }

    /// The names, as they came or as the fewest that there are.
    pub(super) fn names(&self, members: &Members) -> Cow<'_, str> {
        let names = match self.rest.as_deref() {
            Some(Rest { lexical_form: Some(form), .. }) => return Cow::Borrowed(form),
            Some(rest) => &rest.names[..],
            None => &[],
        };
        if let (Some(number), []) = (members.by_value(self.bits), names) {
            return Cow::Borrowed(members.name(number));
        }
        let (known, unknown) = members.parts(self.bits, Prefer::Large);
        let mut all: Vec<Cow<'_, str>> = known.into_iter().map(|number| members.name(number).into()).collect();
        if unknown != 0 || (all.is_empty() && names.is_empty()) {
            all.push(unknown.to_string().into());
        }
        all.extend(names.iter().map(|name| Cow::Borrowed(&**name)));
        Cow::Owned(all.join(","))
    }

    fn insert_name(&mut self, name: &str) -> bool {
        let names = &mut self.rest.get_or_insert_default().names;
        let Err(place) = names.binary_search_by(|known| (**known).cmp(name)) else { return false };
        names.insert(place, name.into());
        true
    }

    fn remove_name(&mut self, name: &str) -> bool {
        let Some(Rest { names, .. }) = self.rest.as_deref_mut() else { return false };
        let Ok(place) = names.binary_search_by(|known| (**known).cmp(name)) else { return false };
        names.remove(place);
        true
    }

    /// The set of one member. A name that is not known may be anything, also text for several.
    fn of_member<E: Enumeration>(member: &E) -> Self {
        let (number, name) = member.number();
        E::members().value(number).map_or_else(|| Self::parse(E::members(), name), Self::of_bits)
    }

    /// Whether all of another set is part of it. Nothing is part of nothing only.
    fn includes(&self, other: &Self) -> bool {
        if other.is_empty() {
            return self.is_empty();
        }
        self.bits & other.bits == other.bits
            && other.unrecognized().iter().all(|name| self.unrecognized().contains(name))
    }

    /// Adds another set, and says whether that made a difference.
    fn add(&mut self, other: &Self) -> bool {
        let mut is_changed = self.set_bits(self.bits | other.bits);
        for name in other.unrecognized() {
            is_changed |= self.insert_name(name);
        }
        self.note(is_changed)
    }

    /// Takes another set out, and says whether that made a difference.
    fn take_out(&mut self, other: &Self) -> bool {
        let mut is_changed = self.set_bits(self.bits & !other.bits);
        for name in other.unrecognized() {
            is_changed |= self.remove_name(name);
        }
        self.note(is_changed)
    }

    fn set_bits(&mut self, bits: i64) -> bool {
        std::mem::replace(&mut self.bits, bits) != bits
    }

    /// Forgets how it came if it is another set now.
    fn note(&mut self, is_changed: bool) -> bool {
        if let (Some(rest), true) = (&mut self.rest, is_changed) {
            rest.lexical_form = None;
        }
        is_changed
    }
}

/// How a set came makes no difference to it.
impl PartialEq for FlagSet {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits && self.unrecognized() == other.unrecognized()
    }
}

/// Which members to take for bits that several have.
#[derive(Clone, Copy)]
enum Prefer {
    /// Those with many bits, so that there are few members.
    Large,
    /// Those with few bits, so that each says one thing.
    Small,
}

impl Members {
    /// The bits of a member or of a value in digits.
    fn bits_of(&self, name: &str) -> Option<i64> {
        self.by_name(name).map_or_else(|| name.parse().ok(), |number| self.value(number))
    }

    /// The numbers of members that make up bits, in the order of the metadata, and the bits that no member has.
    fn parts(&self, bits: i64, prefer: Prefer) -> (Vec<usize>, i64) {
        let is_part = |(_, value): &(usize, i64)| *value != 0 && bits & value == *value;
        let mut candidates: Vec<(usize, i64)> = self.values().enumerate().filter(is_part).collect();
        candidates.sort_by_key(|(_, value)| match prefer {
            Prefer::Large => 64 - value.count_ones(),
            Prefer::Small => value.count_ones(),
        });
        let mut rest = bits;
        let mut parts = Vec::new();
        for (number, value) in candidates {
            // One that says nothing new is left out.
            if rest & value != 0 {
                rest &= !value;
                parts.push(number);
            }
        }
        parts.sort_unstable();
        (parts, rest)
    }
}

impl<E> Flags<E> {
    /// No bits.
    pub const fn new() -> Self {
        Self::of(FlagSet { bits: 0, rest: None })
    }

    /// The flags of a set, which is one of their type.
    pub(super) const fn of(set: FlagSet) -> Self {
        Self { set, member: PhantomData }
    }

    pub(super) const fn set(&self) -> &FlagSet {
        &self.set
    }

    /// These bits. They may be bits of no member.
    pub fn from_bits(bits: i64) -> Self {
        Self::of(FlagSet::of_bits(bits))
    }

    /// The bits. Names that are not known have none.
    pub fn bits(&self) -> i64 {
        self.set.bits
    }

    /// Whether there are no bits, and no names that are not known.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }
}

impl<E: Enumeration> Flags<E> {
    /// Whether all bits of a member are set; of a name that is not known, whether it is there.
    ///
    /// A member without bits, which often is called `none`, is there if nothing else is. (`HasFlag` of .NET and `has` of
    /// OData find it in any value, which tells nothing.)
    pub fn contains(&self, member: &E) -> bool {
        self.set.includes(&FlagSet::of_member(member))
    }

    /// Sets the bits of a member, and says whether that made a difference. A name that is not known is kept as it is.
    pub fn insert(&mut self, member: E) -> bool {
        self.set.add(&FlagSet::of_member(&member))
    }

    /// Takes all bits of a member out, also those that other members have, too, and says whether that made a difference.
    ///
    /// Without `write`, what was `readWrite` is `read`.
    pub fn remove(&mut self, member: &E) -> bool {
        self.set.take_out(&FlagSet::of_member(member))
    }

    /// The members that make up the bits, in the order of the metadata, and what has no member: bits as one that is not known,
    /// and names.
    ///
    /// Of members that have bits in common, those with the fewest bits are taken: `read` and `write`, and not `readWrite`. A
    /// member without bits is no part of anything.
    pub fn iter(&self) -> std::vec::IntoIter<E> {
        let members = E::members();
        let (known, unknown) = members.parts(self.set.bits, Prefer::Small);
        let mut all: Vec<E> = known.into_iter().map(|number| make(number, "")).collect();
        if unknown != 0 {
            all.push(make(UNRECOGNIZED, &unknown.to_string()));
        }
        all.extend(self.set.unrecognized().iter().map(|name| make(UNRECOGNIZED, name)));
        all.into_iter()
    }

    /// How many members [`iter`](Self::iter) has.
    pub fn len(&self) -> usize {
        let (known, unknown) = E::members().parts(self.set.bits, Prefer::Small);
        known.len() + usize::from(unknown != 0) + self.set.unrecognized().len()
    }
}

impl<E> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.set == other.set
    }
}

impl<E> Eq for Flags<E> {}

impl<E> Hash for Flags<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.set.bits.hash(state);
        self.set.unrecognized().hash(state);
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Enumeration> fmt::Debug for Flags<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Flags(")?;
        show_name(&self.set.names(E::members()), formatter)?;
        formatter.write_str(")")
    }
}

/// As it is written.
impl<E: Enumeration> fmt::Display for Flags<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.set.names(E::members()))
    }
}

/// Names or values in digits, separated by commas, with or without spaces; written as they were read.
impl<E: Enumeration> FromStr for Flags<E> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::of(FlagSet::parse(E::members(), text)))
    }
}

impl<E: Enumeration> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self::from_iter([member])
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

/// The members of [`iter`](Flags::iter).
impl<E: Enumeration> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The members of [`iter`](Flags::iter).
impl<E: Enumeration> IntoIterator for &Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<E> BitOrAssign for Flags<E> {
    fn bitor_assign(&mut self, other: Self) {
        self.set.add(&other.set);
    }
}

impl<E> BitOr for Flags<E> {
    type Output = Self;

    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}

impl<E: Enumeration> Flags<E> {
    /// Reads names, or a number.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let members = E::members();
        match EnumForm::of(reader.token()?, members.odata_type()) {
            Ok(form) => Ok(Self::of(FlagSet::read(members, form))),
            Err(error) => Err(reader.refuse(error)),
        }
    }

    /// The names as they are written.
    pub(crate) fn names(&self) -> Cow<'_, str> {
        self.set.names(E::members())
    }
}
