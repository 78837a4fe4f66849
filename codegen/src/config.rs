//! What to generate: plain data, from a program, from `codegen.toml` and from the command line.
//!
//! All of them fill in a [`Config`], and what none of them says has its default. The command line wins over the file.

mod check;
mod crate_name;
mod derived;
mod file;
mod key;
mod keys;
mod load;
mod options;
mod paths;
mod pattern;
mod places;
mod reader;
mod runtime;
pub(crate) mod rust;
mod setting;
mod shape;
mod tables;
#[cfg(feature = "cli")]
mod template;

pub(crate) use self::check::{RENAME_HELP, is_optional};
#[cfg(feature = "cli")]
pub(crate) use self::derived::folder_name;
pub use self::keys::Config;
#[doc(hidden)]
pub use self::keys::{Flag, Key};
pub(crate) use self::options::Choice;
#[doc(hidden)]
pub use self::options::Word;
pub use self::options::{Attributes, Base64, Derived, Emit, Kind, Navigation, Unresolved, Versions};
pub(crate) use self::pattern::Pattern;
pub(crate) use self::places::Places;
pub(crate) use self::runtime::PACKAGE as RUNTIME_PACKAGE;
pub use self::runtime::{GitReference, Runtime};
#[doc(hidden)]
pub use self::shape::{Fallback, Scope, Shape};

#[cfg(test)]
mod tests;
