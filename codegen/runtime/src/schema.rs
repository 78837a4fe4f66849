//! What generated code says of types: the names of properties, of members, and of derived types.
//!
//! It is text, which becomes tables when it is needed for the first time.

mod member_name;
mod members;
mod meta;
mod names;
mod types;

pub(crate) use self::member_name::MemberName;
pub use self::members::Members;
pub use self::members::UNRECOGNIZED;
pub use self::meta::Meta;
pub(crate) use self::meta::{Access, Table};
pub use self::types::Types;
pub(crate) use self::types::{OTHER, TYPE_MEMBERS, qualified_name};
