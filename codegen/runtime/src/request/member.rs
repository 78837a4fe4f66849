//! Properties by themselves.

use std::marker::PhantomData;

use super::literal::Literal;
use super::media::Media;
use super::message::{Method, Request};
use super::path::{Path, places};
use crate::body::{CreateBody, UpdateBody};
use crate::json::{FromJson, ToJson};
use crate::record::Record;
use crate::value::Value;

/// Where a property with values of a type is: primitive, an enum, or a collection (OData 4.01 Protocol, section 11.2.4).
///
/// A complex value is at a [`ComplexAt`], as it comes by itself and not in a `value`.
#[must_use = "nothing is requested until a request is made of it and sent"]
pub struct PropertyAt<V> {
    path: Path,
    values: PhantomData<fn() -> V>,
}

/// Where a property with one complex value is (OData 4.01 Protocol, section 11.2.4).
#[must_use = "nothing is requested until a request is made of it and sent"]
pub struct ComplexAt<V> {
    path: Path,
    values: PhantomData<fn() -> V>,
}

impl<V> PropertyAt<V> {
    /// Its raw value, without JSON around it (OData 4.01 Protocol, section 11.2.4.1).
    pub fn raw_value(&self) -> Media {
        Media::from(self.path.segment("$value"))
    }
}

impl<V: FromJson + ToJson> PropertyAt<V> {
    /// Reads it. That it is null comes as an answer without content, which [`optional`](Request::optional) takes for `None`.
    pub fn get(&self) -> Request<Value<V>> {
        Request::json(Method::Get, &self.path)
    }
}

impl<V: ToJson> PropertyAt<V> {
    /// Changes it (OData 4.01 Protocol, sections 11.4.9.1 and 11.4.9.4).
    pub fn put(&self, value: &V) -> Request<()> {
        Request::nothing(Method::Put, &self.path).argument("value", value)
    }
}

impl<V: ToJson + Literal> PropertyAt<Vec<V>> {
    /// Adds an item to the collection (OData 4.01 Protocol, section 11.4.9.4).
    pub fn add(&self, item: &V) -> Request<()> {
        Request::nothing(Method::Post, &self.path).argument("value", item)
    }
}

impl<V: Record + Default> PropertyAt<Vec<V>> {
    /// Adds an item to the collection of complex values (OData 4.01 Protocol, section 11.4.9.4).
    pub fn add_complex(&self, item: &V) -> Request<()> {
        Request::nothing(Method::Post, &self.path).with_body(&|writer| CreateBody(item).write_json(writer))
    }
}

impl<V: Record + Default> ComplexAt<V> {
    /// Reads it. That it is null comes as an answer without content, which [`optional`](Request::optional) takes for `None`.
    pub fn get(&self) -> Request<V, V> {
        Request::json(Method::Get, &self.path)
    }

    /// Changes all of it (OData 4.01 Protocol, section 11.4.9.3).
    pub fn put(&self, value: &V) -> Request<()> {
        Request::nothing(Method::Put, &self.path).with_body(&|writer| CreateBody(value).write_json(writer))
    }

    /// Changes those of its properties that a value has (OData 4.01 Protocol, section 11.4.9.3).
    pub fn update(&self, value: &V) -> Request<()> {
        Request::nothing(Method::Patch, &self.path).with_body(&|writer| UpdateBody(value).write_json(writer))
    }
}

places! { PropertyAt<V> ComplexAt<V> }

macro_rules! members {
    ($($type:ident)*) => {$(
        impl<V> $type<V> {
            /// Makes it null, or empty if it is a collection (OData 4.01 Protocol, sections 11.4.9.2 and 11.4.9.4).
            pub fn delete(&self) -> Request<()> {
                Request::nothing(Method::Delete, &self.path)
            }
        }

        impl<V> From<Path> for $type<V> {
            fn from(path: Path) -> Self {
                Self { path, values: PhantomData }
            }
        }
    )*};
}
members! { PropertyAt ComplexAt }
