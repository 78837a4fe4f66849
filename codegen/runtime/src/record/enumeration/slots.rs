//! Fields with enums and flags, whatever their type.

use std::borrow::Cow;

use super::{Enumeration, FlagSet, Flags, make};
use crate::schema::{Members, UNRECOGNIZED};
use crate::values::{FieldSlot, ListSlot};

/// A field with an enum, or with flags.
pub trait EnumSlot: FieldSlot {
    /// The members of the enum type.
    fn members(&self) -> &'static Members;
    /// What it holds.
    fn get(&self) -> Option<EnumValue<'_>>;
    /// Makes it hold something else.
    fn set(&mut self, value: Option<EnumValue<'_>>);
}

/// A field with many enums, or with many sets of flags.
pub trait EnumsSlot: ListSlot {
    /// The members of the enum type.
    fn members(&self) -> &'static Members;
    /// Adds an item.
    fn push(&mut self, value: EnumValue<'_>);
    /// An item.
    fn get(&self, index: usize) -> Option<EnumValue<'_>>;
}

impl dyn EnumSlot + '_ {
    /// The name or names.
    pub(crate) fn names(&self) -> Option<Cow<'_, str>> {
        self.get().map(|value| self.members().names(value))
    }
}

impl dyn EnumsSlot + '_ {
    /// The name or names of an item.
    pub(crate) fn names(&self, index: usize) -> Cow<'_, str> {
        self.get(index).map_or(Cow::Borrowed(""), |value| self.members().names(value))
    }
}

/// What a field holds, or is to hold.
pub enum EnumValue<'a> {
    /// A member by its number; one that is not known has [`UNRECOGNIZED`] and a name. That is what an enum holds. To flags it is
    /// what was read: the only member, or text to look for members in.
    Member(usize, &'a str),
    /// What flags hold. It is nothing for an enum.
    Flags(&'a FlagSet),
}

impl<'a> EnumValue<'a> {
    #[inline]
    fn of<E: Enumeration>(member: &'a E) -> Self {
        let (number, name) = member.number();
        Self::Member(number, name)
    }

    #[inline]
    fn make<E: Enumeration>(self) -> E {
        match self {
            Self::Member(number, name) => make(number, name),
            Self::Flags(_) => make(UNRECOGNIZED, ""),
        }
    }

    fn of_flags<E>(flags: &'a Flags<E>) -> Self {
        Self::Flags(flags.set())
    }

    fn make_flags<E: Enumeration>(self) -> Flags<E> {
        Flags::of(self.into_set(E::members()))
    }

    /// Digits came as a string or as a number; which of the two is noted where the object is read.
    fn into_set(self, members: &Members) -> FlagSet {
        match self {
            Self::Member(number, text) => match members.value(number).filter(|_| text.is_empty()).or(text.parse().ok())
            {
                Some(bits) => FlagSet::of_bits(bits),
                None => FlagSet::parse(members, text),
            },
            Self::Flags(set) => set.clone(),
        }
    }
}

/// Whether the members are the same.
impl PartialEq for EnumValue<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Member(number, name), Self::Member(other, other_name)) => number == other && name == other_name,
            (Self::Flags(set), Self::Flags(other)) => set == other,
            _ => false,
        }
    }
}

macro_rules! slots {
    ($($value:ty: $of:ident $make:ident;)*) => {$(
        impl<E: Enumeration> EnumSlot for Option<$value> {
            #[inline]
            fn members(&self) -> &'static Members {
                E::members()
            }
            #[inline]
            fn get(&self) -> Option<EnumValue<'_>> {
                self.as_ref().map(EnumValue::$of)
            }
            #[inline]
            fn set(&mut self, value: Option<EnumValue<'_>>) {
                *self = value.map(EnumValue::$make);
            }
        }

        impl<E: Enumeration> EnumsSlot for Option<Vec<$value>> {
            #[inline]
            fn members(&self) -> &'static Members {
                E::members()
            }
            #[inline]
            fn push(&mut self, value: EnumValue<'_>) {
                self.get_or_insert_default().push(value.$make());
            }
            #[inline]
            fn get(&self, index: usize) -> Option<EnumValue<'_>> {
                self.as_ref()?.get(index).map(EnumValue::$of)
            }
        }
    )*};
}
slots! {
    E: of make;
    Flags<E>: of_flags make_flags;
}
