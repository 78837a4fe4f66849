//! The arguments that say which warnings there are, which all commands have that say any.

use std::collections::BTreeMap;

use clap::builder::PossibleValuesParser;

use crate::diagnostics::Code;

/// Which warnings there are.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Warnings")]
pub(super) struct Levels {
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

impl Levels {
    /// What they say of codes, as the table `[diagnostics]` of a configuration would.
    pub(super) fn table(&self) -> BTreeMap<String, String> {
        let lists = [("allow", &self.allow), ("warn", &self.warn), ("deny", &self.deny)];
        lists.into_iter().flat_map(|(level, codes)| codes.iter().map(|code| (code.clone(), level.to_owned()))).collect()
    }
}
