//! What every generated type stands on: reading and writing JSON without loss.

#![forbid(unsafe_code)]

pub mod values;
