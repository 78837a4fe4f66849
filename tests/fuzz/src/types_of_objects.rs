//! Whether an object says twice of which type it is, so that what it is depends on which of the two counts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Whether any object of a text has two members that name its type.
pub(crate) fn has_two_types(text: &[u8]) -> bool {
    serde_json::from_slice(text).is_ok_and(|HasTwoTypes(found)| found)
}

struct HasTwoTypes(bool);

impl<'de> Deserialize<'de> for HasTwoTypes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        macro_rules! leaves {
            ($($visit:ident $type:ty;)*) => {$(
                fn $visit<E>(self, _: $type) -> Result<HasTwoTypes, E> {
                    Ok(HasTwoTypes(false))
                }
            )*};
        }

        impl<'de> Visitor<'de> for Any {
            type Value = HasTwoTypes;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON")
            }

            leaves! {
                visit_bool bool;
                visit_i64 i64;
                visit_u64 u64;
                visit_f64 f64;
                visit_str &str;
            }

            fn visit_unit<E>(self) -> Result<HasTwoTypes, E> {
                Ok(HasTwoTypes(false))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<HasTwoTypes, A::Error> {
                let mut found = false;
                while let Some(HasTwoTypes(item)) = items.next_element()? {
                    found |= item;
                }
                Ok(HasTwoTypes(found))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<HasTwoTypes, A::Error> {
                let (mut found, mut types) = (false, 0);
                while let Some(name) = members.next_key::<String>()? {
                    if ["@odata.type", "@type"].contains(&name.as_str()) {
                        types += 1;
                        members.next_value::<IgnoredAny>()?;
                    } else {
                        found |= members.next_value::<HasTwoTypes>()?.0;
                    }
                }
                Ok(HasTwoTypes(found || types > 1))
            }
        }

        deserializer.deserialize_any(Any)
    }
}
