//! What a path leads to by name.

use super::Resource;
use super::invocation::Invocation;
use super::literal::Literal;
use super::many::Many;
use super::media::Media;
use super::message::{Method, Request};
use super::one::One;
use super::path::Path;
use crate::json::{FromJson, ToJson};

/// What leads from anywhere to what no method is generated for.
impl Path {
    /// What is one at a further path, which may have several segments: `service.one::<User>("me/manager")`.
    pub fn one<T: Resource>(&self, path: impl AsRef<str>) -> One<T> {
        One::from(self.joined(path.as_ref()))
    }

    /// What is a collection at a further path, which may have several segments.
    pub fn many<T: Resource>(&self, path: impl AsRef<str>) -> Many<T> {
        Many::from(self.joined(path.as_ref()))
    }

    /// What is a stream at a further path, which may have several segments.
    pub fn stream(&self, path: impl AsRef<str>) -> Media {
        Media::from(self.joined(path.as_ref()))
    }

    /// An action by its name, which is qualified if the action is bound (OData 4.01 Protocol, section 11.5.5.1).
    pub fn action(&self, name: impl AsRef<str>, arguments: &[(&str, &dyn ToJson)]) -> Invocation {
        Invocation::action(self, name.as_ref(), arguments)
    }

    /// A function by its name, which is qualified if the function is bound (OData 4.01 Protocol, section 11.5.4.1).
    pub fn function(&self, name: impl AsRef<str>, arguments: &[(&str, &dyn Literal)]) -> Invocation {
        Invocation::function(self, name.as_ref(), arguments)
    }

    /// A request of any kind that is answered with JSON of any kind.
    pub fn raw<O: FromJson>(&self, method: Method) -> Request<O> {
        Request::json(method, self)
    }
}
