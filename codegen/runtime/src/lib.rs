//! What every generated type stands on: reading and writing JSON without loss.
//!
//! - [`json`] reads and writes text, faster than serde_json and with less to compile.
//! - [`Page`], [`Delta`], [`Value`] and [`ErrorResponse`] are what services answer with. [`Lenient`] reads what does not quite fit.
//! - [`Extra`], [`Nav`] and [`Flags`] are what fields are made of, and [`VariantOf`] marks what the enum of a type and its derived
//!   types holds. [`values`] says what of each primitive type is accepted and written.
//! - [`CreateBody`] and [`UpdateBody`] leave out what clients cannot set and what was only read.
//!
//! Generated crates have all of it as their module `runtime`. The crates that its API has types of are re-exported.
//!
//! With the feature `requests`, the module `request` makes requests and reads their answers; with `http`, those of the crate of that name.
//!
//! With the feature `serde`, which is on by default, generated types have serde's traits.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "embed")]
#[doc(hidden)]
pub mod embed;
mod macros;

// The layers, each of which uses none but those before it.
mod compare;
mod read;
mod record;
mod schema;
mod syntax;
pub mod values;
mod write;
// What users name.
mod body;
mod delta;
mod error_response;
pub mod json;
mod lenient;
mod nav;
mod page;
#[cfg(feature = "requests")]
pub mod request;
mod url;
mod value;

#[cfg(feature = "http")]
pub use http;
pub use {rust_decimal, serde, serde_json, time, uuid};

pub use self::body::{Changes, CreateBody, Ieee754Compatible, UpdateBody};
pub use self::delta::{Delta, DeltaLink, Removed, RemovedReason};
pub use self::error_response::{ErrorResponse, ODataError};
pub use self::json::{Error, ErrorKind};
pub use self::lenient::{Lenient, Misfit};
pub use self::page::Page;
pub use self::record::{Extra, Flags, Nav, UnrecognizedMember, VariantOf};
pub use self::value::Value;
pub use self::values::{Binary, BinaryUrl, Duration, Geo, Stream};
pub use self::write::Structured;

// They are about what serde_json has to come to as well.
#[cfg(all(test, feature = "serde"))]
mod tests;
