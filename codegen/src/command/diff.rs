//! `csdl-codegen diff`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::input::Common;
use super::terminal::Terminal;
use crate::compare::{self, Comparison, Impact};
use crate::config::Config;
use crate::diagnostics::{Diagnostics, Stopped};
use crate::source::Sources;

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen diff graph-2025.csdl graph-2026.csdl --root-namespace microsoft.graph
      What the new metadata does to the generated Rust.

  csdl-codegen diff old.csdl schema/codegen.toml
      The same for what codegen.toml selects: its settings hold for the other side too.

  csdl-codegen diff before.toml after.toml
      What another selection does.

  csdl-codegen diff old.csdl new.csdl --include 'microsoft.graph.vpp*' --format markdown >> CHANGELOG.md
      For some of the types, for a changelog.

  csdl-codegen diff old.csdl schema/codegen.toml --fail-on breaking
      For continuous integration: fail if code that uses the crate would no longer compile.

Each change is breaking, breaking-literals, compatible or none. A new property is breaking-literals: Cargo's rules call
a new public field a breaking change, but code that ends struct literals with `..Default::default()` and patterns with
`..` does not see it. New enum members and derived types are compatible, since the enums are `#[non_exhaustive]`.
Descriptions and operations have no effect on Rust code.

--format json prints {\"old_types\", \"new_types\", \"version\": major | minor | patch | same, \"counts\", \"changes\":
[{\"impact\", \"action\": added | removed | changed, \"element\", \"type\", \"name\", \"schema\", \"rust\",
\"inherited_by\"}]}.

Exit status: 0 if all went well, 1 for faults in the input or changes that --fail-on names, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// A CSDL file, a folder of them, or a codegen.toml
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The same for the other side
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Exit with status 1 if there is such a change or a worse one
    #[arg(long, value_name = "IMPACT")]
    fail_on: Option<FailOn>,
    /// The configuration of sides that are CSDL [default: the codegen.toml that is the other side, if one is]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a changelog.
    Markdown,
    /// For other programs.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Code that uses what has changed does not compile.
    Breaking,
    /// Nor do struct literals and patterns that list all fields.
    BreakingLiterals,
    /// Anything at all.
    Any,
}

/// Compares two sides.
pub(super) fn run(args: Args, terminal: &Terminal) -> ExitCode {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let found = collect(&args, &mut sources, &mut diagnostics);
    let is_told = terminal.diagnostics(&diagnostics, &sources);
    let Ok(comparison) = found else { return ExitCode::FAILURE };
    let is_printed = match args.format {
        Format::Text => terminal.result(&compare::text(&comparison)),
        Format::Markdown => terminal.result(&compare::markdown(&comparison)),
        Format::Json => terminal.json(&comparison),
    };
    let is_refused = args.fail_on.is_some_and(|impact| impact.is_in(&comparison));
    if is_told && is_printed && !is_refused { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl FailOn {
    fn is_in(self, comparison: &Comparison) -> bool {
        let worst = match self {
            Self::Breaking => Impact::Breaking,
            Self::BreakingLiterals => Impact::BreakingLiterals,
            Self::Any => Impact::None,
        };
        comparison.changes.iter().any(|change| change.impact <= worst)
    }
}

fn collect(args: &Args, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Comparison, Stopped> {
    let sides = [(&args.old, &args.new), (&args.new, &args.old)];
    let [old, new] = sides.map(|(side, other)| config(args, side, other, sources, diagnostics));
    compare::generated(&old?, &new?, sources, diagnostics)
}

fn config(
    args: &Args,
    side: &Path,
    other: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Config, Stopped> {
    let mut flags = args.common.config();
    if is_config(side) {
        return Config::load(Some(side), flags, sources, diagnostics);
    }
    flags.schemas.push(side.to_path_buf());
    let file = args.config.as_deref().or_else(|| is_config(other).then_some(other));
    Config::load(file, flags, sources, diagnostics)
}

fn is_config(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
