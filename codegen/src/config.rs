//! What to generate: plain data, from a program, from `codegen.toml` and from the command line.
//!
//! All of them fill in a [`Config`], and what none of them says has its default. The command line wins over the file.

mod check;
mod crate_name;
mod file;
mod key;
mod keys;
mod options;
mod pattern;
mod runtime;
pub(crate) mod rust;
mod setting;
mod tables;
#[cfg(feature = "cli")]
mod template;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

pub(crate) use check::{RENAME_HELP, is_optional};
#[doc(hidden)]
pub use key::{Fallback, Flag, Key, Scope, Shape, Word};
pub use keys::Config;
pub use options::{Attributes, Base64, Derived, Emit, Kind, Navigation, Unresolved, Versions};
pub(crate) use pattern::Pattern;
pub(crate) use runtime::PACKAGE as RUNTIME_PACKAGE;
pub use runtime::{GitReference, Runtime};

use crate::Error;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level, Stopped};
use crate::source::{SourceId, Sources, Span};

/// Where the values of a configuration were written, for diagnostics about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    spans: BTreeMap<&'static str, BTreeMap<String, Span>>,
    /// The `codegen.toml`, if there is one. The spans point into it.
    sources: Sources,
    /// The folder that it is in.
    folder: Option<PathBuf>,
}

impl Config {
    /// A configuration for CSDL files, and folders of CSDL files. All else has its default until it is set.
    pub fn new(schemas: impl IntoIterator<Item = impl Into<PathBuf>>) -> Self {
        Self { schemas: schemas.into_iter().map(Into::into).collect(), ..Self::default() }
    }

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
    pub(crate) fn load(
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
                diagnostics.push(Diagnostic::error_without_place(Code::Configuration, fault).help(help));
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
                diagnostics.push(Diagnostic::error_without_place(Code::Configuration, fault).help(help));
                Err(Stopped)
            }
        }
    }

    /// The configuration that the text of a `codegen.toml` makes, as far as it can be read; `path` is where it is, since
    /// the paths in it are relative to its folder.
    ///
    /// Every fault of the text is added to the diagnostics; those of the values are for [`Config::check`].
    pub(crate) fn from_toml(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Self {
        file::read(path, text, source, diagnostics)
    }

    /// This configuration, but `flags` wherever they say something. Lists are replaced, renames are added.
    #[must_use]
    pub(crate) fn overridden_by(mut self, mut flags: Self) -> Self {
        for key in Key::all() {
            if (key.override_by)(&mut self, &mut flags) {
                self.places.spans.remove(key.name());
            }
        }
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
    pub(crate) fn package_version(&self) -> &str {
        self.crate_version.as_deref().unwrap_or("0.1.0")
    }

    /// The patterns of [`Config::include`] with their places. Texts that are not patterns are left out, since
    /// [`Config::check`] reports them.
    pub(crate) fn include_patterns(&self) -> Vec<Pattern> {
        self.patterns("include", &self.include)
    }

    /// What is made of the warnings of a code. What cannot be read is left out, since [`Config::check`] reports it.
    pub(crate) fn level(&self, code: Code) -> Level {
        Level::in_table(&self.diagnostics, code)
    }

    /// The patterns of [`Config::exclude`] in the same way.
    pub(crate) fn exclude_patterns(&self) -> Vec<Pattern> {
        self.patterns("exclude", &self.exclude)
    }

    /// Where in `codegen.toml` a setting has a value; `None` for values from elsewhere and defaults.
    ///
    /// `key` is a key of `codegen.toml`, and `value` the value as it is in this structure. For `rename` and `dependencies`,
    /// it is the name on the left, for `replace` either side, and for `attributes` any text in it.
    pub(crate) fn place(&self, key: &str, value: &str) -> Option<Span> {
        self.places.get(key, value)
    }

    fn patterns(&self, key: &str, texts: &[String]) -> Vec<Pattern> {
        texts.iter().filter_map(|text| Some(Pattern::new(text).ok()?.at(self.place(key, text)))).collect()
    }
}

impl Places {
    /// Where a setting has a value, as [`Config::place`] has it.
    pub(crate) fn get(&self, key: &str, value: &str) -> Option<Span> {
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
fn find(from: &Path) -> Option<PathBuf> {
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
