//! The members of enum types.

use std::sync::OnceLock;

use super::names::Names;

/// The number of a member that is not known.
pub const UNRECOGNIZED: usize = usize::MAX;

/// What is between members if names have commas in them.
const SEPARATOR: char = '\u{1f}';

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
    /// Of the qualified name of the enum type, and `name=value` of its members, separated by commas; if names have commas in them,
    /// by U+001F, which is before the first as well.
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
    pub(crate) fn count(&self) -> usize {
        self.table().members.len()
    }

    pub(crate) fn by_name(&self, name: &str) -> Option<usize> {
        self.table().numbers.get(name)
    }

    pub(crate) fn by_value(&self, value: i64) -> Option<usize> {
        self.table().members.iter().position(|(_, known)| *known == value)
    }

    /// The name of a member, or the one that is not known.
    pub(crate) fn name_of<'n>(&self, number: usize, unrecognized: &'n str) -> &'n str {
        if number == UNRECOGNIZED { unrecognized } else { self.name(number) }
    }

    pub(crate) fn name(&self, number: usize) -> &'static str {
        self.table().members.get(number).map_or("", |(name, _)| name)
    }

    pub(crate) fn value(&self, number: usize) -> Option<i64> {
        self.table().members.get(number).map(|(_, value)| *value)
    }

    /// The values of all members.
    pub(crate) fn values(&self) -> impl Iterator<Item = i64> + '_ {
        self.table().members.iter().map(|(_, value)| *value)
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let (list, separator) = match self.list.strip_prefix(SEPARATOR) {
                Some(list) => (list, SEPARATOR),
                None => (self.list, ','),
            };
            let pairs = list.split(separator).filter_map(|member| member.rsplit_once('='));
            let members: Vec<(&str, i64)> =
                pairs.map(|(name, value)| (name, value.parse().unwrap_or_default())).collect();
            let numbers = Names::of(members.iter().map(|(name, _)| *name));
            Box::new(Table { members, numbers })
        })
    }
}
