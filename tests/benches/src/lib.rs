//! What the benches read and write: the generated types, the same types as one writes them with serde alone, and pages.

#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "It is for the benches only.")]

pub mod data;
pub mod plain;

pub use odata_runtime as runtime;

/// The expected output of a golden test, which is therefore what the generator writes.
#[path = "../../fixtures/golden/office/expected/src"]
mod generated {
    #[rustfmt::skip]
    pub mod office;
}

pub use self::generated::office;
