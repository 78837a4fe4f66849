//! Complaints about JSON of the wrong kind, in the words that values use.

use serde::de::Error;

use super::super::values::{Json, ValueError};

/// The part of a visitor that refuses what it is not made for: all that is no array and no object, and these two where
/// they are named. The method `expected` of the visitor says what it is made for.
macro_rules! refuse {
    ($($kind:ident)*) => {
        fn expecting(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            formatter.write_str(&self.expected())
        }
        refuse!(@ visit_bool(bool) Bool);
        refuse!(@ visit_i64(i64) Signed);
        refuse!(@ visit_u64(u64) Unsigned);
        refuse!(@ visit_f64(f64) Float);
        refuse!(@ visit_str(&str) Text);
        fn visit_unit<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            Err(refused(self.expected(), Json::Null))
        }
        $(refuse!(@ $kind);)*
    };
    (@ $visit:ident($type:ty) $json:ident) => {
        fn $visit<E: ::serde::de::Error>(self, found: $type) -> Result<Self::Value, E> {
            Err(refused(self.expected(), Json::$json(found)))
        }
    };
    (@ arrays) => {
        fn visit_seq<A: ::serde::de::SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(refused(self.expected(), Json::Array))
        }
    };
    (@ objects) => {
        fn visit_map<A: ::serde::de::MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(refused(self.expected(), Json::Object))
        }
    };
}
pub(in super::super) use refuse;

/// The complaint that something else was expected.
#[cold]
pub(in super::super) fn refused<E: Error>(expected: String, found: Json<'_>) -> E {
    E::custom(ValueError::new(expected, found.describe()))
}
