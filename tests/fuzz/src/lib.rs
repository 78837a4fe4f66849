//! What holds of any input: each function is given one, and panics if it does not hold.
//!
//! The targets in `targets/` have libFuzzer look for inputs, as `.ci/fuzz` starts it. The tests take those in `seeds/` and in
//! `regressions/`, so that what was found once is not forgotten.

#![forbid(unsafe_code)]

mod doubtful;
mod pipeline;
mod reader;
mod round_trip;
mod types;

pub use self::pipeline::pipeline;
pub use self::reader::reader;
pub use self::round_trip::round_trip;
#[doc(hidden)]
pub use self::types::*;
