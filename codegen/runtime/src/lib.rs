//! What every generated type stands on: reading and writing JSON without loss.
//!
//! [`Page`], [`Delta`], [`Value`] and [`ErrorResponse`] are what services answer with, [`Extra`], [`Nav`] and [`Flags`] what
//! fields are made of, [`VariantOf`] marks what the enum of a type and its derived types holds, [`Lenient`] reads what does
//! not quite fit, [`CreateBody`] and [`UpdateBody`] leave out what clients cannot set and what was only read, and [`values`]
//! says what of each primitive type is accepted and written. [`json`] reads and writes text, faster than serde_json and with
//! less to compile.
//!
//! Generated crates have all of it as their module `runtime`. The crates that its API has types of are re-exported.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod __private;
mod answer;
mod body;
mod delta;
#[cfg(feature = "embed")]
#[doc(hidden)]
pub mod embed;
mod enumeration;
mod error;
mod extra;
mod fields;
mod foreign;
mod hash;
mod hierarchy;
pub mod json;
mod lenient;
mod macros;
mod meta;
mod nav;
mod newtype;
mod object;
mod page;
mod path;
mod read;
mod record;
mod spelling;
mod url;
mod value;
pub mod values;
mod write;

pub use {rust_decimal, serde, serde_json, time, uuid};

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
pub use self::values::{Binary, BinaryUrl, Duration, Geo, Stream};
pub use self::write::Structured;

#[cfg(test)]
mod tests;
