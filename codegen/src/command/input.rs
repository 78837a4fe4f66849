//! The arguments that say what to read, and which types of it.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::config::{Config, Derived, Navigation};
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::Model;
use crate::source::Sources;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// The configuration file [default: the nearest schema/codegen.toml, unless schemas are named]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// A CSDL file, or a folder of them; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) schema: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) selection: SelectionArgs,
}

/// Which types.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct SelectionArgs {
    /// The namespace whose types are at the root of the crate [default: that of the entity container]
    ///
    /// If no type is in the namespace of the container or below it, the default is the namespace that the types of most of its
    /// entity sets and singletons are in; without a container it is what all namespaces begin with.
    #[arg(long, value_name = "NS")]
    root_namespace: Option<String>,
    /// Which types to select, with all that they need; may be repeated [default: all]
    #[arg(long, value_name = "PATTERN")]
    include: Vec<String>,
    /// Which types to leave out; may be repeated
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,
    /// Which derived types come along [default: properties]
    #[arg(long, value_name = "WHICH")]
    derived: Option<DerivedFlag>,
    /// Which navigation properties have a field [default: selected]
    #[arg(long, value_name = "WHICH")]
    navigation: Option<NavigationFlag>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DerivedFlag {
    /// Those of the complex types of properties
    Properties,
    /// Those of all selected types
    All,
    /// None that is not selected itself
    Selected,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NavigationFlag {
    /// Those that lead to a selected type
    Selected,
    /// All; those that lead to other types hold JSON
    All,
    /// None
    None,
}

impl Args {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        Config { schemas: self.schema.clone(), ..self.selection.settings() }
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

impl SelectionArgs {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        let derived = self.derived.map(|derived| match derived {
            DerivedFlag::Properties => Derived::Properties,
            DerivedFlag::All => Derived::All,
            DerivedFlag::Selected => Derived::Selected,
        });
        let navigation = self.navigation.map(|navigation| match navigation {
            NavigationFlag::Selected => Navigation::Selected,
            NavigationFlag::All => Navigation::All,
            NavigationFlag::None => Navigation::None,
        });
        Config {
            root_namespace: self.root_namespace.clone(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            derived,
            navigation,
            ..Config::default()
        }
    }
}
