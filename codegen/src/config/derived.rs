//! What follows from a configuration: the folder and the package of the output, the runtime, and the patterns.

use std::path::{Component, Path, PathBuf};

use toml::Value;

use super::crate_name;
use super::keys::Config;
use super::options::Emit;
use super::paths::{relative, tidy};
use super::pattern::Pattern;
use super::runtime::{GitReference, PACKAGE, Runtime};
use crate::diagnostics::{Code, Level};
use crate::source::Span;

impl Config {
    /// A configuration for CSDL files, and folders of CSDL files. All else has its default until it is set.
    pub fn new(schemas: impl IntoIterator<Item = impl Into<PathBuf>>) -> Self {
        Self { schemas: schemas.into_iter().map(Into::into).collect(), ..Self::default() }
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
            Some(folder) => tidy(&folder.join("../generated")),
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
        let absolute = |path: &Path| std::path::absolute(path).map(|path| tidy(&path)).ok();
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

/// `OUT_DIR`, if it is a build script that runs.
///
/// The variable alone says nothing: programs and tests that Cargo starts have it too.
pub(super) fn build_script_folder() -> Option<PathBuf> {
    let is_build_script = ["HOST", "TARGET", "NUM_JOBS"].iter().all(|name| std::env::var_os(name).is_some());
    std::env::var_os("OUT_DIR").filter(|_| is_build_script).map(PathBuf::from)
}

/// What the folder is called; empty if it has no name, as `/` has none.
pub(crate) fn folder_name(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let named = match absolute.components().next_back() {
        Some(Component::ParentDir) => std::fs::canonicalize(&absolute).unwrap_or(absolute),
        _ => absolute,
    };
    named.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn entry(key: &str, value: &str) -> String {
    format!("{key} = {}", Value::String(value.to_owned()))
}
