//! What a value can be compared with.

use rust_decimal::Decimal;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use super::{Expression, Level, Term};
use crate::record::Flags;
use crate::record::enumeration::Enumeration;
use crate::request::filter::Filter;
use crate::request::literal::{Literal, text_of};
use crate::request::property::{Property, PropertyPath};
use crate::values::Duration;

/// What values of a type `V` can be compared with, where values of a type `T` are at hand: such a value, or a property or an
/// expression of that type.
///
/// Binary values and places are compared with nothing but null (OData 4.01 URL Conventions, section 5.1.1.1).
///
/// ```compile_fail,E0277
/// # use odata_runtime::{Binary, request::Property};
/// # struct User;
/// const PHOTO: Property<User, Binary> = Property::new("photo");
///
/// let is_null = PHOTO.is_null();
/// let is_same = PHOTO.eq(Binary::from(vec![1]));
/// ```
#[diagnostic::on_unimplemented(
    message = "a value of `{V}` is not compared with `{Self}`",
    label = "neither a value nor a property of `{V}` where `{T}` is at hand",
    note = "the other side is to be of `{V}`, or a property of `{T}` with such values; what is `.typed::<V>()` is compared as a `V`"
)]
pub trait Comparand<T, V> {
    /// Its text.
    #[doc(hidden)]
    fn into_term(self) -> Term;
}

impl Term {
    /// A value.
    pub(in crate::request) fn literal(value: &dyn Literal) -> Self {
        Self::new(text_of(value), Level::Primary)
    }
}

macro_rules! terms {
    ($($type:ty)*) => {$(
        impl<T, V> Comparand<T, V> for $type {
            fn into_term(self) -> Term {
                self.term()
            }
        }
    )*};
}
terms! { Property<T, V> PropertyPath<T, V> Expression<T, V> &PropertyPath<T, V> &Expression<T, V> }

impl<T> Comparand<T, bool> for Filter<T> {
    fn into_term(self) -> Term {
        Self::into_term(self)
    }
}

macro_rules! members {
    ($($type:ty: $value:ty, |$own:ident| $literal:expr;)*) => {$(
        impl<T, E: Enumeration> Comparand<T, $type> for $value {
            fn into_term(self) -> Term {
                let $own = self;
                Term::literal($literal)
            }
        }
    )*};
}
members! {
    E: E, |member| &member;
    E: &E, |member| member;
    Flags<E>: E, |member| &member;
    Flags<E>: Flags<E>, |flags| &flags;
    Flags<E>: &Flags<E>, |flags| flags;
}

macro_rules! comparands {
    ($($type:ty: $($value:ty)*;)*) => {$($(
        impl<T> Comparand<T, $type> for $value {
            fn into_term(self) -> Term {
                Term::literal(&self)
            }
        }
    )*)*};
}
comparands! {
    String: &str String &String;
    bool: bool;
    u8: u8;
    i8: i8;
    i16: i16 i32 u8 i8;
    i32: i32 i16 u8 i8;
    i64: i64 i32 u32 i16 u16 u8 i8;
    f64: f64 f32 i32 i16 u8 i8;
    Decimal: Decimal &Decimal i64 i32 i16 u8 i8;
    Uuid: Uuid &Uuid;
    OffsetDateTime: OffsetDateTime &OffsetDateTime;
    Date: Date &Date;
    Time: Time &Time;
    Duration: Duration &Duration;
}

/// Numbers, with which services calculate.
#[diagnostic::on_unimplemented(message = "services do not calculate with `{Self}`")]
pub trait Numeric {}

/// Values with a date.
#[diagnostic::on_unimplemented(message = "a `{Self}` has no date")]
pub trait Dated {}

/// Values with a time of day.
#[diagnostic::on_unimplemented(message = "a `{Self}` has no time of day")]
pub trait Timed {}

macro_rules! marked {
    ($($marker:ident: $($type:ty)*;)*) => {$($(impl $marker for $type {})*)*};
}
marked! {
    Numeric: u8 i8 i16 i32 i64 f64 Decimal;
    Dated: OffsetDateTime Date;
    Timed: OffsetDateTime Time;
}
