//! What generated code calls.

use super::literal::{AsJson, Literal, write_primitive};
use super::{Invocation, Key, Many, Media, One, Path, Resource};
use crate::json::ToJson;
use crate::values::Primitive;

/// A step to one.
#[inline]
pub fn one<T: Resource>(path: &Path, name: &'static str) -> One<T> {
    One::from(path.segment(name))
}

/// A step to many.
#[inline]
pub fn many<T: Resource>(path: &Path, name: &'static str) -> Many<T> {
    Many::from(path.segment(name))
}

/// A step to a stream.
#[inline]
pub fn media(path: &Path, name: &'static str) -> Media {
    Media::from(path.segment(name))
}

/// The item with an alternate key.
#[inline]
pub fn by_key<T: Resource>(path: &Path, parts: &[(&'static str, &dyn Literal)]) -> One<T> {
    One::from(path.keyed(&Key::named(parts.iter().copied()), T::KEY, T::TYPE))
}

/// An action.
#[inline]
pub fn action(path: &Path, name: &'static str, arguments: &[(&'static str, &dyn ToJson)]) -> Invocation {
    Invocation::action(path, name, arguments)
}

/// A function.
#[inline]
pub fn function(path: &Path, name: &'static str, arguments: &[(&'static str, &dyn Literal)]) -> Invocation {
    Invocation::function(path, name, arguments)
}

/// A structured value as an argument, which functions take by an alias.
#[inline]
pub fn json<T: ToJson>(value: &T) -> AsJson<'_> {
    AsJson(value)
}

/// Strings as an argument.
pub fn strings<S: AsRef<str>>(strings: &[S]) -> Vec<&str> {
    strings.iter().map(S::as_ref).collect()
}

/// What is compared.
pub use super::expression::Term;
/// What a literal is written to.
pub use super::text::Text;

/// A value as what is compared.
pub fn term(value: &dyn Literal) -> Term {
    Term::literal(value)
}

/// The value in a struct around it as a literal.
pub fn write_newtype<P: Primitive>(value: &P, text: &mut Text) {
    write_primitive(value, text);
}
