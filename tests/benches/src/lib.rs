//! What the benches read and write: the generated types, the same types as one writes them with serde alone, and pages.

#![forbid(unsafe_code)]
// The unit tests of the runtime run in the package that has it as its library.
#![cfg(not(test))]
#![allow(missing_docs, reason = "It is for the benches only.")]

pub mod data;
pub mod plain;

#[path = "../../../codegen/runtime/lib.rs"]
pub mod runtime;

/// The expected output of a golden test, which is therefore what the generator writes.
#[path = "../../fixtures/golden/office/expected/src"]
mod generated {
    #[rustfmt::skip]
    pub mod office;
}

pub use self::generated::office;
