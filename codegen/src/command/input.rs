//! The arguments that say what to read, and which types of it.

use std::path::PathBuf;

use csdl_codegen::config::{Config, Scope};

use super::settings::{Of, Settings};

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

impl Of for Input {
    const SCOPE: Scope = Scope::Input;
}

impl Of for Selection {
    const SCOPE: Scope = Scope::Selection;
}
