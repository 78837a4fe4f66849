//! Generated types of each kind that there is: the expected output of golden tests, which is what the generator writes.
//!
//! Each of these is a crate of its own, and `crate::` in it stands for its root. So the roots are all one here.

#![allow(missing_docs, unreachable_pub, unused_attributes, unused_imports, reason = "They are roots of crates.")]

/// All primitive types, alone and in collections.
#[rustfmt::skip]
#[path = "../../fixtures/golden/primitives/expected/src/lib.rs"]
mod primitives;

/// Collections with nulls among their items, enum types, flags and type definitions.
#[rustfmt::skip]
#[path = "../../fixtures/golden/null-items/expected/src/lib.rs"]
mod null_items;

/// Hierarchies across namespaces, and navigation properties.
#[rustfmt::skip]
#[path = "../../fixtures/golden/inheritance/expected/src/lib.rs"]
mod inheritance;

/// Streams with their media types.
#[rustfmt::skip]
#[path = "../../fixtures/golden/streams/expected/src/lib.rs"]
mod streams;

pub use self::inheritance::*;
pub use self::null_items::*;
pub use self::primitives::*;
pub use self::streams::*;

/// Calls a macro with a list of types, of each kind that `runtime::json` reads and writes.
macro_rules! for_each_type {
    ($call:ident) => {
        $call! {
            serde_json::Value;
            graph_types::VppToken;
            graph_types::AnyVppTokenActionResult;
            graph_types::VppTokenState;
            graph_types::DeviceAppManagement;
            crate::AnySingle;
            crate::AnyMany;
            crate::Hall;
            crate::Facets;
            crate::living::AnyBeing;
            crate::zoo::Keeper;
            crate::mail::AnyMessage;
            runtime::Flags<crate::Days>;
            runtime::Page<graph_types::VppToken>;
            runtime::Page<graph_types::AnyEntity>;
            runtime::Page<i64>;
            runtime::Page<runtime::Delta<graph_types::VppToken>>;
            runtime::Delta<graph_types::VppToken>;
            runtime::Value<graph_types::VppTokenState>;
            runtime::Value<f64>;
            runtime::Value<Vec<crate::living::AnyBeing>>;
            runtime::ErrorResponse;
        }
    };
}
pub(crate) use for_each_type;
