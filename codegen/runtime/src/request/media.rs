//! Streams.

use super::message::{Method, Request};
use super::path::Path;

/// Where a stream is: that of a media entity, a stream property, or the raw value of another (OData 4.01 Protocol, sections 11.2.3, 11.4.7 and 11.4.8).
#[derive(Clone, Debug)]
#[must_use = "nothing is requested until a request is made of it and sent"]
pub struct Media {
    path: Path,
}

impl Media {
    /// The URL that it is at.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it.
    pub fn get(&self) -> Request<Vec<u8>> {
        Request::bytes(Method::Get, &self.path)
    }

    /// Replaces it by bytes of a media type (OData 4.01 Protocol, sections 11.4.7.2 and 11.4.8.1).
    pub fn put(&self, bytes: impl Into<Vec<u8>>, media_type: impl AsRef<str>) -> Request<()> {
        Request::nothing(Method::Put, &self.path).with_content(bytes, media_type)
    }

    /// Deletes it, and the entity if it is that of a media entity (OData 4.01 Protocol, sections 11.4.7.3 and 11.4.8.2).
    pub fn delete(&self) -> Request<()> {
        Request::nothing(Method::Delete, &self.path)
    }
}

impl From<Path> for Media {
    fn from(path: Path) -> Self {
        Self { path }
    }
}
