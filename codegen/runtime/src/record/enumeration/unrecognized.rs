//! Members that the metadata does not know.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

/// The name of a member that the metadata does not know, or digits for one.
///
/// Only reading makes one, so that it never is the name or the value of a member that is known: `E::from("later")` and
/// `"later".parse()` give the member that there is, and one with this if there is none.
pub struct UnrecognizedMember<E> {
    name: Box<str>,
    member: PhantomData<fn() -> E>,
}

/// A name that was looked for and not found.
#[derive(Clone, Copy, Debug)]
pub struct NotFound<'n>(pub(super) &'n str);

impl NotFound<'_> {
    /// The name to keep.
    pub fn to_owned<E>(self) -> UnrecognizedMember<E> {
        UnrecognizedMember { name: self.0.into(), member: PhantomData }
    }
}

impl<E> UnrecognizedMember<E> {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

impl<E> Deref for UnrecognizedMember<E> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl<E> AsRef<str> for UnrecognizedMember<E> {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

impl<E> From<UnrecognizedMember<E>> for String {
    fn from(member: UnrecognizedMember<E>) -> Self {
        member.name.into()
    }
}

impl<E> Clone for UnrecognizedMember<E> {
    fn clone(&self) -> Self {
        NotFound(&self.name).to_owned()
    }
}

impl<E> PartialEq for UnrecognizedMember<E> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<E> Eq for UnrecognizedMember<E> {}

impl<E> PartialEq<str> for UnrecognizedMember<E> {
    fn eq(&self, other: &str) -> bool {
        *self.name == *other
    }
}

impl<E> PartialEq<&str> for UnrecognizedMember<E> {
    fn eq(&self, other: &&str) -> bool {
        *self.name == **other
    }
}

impl<E> PartialOrd for UnrecognizedMember<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for UnrecognizedMember<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

impl<E> Hash for UnrecognizedMember<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<E> fmt::Debug for UnrecognizedMember<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(formatter)
    }
}

impl<E> fmt::Display for UnrecognizedMember<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.name)
    }
}
