//! Fields with enums and flags, whatever their type.

use super::super::record::{TextSlot, TextsSlot};
use super::{Enumeration, Flags, Members, Set, UNRECOGNIZED, make};

/// What a field holds, or is to hold.
pub enum Chosen<'a> {
    /// A member by its number; one that is not known has [`UNRECOGNIZED`] and a name. That is what an enum holds. To flags it is
    /// what was read: the only member, or text to look for members in.
    One(usize, &'a str),
    /// What flags hold. It is nothing for an enum.
    Many(&'a Set),
}

impl<'a> Chosen<'a> {
    #[inline]
    fn of<E: Enumeration>(member: &'a E) -> Self {
        let (number, name) = member.number();
        Self::One(number, name)
    }

    #[inline]
    fn make<E: Enumeration>(self) -> E {
        match self {
            Self::One(number, name) => make(number, name),
            Self::Many(_) => make(UNRECOGNIZED, ""),
        }
    }

    fn of_flags<E>(flags: &'a Flags<E>) -> Self {
        Self::Many(flags.set())
    }

    fn make_flags<E: Enumeration>(self) -> Flags<E> {
        Flags::of(self.into_set(E::members()))
    }

    /// Digits came as a string or as a number; which of the two is noted where the object is read.
    fn into_set(self, members: &Members) -> Set {
        match self {
            Self::One(number, text) => match members.value(number).filter(|_| text.is_empty()).or(text.parse().ok()) {
                Some(bits) => Set::of_bits(bits),
                None => Set::parse(members, text),
            },
            Self::Many(set) => set.clone(),
        }
    }
}

/// Whether the members are the same.
impl PartialEq for Chosen<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(number, name), Self::One(other, other_name)) => number == other && name == other_name,
            (Self::Many(set), Self::Many(other)) => set == other,
            _ => false,
        }
    }
}

impl<E: Enumeration> TextSlot for Option<E> {
    #[inline]
    fn members(&self) -> &'static Members {
        E::members()
    }
    #[inline]
    fn get(&self) -> Option<Chosen<'_>> {
        self.as_ref().map(Chosen::of)
    }
    #[inline]
    fn set(&mut self, chosen: Option<Chosen<'_>>) {
        *self = chosen.map(Chosen::make);
    }
    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
}

impl<E: Enumeration> TextsSlot for Option<Vec<E>> {
    #[inline]
    fn members(&self) -> &'static Members {
        E::members()
    }
    #[inline]
    fn start(&mut self) {
        *self = Some(Vec::new());
    }
    #[inline]
    fn push(&mut self, chosen: Chosen<'_>) {
        self.get_or_insert_default().push(chosen.make());
    }
    #[inline]
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    #[inline]
    fn get(&self, index: usize) -> Option<Chosen<'_>> {
        self.as_ref()?.get(index).map(Chosen::of)
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
}

impl<E: Enumeration> TextSlot for Option<Flags<E>> {
    fn members(&self) -> &'static Members {
        E::members()
    }
    fn get(&self) -> Option<Chosen<'_>> {
        self.as_ref().map(Chosen::of_flags)
    }
    fn set(&mut self, chosen: Option<Chosen<'_>>) {
        *self = chosen.map(Chosen::make_flags);
    }
    fn is_some(&self) -> bool {
        self.is_some()
    }
}

impl<E: Enumeration> TextsSlot for Option<Vec<Flags<E>>> {
    fn members(&self) -> &'static Members {
        E::members()
    }
    fn start(&mut self) {
        *self = Some(Vec::new());
    }
    fn push(&mut self, chosen: Chosen<'_>) {
        self.get_or_insert_default().push(chosen.make_flags());
    }
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    fn get(&self, index: usize) -> Option<Chosen<'_>> {
        self.as_ref()?.get(index).map(Chosen::of_flags)
    }
    fn clear(&mut self) {
        *self = None;
    }
    fn is_some(&self) -> bool {
        self.is_some()
    }
}
