//! A type and the types derived from it.

use std::sync::OnceLock;

use super::names::Names;

/// The names of the types of a hierarchy, as `@odata.type` has them.
#[derive(Debug)]
pub struct Types {
    list: &'static str,
    table: OnceLock<Table>,
}

/// The types by number, and the number of the first of those that have a name in their namespaces.
#[derive(Debug)]
struct Table {
    types: Vec<Known>,
    first: Names,
}

#[derive(Debug)]
struct Known {
    /// The namespace and its aliases, separated by `|`; `Chassis.v*` is any version of the namespace `Chassis`.
    qualifiers: &'static str,
    /// The number of the next type with the same name, in another namespace.
    next: Option<usize>,
}

/// The number of a type that is not known.
pub(crate) const OTHER: usize = usize::MAX;

/// The members that say of which type an object is.
pub(crate) const TYPE_MEMBERS: [&str; 2] = ["@odata.type", "@type"];

/// The name in an `@odata.type`, which may have a `#` in front or be the URL of a metadata document (OData JSON Format 4.01,
/// section 4.5.3).
pub(crate) fn qualified_name(odata_type: &str) -> &str {
    odata_type.rsplit_once('#').map_or(odata_type, |(_, fragment)| fragment)
}

/// Whether a namespace, an alias, or any version of a namespace is what a name has in front.
fn is_meant(known: &str, qualifier: &str) -> bool {
    match known.strip_suffix("v*") {
        Some(base) => qualifier.split_at_checked(base.len()).is_some_and(|(start, version)| {
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let is_version =
                || version.strip_prefix(['v', 'V']).is_some_and(|numbers| numbers.split('_').all(is_number));
            start.eq_ignore_ascii_case(base) && is_version()
        }),
        None => known.eq_ignore_ascii_case(qualifier),
    }
}

impl Types {
    /// The types in the order of their numbers, grouped by namespace: `microsoft.graph|graph:attachment,fileAttachment;…`. What
    /// ends in `v*` stands for all versions of a namespace.
    #[inline]
    pub const fn new(list: &'static str) -> Self {
        Self { list, table: OnceLock::new() }
    }

    /// The number of the type that an `@odata.type` names.
    ///
    /// It may have a `#` in front or be the URL of a metadata document with the name in its fragment; the namespace may
    /// be an alias, and its case does not matter (OData JSON Format 4.01, section 4.5.3).
    pub(crate) fn number(&self, odata_type: &str) -> usize {
        let Some((qualifier, simple)) = qualified_name(odata_type).rsplit_once('.') else { return OTHER };
        let table = self.table();
        let mut next = table.first.get(simple);
        while let Some((number, known)) = next.and_then(|number| Some((number, table.types.get(number)?))) {
            if known.qualifiers.split('|').any(|one| is_meant(one, qualifier)) {
                return number;
            }
            next = known.next;
        }
        OTHER
    }

    /// How many types there are.
    pub(crate) fn count(&self) -> usize {
        self.table().types.len()
    }

    /// The qualified name of the base type.
    pub(crate) fn base(&self) -> String {
        let (qualifiers, names) = self.list.split(';').find_map(|group| group.split_once(':')).unwrap_or_default();
        let first = |list: &'static str, separator| list.split(separator).next().unwrap_or_default();
        format!("{}.{}", first(qualifiers, '|'), first(names, ','))
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let groups = self.list.split(';').filter_map(|group| group.split_once(':'));
            let types = groups.flat_map(|(qualifiers, names)| names.split(',').map(move |name| (qualifiers, name)));
            let types: Vec<_> = types.collect();
            let mut first = Names::with_room(types.len());
            let known = |(number, (qualifiers, name))| Known { qualifiers, next: first.insert(name, number) };
            // From the last to the first, so that each finds the one that comes after it.
            let mut types: Vec<_> = types.into_iter().enumerate().rev().map(known).collect();
            types.reverse();
            Table { types, first }
        })
    }
}
