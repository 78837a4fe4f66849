//! What to generate: plain data, from `codegen.toml` and the command line.
//!
//! Both fill in [`Settings`]; the command line wins. [`Config`] is what comes out, with the defaults in place and every
//! value checked.

mod check;
mod file;
mod options;
mod pattern;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

pub use options::{Base64, Derived, Navigation};
pub use pattern::{Pattern, PatternError};

use crate::diagnostics::{Diagnostic, Diagnostics, Stopped};
use crate::source::{SourceId, Sources, Span};

/// What to generate, from what, to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// CSDL files, and folders of CSDL files.
    pub schemas: Vec<PathBuf>,
    /// The folder of the generated crate.
    pub out: PathBuf,
    /// The package name in the `Cargo.toml` of the generated crate.
    pub crate_name: String,
    /// The package version there.
    pub crate_version: String,
    /// The namespace whose types are at the root of the crate. `None`: the longest prefix that all namespaces have in
    /// common.
    pub root_namespace: Option<String>,
    /// Which types to generate, each a [`Pattern`]. With none, all of them.
    pub include: Vec<String>,
    /// Which of those to leave out, each a [`Pattern`].
    pub exclude: Vec<String>,
    /// Which navigation properties become fields.
    pub navigation: Navigation,
    /// Which derived types are selected along with their base types.
    pub derived: Derived,
    /// In which alphabet bytes are written.
    pub base64: Base64,
    /// Whether types and what belongs to them have rustdoc.
    pub docs: bool,
    /// What every file says in a comment at its top, in lines.
    pub header: Option<String>,
    /// Rust identifiers for wire names: `ns.Type`, `ns.Type/property`, `ns.EnumType/member` or a namespace.
    pub rename: BTreeMap<String, String>,
    /// Where in `codegen.toml` each value is.
    pub places: Places,
}

/// What one place, `codegen.toml` or the command line, says about the [`Config`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// See [`Config::schemas`].
    pub schemas: Vec<PathBuf>,
    /// See [`Config::out`].
    pub out: Option<PathBuf>,
    /// See [`Config::crate_name`].
    pub crate_name: Option<String>,
    /// See [`Config::crate_version`].
    pub crate_version: Option<String>,
    /// See [`Config::root_namespace`].
    pub root_namespace: Option<String>,
    /// See [`Config::include`].
    pub include: Vec<String>,
    /// See [`Config::exclude`].
    pub exclude: Vec<String>,
    /// See [`Config::navigation`].
    pub navigation: Option<Navigation>,
    /// See [`Config::derived`].
    pub derived: Option<Derived>,
    /// See [`Config::base64`].
    pub base64: Option<Base64>,
    /// See [`Config::docs`].
    pub docs: Option<bool>,
    /// See [`Config::header`].
    pub header: Option<String>,
    /// See [`Config::rename`].
    pub rename: BTreeMap<String, String>,
    /// See [`Config::places`].
    pub places: Places,
}

/// Where the values of a configuration were written, for diagnostics about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    spans: BTreeMap<&'static str, BTreeMap<String, Span>>,
}

impl Config {
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
        flags: Settings,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Stopped> {
        let file = match file {
            Some(path) => Some(path.to_path_buf()),
            None if flags.schemas.is_empty() => Some(find(Path::new("")).ok_or(Stopped).inspect_err(|_| {
                let fault = "there is no schema/codegen.toml in this folder or one above it";
                let help = "name the CSDL files with --schema, or the configuration file with --config";
                diagnostics.push(Diagnostic::error_without_place(fault).help(help));
            })?),
            None => None,
        };
        let settings = match file {
            Some(path) => Settings::from_file(&path, sources, diagnostics)?,
            None => Settings::default(),
        };
        let config = settings.overridden_by(flags).with_defaults();
        config.check(diagnostics);
        diagnostics.checkpoint()?;
        Ok(config)
    }

    /// The configuration that the text of a `codegen.toml` makes, as far as it can be read.
    ///
    /// Every fault is added to the diagnostics; the result is of use only if there was none.
    pub fn from_toml(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Self {
        let config = Settings::from_toml(path, text, source, diagnostics).with_defaults();
        config.check(diagnostics);
        config
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

    /// Where in `codegen.toml` a setting has a value; `None` for values from the command line and defaults.
    ///
    /// `key` is a key of `codegen.toml`, and `value` the value as it is in this structure. For `rename`, it is the wire
    /// name.
    pub fn place(&self, key: &str, value: &str) -> Option<Span> {
        self.places.get(key, value)
    }

    fn patterns(&self, key: &str, texts: &[String]) -> Vec<Pattern> {
        texts.iter().filter_map(|text| Some(Pattern::new(text).ok()?.at(self.place(key, text)))).collect()
    }
}

impl Settings {
    /// Reads a `codegen.toml`, and adds it to the sources.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if the file cannot be read. Faults in what it says are only added to the diagnostics.
    pub fn from_file(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Self, Stopped> {
        let added = std::fs::read(path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| sources.add(path, bytes).map_err(|error| error.to_string()));
        match added {
            Ok(source) => Ok(Self::from_toml(path, sources.get(source).text(), source, diagnostics)),
            Err(error) => {
                let fault = format!("cannot read the configuration file `{}`: {error}", path.display());
                diagnostics.push(Diagnostic::error_without_place(fault).help("see that --config names a text file"));
                Err(Stopped)
            }
        }
    }

    /// Reads the text of a `codegen.toml`; `path` is where it is, since the paths in it are relative to its folder.
    pub fn from_toml(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Self {
        file::read(path, text, source, diagnostics)
    }

    /// These settings, but `flags` wherever they say something. Lists are replaced, renames are added.
    #[must_use]
    pub fn overridden_by(mut self, flags: Self) -> Self {
        let places = &mut self.places;
        replace_list(&mut self.schemas, flags.schemas, "schemas", places);
        replace_list(&mut self.include, flags.include, "include", places);
        replace_list(&mut self.exclude, flags.exclude, "exclude", places);
        replace(&mut self.out, flags.out, "out", places);
        replace(&mut self.crate_name, flags.crate_name, "crate-name", places);
        replace(&mut self.crate_version, flags.crate_version, "crate-version", places);
        replace(&mut self.root_namespace, flags.root_namespace, "root-namespace", places);
        replace(&mut self.navigation, flags.navigation, "navigation", places);
        replace(&mut self.derived, flags.derived, "derived", places);
        replace(&mut self.base64, flags.base64, "base64", places);
        replace(&mut self.docs, flags.docs, "docs", places);
        replace(&mut self.header, flags.header, "header", places);
        self.rename.extend(flags.rename);
        self
    }

    fn with_defaults(self) -> Config {
        let out = self.out.unwrap_or_else(|| PathBuf::from("generated"));
        let crate_name = self.crate_name.unwrap_or_else(|| folder_name(&out));
        Config {
            schemas: self.schemas,
            out,
            crate_name,
            crate_version: self.crate_version.unwrap_or_else(|| "0.1.0".to_owned()),
            root_namespace: self.root_namespace,
            include: self.include,
            exclude: self.exclude,
            navigation: self.navigation.unwrap_or_default(),
            derived: self.derived.unwrap_or_default(),
            base64: self.base64.unwrap_or_default(),
            docs: self.docs.unwrap_or(true),
            header: self.header,
            rename: self.rename,
            places: self.places,
        }
    }
}

impl Places {
    /// Where a setting has a value, as [`Config::place`] has it.
    pub fn get(&self, key: &str, value: &str) -> Option<Span> {
        self.spans.get(key)?.get(value).copied()
    }

    fn add(&mut self, key: &'static str, value: String, span: Span) {
        self.spans.entry(key).or_default().entry(value).or_insert(span);
    }
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
