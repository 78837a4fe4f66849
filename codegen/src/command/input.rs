//! The arguments that say what to read, and which types of it.

use std::path::PathBuf;

use csdl_codegen::config::Config;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// The configuration file [default: the nearest schema/codegen.toml, unless there is --schema]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// A CSDL file, or a folder of them; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) schema: Vec<PathBuf>,
    /// The namespace whose types are at the root of the crate [default: what all namespaces begin with]
    #[arg(long, value_name = "NS")]
    pub(super) root_namespace: Option<String>,
    /// Which types to select, with all that they need; may be repeated [default: all]
    #[arg(long, value_name = "PATTERN")]
    pub(super) include: Vec<String>,
    /// Which types to leave out; may be repeated
    #[arg(long, value_name = "PATTERN")]
    pub(super) exclude: Vec<String>,
}

impl Args {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        Config {
            schemas: self.schema.clone(),
            root_namespace: self.root_namespace.clone(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            ..Config::default()
        }
    }
}
