//! JSON text: tokens, errors, and where other formats come in.
//!
//! Nothing here knows of OData's values and types, but for what a value is written for, which the writer carries along.

mod error;
pub(crate) mod escape;
pub(crate) mod interchange;
mod mode;
mod reader;
mod tree;
mod value_error;
mod writer;

pub use self::error::{Error, ErrorKind};
pub(crate) use self::mode::{Body, Mode};
pub use self::reader::Reader;
pub(crate) use self::reader::{Context, Number, Token};
pub(crate) use self::reader::{Mark, Members};
pub(crate) use self::tree::with_token;
pub use self::value_error::ValueError;
pub(crate) use self::value_error::{quoted, shortened};
pub use self::writer::Writer;
pub(crate) use self::writer::text_in;
