//! Names of properties as they stand in JSON text.

use serde::{Serialize, Serializer};

use super::text::is_plain;

/// The name of a property as a key of a map.
///
/// It is a newtype around the name, and the name of the newtype is a token, which looks so: `,"displayName":`. To any
/// serializer or deserializer it is nothing but the name; those of this crate know a token when they see one, and that it is
/// enough to copy it or to compare with it: its bytes need no look at each.
#[derive(Debug)]
pub(in super::super) struct Key {
    name: &'static str,
    token: &'static str,
}

impl Key {
    /// The start of a member that a token stands for: the name in quotation marks, and a colon.
    #[inline]
    pub(super) const fn member(token: &str) -> Option<&[u8]> {
        match token.as_bytes() {
            [b',', member @ ..] => Some(member),
            _ => None,
        }
    }

    /// The name in quotation marks that a token stands for.
    #[inline]
    pub(super) const fn quoted(token: &str) -> Option<&[u8]> {
        match token.as_bytes() {
            [b',', key @ .., b':'] => Some(key),
            _ => None,
        }
    }

    /// The name.
    #[inline]
    pub(in super::super) const fn name(&self) -> &'static str {
        self.name
    }

    /// The token; it is empty if the name needs an escape.
    #[inline]
    pub(in super::super) const fn token(&self) -> &'static str {
        self.token
    }
}

impl Serialize for Key {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(self.token, self.name)
    }
}

/// The number of members by which the reader of this crate is known, which is the only one that cannot do harm: that all
/// others ask for a key as for a name is faster with serde_json's.
pub(in super::super) const KNOWS_KEYS: Option<usize> = Some(0);

/// The keys of names. Like the table itself they are made once for each type, and stay.
pub(in super::super) fn keys(names: &[&'static str]) -> Vec<Key> {
    let all: String = names.iter().map(|name| format!(",\"{name}\":")).collect();
    let all: &'static str = Box::leak(all.into_boxed_str());
    let mut start = 0;
    let mut next = |name: &&'static str| {
        let end = start + name.len() + 4;
        let token = if is_plain(name.as_bytes()) { all.get(start..end).unwrap_or_default() } else { "" };
        start = end;
        Key { name, token }
    };
    names.iter().map(&mut next).collect()
}
