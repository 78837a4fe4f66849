//! What a change of the schemas or of the selection does to the generated Rust, and whether it breaks its users.
//!
//! Compared are the plans of both sides, and the operations, of which Rust is made for requests only. Types, properties and members are
//! the same if their names in the schemas are. What is breaking follows the SemVer reference of Cargo
//! (<https://doc.rust-lang.org/cargo/reference/semver.html>), with one distinction that it does not make: a new public
//! field breaks only struct literals and patterns that list all fields. Nearly every release of a service adds
//! properties, so generated structs promise less: literals end with `..Default::default()` and patterns with `..`. Such
//! changes are told apart as [`Impact::BreakingLiterals`], for whoever promises more.

mod changes;
mod facts;
mod fields;
mod generated;
mod index;
mod operations;
mod plans;
mod requests;
mod text;
mod types;

pub(crate) use self::changes::{Comparison, Impact};
pub(crate) use self::generated::generated;
pub(crate) use self::text::{markdown, text};
#[cfg(test)]
pub(crate) use self::{index::Side, plans::compare};
