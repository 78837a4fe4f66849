//! What lowering has to know of a configuration.

use std::collections::BTreeMap;

use super::crates::Runtime;
use crate::config::{self, Attributes, Base64, Config, Derived, Emit, Navigation, Pattern, Places, Unresolved};
use crate::model::Type;
use crate::provenance::Origin;
use crate::source::Span;

/// The folder of the packages that the first one re-exports, each in a folder of its own.
pub(super) const FOLDER_OF_PARTS: &str = "crates";

/// What to generate, and how to call it. Every default is filled in.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether it is a crate, or a module for one.
    pub emit: Emit,
    /// The name of the package.
    pub name: String,
    /// The version of the package.
    pub version: String,
    /// The namespace whose types are at the root of the crate; the default depends on the model if it is `None`.
    pub root_namespace: Option<String>,
    /// The types to generate; all of them if it is empty.
    pub include: Vec<Pattern>,
    /// The types not to generate.
    pub exclude: Vec<Pattern>,
    /// Which derived types come along.
    pub derived: Derived,
    /// Which navigation properties have fields.
    pub navigation: Navigation,
    /// What is done about types that are needed and not given.
    pub unresolved: Unresolved,
    /// In which alphabet bytes are written.
    pub base64: Base64,
    /// Whether types and what belongs to them have rustdoc.
    pub has_docs: bool,
    /// Whether the names of properties are constants.
    pub has_name_constants: bool,
    /// Whether there are requests besides the types.
    pub has_requests: bool,
    /// How many crates the types are spread over.
    pub crates: usize,
    /// The lines of the comment at the top of every file.
    pub header: Vec<String>,
    /// Rust identifiers by the names of the schemas.
    pub rename: BTreeMap<String, String>,
    /// Rust types by the qualified names of the types that they take the place of.
    pub replace: BTreeMap<String, String>,
    /// Derives and attributes for some of the types.
    pub attributes: Vec<Attributes>,
    /// Further dependencies by name, each as TOML.
    pub dependencies: BTreeMap<String, String>,
    /// Whether the runtime is written along.
    pub runtime: Runtime,
    /// The runtime as the `Cargo.toml` in the output folder names it.
    pub runtime_line: String,
    /// The runtime as the `Cargo.toml` of each of several crates names it, in a folder of its own.
    pub runtime_line_of_parts: String,
    /// The files that the schemas were read from.
    pub origins: Vec<Origin>,
    /// Whether patterns, renames and the root namespace may fit nothing, and nothing may be selected: the settings are
    /// those of another version of the schemas.
    pub is_of_another_version: bool,
    /// The type whose items are made; all of them if it is `None`. The names are those that they have together.
    pub only: Option<Type>,
    /// Where the values were written, for diagnostics about them.
    pub(crate) places: Places,
}

impl Settings {
    /// What a configuration says of schemas that have no known origin.
    ///
    /// Texts of it that are not patterns are left out, since the check of the configuration reports them.
    pub fn new(config: &Config) -> Self {
        Self {
            emit: config.emit.unwrap_or_default(),
            name: config.package_name(),
            version: config.package_version().to_owned(),
            root_namespace: config.root_namespace.clone(),
            include: config.include_patterns(),
            exclude: config.exclude_patterns(),
            derived: config.derived.unwrap_or_default(),
            navigation: config.navigation.unwrap_or_default(),
            unresolved: config.unresolved.unwrap_or_default(),
            base64: config.base64.unwrap_or_default(),
            has_docs: config.docs.unwrap_or(true),
            has_name_constants: config.name_constants.unwrap_or(true),
            has_requests: config.has_requests(),
            crates: config.crates.unwrap_or(1),
            header: config
                .header
                .as_deref()
                .map_or_else(Vec::new, |text| text.trim_end().lines().map(str::to_owned).collect()),
            rename: config.rename.clone(),
            replace: config.replace.clone(),
            attributes: config.attributes.clone(),
            dependencies: config.dependencies.clone(),
            runtime: match config.runtime_source() {
                config::Runtime::Embedded => Runtime::Embedded,
                _ => Runtime::Elsewhere,
            },
            runtime_line: config.runtime_line(&config.out_folder()),
            runtime_line_of_parts: config.runtime_line(&config.out_folder().join(FOLDER_OF_PARTS).join("part")),
            origins: Vec::new(),
            is_of_another_version: false,
            only: None,
            places: config.places.without_file(),
        }
    }

    /// Whether nothing is to be generated of a type of this name: it is excluded, or another takes its place.
    pub(super) fn is_left_out(&self, name: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.matches(name)) || self.replace.contains_key(name)
    }

    /// Where a value was written; see [`Config::place`].
    pub(super) fn place(&self, key: &str, value: &str) -> Option<Span> {
        self.places.get(key, value)
    }
}
