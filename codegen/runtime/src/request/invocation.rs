//! Operations.

use super::Resource;
use super::answer::{Read, read_bytes, read_json, read_nothing};
use super::literal::Literal;
use super::many::Many;
use super::message::{Accepts, Call, Method, Request};
use super::one::One;
use super::path::Path;
use crate::json::{FromJson, ToJson};

/// An action or a function with its arguments, before it is known what it returns (OData 4.01 Protocol, section 11.5).
#[derive(Clone, Debug)]
#[must_use = "an operation is not invoked until a request is made of it and sent"]
pub struct Invocation {
    request: Request<()>,
}

impl Invocation {
    pub(super) fn action(path: &Path, name: &str, arguments: &[(&str, &dyn ToJson)]) -> Self {
        let mut request = Request::nothing(Method::Post, &path.segment(name));
        // Without arguments, too, as only services of version 4.01 have to do without a body (OData JSON Format 4.01, section 18), and
        // some do not in batches.
        request.parts.members();
        for (name, value) in arguments {
            request.parts.set_member(name, *value);
        }
        Self { request }
    }

    pub(super) fn function(path: &Path, name: &str, arguments: &[(&str, &dyn Literal)]) -> Self {
        let mut request = Request::nothing(Method::Get, path);
        request.parts.call = Some(Call { name: name.to_owned(), arguments: Vec::new() });
        for (name, value) in arguments {
            request.parts.set_parameter(name, *value);
        }
        Self { request }
    }

    /// It returns nothing.
    pub fn none<T>(self) -> Request<(), T> {
        Request::of(self.request.parts, Read::Plain(read_nothing))
    }

    /// It returns what JSON tells: an entity, a complex value, a [`Page`](crate::Page) of any, a [`Value`](crate::Value) of a primitive type.
    pub fn json<O: FromJson, T>(self) -> Request<O, T> {
        Request::of(self.request.parts, Read::Plain(read_json))
    }

    /// It returns bytes.
    pub fn stream(self) -> Request<Vec<u8>> {
        let mut parts = self.request.parts;
        parts.accepts = Accepts::Anything;
        Request::of(parts, Read::Plain(read_bytes))
    }

    /// It is a function that returns one, and more can follow: composable (OData 4.01 Protocol, section 11.5.4.1).
    pub fn one<T: Resource>(self) -> One<T> {
        One::from(self.request.parts.target())
    }

    /// It is a function that returns many, and more can follow.
    pub fn many<T: Resource>(self) -> Many<T> {
        Many::from(self.request.parts.target())
    }
}
