//! What comes of a run that succeeds.

use std::path::PathBuf;

use serde::Serialize;

use crate::config::{Config, Emit};
use crate::diagnostics::{Diagnostics, render};
use crate::error::{Diagnostic, sorted};
use crate::output::Changes;
use crate::plan::Crate;
use crate::plan::requests::{LeftOut, Requests};
use crate::provenance::Provenance;
use crate::source::Sources;

/// What [`generate`](crate::generate) did, or [`check`](crate::check) found that it would do.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// The folder of the generated crate or module.
    pub out: PathBuf,
    /// What of the two it is.
    pub emit: Emit,
    /// How many files with schemas were read.
    pub files_read: usize,
    /// How many types the schemas declare.
    pub types_read: usize,
    /// How many of them were generated.
    pub types_written: usize,
    /// How many navigation properties of these types have no field, since what they lead to was not selected;
    /// [`Navigation::All`](crate::config::Navigation::All) makes fields of them.
    pub navigation_left_out: usize,
    /// How many navigation properties, entity sets, singletons, actions and functions have no method in requests, and why; none
    /// without [`Config::requests`].
    pub methods_left_out: MethodsLeftOut,
    /// The crates that the types are spread over; none if they are in one.
    pub crates: Vec<CrateSize>,
    /// What became of each file.
    pub changes: Changes,
    /// What would change, as a unified diff, if nothing was to be written; `None` without the feature `diff`.
    pub diff: Option<String>,
    /// The files and folders that the output was made from, as the configuration names them, the files that these refer to, and
    /// the files that say where these are from (`graph.csdl.source.toml`), which the docs tell. Those of a folder are in it.
    pub inputs: Vec<PathBuf>,
    /// What the generated code depends on, as lines for `[dependencies]` in a `Cargo.toml`: it is the runtime alone.
    ///
    /// A generated crate has them in its own. For a module they belong in that of the crate that it is in, and a path in them
    /// begins at the nearest folder above it that has one.
    pub dependencies: String,
    /// Whether there are services, and none of them leads anywhere.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "Only the command says what to do about it."))]
    pub(crate) has_empty_services: bool,
    /// What a program imports to begin with: names below the root of the crate or module.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "Only the command proposes it."))]
    pub(crate) imports: Vec<String>,
    /// The warnings.
    pub(crate) diagnostics: Diagnostics,
    /// What the warnings point into.
    pub(crate) sources: Sources,
}

/// How many navigation properties, entity sets, singletons, actions and functions have no method in requests, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MethodsLeftOut {
    /// They lead to types that were not selected, or take them.
    pub not_selected: usize,
    /// They are bound to values of primitive types, enum types or type definitions, which have no URL.
    pub bound_to_values: usize,
    /// They have parameters of the names that those of another overload have.
    pub same_parameters: usize,
    /// They break a rule, as a warning says.
    pub faulty: usize,
}

/// How large a crate is that has some of the types.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CrateSize {
    /// The name of its package.
    pub name: String,
    /// How many types are in it.
    pub types: usize,
    /// How many bytes of code it has.
    pub bytes: usize,
}

impl MethodsLeftOut {
    pub(crate) fn new(requests: &Requests) -> Self {
        let count = |why| requests.left_out.values().filter(|other| **other == why).count();
        let [not_selected, bound_to_values, same_parameters, faulty] = LeftOut::ALL.map(count);
        Self { not_selected, bound_to_values, same_parameters, faulty }
    }

    /// Those of each reason.
    #[cfg(feature = "cli")]
    pub(crate) fn by_reason(self) -> [(LeftOut, usize); 4] {
        let Self { not_selected, bound_to_values, same_parameters, faulty } = self;
        let [first, second, third, fourth] = LeftOut::ALL;
        [(first, not_selected), (second, bound_to_values), (third, same_parameters), (fourth, faulty)]
    }
}

impl CrateSize {
    /// What each crate of a plan has, if there are several.
    pub(crate) fn all(plan: &Crate, files: &[(String, String)]) -> Vec<Self> {
        let size = |id| {
            let package = plan.package(id);
            let code = format!("{}src/", package.folder);
            let texts = files.iter().filter(|(path, _)| path.starts_with(&code));
            Self {
                name: package.name.clone(),
                types: plan.files.iter().filter(|file| file.package == id).count(),
                bytes: texts.map(|(_, text)| text.len()).sum(),
            }
        };
        if plan.packages.len() > 1 { plan.package_ids().map(size).collect() } else { Vec::new() }
    }
}

impl Report {
    /// What a run did, with all that it was read from and what there is to warn of.
    pub(crate) fn with_input(self, config: &Config, diagnostics: Diagnostics, sources: Sources) -> Self {
        let config_files = &config.places.sources;
        // The file of the configuration is not among the schemas, but changes the output as well.
        let inputs = config_files.iter().map(|(_, source)| PathBuf::from(source.name()));
        let followed = sources.iter().filter(|(_, source)| source.is_followed());
        let followed: Vec<PathBuf> = followed.map(|(_, source)| PathBuf::from(source.name())).collect();
        let named = config.schemas.iter().chain(&config.references).chain(&followed);
        let provenances = named.clone().filter(|path| path.is_file()).map(|path| Provenance::path(path));
        let inputs = inputs.chain(named.cloned()).chain(provenances.filter(|path| path.is_file())).collect();
        Self {
            out: config.out_folder(),
            emit: config.emit.unwrap_or_default(),
            files_read: sources.iter().count() - config_files.iter().count(),
            inputs,
            dependencies: config.runtime_line(&manifest_folder(config)) + "\n",
            diagnostics,
            sources,
            ..self
        }
    }

    /// The warnings, sorted by their places.
    pub fn diagnostics(&self) -> Vec<Diagnostic<'_>> {
        sorted(&self.diagnostics, &self.sources)
    }

    /// The warnings as text, each with the line that it is about; empty if there are none.
    pub fn warnings(&self) -> String {
        render::text(&self.diagnostics, &self.sources, false)
    }

    /// Tells Cargo, from a build script, to run it again when an input changes, and to show the warnings.
    ///
    /// This prints [`Report::cargo_lines`] to standard output.
    #[allow(clippy::print_stdout, reason = "Build scripts talk with Cargo this way, and this is called for it.")]
    pub fn tell_cargo(&self) {
        print!("{}", self.cargo_lines());
    }

    /// A line `cargo::rerun-if-changed=…` for each input, and a line `cargo::warning=…` for each warning.
    ///
    /// With these lines Cargo no longer runs the build script whenever any file of its package changes.
    pub fn cargo_lines(&self) -> String {
        let inputs = self.inputs.iter().map(|path| format!("cargo::rerun-if-changed={}\n", path.display()));
        let (warnings, hidden) = render::chosen(&self.diagnostics, &self.sources);
        let warnings = warnings.iter().map(|warning| one_line(Diagnostic::new(warning, &self.sources)));
        let hidden = hidden.into_iter().map(|hidden| format!("not shown: {hidden}"));
        inputs.chain(warnings.chain(hidden).map(|warning| format!("cargo::warning={warning}\n"))).collect()
    }
}

/// `graph.csdl:12:5: the message; the help`.
fn one_line(diagnostic: Diagnostic<'_>) -> String {
    let place = diagnostic.place().map(|place| format!("{place}: ")).unwrap_or_default();
    let help = diagnostic.help().map(|help| format!("; {help}")).unwrap_or_default();
    render::plain(&format!("{place}{}{help}", diagnostic.message())).into_owned()
}

/// The folder of the `Cargo.toml` that names what is generated or what it needs; that of the output, if there is none.
fn manifest_folder(config: &Config) -> PathBuf {
    let out = config.out_folder();
    let absolute = std::path::absolute(&out).unwrap_or_else(|_| out.clone());
    let mut above = absolute.ancestors().skip(1).filter(|_| config.emit == Some(Emit::Module));
    above.find(|folder| folder.join("Cargo.toml").is_file()).map_or(out, PathBuf::from)
}
