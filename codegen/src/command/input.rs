//! The arguments that say what to read, and which types of it.

use std::path::{Path, PathBuf};

use super::levels::Levels;
use super::settings::{Of, Settings};
use crate::config::{Config, Scope};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level, Stopped};
use crate::model::Model;
use crate::references::is_schema;
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
    common: Common,
}

/// What is said of schemas, however they are named.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Common {
    #[command(flatten)]
    references: Settings<References>,
    #[command(flatten)]
    selection: Settings<Selection>,
    #[command(flatten)]
    levels: Levels,
}

/// What to read.
#[derive(Debug)]
struct Input;

/// Where to look for what it refers to.
#[derive(Debug)]
struct References;

/// Which types.
#[derive(Debug)]
struct Selection;

impl Args {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        self.schemas.config().overridden_by(self.common.config())
    }
}

impl Common {
    /// What they say of the configuration.
    pub(super) fn config(&self) -> Config {
        let mut config = self.references.config().overridden_by(self.selection.config());
        config.diagnostics.extend(self.levels.table());
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

/// The error for a file of schemas where a type or a pattern is wanted, as in `list shop.csdl`.
pub(super) fn schema_as_type(text: &str) -> Option<Diagnostic> {
    let path = Path::new(text);
    let message = format!("`{text}` is a file, not the name of a type");
    let fault = Diagnostic::error_without_place(Code::Configuration, message);
    (path.is_file() && is_schema(path)).then(|| fault.help(format!("did you mean `--schema {text}`?")))
}

/// Leaves out the warnings that a configuration allows.
pub(super) fn leave_out(config: &Config, diagnostics: &mut Diagnostics) {
    diagnostics.leave_out(&|code| config.level(code) == Level::Allow);
}

fn read<'s>(config: &Config, sources: &'s mut Sources, diagnostics: &mut Diagnostics) -> Result<Model<'s>, Stopped> {
    let schemas = crate::input::read(config, crate::input::Wanted::Needed, sources, diagnostics)?;
    let model = crate::model(&schemas.ids, config.versions, sources, diagnostics)?;
    // Whether it is needed is for whoever generates types.
    diagnostics.settle_to_look();
    diagnostics.retain_places(|place| !model.is_followed(place.source));
    Ok(model)
}

impl Of for Input {
    const SCOPE: Scope = Scope::Input;
}

impl Of for References {
    const SCOPE: Scope = Scope::References;
}

impl Of for Selection {
    const SCOPE: Scope = Scope::Selection;
}
