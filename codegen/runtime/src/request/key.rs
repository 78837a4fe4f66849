//! Keys.

use rust_decimal::Decimal;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use super::encode;
use super::literal::{Literal, text_of};
use super::settings::{Keys, Settings};
use super::text::{Aliases, Fault, Text};
use crate::record::enumeration::Enumeration;
use crate::values::{Binary, BinaryUrl, Duration};

/// The key of an entity: one value, several in the order of the metadata, or several by name (OData 4.01 URL Conventions,
/// section 4.3).
///
/// [`Many::id`](super::Many::id) takes what the type has as its key, and this where that is not known or is to be an alternate one:
///
/// ```
/// use odata_runtime::request::Key;
///
/// let by_email = Key::named([("email", &"ada@example.org" as _)]);
/// assert_eq!(format!("{by_email:?}"), "(email='ada@example.org')");
/// ```
#[derive(Clone, PartialEq)]
pub struct Key {
    parts: Vec<(Option<String>, Text)>,
}

/// The key type of a type without a key: no value is one but a [`Key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {}

/// A value that is a key of this type.
#[diagnostic::on_unimplemented(
    message = "the key is of type `{K}`, and `{Self}` is not",
    label = "neither a `{K}` nor a `Key`",
    note = "`Key::new` and `Key::named` make a key of any other values"
)]
pub trait IntoKey<K> {
    /// The key.
    fn into_key(self) -> Key;
}

impl Key {
    /// A single value.
    pub fn new(value: &dyn Literal) -> Self {
        Self { parts: vec![(None, text_of(value))] }
    }

    /// Values by name: a key of several properties, or an alternate key (OData 4.01 URL Conventions, sections 4.3 and 4.3.5).
    pub fn named<'a, N: Into<String>>(parts: impl IntoIterator<Item = (N, &'a dyn Literal)>) -> Self {
        Self { parts: parts.into_iter().map(|(name, value)| (Some(name.into()), text_of(value))).collect() }
    }

    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<Fault> {
        let names: Vec<&str> = self.parts.iter().filter_map(|(name, _)| name.as_deref()).collect();
        if self.parts.is_empty() {
            return Some("a key has no value".into());
        }
        if names.iter().any(|name| name.trim().is_empty()) {
            return Some("a value of a key has an empty name".into());
        }
        let twice = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
        let twice = twice.map(|(_, name)| format!("a key has two values for `{name}`").into());
        let of_values = || self.parts.iter().find_map(|(_, text)| text.fault().cloned());
        let has_null = || self.parts.iter().any(|(_, text)| *text == Text::of("null"));
        twice.or_else(of_values).or_else(|| has_null().then(|| "no value of a key is null".into()))
    }

    /// The values as segments of a path, not yet percent-encoded, if the service has keys that way and this can be one: alternate keys
    /// cannot (OData 4.01 URL Conventions, section 4.3.6).
    pub(super) fn segments(&self, settings: &Settings) -> Option<Vec<String>> {
        let has_names = self.parts.iter().any(|(name, _)| name.is_some());
        (settings.keys == Keys::Segments && !has_names)
            .then(|| self.parts.iter().map(|(_, text)| text.unquoted()).collect())
    }

    /// The values in parentheses, percent-encoded.
    pub(super) fn in_parentheses(&self, names: &[&'static str], settings: &Settings, aliases: &mut Aliases) -> String {
        let mut list = Vec::with_capacity(self.parts.len());
        for (index, (name, text)) in self.parts.iter().enumerate() {
            let by_order = names.get(index).filter(|_| self.parts.len() > 1).copied();
            let value = encode::segment(&text.render(settings, "key", aliases));
            list.push(match name.as_deref().or(by_order) {
                Some(name) => format!("{}={value}", encode::segment(name)),
                None => value,
            });
        }
        format!("({})", list.join(","))
    }
}

/// Whether a service takes segments behind a collection of a type for a key, and for nothing else (OData 4.01 URL Conventions, section
/// 4.3.6).
pub(super) fn are_segments(segments: &[String], is_of_a_set: bool, odata_type: &str) -> bool {
    // Behind a navigation property, those parts are to be left out that are tied to the key in front. In parentheses they may be there.
    let is_whole = segments.len() == 1 || is_of_a_set;
    // Types and bound operations of the namespace come before keys.
    let namespace = odata_type.rsplit_once('.').map_or("", |(namespace, _)| namespace);
    let is_qualified = |text: &str| text.strip_prefix(namespace).is_some_and(|rest| rest.starts_with('.'));
    // Those with dots are taken for steps within the path, whether encoded or not, and those with a dollar sign for what OData has by
    // that name.
    let is_segment = |text: &str| !text.is_empty() && text != "." && text != ".." && !text.starts_with('$');
    is_whole && segments.iter().all(|text| is_segment(text) && !is_qualified(text))
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = |(name, text): &(Option<String>, Text)| match name {
            Some(name) => format!("{name}={}", text.shown()),
            None => text.shown(),
        };
        write!(formatter, "({})", self.parts.iter().map(part).collect::<Vec<_>>().join(","))
    }
}

impl<K> IntoKey<K> for Key {
    fn into_key(self) -> Key {
        self
    }
}

impl<E: Enumeration> IntoKey<E> for E {
    fn into_key(self) -> Key {
        Key::new(&self)
    }
}

impl<E: Enumeration> IntoKey<E> for &E {
    fn into_key(self) -> Key {
        Key::new(self)
    }
}

macro_rules! keys {
    ($($key:ty: $($value:ty)*;)*) => {$($(
        impl IntoKey<$key> for $value {
            fn into_key(self) -> Key {
                Key::new(&self)
            }
        }
    )*)*};
}
keys! {
    String: &str String &String;
    bool: bool;
    u8: u8;
    i8: i8;
    i16: i16 i32 u8 i8;
    i32: i32 i16 u8 i8;
    i64: i64 i32 i16 u8 i8;
    f64: f64;
    Decimal: Decimal &Decimal i32 i64;
    Uuid: Uuid &Uuid;
    OffsetDateTime: OffsetDateTime &OffsetDateTime;
    Date: Date &Date;
    Time: Time &Time;
    Duration: Duration &Duration;
    Binary: Binary &Binary;
    BinaryUrl: BinaryUrl &BinaryUrl;
}

/// Keys of several properties, in the order of the metadata.
macro_rules! tuples {
    ($($($key:ident $value:ident)*;)*) => {$(
        impl<$($key, $value: IntoKey<$key>),*> IntoKey<($($key,)*)> for ($($value,)*) {
            fn into_key(self) -> Key {
                let ($($value,)*) = self;
                Key { parts: [$($value.into_key().parts),*].into_iter().flatten().collect() }
            }
        }
    )*};
}

#[allow(non_snake_case, reason = "The names of the types are those of the variables, too.")]
mod tuples {
    use super::{IntoKey, Key};

    tuples! {
        A0 A1;
        A0 A1 B0 B1;
        A0 A1 B0 B1 C0 C1;
        A0 A1 B0 B1 C0 C1 D0 D1;
        A0 A1 B0 B1 C0 C1 D0 D1 E0 E1;
        A0 A1 B0 B1 C0 C1 D0 D1 E0 E1 F0 F1;
        A0 A1 B0 B1 C0 C1 D0 D1 E0 E1 F0 F1 G0 G1;
        A0 A1 B0 B1 C0 C1 D0 D1 E0 E1 F0 F1 G0 G1 H0 H1;
    }
}
