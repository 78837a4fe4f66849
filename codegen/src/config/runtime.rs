//! Where the runtime is from that generated code depends on: `[runtime]`.

use std::path::{Component, Path, PathBuf};

use toml::Value;

use super::{Config, Emit, build_script_folder, file};

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

impl Config {
    /// Where the runtime is from: [`Config::runtime`], or what stands in for it.
    ///
    /// That is [`Runtime::Embedded`], but for a module that a build script generates in `OUT_DIR`: no Cargo.toml can name that
    /// folder, and so it is the [`Runtime::Version`] that belongs to this generator.
    pub fn runtime_source(&self) -> Runtime {
        match &self.runtime {
            Some(runtime) => runtime.clone(),
            None if self.is_in_build() => Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()),
            None => Runtime::Embedded,
        }
    }

    pub(crate) fn has_requests(&self) -> bool {
        self.requests.unwrap_or(false)
    }

    /// Whether a module goes to a folder that is there in a build only.
    pub(super) fn is_in_build(&self) -> bool {
        let absolute = |path: &Path| std::path::absolute(path).map(|path| file::tidy(&path)).ok();
        self.emit == Some(Emit::Module)
            && build_script_folder().is_some_and(|folder| match (absolute(&self.out_folder()), absolute(&folder)) {
                (Some(out), Some(folder)) => out.starts_with(folder),
                _ => false,
            })
    }

    /// The runtime as the Cargo.toml in a folder names it: `odata-runtime = "0.1"`. A generated crate has a feature for what is on by
    /// default.
    pub(crate) fn runtime_line(&self, folder: &Path) -> String {
        let is_crate = self.emit.unwrap_or_default() == Emit::Crate;
        let mut entries = match self.runtime_source() {
            Runtime::Version(version) if !is_crate && !self.has_requests() => {
                return format!("{PACKAGE} = {}", Value::String(version));
            }
            Runtime::Version(version) => vec![entry("version", &version)],
            Runtime::Embedded => vec![entry("path", &relative(folder, &self.out_folder().join("runtime")))],
            Runtime::Path(path) => vec![entry("path", &relative(folder, &path))],
            Runtime::Git { url, reference } => {
                let reference = reference.as_ref().map(GitReference::key);
                [("git", url.as_str())].into_iter().chain(reference).map(|(key, value)| entry(key, value)).collect()
            }
        };
        if is_crate {
            entries.push("default-features = false".to_owned());
        }
        if self.has_requests() {
            // A crate has a feature for the types of the crate `http`; a module cannot have one.
            entries.push(format!("features = [\"{}\"]", if is_crate { "requests" } else { "http" }));
        }
        format!("{PACKAGE} = {{ {} }}", entries.join(", "))
    }
}

impl GitReference {
    /// The key and its value in a Cargo.toml.
    fn key(&self) -> (&'static str, &str) {
        match self {
            Self::Branch(name) => ("branch", name),
            Self::Tag(name) => ("tag", name),
            Self::Rev(name) => ("rev", name),
        }
    }
}

fn entry(key: &str, value: &str) -> String {
    format!("{key} = {}", Value::String(value.to_owned()))
}

/// How a path is written in a file in a folder, both of them relative to the current folder: with `/`, as is understood
/// everywhere. It is absolute only if nothing leads from the one to the other.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let (Ok(from), Ok(to)) = (std::path::absolute(folder), std::path::absolute(path)) else {
        return path.display().to_string();
    };
    let (from, to) = (parts(&from), parts(&to));
    let shared = shared(&from, &to);
    if shared == 0 {
        return path.display().to_string();
    }
    let up = std::iter::repeat_n("..", from.len() - shared);
    let parts: Vec<&str> = up.chain(to[shared..].iter().map(String::as_str)).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// The same for what a user has given: what is absolute stays so, unless it is near.
pub(super) fn shown(folder: &Path, path: &Path) -> String {
    if path.is_absolute() && is_elsewhere(folder, path) { path.display().to_string() } else { relative(folder, path) }
}

/// Whether a path leads out of a folder.
fn is_elsewhere(folder: &Path, path: &Path) -> bool {
    let (Ok(from), Ok(to)) = (std::path::absolute(folder), std::path::absolute(path)) else { return true };
    let from = parts(&from);
    shared(&from, &parts(&to)) < from.len()
}

fn shared(from: &[String], to: &[String]) -> usize {
    from.iter().zip(to).take_while(|(left, right)| left == right).count()
}

fn parts(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(parts.pop()),
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}
