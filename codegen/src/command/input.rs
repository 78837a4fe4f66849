//! The arguments that say what to read, and which types of it.

use std::path::PathBuf;

use super::settings::{Of, Settings};
use crate::config::{Config, Scope};
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::Model;
use crate::source::Sources;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// The configuration file [default: the nearest schema/codegen.toml, unless schemas are named]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(flatten)]
    schemas: Settings<Input>,
    #[command(flatten)]
    selection: Settings<Selection>,
}

/// What to read.
#[derive(Debug)]
struct Input;

/// Which types.
#[derive(Debug)]
pub(super) struct Selection;

impl Args {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        self.schemas.config().overridden_by(self.selection.config())
    }
}

/// Reads the schemas that a configuration names, for whatever is to be known of them.
///
/// # Errors
///
/// [`Stopped`] if there are faults in them, which are added to the diagnostics.
pub(super) fn model<'s>(
    config: &Config,
    sources: &'s mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Model<'s>, Stopped> {
    let schemas = crate::input::read(&config.schemas, sources, diagnostics)?;
    crate::model(&schemas.ids, sources, diagnostics)
}

impl Of for Input {
    const SCOPE: Scope = Scope::Input;
}

impl Of for Selection {
    const SCOPE: Scope = Scope::Selection;
}
