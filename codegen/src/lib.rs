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
pub mod model;
mod names;
pub mod output;
pub mod plan;
pub mod source;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Stopped};
use crate::output::FileSet;
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

fn generate(
    config: &Config,
    check: bool,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Report, Stopped> {
    let schemas = read(&config.schemas, sources, diagnostics)?;
    let sources = &*sources;
    let documents = parse(&schemas, sources, diagnostics)?;
    let model = model::resolve(documents, sources, diagnostics)?;
    let names = schemas.iter().map(|id| file_name(sources.get(*id).name())).collect::<std::collections::BTreeSet<_>>();
    let settings = plan::Settings {
        crate_name: &config.crate_name,
        crate_version: &config.crate_version,
        root_namespace: config.root_namespace.as_deref(),
        include: &config.include_patterns(),
        exclude: &config.exclude_patterns(),
        rename: &config.rename,
        sources: &names.into_iter().collect::<Vec<_>>(),
    };
    let plan = plan::lower(&model, &settings, diagnostics)?;
    let mut files = FileSet::new();
    for (path, text) in emit::emit(&plan) {
        if let Err(error) = files.insert(path, text) {
            diagnostics.push(Diagnostic::error_without_place(error.to_string()));
        }
    }
    diagnostics.checkpoint()?;
    let (changes, diff) = store(&config.out, &files, check, diagnostics)?;
    Ok(Report { types_read: model.type_count(), types_written: plan.type_count, changes, diff })
}

/// Reads the schemas, and those in folders.
fn read(paths: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Vec<SourceId>, Stopped> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        match source::files_in(path) {
            Ok(found) if found.is_empty() => diagnostics.push(
                Diagnostic::error_without_place(format!("the folder `{}` has no schema in it", path.display()))
                    .help("schemas are files that end with .csdl, .xml or .edmx"),
            ),
            Ok(found) => files.extend(found),
            Err(error) => diagnostics.push(unreadable(path, &error)),
        }
    }
    // A file that is named twice is read once.
    let mut seen = std::collections::HashSet::new();
    files.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    let mut ids = Vec::with_capacity(files.len());
    for path in files {
        match std::fs::read(&path) {
            Ok(bytes) => match sources.add(&path, bytes) {
                Ok(id) => ids.push(id),
                Err(error) => diagnostics.push(
                    Diagnostic::error_without_place(format!("cannot read `{}`: {error}", path.display()))
                        .help("CSDL documents are UTF-8 or UTF-16"),
                ),
            },
            Err(error) => diagnostics.push(unreadable(&path, &error)),
        }
    }
    diagnostics.checkpoint()?;
    Ok(ids)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error_without_place(format!("cannot read `{}`: {error}", path.display()))
        .help("name an existing CSDL file, or a folder of them")
}

fn parse<'s>(
    schemas: &[SourceId],
    sources: &'s Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<csdl::Document<'s>>, Stopped> {
    let parsed: Vec<(Option<csdl::Document<'s>>, Diagnostics)> = schemas
        .par_iter()
        .map(|id| {
            let mut diagnostics = Diagnostics::default();
            (csdl::xml::parse(sources, *id, &mut diagnostics), diagnostics)
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (document, found) in parsed {
        documents.extend(document);
        diagnostics.append(found);
    }
    diagnostics.checkpoint()?;
    Ok(documents)
}

fn store(
    out: &Path,
    files: &FileSet,
    check: bool,
    diagnostics: &mut Diagnostics,
) -> Result<(output::Changes, Option<String>), Stopped> {
    let stored = if check {
        output::check(out, files).map(|(changes, diff)| (changes, Some(diff)))
    } else {
        output::write(out, files).map(|changes| (changes, None))
    };
    match stored {
        Ok((changes, diff)) => {
            for kept in &changes.kept {
                diagnostics.push(kept.warning(out));
            }
            Ok((changes, diff))
        }
        Err(error) => {
            for diagnostic in error.diagnostics() {
                diagnostics.push(diagnostic);
            }
            Err(Stopped)
        }
    }
}

fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}
