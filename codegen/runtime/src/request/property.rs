//! Properties, and paths of them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use super::Resource;
use time::OffsetDateTime;

use super::expression::{Expression, Level, Term};
use super::text::{Text, texts};
use crate::record::{Nav, Record, VariantOf};

/// A property of a type `T` with values of a type `V`.
///
/// Generated types have a constant for each of theirs. It is the name wherever a `&str` is wanted, and in requests it says what can be
/// done with it: a property of another type or a value of another type does not compile.
///
/// ```
/// use odata_runtime::request::{Filter, Property};
///
/// struct User;
///
/// impl User {
///     const NAME: Property<Self, String> = Property::new("name");
///     const AGE: Property<Self, i32> = Property::new("age");
/// }
///
/// assert_eq!(User::NAME, "name");
/// let filter: Filter<User> = User::NAME.starts_with("O'Neil").and(User::AGE.ge(18));
/// assert_eq!(filter.to_string(), "startswith(name,'O''Neil') and age ge 18");
/// ```
pub struct Property<T, V> {
    name: &'static str,
    types: PhantomData<fn(T) -> V>,
}

/// A path of several properties that leads from a type `T` to values of a type `V`: through complex values, single related entities and
/// casts (OData 4.01 URL Conventions, section 5.1.1.15).
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct PropertyPath<T, V> {
    text: Text,
    types: PhantomData<fn(T) -> V>,
}

impl<T, V> Property<T, V> {
    /// The property of a name.
    #[inline]
    pub const fn new(name: &'static str) -> Self {
        Self { name, types: PhantomData }
    }

    /// Its name.
    #[inline]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The same as a path of one property.
    pub(super) fn path(self) -> Text {
        Text::of(self.name)
    }

    pub(super) fn term(self) -> Term {
        Term::new(Text::of(self.name), Level::Primary)
    }
}

impl<T, V> PropertyPath<T, V> {
    /// The path of a text that is none of the constants.
    pub fn raw(path: impl Into<String>) -> Self {
        Self::of(Text::raw(path, "a path"))
    }

    pub(super) fn of(text: Text) -> Self {
        Self { text, types: PhantomData }
    }

    pub(super) fn path(&self) -> Text {
        self.text.clone()
    }

    pub(super) fn term(&self) -> Term {
        Term::new(self.text.clone(), Level::Primary)
    }
}

/// What an expression is about: `$it`, the instance itself (OData 4.01 URL Conventions, section 5.1.1.14.4).
///
/// Its [`cast`](PropertyPath::cast) leads to properties of derived types.
///
/// Only by itself it is written as `$it`, which `$select` and `$expand` do not have: `it().cast::<Bug>().then(Bug::SEVERITY)` is
/// `sales.bug/severity`.
pub fn it<T>() -> PropertyPath<T, T> {
    PropertyPath::of(Text::of(IT))
}

const IT: &str = "$it";

/// Whether a path is the instance itself.
pub(super) fn is_it(path: &Text) -> bool {
    *path == Text::of(IT)
}

/// The point in time at which the service answers (OData 4.01 URL Conventions, section 5.1.1.8).
pub fn now<T>() -> Expression<T, OffsetDateTime> {
    Expression::of(Term::new(Text::of("now()"), Level::Primary))
}

/// A further step of a path.
pub(super) fn step<T, V>(mut path: Text, name: &str) -> PropertyPath<T, V> {
    if is_it(&path) {
        return PropertyPath::of(Text::of(name));
    }
    path.push("/");
    path.push(name);
    PropertyPath::of(path)
}

/// A property or a path of several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property of `{T}`",
    label = "neither a property of `{T}` nor a path that begins with one",
    note = "a property is a constant such as `{T}::NAME`"
)]
pub trait Steps<T> {
    /// The type of its values.
    type Value;

    /// The path.
    #[doc(hidden)]
    fn steps(self) -> Text;
}

macro_rules! steps {
    ($($type:ty)*) => {$(
        impl<T, V> Steps<T> for $type {
            type Value = V;

            fn steps(self) -> Text {
                self.path()
            }
        }
    )*};
}
steps! { Property<T, V> PropertyPath<T, V> &PropertyPath<T, V> }

/// Values that have the properties of a type: complex values, and what a navigation property with one entity leads to.
#[diagnostic::on_unimplemented(
    message = "a property of `{U}` does not follow one with values of `{Self}`",
    note = "after a collection comes `any` or `all`"
)]
pub trait LeadsTo<U> {}

impl<U> LeadsTo<U> for U {}
impl<U: Record> LeadsTo<U> for Nav<U> {}

/// The values of a navigation property, or of a collection.
#[diagnostic::on_unimplemented(message = "`{Self}` is no collection")]
pub trait Collection {
    /// What it is a collection of.
    type Item;
}

impl<V> Collection for Vec<V> {
    type Item = V;
}

impl<V> Collection for Nav<Vec<V>> {
    type Item = V;
}

/// The values of a navigation property, one or many.
#[diagnostic::on_unimplemented(
    message = "`$expand` takes navigation properties, and not one with values of `{Self}`",
    note = "complex values come along by themselves"
)]
pub trait Related {
    /// What it leads to.
    type Item;
}

impl<V: Target> Related for Nav<V> {
    type Item = V::Item;
}

/// What a navigation property leads to, one or many.
#[doc(hidden)]
pub trait Target {
    /// What it leads to.
    type Item;
}

impl<R: Record> Target for R {
    type Item = R;
}

impl<V> Target for Vec<V> {
    type Item = V;
}

/// Values that can be of a derived type.
#[diagnostic::on_unimplemented(message = "`{D}` is not derived from what a value of `{Self}` is")]
pub trait CastTo<D> {
    /// The same values as such of the derived type.
    type Output;
}

impl<V: Resource, D: VariantOf<V::Any>> CastTo<D> for V {
    type Output = D;
}

impl<V: Resource, D: VariantOf<V::Any>> CastTo<D> for Nav<V> {
    type Output = Nav<D>;
}

impl<V: Resource, D: VariantOf<V::Any>> CastTo<D> for Vec<V> {
    type Output = Vec<D>;
}

impl<V: Resource, D: VariantOf<V::Any>> CastTo<D> for Nav<Vec<V>> {
    type Output = Nav<Vec<D>>;
}

impl<T, V> Clone for Property<T, V> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Property<T, V> {}

impl<T, V> Deref for Property<T, V> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.name
    }
}

impl<T, V> AsRef<str> for Property<T, V> {
    #[inline]
    fn as_ref(&self) -> &str {
        self.name
    }
}

impl<T, V> From<Property<T, V>> for &'static str {
    fn from(property: Property<T, V>) -> Self {
        property.name
    }
}

impl<T, V> From<Property<T, V>> for String {
    fn from(property: Property<T, V>) -> Self {
        property.name.to_owned()
    }
}

impl<T, V> From<Property<T, V>> for Cow<'static, str> {
    fn from(property: Property<T, V>) -> Self {
        Self::Borrowed(property.name)
    }
}

impl<T, V> PartialEq for Property<T, V> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<T, V> Eq for Property<T, V> {}

macro_rules! compared_with {
    ($($text:ty)*) => {$(
        impl<T, V> PartialEq<$text> for Property<T, V> {
            fn eq(&self, other: &$text) -> bool {
                let other: &str = other;
                self.name == other
            }
        }

        impl<T, V> PartialEq<Property<T, V>> for $text {
            fn eq(&self, other: &Property<T, V>) -> bool {
                other == self
            }
        }
    )*};
}
compared_with! { str &str String }

impl<T, V> fmt::Display for Property<T, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name)
    }
}

impl<T, V> fmt::Debug for Property<T, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.name, formatter)
    }
}

texts! { PropertyPath<T, V> { text, types } + Display }
