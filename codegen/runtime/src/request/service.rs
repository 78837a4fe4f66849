//! Services.

use std::ops::Deref;
use std::sync::Arc;

use super::Resource;
use super::batch::Batch;
use super::encode;
use super::error::Error;
use super::one::One;
use super::path::Path;
use crate::json::FromJson;
use crate::record::Nav;

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

/// How keys are written (OData 4.01 URL Conventions, sections 4.3 and 4.3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Keys {
    /// `users('ada')`, which all services understand.
    #[default]
    Parentheses,
    /// `users/ada`. Compound keys by name, alternate keys, and values that are no segment are in parentheses all the same.
    Segments,
}

/// How members of enums are written in URLs (OData 4.01 ABNF, rule `enum`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumLiterals {
    /// `sales.color'red'`, which services of version 4.0 are to understand.
    #[default]
    Qualified,
    /// `'red'`, which is enough for services of version 4.01, and all that some others take.
    MemberName,
}

/// The version of OData that a service is spoken to in: `OData-MaxVersion`, and `OData-Version` of bodies (OData 4.01 Protocol,
/// sections 8.1.5 and 8.2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Version {
    /// 4.0.
    #[default]
    V4,
    /// 4.01.
    V401,
}

impl Version {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::V4 => "4.0",
            Self::V401 => "4.01",
        }
    }
}

/// What is known of a service.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Without the slash at its end.
    pub(super) root: String,
    /// The query that the root URL has and all others are to have, too.
    pub(super) query: Option<String>,
    pub(super) keys: Keys,
    pub(super) enum_literals: EnumLiterals,
    pub(super) version: Version,
    pub(super) is_ieee754: bool,
}

impl Service {
    /// The service at a root URL, with a slash at its end or without. A query that it has, such as `?sap-client=100`, is part of all
    /// requests.
    ///
    /// # Errors
    ///
    /// A text that is no URL of `http` or `https`, or has a fragment.
    pub fn new(root: impl AsRef<str>) -> Result<Self, Error> {
        Self::of(root.as_ref())
    }

    fn of(root: &str) -> Result<Self, Error> {
        let (base, query) = root.split_once('?').map_or((root, None), |(base, query)| (base, Some(query)));
        let host = ["https://", "http://"].iter().find_map(|scheme| {
            let rest = base.get(scheme.len()..).filter(|_| base[..scheme.len()].eq_ignore_ascii_case(scheme))?;
            rest.split('/').next().filter(|host| !host.is_empty())
        });
        if host.is_none() || root.contains('#') {
            return Err(Error::request(format!("`{root}` is no root URL of a service")));
        }
        let root = encode::link(base.trim_end_matches('/'));
        let query = query.filter(|query| !query.is_empty()).map(encode::link);
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
    /// Relative URLs are taken for such that are relative to the root of the service. A service can send the URL of any host:
    /// look at it before sending it what nobody else is to know.
    pub fn at<T: Resource>(&self, odata_id: impl AsRef<str>) -> One<T> {
        One::from(self.path.at(odata_id.as_ref()))
    }

    /// What a navigation property leads to that has been read, be it a reference, as all of those of Redfish are, or an entity; `None`
    /// if it is absent or has no `@odata.id`.
    ///
    /// ```
    /// # use odata_runtime::request::{NoKey, Path, Resource, Service};
    /// # use odata_runtime::{Nav, json};
    /// # struct Chassis;
    /// # json::by_serde!(Chassis);
    /// # impl serde::Serialize for Chassis {
    /// #     fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> { serializer.serialize_none() }
    /// # }
    /// # impl<'de> serde::Deserialize<'de> for Chassis {
    /// #     fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> { Ok(Self) }
    /// # }
    /// # impl Resource for Chassis {
    /// #     type Any = Self; type Key = NoKey; type One = Path; type Many = Path;
    /// #     const TYPE: &'static str = "Chassis.Chassis"; const KEY: &'static [&'static str] = &[];
    /// # }
    /// # let mut link: Nav<Chassis> = Nav::new();
    /// # link.state_mut();
    /// let service = Service::new("https://bmc.example.org/redfish/v1")?;
    /// assert!(service.follow::<Chassis>(&link).is_none());
    /// # Ok::<(), odata_runtime::request::Error>(())
    /// ```
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

/// Shared by all paths of a service.
pub(super) type SharedSettings = Arc<Settings>;
