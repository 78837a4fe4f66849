//! Requests, from the service's root to a typed answer. Nothing here sends them.
//!
//! A [`Service`] is where it begins. [`One`] and [`Many`] are where an entity and a collection are: they lead on by the methods that are
//! generated for their types, and make [`Request`]s. A request is data, and so is what it is answered with: method, URL, headers and body
//! go to whatever client there is, and [`Request::read_parts`] reads what comes back. With the feature `http` they are those of the
//! crate `http`, and `Request::send` has a function send them.
//!
//! Conditions and the like are made of [`Property`] constants, which generated types have: [`Filter`], [`OrderBy`], [`Expand`],
//! [`Search`], [`Apply`]. Several requests are sent as one in a [`Batch`].
//!
//! ```
//! use odata_runtime::request::{Error, Headers, Method, Request, Service};
//! use odata_runtime::{Page, serde_json::Value};
//!
//! // With generated types this is `service.users().get()`, and an answer of users.
//! let service = Service::new("https://example.org/service")?;
//! let request: Request<Page<Value>> = service.segment("users").raw(Method::Get).top(2).query("$filter", "name eq 'Ada'");
//! assert_eq!(request.parts()?.url, "https://example.org/service/users?$top=2&$filter=name%20eq%20'Ada'");
//!
//! let page = request.read_parts(200, &Headers::new(), br#"{"value":[{"name":"Ada"}],"@odata.nextLink":"users?$skip=1"}"#)?;
//! assert_eq!(page.value[0]["name"], "Ada");
//! let next = request.next(&page).expect("the page has a link");
//! assert_eq!(next.parts()?.url, "https://example.org/service/users?$skip=1");
//!
//! let refused = request.read_parts(404, &Headers::new(), br#"{"error":{"code":"NotFound","message":"There are no users."}}"#);
//! assert!(matches!(refused, Err(Error::Service(error)) if error.code() == Some("NotFound")));
//! # Ok::<(), Error>(())
//! ```
//!
//! What nothing is generated for is there by name: [`Path::one`], [`Path::segment`], [`Request::query`], [`Request::header`], and
//! `raw` of each kind of expression. Whatever is given is percent-encoded.

mod answer;
mod apply;
mod batch;
mod body;
#[cfg(feature = "http")]
mod client;
mod encode;
mod error;
mod expand;
mod expression;
mod filter;
pub(crate) mod generated;
mod headers;
mod invocation;
mod key;
mod literal;
mod many;
mod media;
mod member;
mod message;
mod one;
mod options;
mod order;
mod pages;
mod path;
mod poll;
mod property;
mod search;
mod select;
mod service;
mod settings;
mod steps;
mod text;

pub use self::answer::{Accepted, Answered, Outcome};
pub use self::apply::{Aggregate, Apply};
pub use self::batch::{Answers, Batch, Group, Ticket};
pub use self::body::{CreateOf, UpdateOf};
pub use self::error::{AnswerError, AnswerFault, Error, RequestError, ServiceError};
pub use self::expand::Expand;
pub use self::expression::{Comparand, Dated, Expression, Numeric, Timed};
pub use self::filter::{Condition, Filter};
pub use self::headers::Headers;
pub use self::invocation::Invocation;
pub use self::key::{IntoKey, Key, NoKey};
pub use self::literal::Literal;
pub use self::many::{CountRequest, Counted, Many};
pub use self::media::Media;
pub use self::member::{ComplexAt, PropertyAt};
pub use self::message::{ETag, Method, Request, RequestParts};
pub use self::one::One;
pub use self::order::{Order, OrderBy};
#[cfg(feature = "http")]
pub use self::pages::Pages;
pub use self::path::Path;
pub use self::property::{CastTo, Collection, LeadsTo, Property, PropertyPath, Related, Steps, it, now};
pub use self::search::Search;
pub use self::select::Select;
pub use self::service::Service;
pub use self::settings::{EnumLiterals, Keys, Version};

/// A type whose values have URLs: an entity type, or a complex type that leads on.
#[diagnostic::on_unimplemented(message = "values of `{Self}` have no URLs: it is no entity type")]
pub trait Resource: Sized + 'static {
    /// What a value is read as: the struct, or the enum of it and its derived types.
    type Any;
    /// The key of an entity among others; [`NoKey`] where the type has none.
    type Key;
    /// What one leads to.
    type One: From<Path>;
    /// What a collection leads to.
    type Many: From<Path>;
    /// The qualified name.
    const TYPE: &'static str;
    /// The names of the properties of the key, or what they are called in it, in order.
    const KEY: &'static [&'static str];
}
