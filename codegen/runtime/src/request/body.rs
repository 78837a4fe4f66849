//! What a request that creates or changes an entity has as its body.

use serde_json::{Map, Value};

use super::Resource;
use super::message::Request;
use crate::body::{Changes, CreateBody, UpdateBody};
use crate::json::ToJson;
use crate::record::{Hierarchy, VariantOf, as_dyn};
use crate::schema::Types;
use crate::syntax::{Error, Writer};
use crate::write::{Object, Structured};

/// What an entity of a type `T` can be created from: a value of that type, or of a derived type, which then is told by `@odata.type`;
/// a [`CreateBody`] of any entity or complex value; and JSON.
///
/// `M` tells these apart, and is never to be named.
#[diagnostic::on_unimplemented(
    message = "no `{T}` is created from a `{Self}`",
    label = "neither a `{T}`, nor of a type derived from it, nor a `CreateBody`",
    note = "`CreateBody(&value)` takes any entity or complex value, and `serde_json::Value` is taken as it is"
)]
pub trait CreateOf<T, M> {
    /// Writes the body.
    #[doc(hidden)]
    fn write_create(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// What an entity of a type `T` can be updated from: a value of that type, or of a derived type, which then is told by `@odata.type`;
/// an [`UpdateBody`] of any entity or complex value; [`Changes`]; and JSON.
///
/// `M` tells these apart, and is never to be named.
#[diagnostic::on_unimplemented(
    message = "no `{T}` is updated from a `{Self}`",
    label = "neither a `{T}`, nor of a type derived from it, nor an `UpdateBody`, nor `Changes`",
    note = "`UpdateBody(&value)` takes any entity or complex value, and `serde_json::Value` is taken as it is"
)]
pub trait UpdateOf<T, M> {
    /// Writes the body.
    #[doc(hidden)]
    fn write_update(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// Why a value can be the body of a request.
mod reason {
    /// It is of the type that answers are read as.
    #[derive(Debug)]
    pub enum Itself {}
    /// It is of one of the types that the enum holds.
    #[derive(Debug)]
    pub enum Variant {}
    /// It is a body.
    #[derive(Debug)]
    pub enum Body {}
}
use self::reason::{Body, Itself, Variant};

impl<B: ToJson, T: Resource<Any = B>> CreateOf<T, Itself> for B {
    fn write_create(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        CreateBody(self).write_json(writer)
    }
}

impl<B: ToJson, T: Resource<Any = B>> UpdateOf<T, Itself> for B {
    fn write_update(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        UpdateBody(self).write_json(writer)
    }
}

impl<T: Resource<Any: Hierarchy>, B: VariantOf<T::Any>> CreateOf<T, Variant> for B {
    fn write_create(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        CreateBody(&VariantBody(variant(T::Any::types(), self))).write_json(writer)
    }
}

impl<T: Resource<Any: Hierarchy>, B: VariantOf<T::Any>> UpdateOf<T, Variant> for B {
    fn write_update(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        UpdateBody(&VariantBody(variant(T::Any::types(), self))).write_json(writer)
    }
}

/// A struct as the enum that has a variant for it would be written.
struct VariantBody<'a>(Object<'a>);

fn variant<'a>(types: &'static Types, record: &'a impl crate::record::Record) -> Object<'a> {
    let record = as_dyn(record);
    Object::of_hierarchy(types, (types.number(record.meta().odata_type()), record))
}

impl ToJson for VariantBody<'_> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.0.write(writer)
    }
}

macro_rules! bodies {
    ($($trait:ident $method:ident: [$($lifetime:lifetime $value:ident)?] $body:ty;)*) => {$(
        impl<$($lifetime, $value: ToJson + Structured + ?Sized,)? T> $trait<T, Body> for $body {
            fn $method(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                self.write_json(writer)
            }
        }
    )*};
}
bodies! {
    CreateOf write_create: ['a V] CreateBody<'a, V>;
    CreateOf write_create: [] Value;
    CreateOf write_create: [] Map<String, Value>;
    UpdateOf write_update: ['a V] UpdateBody<'a, V>;
    UpdateOf write_update: [] Changes;
    UpdateOf write_update: [] Value;
    UpdateOf write_update: [] Map<String, Value>;
}

impl<O, T> Request<O, T> {
    /// The same with a body that a function writes.
    pub(super) fn with_body(mut self, write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>) -> Self {
        self.parts.json(&Written(write));
        self
    }
}

/// JSON that a function writes.
struct Written<'a>(&'a dyn Fn(&mut Writer<'_>) -> Result<(), Error>);

impl ToJson for Written<'_> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        (self.0)(writer)
    }
}
