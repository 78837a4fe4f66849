//! The methods of properties, paths and expressions, which are the same.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use rust_decimal::Decimal;
use time::{Date, OffsetDateTime, Time};

use super::comparand::{Comparand, Dated, Numeric, Timed};
use super::{Expression, Level, Term};
use crate::record::Flags;
use crate::record::enumeration::Enumeration;
use crate::request::filter::{Condition, Filter};
use crate::request::order::OrderBy;
use crate::request::property::{CastTo, Collection, LeadsTo, Property, PropertyPath, is_it, step};
use crate::request::text::Text;
use crate::values::{Duration, Geo};

/// A function of one value.
fn call(name: &str, term: &Term) -> Term {
    Term::called(name, &[&term.text])
}

/// A function of two values.
fn call_with(name: &str, term: &Term, other: &Term) -> Term {
    Term::called(name, &[&term.text, &other.text])
}

/// Whether a condition holds for items of a collection.
fn lambda<T, I, F: Condition<T>>(
    items: Term,
    operator: &str,
    condition: impl FnOnce(PropertyPath<T, I>) -> F,
) -> Filter<T> {
    let variable = Text::variable();
    let condition = condition(PropertyPath::of(variable.clone())).into_filter();
    Filter::of(items.lambda(operator, &variable, &condition.into_term()))
}

macro_rules! comparisons {
    ($($method:ident $operator:literal $level:ident $doc:literal;)*) => {$(
        #[doc = $doc]
        pub fn $method(&self, other: impl Comparand<T, V>) -> Filter<T> {
            Filter::of(self.term().with($operator, other.into_term(), Level::$level))
        }
    )*};
}

macro_rules! functions {
    ($($method:ident -> $result:ty, $name:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        pub fn $method(&self) -> Expression<T, $result> {
            Expression::of(call($name, &self.term()))
        }
    )*};
}

macro_rules! functions_of_two {
    ($($method:ident($other:ident: $type:ty) -> $result:ty, $name:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        pub fn $method(&self, $other: impl Comparand<T, $type>) -> $result {
            <$result>::of(call_with($name, &self.term(), &$other.into_term()))
        }
    )*};
}

macro_rules! operators {
    ($type:ident: $($trait:ident $method:ident $operator:literal $level:ident;)*) => {$(
        impl<T, V: Numeric, R: Comparand<T, V>> $trait<R> for $type<T, V> {
            type Output = Expression<T, V>;

            fn $method(self, other: R) -> Expression<T, V> {
                Expression::of(self.term().with($operator, other.into_term(), Level::$level))
            }
        }
    )*};
}

macro_rules! shifts {
    ($type:ident: $($trait:ident $method:ident $operator:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        impl<T> $trait<Duration> for $type<T, OffsetDateTime> {
            type Output = Expression<T, OffsetDateTime>;

            fn $method(self, duration: Duration) -> Expression<T, OffsetDateTime> {
                Expression::of(self.term().with($operator, Term::literal(&duration), Level::Sum))
            }
        }
    )*};
}

macro_rules! methods {
    ($($type:ident)*) => {$(
        impl<T, V> $type<T, V> {
            comparisons! {
                eq "eq" Equality "Whether both are equal.";
                ne "ne" Equality "Whether they are not equal.";
                gt "gt" Relation "Whether it is greater.";
                ge "ge" Relation "Whether it is greater or equal.";
                lt "lt" Relation "Whether it is less.";
                le "le" Relation "Whether it is less or equal.";
            }

            /// Whether it is one of several (OData 4.01 URL Conventions, section 5.1.1.1.11). It is none of no values.
            pub fn is_in<C: Comparand<T, V>>(&self, values: impl IntoIterator<Item = C>) -> Filter<T> {
                Filter::of(self.term().in_list(values.into_iter().map(C::into_term).collect()))
            }

            /// Whether there is none.
            pub fn is_null(&self) -> Filter<T> {
                Filter::of(self.term().with("eq", null(), Level::Equality))
            }

            /// Whether there is one.
            pub fn is_not_null(&self) -> Filter<T> {
                Filter::of(self.term().with("ne", null(), Level::Equality))
            }

            /// By it, from the lowest on.
            pub fn asc(&self) -> OrderBy<T> {
                OrderBy::of(self.term().text, "")
            }

            /// By it, from the highest on.
            pub fn desc(&self) -> OrderBy<T> {
                OrderBy::of(self.term().text, " desc")
            }

            /// The same as one with values of another type, where the metadata has it otherwise.
            pub fn typed<W>(&self) -> Expression<T, W> {
                Expression::of(self.term())
            }
        }

        impl<T, V: Collection> $type<T, V> {
            /// Whether a condition holds for one item or more (OData 4.01 URL Conventions, section 5.1.1.13.1).
            ///
            /// The condition is about what the function is given, and may have properties of the outer type, too.
            pub fn any<F: Condition<T>>(&self, condition: impl FnOnce(PropertyPath<T, V::Item>) -> F) -> Filter<T> {
                lambda(self.term(), "any", condition)
            }

            /// Whether a condition holds for all items (OData 4.01 URL Conventions, section 5.1.1.13.2).
            pub fn all<F: Condition<T>>(&self, condition: impl FnOnce(PropertyPath<T, V::Item>) -> F) -> Filter<T> {
                lambda(self.term(), "all", condition)
            }

            /// Whether there is an item.
            pub fn any_at_all(&self) -> Filter<T> {
                Filter::of(self.term().followed("any()"))
            }

            /// How many items there are (OData 4.01 URL Conventions, section 4.8).
            pub fn count(&self) -> Expression<T, i64> {
                Expression::of(self.term().followed("$count"))
            }
        }

        impl<T, E: Enumeration> $type<T, Flags<E>> {
            /// Whether all of these flags are set (OData 4.01 URL Conventions, section 5.1.1.1.10).
            pub fn has(&self, flags: impl Comparand<T, Flags<E>>) -> Filter<T> {
                Filter::of(self.term().with("has", flags.into_term(), Level::Relation))
            }
        }

        /// Functions of strings (OData 4.01 URL Conventions, sections 5.1.1.5 and 5.1.1.7).
        impl<T> $type<T, String> {
            functions_of_two! {
                contains(text: String) -> Filter<T>, "contains" "Whether it contains a text.";
                starts_with(text: String) -> Filter<T>, "startswith" "Whether it begins with a text.";
                ends_with(text: String) -> Filter<T>, "endswith" "Whether it ends with a text.";
                matches_pattern(pattern: String) -> Filter<T>, "matchesPattern" "Whether it matches a regular expression of ECMAScript.";
                index_of(text: String) -> Expression<T, i32>, "indexof" "Where a text is in it; -1 if it is not.";
                concat(text: String) -> Expression<T, String>, "concat" "It and a text behind it.";
                substring(start: i32) -> Expression<T, String>, "substring" "What is left of it from a character on.";
            }

            /// So many characters of it from one on.
            pub fn substring_with_length(
                &self,
                start: impl Comparand<T, i32>,
                length: impl Comparand<T, i32>,
            ) -> Expression<T, String> {
                let (start, length) = (start.into_term(), length.into_term());
                Expression::of(Term::called("substring", &[&self.term().text, &start.text, &length.text]))
            }

            functions! {
                length -> i32, "length" "How many characters it has.";
                to_lower -> String, "tolower" "It in lower case.";
                to_upper -> String, "toupper" "It in upper case.";
                trim -> String, "trim" "It without white space at both ends.";
            }
        }

        /// Functions of dates (OData 4.01 URL Conventions, section 5.1.1.8).
        impl<T, V: Dated> $type<T, V> {
            functions! {
                year -> i32, "year" "The year.";
                month -> i32, "month" "The month, from 1 on.";
                day -> i32, "day" "The day of the month, from 1 on.";
            }
        }

        /// Functions of times (OData 4.01 URL Conventions, section 5.1.1.8).
        impl<T, V: Timed> $type<T, V> {
            functions! {
                hour -> i32, "hour" "The hour, from 0 to 23.";
                minute -> i32, "minute" "The minute.";
                second -> i32, "second" "The second.";
                fractional_seconds -> Decimal, "fractionalseconds" "What there is besides whole seconds.";
            }
        }

        impl<T> $type<T, OffsetDateTime> {
            functions! {
                date -> Date, "date" "The date.";
                time -> Time, "time" "The time of day.";
                total_offset_minutes -> i32, "totaloffsetminutes" "The minutes by which it differs from UTC.";
            }
        }

        impl<T> $type<T, Duration> {
            functions! {
                total_seconds -> Decimal, "totalseconds" "How many seconds it lasts.";
            }
        }

        /// Functions of numbers (OData 4.01 URL Conventions, section 5.1.1.9).
        impl<T, V: Numeric> $type<T, V> {
            functions! {
                round -> V, "round" "It as the nearest whole number.";
                floor -> V, "floor" "It as the whole number below.";
                ceiling -> V, "ceiling" "It as the whole number above.";
            }

            /// It divided by another, with a fraction even if both are whole numbers (OData 4.01 URL Conventions, section
            /// 5.1.1.2.5).
            pub fn div_by(&self, other: impl Comparand<T, V>) -> Expression<T, Decimal> {
                Expression::of(self.term().with("divby", other.into_term(), Level::Product))
            }
        }

        /// Functions of places (OData 4.01 URL Conventions, section 5.1.1.11).
        impl<T> $type<T, Geo> {
            /// How far it is from another point.
            pub fn distance(&self, other: impl Into<Expression<T, Geo>>) -> Expression<T, f64> {
                Expression::of(call_with("geo.distance", &self.term(), &other.into().term()))
            }

            /// Whether a point is in an area.
            pub fn intersects(&self, area: impl Into<Expression<T, Geo>>) -> Filter<T> {
                Filter::of(call_with("geo.intersects", &self.term(), &area.into().term()))
            }
        }

        operators! { $type:
            Add add "add" Sum;
            Sub sub "sub" Sum;
            Mul mul "mul" Product;
            Div div "div" Product;
            Rem rem "mod" Product;
        }

        impl<T, V: Numeric> Neg for $type<T, V> {
            type Output = Expression<T, V>;

            fn neg(self) -> Expression<T, V> {
                Expression::of(self.term().prefixed("-", Level::Unary))
            }
        }

        shifts! { $type:
            Add add "add" "A point in time so much later.";
            Sub sub "sub" "A point in time so much earlier.";
        }
    )*};
}
methods! { Property PropertyPath Expression }

/// A place or an area, as functions take it.
impl<T> From<Geo> for Expression<T, Geo> {
    fn from(place: Geo) -> Self {
        Self::of(Term::literal(&place))
    }
}

/// A place or an area, as functions take it.
impl<T> From<&Geo> for Expression<T, Geo> {
    fn from(place: &Geo) -> Self {
        Self::of(Term::literal(place))
    }
}

fn null() -> Term {
    Term::new(Text::of("null"), Level::Primary)
}

/// Whether what a path leads to is of a type.
fn is_of(path: &Text, odata_type: &str) -> Term {
    let odata_type = Text::of(odata_type);
    if is_it(path) {
        call("isof", &Term::new(odata_type, Level::Primary))
    } else {
        Term::called("isof", &[path, &odata_type])
    }
}

/// Properties, and paths of them, lead on.
macro_rules! steps {
    ($($type:ident)*) => {$(
        impl<T, V> $type<T, V> {
            /// A property of its value, which is complex, or of the entity that it leads to.
            pub fn then<U, W>(&self, property: Property<U, W>) -> PropertyPath<T, W>
            where
                V: LeadsTo<U>,
            {
                step(self.path(), property.name())
            }

            /// The same as one with values of a derived type, whose properties may follow (OData 4.01 URL Conventions, section 4.11).
            pub fn cast<D>(&self) -> PropertyPath<T, <V as CastTo<D>>::Output>
            where
                D: crate::record::Record + Default,
                V: CastTo<D>,
            {
                step(self.path(), D::default().about().0.odata_type())
            }

            /// Whether its value is of a derived type, or of one derived from that (OData 4.01 URL Conventions, section 5.1.1.10).
            pub fn is_of<D>(&self) -> Filter<T>
            where
                D: crate::record::Record + Default,
                V: CastTo<D>,
            {
                Filter::of(is_of(&self.path(), D::default().about().0.odata_type()))
            }
        }
    )*};
}
steps! { Property PropertyPath }
