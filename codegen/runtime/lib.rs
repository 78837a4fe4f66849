//! What every generated type stands on: reading and writing JSON without loss.
//!
//! [`Page`], [`Delta`], [`Value`] and [`ErrorResponse`] are what services answer with, [`Extra`], [`Nav`] and [`Flags`] what
//! fields are made of, [`VariantOf`] marks what the enum of a type and its derived types holds, [`Lenient`] reads what does
//! not quite fit, [`CreateBody`] and [`UpdateBody`] leave out what clients cannot set and what was only read, and [`values`]
//! says what of each primitive type is accepted and written. [`json`] reads and writes text, faster than serde_json and with
//! less to compile. The other modules are for generated code.

#![forbid(unsafe_code)]

mod answer;
mod body;
mod delta;
mod error;
mod extra;
mod fields;
mod hash;
pub mod json;
mod lenient;
mod meta;
mod nav;
mod page;
mod path;
mod spelling;
mod url;

#[doc(hidden)]
pub mod enumeration;
#[doc(hidden)]
pub mod foreign;
#[doc(hidden)]
pub mod hierarchy;
mod macros;
#[doc(hidden)]
pub mod newtype;
#[doc(hidden)]
pub mod object;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod record;
mod value;
pub mod values;
#[doc(hidden)]
pub mod write;

#[allow(unused_imports, reason = "Not every crate has types of each kind.")]
pub(crate) use self::macros::{display, entity, enumeration, hierarchy, newtype, record, wrapper};

pub use self::body::{Changes, CreateBody, Ieee754Compatible, UpdateBody};
pub use self::delta::{Delta, DeltaLink, Removed, RemovedReason};
pub use self::enumeration::{Flags, UnrecognizedMember};
pub use self::error::{ErrorResponse, ODataError};
pub use self::extra::Extra;
pub use self::hierarchy::VariantOf;
pub use self::lenient::{Lenient, Misfit};
pub use self::nav::Nav;
pub use self::page::Page;
pub use self::value::Value;
pub use self::values::{Binary, Duration, Geo, Stream};
pub use self::write::Structured;

#[cfg(test)]
mod tests;
