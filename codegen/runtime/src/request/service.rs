//! Services.

use std::ops::Deref;

use super::Resource;
use super::batch::Batch;
use super::encode;
use super::error::Error;
use super::many::Many;
use super::one::One;
use super::path::Path;
use super::settings::{EnumLiterals, Keys, Settings, Version};
use crate::json::FromJson;
use crate::record::Nav;
use crate::url;

/// A service: its root URL, and what it understands.
///
/// The service that is generated for a metadata document has one in it, with the settings that the document states.
///
/// ```
/// use odata_runtime::request::{EnumLiterals, Keys, Service};
///
/// let service = Service::new("https://example.org/service/")?.keys(Keys::Segments).enum_literals(EnumLiterals::MemberName);
/// assert_eq!(service.segment("users").url(), "https://example.org/service/users");
/// # Ok::<(), odata_runtime::request::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Service {
    path: Path,
}

impl Service {
    /// The service at a root URL, with a slash at its end or without. A query that it has, such as `?sap-client=100`, is part of all
    /// requests to what is below that URL; what a request itself gives a value to has that value.
    ///
    /// # Errors
    ///
    /// A text that is no URL of `http` or `https`, or has a fragment.
    pub fn new(root: impl AsRef<str>) -> Result<Self, Error> {
        Self::of(root.as_ref())
    }

    fn of(root: &str) -> Result<Self, Error> {
        if !url::is_http(root) || root.contains('#') {
            return Err(Error::request(format!(
                "`{root}` cannot be the root URL of a service: it must begin with `https://` or `http://` and a host in ASCII letters, \
                 and have no `#`"
            )));
        }
        // Without steps within the path, as links that the service gives have none either.
        let root = encode::link(&url::resolve(root, root));
        let (base, query) = root.split_once('?').map_or((root.as_str(), None), |(base, query)| (base, Some(query)));
        let (root, query) =
            (base.trim_end_matches('/').to_owned(), query.filter(|query| !query.is_empty()).map(str::to_owned));
        Ok(Self { path: Path::root(Settings { root, query, ..Settings::default() }) })
    }

    fn with(self, set: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = (**self.path.settings()).clone();
        set(&mut settings);
        Self { path: Path::root(settings) }
    }

    /// Makes the service one that has keys in parentheses or in segments of their own.
    pub fn keys(self, keys: Keys) -> Self {
        self.with(|settings| settings.keys = keys)
    }

    /// Makes the service one that has members of enums with their types in front or without.
    pub fn enum_literals(self, literals: EnumLiterals) -> Self {
        self.with(|settings| settings.enum_literals = literals)
    }

    /// Makes the service one of a version of OData.
    pub fn version(self, version: Version) -> Self {
        self.with(|settings| settings.version = version)
    }

    /// Has all `Edm.Int64` and `Edm.Decimal` sent and answered as strings (OData JSON Format 4.01, section 3.2), for services that have
    /// no numbers of 64 bits: see [`Ieee754Compatible`](crate::Ieee754Compatible).
    pub fn ieee754_compatible(self) -> Self {
        self.with(|settings| settings.is_ieee754 = true)
    }

    /// The path that all others begin with.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A batch of requests, which has none yet (OData 4.01 Protocol, section 11.7).
    pub fn batch(&self) -> Batch {
        Batch::new(&self.path)
    }

    /// What is at a URL that the service gave: an `@odata.id`, which may be relative (OData JSON Format 4.01, section 4.5.8).
    ///
    /// Relative URLs are taken for such that are relative to the root of the service. A query that the URL has stays, and further steps
    /// go in front of it. A service can send the URL of any host: look at it before sending it what nobody else is to know. No
    /// request can be made of what is no URL of `http` or `https`, nor of a part of something: of a URL with a fragment.
    pub fn at<T: Resource>(&self, odata_id: impl AsRef<str>) -> One<T> {
        One::from(self.path.at(odata_id.as_ref()))
    }

    /// What is a collection at a URL that the service gave, such as the rest of one that came along:
    /// [`Extra::next_link`](crate::Extra::next_link). What holds for [`at`](Self::at) holds for it.
    pub fn many_at<T: Resource>(&self, link: impl AsRef<str>) -> Many<T> {
        Many::from(self.path.at(link.as_ref()))
    }

    /// What a navigation property leads to that has been read, be it a reference, as all of those of Redfish are, or an entity; `None`
    /// if it is absent or has no `@odata.id`.
    pub fn follow<T: Resource>(&self, link: &Nav<T::Any>) -> Option<One<T>> {
        link.raw().and_then(odata_id).map(|id| self.at(id))
    }

    /// What a navigation property with many leads to: those items that have an `@odata.id`.
    pub fn follow_all<T: Resource>(&self, links: &Nav<Vec<T::Any>>) -> Vec<One<T>> {
        let items = links.raw().and_then(|text| crate::json::items(text).ok()).unwrap_or_default();
        items.into_iter().filter_map(odata_id).map(|id| self.at(id)).collect()
    }
}

/// The `@odata.id` of an object, which may have it by the name of version 4.01.
fn odata_id(text: &str) -> Option<String> {
    let value = serde_json::Value::read_json(&mut crate::syntax::Reader::new(text)).ok()?;
    ["@odata.id", "@id"].iter().find_map(|name| value.get(name)?.as_str().map(str::to_owned))
}

impl Deref for Service {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl From<Service> for Path {
    fn from(service: Service) -> Self {
        service.path
    }
}
