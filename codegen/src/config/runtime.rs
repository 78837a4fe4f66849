//! Where the runtime is from that generated code depends on: `[runtime]`.

use std::path::PathBuf;

/// The name of the package.
pub(crate) const PACKAGE: &str = "odata-runtime";

/// Where the runtime is from, the package `odata-runtime` that generated code depends on.
///
/// Generated crates that depend on the same one share its types: the `Page` of the one is the `Page` of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Runtime {
    /// `embedded = true`: it is written along, as a package in the folder `runtime` of the output.
    Embedded,
    /// `version = "0.1"`: from the registry, as in a Cargo.toml.
    Version(String),
    /// `path = "../graph/runtime"`: the folder of a package that is there already.
    Path(PathBuf),
    /// `git = "https://…"`: from a repository.
    Git {
        /// Its URL.
        url: String,
        /// Which commit of it; that of its main branch, if nothing is said.
        reference: Option<GitReference>,
    },
}

/// A commit of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GitReference {
    /// `branch = "main"`: the last one of a branch.
    Branch(String),
    /// `tag = "v1.0.0"`: that of a tag.
    Tag(String),
    /// `rev = "0c0990399270277832fbb5b91a1fa118e6f63dba"`: this one.
    Rev(String),
}

impl GitReference {
    /// The key and its value in a Cargo.toml.
    pub(super) fn key(&self) -> (&'static str, &str) {
        match self {
            Self::Branch(name) => ("branch", name),
            Self::Tag(name) => ("tag", name),
            Self::Rev(name) => ("rev", name),
        }
    }
}
