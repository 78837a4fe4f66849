//! What to generate: plain data, from a program, from `codegen.toml` and from the command line.
//!
//! All of them fill in a [`Config`], and what none of them says has its default. The command line wins over the file.

mod check;
mod crate_name;
mod file;
mod options;
mod pattern;
mod runtime;
pub(crate) mod rust;
mod tables;
mod template;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

pub(crate) use check::RENAME_HELP;
pub use options::{Attributes, Base64, Derived, Emit, Kind, Navigation};
pub use pattern::{Pattern, PatternError};
pub(crate) use runtime::PACKAGE as RUNTIME_PACKAGE;
pub use runtime::{GitReference, Runtime};

use crate::Error;
use crate::diagnostics::{Diagnostic, Diagnostics, Stopped};
use crate::source::{SourceId, Sources, Span};

/// What to generate, from what, to where. What is left out has its default.
///
/// It is made in a program, read from a `codegen.toml` or given by flags; the keys of the file are the names of the fields
/// with `-` in place of `_`.
///
/// ```
/// use csdl_codegen::{Config, Emit};
///
/// let config = Config {
///     schemas: vec!["schema/graph.csdl".into()],
///     include: vec!["microsoft.graph.user".to_owned()],
///     emit: Some(Emit::Module),
///     ..Config::default()
/// };
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// CSDL files, and folders of CSDL files. Default: the folder of the `codegen.toml`.
    pub schemas: Vec<PathBuf>,
    /// The folder of the generated crate or module. Default: see [`Config::out_folder`].
    pub out: Option<PathBuf>,
    /// Whether a crate or a module is generated. Default: a crate.
    pub emit: Option<Emit>,
    /// The package name in the `Cargo.toml` of the generated crate. Default: the name of its folder.
    pub crate_name: Option<String>,
    /// The package version there. Default: 0.1.0.
    pub crate_version: Option<String>,
    /// How many crates the types are spread over: the generated one, and those that it re-exports. Default: 1.
    pub crates: Option<usize>,
    /// The namespace whose types are at the root of the crate. Default: see [`default_root`](crate::plan::default_root).
    pub root_namespace: Option<String>,
    /// Which types to generate, each a [`Pattern`]. With none, all of them.
    pub include: Vec<String>,
    /// Which of those to leave out, each a [`Pattern`].
    pub exclude: Vec<String>,
    /// Which navigation properties become fields.
    pub navigation: Option<Navigation>,
    /// Which derived types are selected along with their base types.
    pub derived: Option<Derived>,
    /// In which alphabet bytes are written.
    pub base64: Option<Base64>,
    /// Where the runtime is from that the generated code depends on. Default: see [`Config::runtime_source`].
    pub runtime: Option<Runtime>,
    /// Whether types and what belongs to them have rustdoc. Default: they have.
    pub docs: Option<bool>,
    /// Whether the names of properties are constants of the types, to use for `$select`. Default: they are.
    pub name_constants: Option<bool>,
    /// What every file says in a comment at its top, in lines.
    pub header: Option<String>,
    /// Rust identifiers for names of the schemas: `ns.Type`, `ns.Type/property` (of the type that declares it),
    /// `ns.EnumType/member`, `ns.Type/*` for the enum of a type and its derived types, or `ns.*` for a namespace.
    pub rename: BTreeMap<String, String>,
    /// Rust types in place of types of CSDL, by their qualified names: `ns.Type` or `Edm.Duration`.
    ///
    /// They are paths, `my_types::Address`, of types with `Clone`, `PartialEq`, `Debug`, `Serialize` and `DeserializeOwned`.
    pub replace: BTreeMap<String, String>,
    /// Derives and attributes for some of the generated types.
    pub attributes: Vec<Attributes>,
    /// Further dependencies of the generated crate by name, each as TOML: `"1"` in quotes, or `{ path = "../my-types" }`.
    pub dependencies: BTreeMap<String, String>,
    /// Where in `codegen.toml` each value is; nowhere, if there is no such file.
    pub places: Places,
}

/// Where the values of a configuration were written, for diagnostics about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    spans: BTreeMap<&'static str, BTreeMap<String, Span>>,
    /// The `codegen.toml`, if there is one. The spans point into it.
    sources: Sources,
    /// The folder that it is in.
    folder: Option<PathBuf>,
}

impl Config {
    /// Reads a `codegen.toml`. Paths in it are relative to its folder.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, and whatever is wrong in it.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let loaded = Self::load(Some(path.as_ref()), Self::default(), &mut sources, &mut diagnostics);
        loaded.map_err(|Stopped| Error::new(diagnostics, sources))
    }

    /// Puts together what a configuration file and the command line say.
    ///
    /// With no `file` named, and no schema either, `schema/codegen.toml` is looked for, from the current folder
    /// upwards. The file is added to the sources, so that diagnostics can point into it.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if there are faults in it, which are added to the diagnostics.
    pub fn load(
        file: Option<&Path>,
        flags: Self,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Stopped> {
        let file = match file {
            Some(path) => Some(path.to_path_buf()),
            None if flags.schemas.is_empty() => Some(find(Path::new("")).ok_or(Stopped).inspect_err(|_| {
                let fault = "there is no schema/codegen.toml in this folder or one above it";
                let help = "name the CSDL files with --schema or the configuration file with --config, or begin one with \
                            `csdl-codegen init`";
                diagnostics.push(Diagnostic::error_without_place(fault).help(help));
            })?),
            None => None,
        };
        let config = match file {
            Some(path) => Self::read(&path, sources, diagnostics)?,
            None => Self::default(),
        };
        let mut config = config.overridden_by(flags);
        config.places.sources = sources.clone();
        config.check(diagnostics);
        diagnostics.checkpoint()?;
        Ok(config)
    }

    /// Reads a `codegen.toml`, and adds it to the sources.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if the file cannot be read. Faults in what it says are only added to the diagnostics.
    fn read(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Self, Stopped> {
        let added = std::fs::read(path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| sources.add(path, bytes).map_err(|error| error.to_string()));
        match added {
            Ok(source) => Ok(Self::from_toml(path, sources.get(source).text(), source, diagnostics)),
            Err(error) => {
                let fault = format!("cannot read the configuration file `{}`: {error}", path.display());
                let help = "see that it is there and that it is a text file";
                diagnostics.push(Diagnostic::error_without_place(fault).help(help));
                Err(Stopped)
            }
        }
    }

    /// The configuration that the text of a `codegen.toml` makes, as far as it can be read; `path` is where it is, since
    /// the paths in it are relative to its folder.
    ///
    /// Every fault of the text is added to the diagnostics; those of the values are for [`Config::check`].
    pub fn from_toml(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Self {
        file::read(path, text, source, diagnostics)
    }

    /// This configuration, but `flags` wherever they say something. Lists are replaced, renames are added.
    #[must_use]
    pub fn overridden_by(mut self, flags: Self) -> Self {
        let places = &mut self.places;
        replace_list(&mut self.schemas, flags.schemas, "schemas", places);
        replace_list(&mut self.include, flags.include, "include", places);
        replace_list(&mut self.exclude, flags.exclude, "exclude", places);
        replace(&mut self.out, flags.out, "out", places);
        replace(&mut self.emit, flags.emit, "emit", places);
        replace(&mut self.crate_name, flags.crate_name, "crate-name", places);
        replace(&mut self.crate_version, flags.crate_version, "crate-version", places);
        replace(&mut self.crates, flags.crates, "crates", places);
        replace(&mut self.root_namespace, flags.root_namespace, "root-namespace", places);
        replace(&mut self.navigation, flags.navigation, "navigation", places);
        replace(&mut self.derived, flags.derived, "derived", places);
        replace(&mut self.base64, flags.base64, "base64", places);
        replace(&mut self.runtime, flags.runtime, "runtime", places);
        replace(&mut self.docs, flags.docs, "docs", places);
        replace(&mut self.name_constants, flags.name_constants, "name-constants", places);
        replace(&mut self.header, flags.header, "header", places);
        self.rename.extend(flags.rename);
        self.replace.extend(flags.replace);
        self.attributes.extend(flags.attributes);
        self.dependencies.extend(flags.dependencies);
        self
    }

    /// The folder of the generated crate or module: [`Config::out`], or what stands in for it.
    ///
    /// A module that a build script generates is in `$OUT_DIR/generated`, or has [`Config::crate_name`] in place of
    /// `generated`. Anything else is in `../generated` from the folder of `codegen.toml`, which usually is `schema`, or in
    /// `generated` in the current folder.
    pub fn out_folder(&self) -> PathBuf {
        if let Some(out) = &self.out {
            return out.clone();
        }
        if let (Emit::Module, Some(folder)) = (self.emit.unwrap_or_default(), build_script_folder()) {
            return folder.join(self.crate_name.as_deref().unwrap_or("generated"));
        }
        match &self.places.folder {
            Some(folder) => file::tidy(&folder.join("../generated")),
            None => PathBuf::from("generated"),
        }
    }

    /// The name of the generated package: [`Config::crate_name`], or that of its folder. Where that is none for a crate, as
    /// `gen` is a keyword, it is one like it: `gen-types`.
    pub fn package_name(&self) -> String {
        self.crate_name.clone().unwrap_or_else(|| crate_name::of_folder(&folder_name(&self.out_folder())))
    }

    /// The version of the generated package.
    pub fn package_version(&self) -> &str {
        self.crate_version.as_deref().unwrap_or("0.1.0")
    }

    /// The patterns of [`Config::include`] with their places. Texts that are not patterns are left out, since
    /// [`Config::check`] reports them.
    pub fn include_patterns(&self) -> Vec<Pattern> {
        self.patterns("include", &self.include)
    }

    /// The patterns of [`Config::exclude`] in the same way.
    pub fn exclude_patterns(&self) -> Vec<Pattern> {
        self.patterns("exclude", &self.exclude)
    }

    /// Where in `codegen.toml` a setting has a value; `None` for values from elsewhere and defaults.
    ///
    /// `key` is a key of `codegen.toml`, and `value` the value as it is in this structure. For `rename` and `dependencies`,
    /// it is the name on the left, for `replace` either side, and for `attributes` any text in it.
    pub fn place(&self, key: &str, value: &str) -> Option<Span> {
        self.places.get(key, value)
    }

    fn patterns(&self, key: &str, texts: &[String]) -> Vec<Pattern> {
        texts.iter().filter_map(|text| Some(Pattern::new(text).ok()?.at(self.place(key, text)))).collect()
    }
}

impl Places {
    /// Where a setting has a value, as [`Config::place`] has it.
    pub fn get(&self, key: &str, value: &str) -> Option<Span> {
        self.spans.get(key)?.get(value).copied()
    }

    /// The `codegen.toml`, if there is one.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same places, but not what they are in.
    pub(crate) fn without_file(&self) -> Self {
        Self { spans: self.spans.clone(), ..Self::default() }
    }

    fn add(&mut self, key: &'static str, value: String, span: Span) {
        self.spans.entry(key).or_default().entry(value).or_insert(span);
    }
}

/// `OUT_DIR`, if it is a build script that runs.
///
/// The variable alone says nothing: programs and tests that Cargo starts have it too.
fn build_script_folder() -> Option<PathBuf> {
    let is_build_script = ["HOST", "TARGET", "NUM_JOBS"].iter().all(|name| std::env::var_os(name).is_some());
    std::env::var_os("OUT_DIR").filter(|_| is_build_script).map(PathBuf::from)
}

/// The `schema/codegen.toml` of `from` or of the nearest folder above it, as a path that starts with `from`.
pub fn find(from: &Path) -> Option<PathBuf> {
    // The path goes upwards by `..` and not by its parents: it then stays as short as the user would write it.
    let start = if from.as_os_str().is_empty() { Path::new(".") } else { from };
    let levels = std::fs::canonicalize(start).ok()?.ancestors().count();
    let mut folder = from.to_path_buf();
    for _ in 0..levels {
        let candidate = folder.join("schema").join("codegen.toml");
        if candidate.is_file() {
            return Some(candidate);
        }
        folder.push("..");
    }
    None
}

fn replace<T>(setting: &mut Option<T>, flag: Option<T>, key: &str, places: &mut Places) {
    if flag.is_some() {
        *setting = flag;
        places.spans.remove(key);
    }
}

fn replace_list<T>(setting: &mut Vec<T>, flag: Vec<T>, key: &str, places: &mut Places) {
    if !flag.is_empty() {
        *setting = flag;
        places.spans.remove(key);
    }
}

/// What the folder is called; empty if it has no name, as `/` has none.
fn folder_name(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let named = match absolute.components().next_back() {
        Some(Component::ParentDir) => std::fs::canonicalize(&absolute).unwrap_or(absolute),
        _ => absolute,
    };
    named.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
