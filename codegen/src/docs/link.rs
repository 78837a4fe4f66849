//! Links to generated types.

use crate::plan::TypeId;

/// The links of a text to generated types.
pub type Links<'l> = &'l dyn Fn(TypeId) -> Link;

/// A link to a generated type.
#[derive(Clone, Debug)]
pub struct Link {
    /// The name of the type.
    pub name: String,
    /// Where it leads: a path of Rust, or a page.
    pub target: String,
}
