//! Reads OData CSDL metadata and writes typed Rust.

pub mod csdl;
pub mod diagnostics;
pub mod source;
