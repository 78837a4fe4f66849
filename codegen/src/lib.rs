//! Reads OData CSDL metadata and writes typed Rust.

pub mod config;
pub mod csdl;
pub mod diagnostics;
pub mod model;
mod names;
pub mod output;
pub mod plan;
pub mod source;
