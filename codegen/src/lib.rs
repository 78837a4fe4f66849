//! Reads OData CSDL metadata and writes typed Rust.
//!
//! [`generate`] does all of it, from a build script or any other program, and [`check`] only finds out what it would do:
//!
//! ```no_run
//! use csdl_codegen::{Config, Emit, generate};
//!
//! fn main() -> Result<(), csdl_codegen::Error> {
//!     let config = Config {
//!         schemas: vec!["schema/graph.csdl".into()],
//!         include: vec!["microsoft.graph.user".to_owned()],
//!         emit: Some(Emit::Module),
//!         crate_name: Some("graph".to_owned()),
//!         ..Config::default()
//!     };
//!     generate(&config)?.tell_cargo();
//!     Ok(())
//! }
//! ```
//!
//! # The pipeline
//!
//! In reading order, which is also the order of the modules: [`source`] makes text of bytes, [`csdl`] trees of text,
//! [`model`] resolves the trees together, [`plan`] lowers the model to the Rust to write, [`emit`] makes files of the
//! plan, and [`output`] compares them with what is on the disk and writes what differs.
//!
//! Every phase reports all of its faults in [`diagnostics`], and the next begins only if there is no error among them.

#![forbid(unsafe_code)]

pub mod compare;
pub mod config;
pub mod csdl;
pub mod diagnostics;
pub mod emit;
pub mod explain;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod graph;
pub mod input;
pub mod list;
pub mod model;
mod names;
pub mod output;
pub mod plan;
pub mod record;
mod report;
pub mod source;
mod stamp;
mod table;
mod unicode;

use std::cell::LazyCell;

pub use crate::config::{Config, Emit};
use crate::diagnostics::{Diagnostic, Diagnostics, Stopped};
use crate::model::Model;
use crate::output::FileSet;
use crate::plan::Selection;
use crate::report::Done;
pub use crate::report::{CrateSize, Error, Report};
use crate::source::{SourceId, Sources};

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
    run(config, false)
}

/// Finds out what [`generate`] would do, and writes nothing: to see in a test whether generated files are up to date.
///
/// # Errors
///
/// Those of [`generate`], but for what is found only in writing.
pub fn check(config: &Config) -> Result<Report, Error> {
    run(config, true)
}

fn run(config: &Config, check: bool) -> Result<Report, Error> {
    let (mut sources, mut diagnostics) = (config.places.sources().clone(), Diagnostics::default());
    match execute(config, check, &mut sources, &mut diagnostics) {
        Ok(done) => Ok(Report::new(config, done, diagnostics, sources)),
        Err(Stopped) => Err(Error::new(diagnostics, sources)),
    }
}

/// Reads the schemas that a configuration names, for whatever is to be known of them.
///
/// # Errors
///
/// [`Stopped`] if there are faults in them, which are added to the diagnostics.
pub fn read<'s>(
    config: &Config,
    sources: &'s mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Model<'s>, Stopped> {
    let schemas = input::read(&config.schemas, sources, diagnostics)?;
    model(&schemas, sources, diagnostics)
}

/// The namespace that a configuration would have at the root of the crate without [`Config::root_namespace`]; `None` if its
/// schemas cannot be read, or if all namespaces become modules. What is wrong with them is not said.
pub fn default_root(config: &Config) -> Option<String> {
    let (mut sources, mut silent) = (Sources::default(), Diagnostics::default());
    let model = read(config, &mut sources, &mut silent).ok()?;
    Some(plan::default_root(&model)).filter(|root| !root.is_empty())
}

/// The types that a configuration selects.
///
/// # Errors
///
/// [`Stopped`] if a pattern fits nothing, which is added to the diagnostics.
pub fn select(config: &Config, model: &Model<'_>, diagnostics: &mut Diagnostics) -> Result<Selection, Stopped> {
    let (include, exclude) = (config.include_patterns(), config.exclude_patterns());
    plan::select(model, &plan::Settings::new(config, &include, &exclude, &[]), diagnostics)
}

/// The Rust that a configuration makes of a model.
///
/// # Errors
///
/// [`Stopped`] if a pattern, root namespace or rename fits nothing, which is added to the diagnostics.
pub fn lower(config: &Config, model: &Model<'_>, diagnostics: &mut Diagnostics) -> Result<plan::Crate, Stopped> {
    let (include, exclude) = (config.include_patterns(), config.exclude_patterns());
    plan::lower(model, &plan::Settings::new(config, &include, &exclude, &[]), diagnostics)
}

/// The Rust that becomes of one type, under the names that it and all others have in [`lower`].
///
/// # Errors
///
/// Those of [`select`], or a root namespace that is in no schema.
pub fn lower_type(
    config: &Config,
    model: &Model<'_>,
    ty: model::Type,
    diagnostics: &mut Diagnostics,
) -> Result<plan::Crate, Stopped> {
    let (include, exclude) = (config.include_patterns(), config.exclude_patterns());
    let settings = plan::Settings::new(config, &include, &exclude, &[]);
    plan::lower(model, &plan::Settings { only: Some(ty), ..settings }, diagnostics)
}

fn model<'s>(schemas: &[SourceId], sources: &'s Sources, diagnostics: &mut Diagnostics) -> Result<Model<'s>, Stopped> {
    let documents = csdl::parse(schemas, sources, diagnostics)?;
    model::resolve(documents, sources, diagnostics)
}

fn execute(
    config: &Config,
    check: bool,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Done, Stopped> {
    config.check(diagnostics);
    diagnostics.checkpoint()?;
    let out = config.out_folder();
    let schemas = input::read(&config.schemas, sources, diagnostics)?;
    let sources = &*sources;
    let inputs = LazyCell::new(|| stamp::inputs(config, sources));
    if let Some(done) = stamp::up_to_date(&out, || *inputs, check, diagnostics) {
        return Ok(done);
    }
    let said = diagnostics.as_slice().len();
    let model = model(&schemas, sources, diagnostics)?;
    let types_read = model.type_count();
    let read: Vec<_> = schemas.iter().map(|id| sources.get(*id)).collect();
    let (include, exclude) = (config.include_patterns(), config.exclude_patterns());
    let settings = plan::Settings::new(config, &include, &exclude, &read);
    let plan = plan::lower(&model, &settings, diagnostics)?;
    drop(model);
    let (types_written, navigation_left_out) = (plan.type_count, plan.navigation_left_out);
    let emitted = emit::emit(&plan);
    let crates = CrateSize::all(&plan, &emitted);
    let mut files = FileSet::new();
    for (path, text) in emitted {
        if let Err(error) = files.insert(path, text) {
            diagnostics.push(Diagnostic::error_without_place(error.to_string()));
        }
    }
    drop(plan);
    diagnostics.checkpoint()?;
    let warnings = diagnostics.as_slice()[said..].to_vec();
    let (changes, diff) = output::store(&out, &files, check, diagnostics)?;
    let done = Done { types_read, types_written, navigation_left_out, crates, changes, diff };
    if !check && let Some(inputs) = *inputs {
        stamp::put(&out, inputs, &done, &warnings);
    }
    Ok(done)
}
