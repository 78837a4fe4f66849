//! Conditions.

use std::marker::PhantomData;
use std::ops::Not;

use super::expression::{Expression, Level, Term};
use super::property::{Property, PropertyPath};
use super::text::{Text, texts};

/// A condition on values of a type `T`, for `$filter` (OData 4.01 URL Conventions, sections 5.1.1 and 5.1.2).
///
/// The comparisons and functions of [`Property`] make it. A property that is true or false is one by itself.
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct Filter<T> {
    term: Term,
    owner: PhantomData<fn(T)>,
}

/// A condition on values of a type `T`: a [`Filter`], or what is true or false by itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition on a `{T}`",
    label = "neither a `Filter<{T}>` nor what is true or false of a `{T}`",
    note = "a condition compares a property of `{T}` itself, as `{T}::NAME.eq(value)` does; `Filter::raw` makes one of a text"
)]
pub trait Condition<T> {
    /// The condition.
    fn into_filter(self) -> Filter<T>;
}

impl<T> Filter<T> {
    /// The condition that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::of(Term::new(Text::raw(text, "a condition"), Level::Unknown))
    }

    pub(super) fn of(term: Term) -> Self {
        Self { term, owner: PhantomData }
    }

    pub(super) fn into_term(self) -> Term {
        self.term
    }

    /// The text of the condition.
    pub(super) fn into_text(self) -> Text {
        self.term.text
    }

    /// Both.
    pub fn and(self, other: impl Condition<T>) -> Self {
        Self::of(self.term.with("and", other.into_filter().term, Level::And))
    }

    /// Either, or both.
    pub fn or(self, other: impl Condition<T>) -> Self {
        Self::of(self.term.with("or", other.into_filter().term, Level::Or))
    }

    /// The opposite, as `!` makes it, too.
    #[allow(clippy::should_implement_trait, reason = "The trait is implemented, and this needs no import.")]
    pub fn not(self) -> Self {
        Self::of(self.term.prefixed("not ", Level::Unary))
    }
}

impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

impl<T> Condition<T> for Filter<T> {
    fn into_filter(self) -> Self {
        self
    }
}

macro_rules! conditions {
    ($($type:ident)*) => {$(
        impl<T> Condition<T> for $type<T, bool> {
            fn into_filter(self) -> Filter<T> {
                Filter::of(self.term())
            }
        }

        impl<T> From<$type<T, bool>> for Filter<T> {
            fn from(value: $type<T, bool>) -> Self {
                Self::of(value.term())
            }
        }
    )*};
}
conditions! { Property PropertyPath Expression }

/// A condition is a value, too, as `$compute` has them.
impl<T> From<Filter<T>> for Expression<T, bool> {
    fn from(filter: Filter<T>) -> Self {
        Self::of(filter.term)
    }
}

texts! { Filter<T> { term.text, owner } + Display }
