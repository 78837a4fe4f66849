//! Where one entity or complex value is.

use std::ops::Deref;

use super::Resource;
use super::body::{CreateOf, UpdateOf};
use super::media::Media;
use super::member::{ComplexAt, PropertyAt};
use super::message::{Method, Request};
use super::path::{Path, places};
use super::property::Property;
use crate::json::FromJson;
use crate::record::{Record, VariantOf};

/// Where one entity or complex value of a type is: what can be asked of it, and what it leads to.
#[must_use = "nothing is requested until a request is made of it and sent"]
pub struct One<T: Resource> {
    path: Path,
    paths: T::One,
}

impl<T: Resource> One<T> {
    /// The same as one of a derived type (OData 4.01 URL Conventions, section 4.11).
    pub fn cast<D: Resource + VariantOf<T::Any>>(&self) -> One<D> {
        One::from(self.path.segment(D::TYPE))
    }

    /// Its media, if it is a media entity: its `$value` (OData 4.01 Protocol, section 11.2.3).
    pub fn media(&self) -> Media {
        Media::from(self.path.segment("$value"))
    }

    /// One of its complex properties, to be read or changed by itself (OData 4.01 Protocol, sections 11.2.4 and 11.4.9).
    pub fn complex<V: Record>(&self, property: Property<T, V>) -> ComplexAt<V> {
        ComplexAt::from(self.path.segment(property.name()))
    }

    /// One of its properties that is not a single complex value, to be read or changed by itself (OData 4.01 Protocol, sections 11.2.4
    /// and 11.4.9).
    pub fn property<V>(&self, property: Property<T, V>) -> PropertyAt<V> {
        PropertyAt::from(self.path.segment(property.name()))
    }

    /// Deletes it (OData 4.01 Protocol, section 11.4.5), or makes the value of a property null.
    pub fn delete(&self) -> Request<()> {
        Request::nothing(Method::Delete, &self.path)
    }

    /// Makes the navigation property that leads here lead to another entity (OData 4.01 Protocol, section 11.4.6.3).
    pub fn set_ref<U: Resource>(&self, to: &One<U>) -> Request<()> {
        to.path.referred_to(Method::Put, &self.path)
    }

    /// Ends that the navigation property leads here (OData 4.01 Protocol, section 11.4.6.2). The entity stays.
    pub fn delete_ref(&self) -> Request<()> {
        Request::nothing(Method::Delete, &self.path.segment("$ref"))
    }
}

impl<T: Resource<Any: FromJson>> One<T> {
    /// Reads it (OData 4.01 Protocol, section 11.2.2).
    pub fn get(&self) -> Request<T::Any, T> {
        Request::json(Method::Get, &self.path)
    }

    /// Changes the properties that a body has (OData 4.01 Protocol, section 11.4.3).
    pub fn update<M>(&self, body: &(impl UpdateOf<T, M> + ?Sized)) -> Request<Option<T::Any>, T> {
        Request::maybe(Method::Patch, &self.path).with_body(&|writer| body.write_update(writer))
    }

    /// Changes all properties: those that a body does not have get the values that they have by default (OData 4.01 Protocol, section
    /// 11.4.3).
    pub fn replace<M>(&self, body: &(impl CreateOf<T, M> + ?Sized)) -> Request<Option<T::Any>, T> {
        Request::maybe(Method::Put, &self.path).with_body(&|writer| body.write_create(writer))
    }

    /// Changes the properties that a body has, or creates an entity with them and this key if there is none (OData 4.01 Protocol, section
    /// 11.4.4).
    ///
    /// To create it only, add `.if_none_match("*")`.
    pub fn upsert<M>(&self, body: &(impl CreateOf<T, M> + ?Sized)) -> Request<Option<T::Any>, T> {
        Request::maybe(Method::Patch, &self.path).with_body(&|writer| body.write_create(writer))
    }
}

impl Path {
    /// What refers to this as an entity in a body (OData JSON Format 4.01, section 14).
    pub(super) fn as_reference(&self) -> serde_json::Value {
        serde_json::json!({ "@odata.id": self.url() })
    }

    /// A request that refers to this as an entity.
    pub(super) fn referred_to(&self, method: Method, from: &Path) -> Request<()> {
        let mut request = Request::nothing(method, &from.segment("$ref")).with_json(&self.as_reference());
        request.parts.refer(self);
        request
    }
}

impl<T: Resource> From<Path> for One<T> {
    fn from(path: Path) -> Self {
        Self { paths: T::One::from(path.clone()), path }
    }
}

/// What it leads to.
impl<T: Resource> Deref for One<T> {
    type Target = T::One;

    fn deref(&self) -> &T::One {
        &self.paths
    }
}

places! { One<T: Resource> }

impl<T: Resource> From<&One<T>> for String {
    /// The URL, as [`Nav::bind`](crate::Nav::bind) takes it.
    fn from(one: &One<T>) -> Self {
        one.path.url()
    }
}
