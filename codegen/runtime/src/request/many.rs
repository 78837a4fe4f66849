//! Where a collection is.

use std::ops::Deref;

use super::Resource;
use super::body::CreateOf;
use super::filter::Condition;
use super::key::{IntoKey, Key};
use super::message::{Method, Request};
use super::one::One;
use super::options::narrowing_options;
use super::path::{Path, places};
use super::search::Search;
use crate::json::FromJson;
use crate::page::Page;
use crate::record::VariantOf;

/// Where a collection of entities or complex values of a type is: what can be asked of it, and what it leads to.
#[must_use = "nothing is requested until a request is made of it and sent"]
pub struct Many<T: Resource> {
    path: Path,
    paths: T::Many,
}

/// A request for how many items a collection has (OData 4.01 Protocol, section 11.2.10).
pub type CountRequest<T> = Request<i64, Counted<T>>;

/// What a request is about that asks for no more than a number.
#[derive(Debug)]
pub struct Counted<T>(std::marker::PhantomData<fn(T)>);

impl<T: Resource> Many<T> {
    /// The item with a key (OData 4.01 URL Conventions, section 4.3).
    pub fn id(&self, key: impl IntoKey<T::Key>) -> One<T> {
        self.key(&key.into_key())
    }

    /// The item with a key of any kind.
    pub fn key(&self, key: &Key) -> One<T> {
        One::from(self.path.keyed(key, T::KEY, T::TYPE))
    }

    /// Those items that are of a derived type (OData 4.01 URL Conventions, section 4.11).
    pub fn cast<D: Resource + VariantOf<T::Any>>(&self) -> Many<D> {
        Many::from(self.path.segment(D::TYPE))
    }

    /// How many items there are (OData 4.01 Protocol, section 11.2.10).
    pub fn count(&self) -> CountRequest<T> {
        Request::text(Method::Get, &self.path.segment("$count"))
    }

    /// Adds an entity that exists to what the navigation property leads to (OData 4.01 Protocol, section 11.4.6.1).
    pub fn add_ref<U: Resource>(&self, to: &One<U>) -> Request<()> {
        to.path().referred_to(Method::Post, &self.path)
    }

    /// Makes the navigation property lead to these entities and no others, which stay (OData 4.01 Protocol, section 11.4.6.4).
    pub fn set_refs<'a, U: Resource>(&self, to: impl IntoIterator<Item = &'a One<U>>) -> Request<()> {
        let to: Vec<&Path> = to.into_iter().map(One::path).collect();
        let references: Vec<_> = to.iter().map(|path| path.as_reference()).collect();
        let mut request = Request::nothing(Method::Put, &self.path.segment("$ref")).argument("value", &references);
        to.iter().for_each(|path| request.parts.refer(path));
        request
    }

    /// Takes an entity out of what the navigation property leads to (OData 4.01 Protocol, section 11.4.6.2). The entity stays.
    pub fn delete_ref<U: Resource>(&self, to: &One<U>) -> Request<()> {
        let mut request = Request::nothing(Method::Delete, &self.path.segment("$ref")).query("$id", to.path().url());
        request.parts.refer(to.path());
        request
    }
}

impl<T: Resource<Any: FromJson>> Many<T> {
    /// Reads a page of it (OData 4.01 Protocol, section 11.2.6).
    pub fn get(&self) -> Request<Page<T::Any>, T> {
        Request::json(Method::Get, &self.path)
    }

    /// Creates an entity, along with those that are set in its navigation properties (OData 4.01 Protocol, section 11.4.2).
    pub fn create<M>(&self, body: &(impl CreateOf<T, M> + ?Sized)) -> Request<Option<T::Any>, T> {
        Request::maybe(Method::Post, &self.path).with_body(&|writer| body.write_create(writer))
    }

    /// Creates a media entity by its media (OData 4.01 Protocol, section 11.4.7.1).
    pub fn create_media(&self, bytes: impl Into<Vec<u8>>, media_type: impl AsRef<str>) -> Request<Option<T::Any>, T> {
        Request::maybe(Method::Post, &self.path).with_content(bytes, media_type)
    }
}

narrowing_options!(CountRequest<T>, [T], T, parts.options);

impl<T: Resource> From<Path> for Many<T> {
    fn from(path: Path) -> Self {
        Self { paths: T::Many::from(path.clone()), path }
    }
}

/// What it leads to.
impl<T: Resource> Deref for Many<T> {
    type Target = T::Many;

    fn deref(&self) -> &T::Many {
        &self.paths
    }
}

places! { Many<T: Resource> }
