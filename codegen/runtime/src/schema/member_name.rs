//! Names of properties as they stand in JSON text.

use crate::syntax::escape::is_plain;

/// The name of a property, and how it stands in JSON text: `,"displayName":`. To copy that or to compare with it is enough; the
/// bytes of the name need no look at each.
#[derive(Debug)]
pub(crate) struct MemberName {
    name: &'static str,
    /// Empty if the name needs an escape.
    prepared: &'static str,
}

impl MemberName {
    /// The names of properties. Like the table that they are in they are made once for each type, and stay.
    pub(super) fn all(names: &[&'static str]) -> Vec<Self> {
        let all: String = names.iter().map(|name| format!(",\"{name}\":")).collect();
        let all: &'static str = Box::leak(all.into_boxed_str());
        let mut start = 0;
        let mut next = |name: &&'static str| {
            let end = start + name.len() + 4;
            let prepared = if is_plain(name.as_bytes()) { all.get(start..end).unwrap_or_default() } else { "" };
            start = end;
            Self { name, prepared }
        };
        names.iter().map(&mut next).collect()
    }

    /// The name.
    #[inline]
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// The name as it is written behind another member; empty if it needs an escape.
    #[inline]
    pub(crate) const fn prepared(&self) -> &'static str {
        self.prepared
    }

    /// The name as it comes mostly: in quotation marks, with the colon behind it; empty if it needs an escape.
    #[inline]
    pub(crate) fn start(&self) -> &'static [u8] {
        self.prepared.as_bytes().get(1..).unwrap_or_default()
    }
}
