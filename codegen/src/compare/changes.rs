//! What differs, and what that does to users.

use serde::Serialize;

/// What differs between two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Comparison {
    /// How many types are generated of the old side.
    pub old_types: usize,
    /// How many types are generated of the new side.
    pub new_types: usize,
    /// Which part of a version must change.
    pub version: Version,
    /// How many changes there are of each impact.
    pub counts: Counts,
    /// All changes, by type, and in the order of the type's properties or members.
    pub changes: Vec<Change>,
}

/// What a change does to users of the generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Impact {
    /// Code that uses what has changed does not compile any more.
    Breaking,
    /// Struct literals without `..Default::default()` and patterns without `..` do not compile any more.
    BreakingLiterals,
    /// All code compiles; it may be warned of a deprecation, or see other values.
    Compatible,
    /// No code sees it: documentation, and operations where there are no requests.
    None,
}

/// Which part of a version must change (for `0.y.z`, major and minor mean the minor part and the last one).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Version {
    /// There is a breaking change.
    Major,
    /// There is something new, or a field more for those who list them all.
    Minor,
    /// No code sees the difference.
    Patch,
    /// Nothing differs.
    Same,
}

/// How many changes there are of each [`Impact`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Counts {
    /// See [`Impact::Breaking`].
    pub breaking: usize,
    /// See [`Impact::BreakingLiterals`].
    pub breaking_literals: usize,
    /// See [`Impact::Compatible`].
    pub compatible: usize,
    /// See [`Impact::None`].
    pub none: usize,
}

/// What happened to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Action {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another one.
    Changed,
}

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Element {
    /// A type.
    Type,
    /// The enum of a type and its derived types.
    Hierarchy,
    /// A variant of such an enum.
    Variant,
    /// A property.
    Property,
    /// A navigation property.
    Navigation,
    /// A member of an enum type.
    Member,
    /// An action or function.
    Operation,
    /// A service, which is an entity container.
    Service,
    /// An entity set.
    Set,
    /// A singleton.
    Singleton,
    /// An import of an action or function.
    Import,
    /// A key.
    Key,
    /// Descriptions.
    Documentation,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Change {
    /// What it does to users.
    pub impact: Impact,
    /// What happened.
    pub action: Action,
    /// To what.
    pub element: Element,
    /// The qualified name of the type that has the element, or of an operation that is bound to no type.
    #[serde(rename = "type")]
    pub ty: String,
    /// The name of the property, member or operation, or of the type of the variant.
    pub name: Option<String>,
    /// What differs in the schemas; empty if the action says it all.
    pub schema: String,
    /// What it does to the Rust; empty if nothing.
    pub rust: String,
    /// The derived types that inherit the element, to whose Rust the same happens.
    pub inherited_by: Vec<String>,
}

impl Change {
    pub(super) fn new(impact: Impact, action: Action, element: Element, ty: &str, name: Option<&str>) -> Self {
        Self {
            impact,
            action,
            element,
            ty: ty.to_owned(),
            name: name.map(str::to_owned),
            schema: String::new(),
            rust: String::new(),
            inherited_by: Vec::new(),
        }
    }

    pub(super) fn schema(mut self, text: impl Into<String>) -> Self {
        self.schema = text.into();
        self
    }

    pub(super) fn rust(mut self, text: impl Into<String>) -> Self {
        self.rust = text.into();
        self
    }
}

impl Element {
    /// What one is called, and what there are many of.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Type => ("type", "types"),
            Self::Hierarchy => ("hierarchy", "hierarchies"),
            Self::Variant => ("variant", "variants"),
            Self::Property => ("property", "properties"),
            Self::Navigation => ("navigation property", "navigation properties"),
            Self::Member => ("member", "members"),
            Self::Operation => ("operation", "operations"),
            Self::Service => ("service", "services"),
            Self::Set => ("entity set", "entity sets"),
            Self::Singleton => ("singleton", "singletons"),
            Self::Import => ("operation import", "operation imports"),
            Self::Key => ("key", "keys"),
            Self::Documentation => ("documentation", "documentation"),
        }
    }
}

impl Action {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}
