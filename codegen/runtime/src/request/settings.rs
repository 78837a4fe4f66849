//! What is known of a service.

/// How keys are written (OData 4.01 URL Conventions, sections 4.3 and 4.3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Keys {
    /// `users('ada')`, which all services understand.
    #[default]
    Parentheses,
    /// `users/ada`. Alternate keys are in parentheses all the same, and so are values that would not be taken for a key: empty ones,
    /// those that begin with `$`, and those that begin with the namespace of the type, like the name of an operation. Compound keys are
    /// segments behind an entity set only: behind a navigation property some of their parts might have to be left out.
    ///
    /// A value that is the name of an operation or a type without its namespace is taken for that by services with a
    /// default namespace; [`Many::key`](super::Many::key) of a service with [`Parentheses`](Self::Parentheses) is the way then.
    Segments,
}

/// How members of enums are written in URLs (OData 4.01 ABNF, rule `enum`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumLiterals {
    /// `sales.color'red'`, which services of version 4.0 are to understand.
    #[default]
    Qualified,
    /// `'red'`, which is enough for services of version 4.01, and all that some others take.
    MemberName,
}

/// The version of OData that a service is spoken to in: `OData-MaxVersion`, and `OData-Version` of bodies (OData 4.01 Protocol,
/// sections 8.1.5 and 8.2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Version {
    /// 4.0.
    #[default]
    V4,
    /// 4.01.
    V401,
}

impl Version {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::V4 => "4.0",
            Self::V401 => "4.01",
        }
    }
}

/// What is known of a service.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Without the slash at its end.
    pub(super) root: String,
    /// The query that the root URL has and all others are to have, too.
    pub(super) query: Option<String>,
    pub(super) keys: Keys,
    pub(super) enum_literals: EnumLiterals,
    pub(super) version: Version,
    pub(super) is_ieee754: bool,
}
