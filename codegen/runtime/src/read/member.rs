//! The names of members.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::super::json::{KNOWS_KEYS, Key};
use super::super::meta::Table;
use super::Progress;

/// Reads the name of the next member, if there is one.
#[inline]
pub(super) fn next_member<'de, A: MapAccess<'de>>(
    table: &Table,
    progress: &Progress,
    map: &mut A,
) -> Result<Option<Member>, A::Error> {
    let seed = MemberSeed { table, before: progress.before, likely: table.likely_after(progress.before) };
    // Which one it is, is known when this is compiled.
    if map.size_hint() == KNOWS_KEYS { map.next_key_seed(LikelySeed(seed)) } else { map.next_key_seed(seed) }
}

/// A member of an object.
pub(super) enum Member {
    Property(usize),
    Other(String),
}

struct MemberSeed<'t> {
    table: &'t Table,
    /// As in [`Progress`].
    before: usize,
    /// The property that is likely to come.
    likely: usize,
}

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Member;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberSeed<'_> {
    type Value = Member;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Member, E> {
        Ok(match self.table.number_after(name, self.before, self.likely) {
            Some(index) => Member::Property(index),
            None => Member::Other(name.to_owned()),
        })
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Member, E> {
        Ok(match self.table.number_after(&name, self.before, self.likely) {
            Some(index) => Member::Property(index),
            None => Member::Other(name),
        })
    }
}

/// The same for this crate's own reader, which can tell at once that a name is the one that is likely to come.
struct LikelySeed<'t>(MemberSeed<'t>);

impl<'de> DeserializeSeed<'de> for LikelySeed<'_> {
    type Value = Member;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        let token = self.0.table.key(self.0.likely).map_or("", Key::token);
        deserializer.deserialize_newtype_struct(token, self)
    }
}

impl<'de> Visitor<'de> for LikelySeed<'_> {
    type Value = Member;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    /// It is.
    #[inline]
    fn visit_unit<E: Error>(self) -> Result<Member, E> {
        Ok(Member::Property(self.0.likely))
    }

    /// Text that counts as such is no name. What serde says of it by itself takes much to compile.
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Member, E> {
        Err(E::custom("expected the name of a member"))
    }

    /// It is another.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        self.0.deserialize(deserializer)
    }
}
