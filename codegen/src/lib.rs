//! Reads OData CSDL metadata and writes typed Rust.
//!
//! The pipeline in reading order, which is also the order of the modules: [`source`] makes text of bytes, [`csdl`] trees
//! of text, [`model`] resolves the trees together, [`plan`] lowers the model to the Rust to write, [`emit`] makes files of
//! the plan, and [`output`] compares them with what is on the disk and writes what differs. [`run`] does all of it.
//!
//! Every phase reports all of its faults in [`diagnostics`], and the next begins only if there is no error among them.

#![forbid(unsafe_code)]

pub mod config;
pub mod csdl;
pub mod diagnostics;
pub mod emit;
pub mod explain;
pub mod input;
pub mod list;
pub mod model;
mod names;
pub mod output;
pub mod plan;
pub mod source;
mod stamp;
mod table;

use std::collections::BTreeSet;
use std::path::Path;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Stopped};
use crate::model::Model;
use crate::output::FileSet;
use crate::plan::Selection;
use crate::source::{SourceId, Sources};

/// What a run leaves behind.
#[derive(Debug)]
pub struct Outcome {
    /// What was read.
    pub sources: Sources,
    /// What there is to say about it.
    pub diagnostics: Diagnostics,
    /// What was done; `None` if errors stopped the run, and then nothing was written.
    pub report: Option<Report>,
}

/// What a run did, or with `check` would do.
#[derive(Debug)]
pub struct Report {
    /// How many types the schemas declare.
    pub types_read: usize,
    /// How many of them were generated.
    pub types_written: usize,
    /// What became of each file.
    pub changes: output::Changes,
    /// With `check`, what would change, as a unified diff.
    pub diff: Option<String>,
}

/// Generates the crate that a configuration describes; with `check`, only finds out what would change.
///
/// `sources` and `diagnostics` hold what reading the configuration left behind.
pub fn run(config: &Config, check: bool, sources: Sources, diagnostics: Diagnostics) -> Outcome {
    let mut outcome = Outcome { sources, diagnostics, report: None };
    let report = generate(config, check, &mut outcome.sources, &mut outcome.diagnostics);
    outcome.report = report.ok();
    outcome
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

fn model<'s>(schemas: &[SourceId], sources: &'s Sources, diagnostics: &mut Diagnostics) -> Result<Model<'s>, Stopped> {
    let documents = csdl::parse(schemas, sources, diagnostics)?;
    model::resolve(documents, sources, diagnostics)
}

fn generate(
    config: &Config,
    check: bool,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Report, Stopped> {
    let schemas = input::read(&config.schemas, sources, diagnostics)?;
    let sources = &*sources;
    let inputs = stamp::inputs(config, sources);
    if let Some(report) = inputs.and_then(|inputs| stamp::up_to_date(&config.out, inputs, check, diagnostics)) {
        return Ok(report);
    }
    let said = diagnostics.as_slice().len();
    let model = model(&schemas, sources, diagnostics)?;
    let types_read = model.type_count();
    let names = schemas.iter().map(|id| file_name(sources.get(*id).name())).collect::<BTreeSet<_>>();
    let names = names.into_iter().collect::<Vec<_>>();
    let (include, exclude) = (config.include_patterns(), config.exclude_patterns());
    let settings = plan::Settings::new(config, &include, &exclude, &names);
    let plan = plan::lower(&model, &settings, diagnostics)?;
    drop(model);
    let types_written = plan.type_count;
    let mut files = FileSet::new();
    for (path, text) in emit::emit(&plan) {
        if let Err(error) = files.insert(path, text) {
            diagnostics.push(Diagnostic::error_without_place(error.to_string()));
        }
    }
    drop(plan);
    diagnostics.checkpoint()?;
    let warnings = diagnostics.as_slice()[said..].to_vec();
    let (changes, diff) = output::store(&config.out, &files, check, diagnostics)?;
    let report = Report { types_read, types_written, changes, diff };
    if let (Some(inputs), false) = (inputs, check) {
        stamp::put(&config.out, inputs, &report, &warnings);
    }
    Ok(report)
}

fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}
