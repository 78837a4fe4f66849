//! Names of properties as they stand in JSON text.

use crate::syntax::Writer;
use crate::syntax::escape::is_plain;

/// The name of a property, and how it stands in JSON text: `,"displayName":`. To copy that or to compare with it is enough; the
/// bytes of the name need no look at each.
#[derive(Debug)]
pub(crate) struct MemberName {
    name: &'static str,
    /// The name as it is written behind another member, and then what is beside it in memory, which is enough to be copied at once;
    /// empty if the name needs an escape.
    prepared: &'static [u8],
}

/// What stands around a name.
const AROUND: usize = ",\"\":".len();

/// How many bytes are copied at once, which most names have room in.
const WIDTH: usize = 32;

impl MemberName {
    /// The names of properties. Like the table that they are in they are made once for each type, and stay.
    pub(super) fn all(names: &[&'static str]) -> Vec<Self> {
        let mut all: String = names.iter().map(|name| format!(",\"{name}\":")).collect();
        all.push_str(&" ".repeat(1 + WIDTH));
        let all: &'static [u8] = Box::leak(all.into_boxed_str()).as_bytes();
        let mut start = 0;
        let mut next = |name: &&'static str| {
            let prepared = if is_plain(name.as_bytes()) { all.get(start..).unwrap_or_default() } else { &[] };
            start += name.len() + AROUND;
            Self { name, prepared }
        };
        names.iter().map(&mut next).collect()
    }

    /// The name.
    #[inline]
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// The name as it comes mostly: in quotation marks, with the colon behind it; what no text has if it needs an escape.
    #[inline]
    pub(crate) fn start(&self) -> &'static [u8] {
        self.prepared.get(1..self.name.len() + AROUND).unwrap_or(b"\0")
    }

    /// Writes the name of the next member.
    #[inline]
    pub(crate) fn write(&self, writer: &mut Writer<'_>) {
        match self.prepared {
            [] => writer.name(self.name),
            prepared => writer.prepared_name::<WIDTH>(prepared, self.name.len() + AROUND),
        }
    }
}
