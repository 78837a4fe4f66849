//! Whether an object says twice of which type it is, or what its context is, so that what it is depends on which of the two counts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Whether any object of a text has two members that name its type, or two with its context.
pub(crate) fn is_doubtful(text: &[u8]) -> bool {
    serde_json::from_slice(text).is_ok_and(|IsDoubtful(found)| found)
}

struct IsDoubtful(bool);

impl<'de> Deserialize<'de> for IsDoubtful {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        macro_rules! leaves {
            ($($visit:ident $type:ty;)*) => {$(
                fn $visit<E>(self, _: $type) -> Result<IsDoubtful, E> {
                    Ok(IsDoubtful(false))
                }
            )*};
        }

        impl<'de> Visitor<'de> for Any {
            type Value = IsDoubtful;

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

            fn visit_unit<E>(self) -> Result<IsDoubtful, E> {
                Ok(IsDoubtful(false))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<IsDoubtful, A::Error> {
                let mut found = false;
                while let Some(IsDoubtful(item)) = items.next_element()? {
                    found |= item;
                }
                Ok(IsDoubtful(found))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<IsDoubtful, A::Error> {
                let (mut found, mut types, mut contexts) = (false, 0, 0);
                while let Some(name) = members.next_key::<String>()? {
                    let count = match name.as_str() {
                        "@odata.type" | "@type" => &mut types,
                        "@odata.context" | "@context" => &mut contexts,
                        _ => {
                            found |= members.next_value::<IsDoubtful>()?.0;
                            continue;
                        }
                    };
                    *count += 1;
                    members.next_value::<IgnoredAny>()?;
                }
                Ok(IsDoubtful(found || types > 1 || contexts > 1))
            }
        }

        deserializer.deserialize_any(Any)
    }
}
