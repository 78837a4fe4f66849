//! The facets of types.

use super::text::{Spanned, Text};

/// The facets of a type reference (section 7.2).
#[derive(Clone, Debug, Default)]
pub struct Facets<'s> {
    /// `Nullable`; `None` where it was not given, which means `true` for most single values.
    pub nullable: Option<Spanned<bool>>,
    /// `MaxLength`: a number of characters or bytes, or `max`.
    pub max_length: Option<Text<'s>>,
    /// `Precision`: digits, or fractional digits of seconds.
    pub precision: Option<Spanned<u32>>,
    /// `Scale`: a number of digits, `floating` or `variable`.
    pub scale: Option<Text<'s>>,
    /// `Unicode`.
    pub unicode: Option<Spanned<bool>>,
    /// `SRID`: a number or `variable`.
    pub srid: Option<Text<'s>>,
}
