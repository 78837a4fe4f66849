//! Properties, one or several.

use super::property::{Property, PropertyPath};
use super::text::Text;

/// Properties of a type `T`, for `$select` and where else there can be several: one, an array, a slice or a vector of such with the
/// same type of values, or a tuple of any.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a property of `{T}` nor several of them",
    label = "neither a property of `{T}`, nor an array or a tuple of such",
    note = "a property is a constant such as `{T}::NAME`; `PropertyPath::<{T}, String>::raw` makes one of a text",
    note = "properties with values of several types go in a tuple: `(User::NAME, User::AGE)`"
)]
pub trait Select<T> {
    /// Adds their names.
    #[doc(hidden)]
    fn add_to(self, list: &mut Vec<Text>);
}

macro_rules! ones {
    ($($type:ty)*) => {$(
        impl<T, V> Select<T> for $type {
            fn add_to(self, list: &mut Vec<Text>) {
                list.push(self.path());
            }
        }
    )*};
}
ones! { Property<T, V> PropertyPath<T, V> &PropertyPath<T, V> }

impl<T, S: Select<T>, const N: usize> Select<T> for [S; N] {
    fn add_to(self, list: &mut Vec<Text>) {
        self.into_iter().for_each(|one| one.add_to(list));
    }
}

impl<T, S: Select<T>> Select<T> for Vec<S> {
    fn add_to(self, list: &mut Vec<Text>) {
        self.into_iter().for_each(|one| one.add_to(list));
    }
}

impl<T, S: Select<T> + Clone> Select<T> for &[S] {
    fn add_to(self, list: &mut Vec<Text>) {
        self.iter().cloned().for_each(|one| one.add_to(list));
    }
}

macro_rules! tuples {
    ($($($part:ident)*;)*) => {$(
        impl<T, $($part: Select<T>),*> Select<T> for ($($part,)*) {
            fn add_to(self, list: &mut Vec<Text>) {
                let ($($part,)*) = self;
                $($part.add_to(list);)*
            }
        }
    )*};
}

#[allow(non_snake_case, reason = "The names of the types are those of the variables, too.")]
mod tuples {
    use super::{Select, Text};

    tuples! {
        A;
        A B;
        A B C;
        A B C D;
        A B C D E;
        A B C D E F;
        A B C D E F G;
        A B C D E F G H;
        A B C D E F G H I;
        A B C D E F G H I J;
        A B C D E F G H I J K;
        A B C D E F G H I J K L;
    }
}
