//! What types and their properties are called.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::MemberName;
use super::names::Names;

/// What is between the parts of a text, between properties, and before the marks of one, if the usual characters are in names.
const PART: char = '\u{1f}';
const PROPERTY: char = '\u{1e}';
const MARKS: char = '\u{1d}';

/// What a type and its properties are called.
#[derive(Debug)]
pub struct Meta {
    text: &'static str,
    /// In a box, as a program has many types that it seldom meets.
    table: OnceLock<Box<Table>>,
}

/// The names of properties by number, and the numbers by name.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) names: Vec<&'static str>,
    member_names: Vec<MemberName>,
    numbers: Names,
    /// The property that came after each the last time, and as the first one that which came first.
    following: Box<[AtomicUsize]>,
    /// The properties that clients cannot always set, in order.
    guarded: Vec<(usize, Access)>,
    /// The navigation properties, in order.
    navigation: Vec<usize>,
    /// The navigation properties that have no field.
    expanded: Vec<&'static str>,
}

/// In which requests clients can set a property that they cannot always set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// In those that create the entity.
    Create,
    /// In none.
    Never,
}

impl Meta {
    /// The name of a struct, the qualified name of its type, and the names of its properties, separated by commas:
    /// `VppToken microsoft.graph.vppToken id!,appleId,tokens> orders,notes`. `!` follows the name of a property that only the
    /// service sets, `+` that of one that can be set on creation only, and `>` that of a navigation property. Navigation
    /// properties that have no field come last, if there are any.
    ///
    /// Names with such characters in them stand between control characters, which no name has: the text begins with U+001F, which
    /// also is between its parts, U+001E is between properties, and U+001D before their marks.
    #[inline]
    pub const fn new(text: &'static str) -> Self {
        // It is evaluated once, and not for each type.
        #[allow(clippy::declare_interior_mutable_const, reason = "Each use of it is to be one of its own.")]
        const EMPTY: OnceLock<Box<Table>> = OnceLock::new();
        Self { text, table: EMPTY }
    }

    /// One of the parts of the text.
    fn part(&self, number: usize) -> &'static str {
        let part = match self.text.strip_prefix(PART) {
            Some(text) => text.splitn(4, PART).nth(number),
            None => self.text.splitn(4, ' ').nth(number),
        };
        part.unwrap_or_default()
    }

    /// The properties of a part, each with its marks.
    fn list(&self, part: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
        let is_plain = !self.text.starts_with(PART);
        let properties = self.part(part).split(if is_plain { ',' } else { PROPERTY });
        properties.filter(|property| !property.is_empty()).map(move |property| {
            if is_plain {
                let name = property.trim_end_matches(['!', '+', '>']);
                (name, &property[name.len()..])
            } else {
                property.split_once(MARKS).unwrap_or((property, ""))
            }
        })
    }

    /// The name of the struct.
    pub fn rust_name(&self) -> &'static str {
        self.part(0)
    }

    /// The qualified name of the type.
    pub fn odata_type(&self) -> &'static str {
        self.part(1)
    }

    /// The name of a property.
    pub(crate) fn name(&self, index: usize) -> &'static str {
        self.table().names.get(index).copied().unwrap_or_default()
    }

    /// The names of the properties, in the order of the fields.
    pub fn properties(&self) -> &[&'static str] {
        &self.table().names
    }

    #[inline]
    pub(crate) fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let mut names = Vec::new();
            let mut guarded = Vec::new();
            let mut navigation = Vec::new();
            for (name, marks) in self.list(2) {
                navigation.extend(marks.contains('>').then_some(names.len()));
                let access = match marks.as_bytes().first() {
                    Some(b'!') => Some(Access::Never),
                    Some(b'+') => Some(Access::Create),
                    _ => None,
                };
                guarded.extend(access.map(|access| (names.len(), access)));
                names.push(name);
            }
            let numbers = Names::of(names.iter().copied());
            let member_names = MemberName::all(&names);
            let following = (0..=names.len()).map(AtomicUsize::new).collect();
            let expanded = self.list(3).map(|(name, _)| name).collect();
            Box::new(Table { names, member_names, numbers, following, guarded, navigation, expanded })
        })
    }
}

impl Table {
    /// The number of a property, which may be this one.
    #[inline]
    pub(crate) fn number(&self, name: &str, likely: usize) -> Option<usize> {
        match self.names.get(likely) {
            Some(expected) if *expected == name => Some(likely),
            _ => self.numbers.get(name),
        }
    }

    /// The property that is likely to come when so many were read up to and with the one before, 0 for the first.
    ///
    /// A service sends the properties of all objects of a type in the same order, though not always in that of the metadata.
    /// So it is the one that came last time. It is no more than a guess, whoever else reads such objects meanwhile.
    #[inline]
    pub(crate) fn likely_after(&self, before: usize) -> usize {
        self.following.get(before).map_or(before, |likely| likely.load(Ordering::Relaxed))
    }

    /// The number of the property that comes when so many were read up to and with the one before, where another is likely.
    #[inline]
    pub(crate) fn number_after(&self, name: &str, before: usize, likely: usize) -> Option<usize> {
        let found = self.number(name, likely)?;
        if found != likely {
            self.following.get(before)?.store(found, Ordering::Relaxed);
        }
        Some(found)
    }

    /// The name of a property as it stands in JSON text.
    #[inline]
    pub(crate) fn member_name(&self, index: usize) -> Option<&MemberName> {
        self.member_names.get(index)
    }

    /// In which requests clients can set a property, if not in all.
    pub(crate) fn access(&self, index: usize) -> Option<Access> {
        self.guarded.iter().find(|(number, _)| *number == index).map(|(_, access)| *access)
    }

    /// Whether a property is a navigation property.
    pub(crate) fn is_navigation(&self, index: usize) -> bool {
        self.navigation.binary_search(&index).is_ok()
    }

    /// Whether the name is that of a navigation property without a field.
    pub(crate) fn is_expanded(&self, name: &str) -> bool {
        self.expanded.contains(&name)
    }
}
