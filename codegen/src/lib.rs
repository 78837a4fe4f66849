//! Reads OData CSDL metadata and writes typed Rust.
//!
//! [`generate`] does all of it, from a build script or any other program, and [`check`] only finds out what it would do:
//!
//! ```no_run
//! use csdl_codegen::{Config, Emit, generate};
//!
//! fn main() -> Result<(), csdl_codegen::Error> {
//!     let mut config = Config::new(["schema/graph.csdl"]);
//!     config.include = vec!["microsoft.graph.user".to_owned()];
//!     config.emit = Some(Emit::Module);
//!     config.crate_name = Some("graph".to_owned());
//!     generate(&config)?.tell_cargo();
//!     Ok(())
//! }
//! ```
//!
//! The folder `docs` of this package is the reference. `docs/README.md` lists its pages, such as
//!
//! - `docs/configuration.md`: all keys of `codegen.toml`, which are the fields of [`Config`];
//! - `docs/build-scripts.md`: this library in build scripts;
//! - `docs/using-the-types.md` and `docs/requests.md`: what programs do with what is generated;
//! - `docs/diagnostics.md`: all [`Diagnostic`]s by their codes.
//!
//! # Features
//!
//! A build script needs none of them, and is built faster with `default-features = false`.
//!
//! - `embed`: writing the runtime along with the types, as a package in their folder.
//! - `diff`: a unified diff in the report of [`check`].
//! - `cli`: the command `csdl-codegen`.

#![forbid(unsafe_code)]

// The pipeline, in reading order: `input` and `source` make text of files, `csdl` trees of text, `model` resolves the
// trees together, `plan` lowers the model to the Rust to write, `emit` makes files of the plan, and `output` compares
// them with what is on the disk and writes what differs. `docs` has the words for what the plan knows of each element.
//
// Every phase reports all of its faults in `diagnostics`, and the next begins only if there is no error among them.

pub mod config;
mod csdl;
mod diagnostics;
mod docs;
mod emit;
mod error;
mod input;
mod model;
mod output;
mod plan;
mod portable;
mod provenance;
mod qualified_name;
mod references;
mod report;
mod source;
mod suggest;
mod unicode;
mod wording;

#[doc(hidden)]
pub mod internals;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod command;
#[cfg(feature = "cli")]
mod compare;
#[cfg(feature = "cli")]
mod draw;
#[cfg(feature = "cli")]
mod explain;
#[cfg(feature = "cli")]
mod fetch;
#[cfg(feature = "cli")]
mod list;
#[cfg(feature = "cli")]
mod table;

pub use self::config::{Config, Emit};
pub use self::diagnostics::Severity;
pub use self::error::{Diagnostic, Error, Place};
pub use self::output::{Changes, Kept};
pub use self::report::{CrateSize, MethodsLeftOut, Report};

use self::config::Versions;
use self::diagnostics::{Code, Diagnostics, Level, Stopped};
use self::model::Model;
use self::output::FileSet;
use self::plan::Settings;
use self::source::{SourceId, Sources};

/// Generates the crate or module that a configuration describes.
///
/// Nothing is printed: warnings are in the report, which can also [tell Cargo](Report::tell_cargo) of a build script what
/// was read.
///
/// # Errors
///
/// Everything that is wrong in the configuration and in the schemas, as far as it can be seen at once, or what kept the
/// output from being written. If it is the input that is at fault, nothing is written.
pub fn generate(config: &Config) -> Result<Report, Error> {
    run(config, false, |_, _| ())
}

/// Finds out what [`generate`] would do, and writes nothing: to see in a test whether generated files are up to date.
///
/// # Errors
///
/// Those of [`generate`], but for what is found only in writing.
pub fn check(config: &Config) -> Result<Report, Error> {
    run(config, true, |_, _| ())
}

/// Generates or checks. What is found before much is written, which may take long and fill disks, is handed over before it is.
fn run(config: &Config, check: bool, warn_first: impl FnOnce(&Diagnostics, &Sources)) -> Result<Report, Error> {
    let (mut sources, mut diagnostics) = (config.places.sources.clone(), Diagnostics::default());
    match execute(config, check, warn_first, &mut sources, &mut diagnostics) {
        Ok(report) => {
            // What is found in writing comes too late to be denied.
            diagnostics.leave_out(&|code| config.level(code) == Level::Allow);
            Ok(report.with_input(config, diagnostics, sources))
        }
        Err(Stopped) => {
            diagnostics.apply(&|code| config.level(code));
            Err(Error::new(diagnostics, sources))
        }
    }
}

fn model<'s>(
    schemas: &[SourceId],
    versions: Option<Versions>,
    sources: &'s Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Model<'s>, Stopped> {
    let documents = csdl::parse(schemas, sources, diagnostics)?;
    let model = model::resolve(documents, sources, diagnostics);
    Ok(match versions.unwrap_or_default() {
        Versions::Newest => model::newest(model, diagnostics),
        _ => model,
    })
}

fn execute(
    config: &Config,
    check: bool,
    warn_first: impl FnOnce(&Diagnostics, &Sources),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Report, Stopped> {
    config.check(diagnostics);
    diagnostics.checkpoint()?;
    let out = config.out_folder();
    let schemas = input::read(config, input::Wanted::by(config), sources, diagnostics)?;
    let sources = &*sources;
    diagnostics.apply(&|code| config.level(code));
    diagnostics.checkpoint()?;
    let model = model(&schemas.ids, config.versions, sources, diagnostics)?;
    let types_read = model.type_count();
    let settings = Settings { origins: schemas.origins(sources), ..Settings::new(config) };
    let plan = plan::lower(&model, &settings, diagnostics)?;
    drop(model);
    diagnostics.apply(&|code| config.level(code));
    diagnostics.checkpoint()?;
    if diagnostics.as_slice().iter().any(|warning| warning.code == Code::LargeOutput) {
        warn_first(diagnostics, sources);
    }
    let report = Report {
        types_read,
        types_written: plan.type_count,
        navigation_left_out: plan.navigation_left_out,
        methods_left_out: plan.requests.as_ref().map(MethodsLeftOut::new).unwrap_or_default(),
        imports: plan.imports(),
        has_empty_services: plan.has_empty_services(),
        ..Report::default()
    };
    let emitted = emit::emit(&plan);
    let crates = CrateSize::all(&plan, &emitted);
    let mut files = FileSet::new();
    for (path, text) in emitted {
        if let Err(fault) = files.insert(path, text) {
            let help = "this is a bug in csdl-codegen: please report it with the metadata";
            diagnostics.push(diagnostics::Diagnostic::error_without_place(Code::Output, fault).help(help));
        }
    }
    drop(plan);
    diagnostics.checkpoint()?;
    let (changes, diff) = output::store(&out, &files, check, diagnostics)?;
    Ok(Report { crates, changes, diff, ..report })
}
