//! The order of items.

use std::fmt;
use std::marker::PhantomData;

use super::expression::Expression;
use super::property::{Property, PropertyPath};
use super::text::Text;

/// An order of values of a type `T`, for `$orderby` (OData 4.01 URL Conventions, section 5.1.5).
pub struct OrderBy<T> {
    text: Text,
    owner: PhantomData<fn(T)>,
}

impl<T> OrderBy<T> {
    /// The order that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::of(Text::of(text), "")
    }

    pub(super) fn of(mut text: Text, direction: &str) -> Self {
        text.push(direction);
        Self { text, owner: PhantomData }
    }

    pub(super) fn into_text(self) -> Text {
        self.text
    }
}

macro_rules! orders {
    ($($type:ident)*) => {$(
        /// From the lowest on.
        impl<T, V> From<$type<T, V>> for OrderBy<T> {
            fn from(by: $type<T, V>) -> Self {
                by.asc()
            }
        }
    )*};
}
orders! { Property PropertyPath Expression }

impl<T> Clone for OrderBy<T> {
    fn clone(&self) -> Self {
        Self::of(self.text.clone(), "")
    }
}

impl<T> fmt::Debug for OrderBy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text.shown())
    }
}
