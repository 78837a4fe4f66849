//! Requests, from the service's root to a typed answer. Nothing here sends them.
//!
//! A [`Service`] is where it begins. [`One`] and [`Many`] are where an entity and a collection are: they lead on by the methods that are
//! generated for their types, and make [`Request`]s. A request is data, and so is what it is answered with: method, URL, headers and body
//! go to whatever client there is, and [`Request::read_parts`] reads what comes back. With the feature `http` they are those of the
//! crate `http`: [`Request::send`].
//!
//! Conditions and the like are made of [`Property`] constants, which generated types have: [`Filter`], [`OrderBy`], [`Expand`],
//! [`Search`], [`Apply`]. Several requests are sent as one in a [`Batch`].
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
pub use self::member::PropertyAt;
pub use self::message::{ETag, Method, Request};
pub use self::one::One;
pub use self::order::{Order, OrderBy};
#[cfg(feature = "http")]
pub use self::pages::Pages;
pub use self::path::Path;
pub use self::property::{CastTo, Collection, LeadsTo, Property, PropertyPath, Related, Steps, it};
pub use self::search::Search;
pub use self::select::Select;
pub use self::service::{EnumLiterals, Keys, Service, Version};

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
