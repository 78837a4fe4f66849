//! The arguments that say what to read, and which types of it.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::settings::{Of, Settings};
use crate::config::{Config, Scope};
use crate::diagnostics::{Code, Diagnostics, Level, Stopped};
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
    #[command(flatten)]
    levels: Levels,
}

/// Which warnings there are.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Warnings")]
struct Levels {
    /// Leave out the warnings of a code; may be repeated
    #[arg(long, value_name = "CODE", value_parser = codes(), hide_possible_values = true)]
    allow: Vec<String>,
    /// Show the warnings of a code that codegen.toml allows or denies; may be repeated
    #[arg(long, value_name = "CODE", value_parser = codes(), hide_possible_values = true)]
    warn: Vec<String>,
    /// Make errors of the warnings of a code; may be repeated
    #[arg(long, value_name = "CODE", value_parser = codes(), hide_possible_values = true)]
    deny: Vec<String>,
}

fn codes() -> PossibleValuesParser {
    PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name()))
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
        let mut config = self.schemas.config().overridden_by(self.selection.config());
        for (level, codes) in [("allow", &self.levels.allow), ("warn", &self.levels.warn), ("deny", &self.levels.deny)]
        {
            config.diagnostics.extend(codes.iter().map(|code| (code.clone(), level.to_owned())));
        }
        config
    }
}

/// Reads the schemas that a configuration names, for whatever is to be known of them.
///
/// # Errors
///
/// [`Stopped`] if one of them cannot be read at all; why is added to the diagnostics, and what is faulty in the others as warnings.
pub(super) fn model<'s>(
    config: &Config,
    sources: &'s mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Model<'s>, Stopped> {
    let model = read(config, sources, diagnostics);
    leave_out(config, diagnostics);
    model
}

/// Leaves out the warnings that a configuration allows.
pub(super) fn leave_out(config: &Config, diagnostics: &mut Diagnostics) {
    diagnostics.leave_out(|code| config.level(code) == Level::Allow);
}

fn read<'s>(config: &Config, sources: &'s mut Sources, diagnostics: &mut Diagnostics) -> Result<Model<'s>, Stopped> {
    let schemas = crate::input::read(config, sources, diagnostics)?;
    let model = crate::model(&schemas.ids, config.versions, sources, diagnostics)?;
    // Whether it is needed is for whoever generates types.
    diagnostics.settle(|_| false);
    diagnostics.retain_places(|place| !model.is_followed(place.source));
    Ok(model)
}

impl Of for Input {
    const SCOPE: Scope = Scope::Input;
}

impl Of for Selection {
    const SCOPE: Scope = Scope::Selection;
}
