//! The ids with which the parts of a plan refer to each other.

/// A module of [`Crate::modules`](super::Crate::modules).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub(crate) usize);

/// A generated type of [`Crate::names`](super::Crate::names).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) usize);

/// A type of [`Crate::foreign`](super::Crate::foreign).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignId(pub(crate) usize);

/// A package of [`Crate::packages`](super::Crate::packages).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageId(pub(crate) usize);
