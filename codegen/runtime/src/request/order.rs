//! The order of items.

use std::marker::PhantomData;

use super::expression::Expression;
use super::property::{Property, PropertyPath};
use super::text::{Text, texts};

/// An order of values of a type `T`, for `$orderby` (OData 4.01 URL Conventions, section 5.1.5).
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct OrderBy<T> {
    text: Text,
    owner: PhantomData<fn(T)>,
}

/// An order of values of a type `T`: an [`OrderBy`], or a property or an expression, which is from the lowest on.
#[diagnostic::on_unimplemented(
    message = "values of `{T}` are not in an order by `{Self}`",
    label = "neither an `OrderBy<{T}>` nor a property of `{T}`",
    note = "an order is a property of `{T}` itself, or its `desc()`, and each has an `order_by` of its own; `OrderBy::raw` makes one of a text"
)]
pub trait Order<T> {
    /// The order.
    fn into_order(self) -> OrderBy<T>;
}

impl<T> OrderBy<T> {
    /// The order that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::of(Text::raw(text, "an order"), "")
    }

    pub(super) fn of(mut text: Text, direction: &str) -> Self {
        text.push(direction);
        Self { text, owner: PhantomData }
    }

    pub(super) fn into_text(self) -> Text {
        self.text
    }
}

impl<T> Order<T> for OrderBy<T> {
    fn into_order(self) -> Self {
        self
    }
}

macro_rules! orders {
    ($($type:ident)*) => {$(
        impl<T, V> Order<T> for $type<T, V> {
            fn into_order(self) -> OrderBy<T> {
                self.asc()
            }
        }
    )*};
}
orders! { Property PropertyPath Expression }

texts! { OrderBy<T> { text, owner } }
