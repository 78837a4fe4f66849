//! Settings that are a choice among a few words.

/// A setting that is one of a few words.
pub(super) trait Choice: Copy + 'static {
    /// The words, and what each stands for.
    const WORDS: &'static [(&'static str, Self)];
}

/// What is generated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Emit {
    /// `"crate"`: a package with a `Cargo.toml`.
    #[default]
    Crate,
    /// `"module"`: a module for a crate that is there already; its folder has a `mod.rs`.
    Module,
}

/// Which navigation properties of the selected types become fields.
///
/// What a service sends of the others is in `extra`, as it is for all that has no field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Navigation {
    /// `"selected"`: those that lead to a selected type.
    #[default]
    Selected,
    /// `"all"`: all of them; one that leads to a type that is not selected holds JSON of no known type.
    All,
    /// `"none"`: none.
    None,
}

/// Which derived types are selected along with their base types.
///
/// A value of a derived type that is not selected is read as its base type, and keeps the rest in `extra`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Derived {
    /// `"selected"`: none; a derived type is selected only for reasons of its own.
    Selected,
    /// `"properties"`: those of the complex types that selected types have properties of, since they arrive inline.
    #[default]
    Properties,
    /// `"all"`: those of all selected types.
    All,
}

/// In which alphabet bytes are written. Both are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Base64 {
    /// `"standard"`: with `+` and `/` (RFC 4648, section 4).
    #[default]
    Standard,
    /// `"url"`: with `-` and `_` (RFC 4648, section 5), as binaryValue of the OData 4.01 ABNF has it.
    Url,
}

/// Derives and attributes for some of the generated types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attributes {
    /// The types of CSDL, each a [pattern](super::Config#patterns) that matches one of them at least.
    pub types: Vec<String>,
    /// The kinds of Rust items; all of them if it is empty.
    pub kinds: Vec<Kind>,
    /// Traits to derive, as paths: `my::Derive`. Those that the generated types have anyway are left out.
    pub derive: Vec<String>,
    /// Attributes: `#[my::attribute]`.
    pub attributes: Vec<String>,
}

/// What a type of CSDL becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// `"struct"`: the struct of an entity or complex type.
    Struct,
    /// `"hierarchy"`: the enum `Any…` of a type and its derived types.
    Hierarchy,
    /// `"enum"`: the enum of an enum type.
    Enum,
    /// `"newtype"`: the struct of a type definition.
    Newtype,
}

impl Attributes {
    /// No derives and attributes yet, for all types that a pattern of `types` matches.
    pub fn new(types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { types: types.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

impl Choice for Emit {
    const WORDS: &'static [(&'static str, Self)] = &[("crate", Self::Crate), ("module", Self::Module)];
}

impl Choice for Navigation {
    const WORDS: &'static [(&'static str, Self)] =
        &[("selected", Self::Selected), ("all", Self::All), ("none", Self::None)];
}

impl Choice for Derived {
    const WORDS: &'static [(&'static str, Self)] =
        &[("selected", Self::Selected), ("properties", Self::Properties), ("all", Self::All)];
}

impl Choice for Base64 {
    const WORDS: &'static [(&'static str, Self)] = &[("standard", Self::Standard), ("url", Self::Url)];
}

impl Choice for Kind {
    const WORDS: &'static [(&'static str, Self)] =
        &[("struct", Self::Struct), ("hierarchy", Self::Hierarchy), ("enum", Self::Enum), ("newtype", Self::Newtype)];
}
