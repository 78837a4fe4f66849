//! The command: arguments, and what is printed.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use clap::{ColorChoice as ColorFlag, Parser, Subcommand};
use csdl_codegen::config::{Config, Settings};
use csdl_codegen::diagnostics::{Diagnostics, render};
use csdl_codegen::output::Changes;
use csdl_codegen::source::Sources;
use csdl_codegen::{Outcome, Report};

/// How many paths `--check` lists.
const LISTED: usize = 100;

const EXAMPLES: &str = "\
Examples:
  csdl-codegen
      Generate what schema/codegen.toml says, in this folder or the nearest one above that has one.

  csdl-codegen --schema graph.csdl --out ./graph --crate-name graph --root-namespace microsoft.graph
      Generate a crate from one file, without a configuration.

  csdl-codegen --schema graph.csdl --out ./vpp --include 'microsoft.graph.vpp*' --include microsoft.graph.user
      Generate some of the types, with all that they need.

  csdl-codegen --check
      Write nothing, and fail if the generated files are not up to date. For continuous integration.

Patterns are qualified names in which `*` stands for any characters within a segment, `**` for any characters across
segments and `?` for one character: `microsoft.graph.security.*`.

Exit status: 0 if all went well, 1 for faults in the input or differences found by --check, 2 for wrong arguments.";

/// Generates a Rust crate from OData CSDL metadata.
///
/// Everything is read from files; nothing is fetched. Only files which this tool wrote are ever replaced or removed.
#[derive(Debug, Parser)]
#[command(name = "csdl-codegen", version, after_long_help = EXAMPLES, after_help = "See --help for examples.")]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate; the same as without a command
    #[command(after_long_help = EXAMPLES, after_help = "See --help for examples.")]
    Generate(Flags),
}

#[derive(Debug, clap::Args)]
struct Flags {
    /// The configuration file [default: the nearest schema/codegen.toml, unless there is --schema]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A CSDL file, or a folder of them; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    schema: Vec<PathBuf>,
    /// The folder of the generated crate [default: generated]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The package name of the generated crate [default: the name of its folder]
    #[arg(long, value_name = "NAME")]
    crate_name: Option<String>,
    /// The namespace whose types are at the root of the crate [default: what all namespaces begin with]
    #[arg(long, value_name = "NS")]
    root_namespace: Option<String>,
    /// Which types to generate, with all that they need; may be repeated [default: all]
    #[arg(long, value_name = "PATTERN")]
    include: Vec<String>,
    /// Which types to leave out; may be repeated
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    check: bool,
    /// Print errors and warnings only
    #[arg(long, short)]
    quiet: bool,
    /// Whether to color errors and warnings
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorFlag,
}

/// What a run has to say when it is over.
#[derive(Debug)]
struct Ended {
    /// For standard output.
    text: String,
    is_success: bool,
}

fn main() -> ExitCode {
    let started = Instant::now();
    let cli = Cli::parse();
    let mut flags = match cli.command {
        Some(Command::Generate(flags)) => flags,
        None => cli.flags,
    };
    let (config_file, check, quiet) = (flags.config.take(), flags.check, flags.quiet);
    let color = match flags.color {
        ColorFlag::Auto => ColorChoice::Auto,
        ColorFlag::Always => ColorChoice::Always,
        ColorFlag::Never => ColorChoice::Never,
    };
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let config = Config::load(config_file.as_deref(), flags.into(), &mut sources, &mut diagnostics);
    let config_files = sources.iter().count();
    let (outcome, config) = match config {
        Ok(config) => (csdl_codegen::run(&config, check, sources, diagnostics), Some(config)),
        Err(_) => (Outcome { sources, diagnostics, report: None }, None),
    };
    let is_told = print_diagnostics(&outcome, color);
    let ended = match (&outcome.report, &config) {
        (Some(report), Some(config)) => {
            let schemas = outcome.sources.iter().count() - config_files;
            let is_success = !outcome.diagnostics.has_errors() && (!check || report.changes.is_empty());
            Ended { text: describe(report, config, check, schemas, started.elapsed()), is_success }
        }
        _ => Ended { text: String::new(), is_success: false },
    };
    let is_printed = quiet || print(&ended.text);
    if ended.is_success && is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl From<Flags> for Settings {
    fn from(flags: Flags) -> Self {
        Self {
            schemas: flags.schema,
            out: flags.out,
            crate_name: flags.crate_name,
            root_namespace: flags.root_namespace,
            include: flags.include,
            exclude: flags.exclude,
            ..Self::default()
        }
    }
}

/// Prints to standard error. Whether that went well.
fn print_diagnostics(outcome: &Outcome, color: ColorChoice) -> bool {
    let stderr = io::stderr();
    let color = match color {
        ColorChoice::Auto => AutoStream::choice(&stderr),
        color => color,
    };
    let text = render::text(&outcome.diagnostics, &outcome.sources, color != ColorChoice::Never);
    is_written(AutoStream::new(stderr.lock(), color).write_all(text.as_bytes()))
}

/// Prints to standard output. Whether that went well.
fn print(text: &str) -> bool {
    let mut stdout = io::stdout().lock();
    let result = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    let shown = result.as_ref().err().map(|error| format!("error: cannot write to standard output: {error}\n"));
    let is_written = is_written(result);
    if let (false, Some(shown)) = (is_written, shown) {
        // If that fails too, the exit status is all that is left to say it with.
        let _ = io::stderr().write_all(shown.as_bytes());
    }
    is_written
}

/// Whether that went well. A reader who has closed the pipe has seen enough, and that is no failure.
fn is_written(result: io::Result<()>) -> bool {
    result.is_ok() || result.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// What was done, in two lines; before them what would change, if nothing was done.
fn describe(report: &Report, config: &Config, check: bool, schemas: usize, time: Duration) -> String {
    let changes = &report.changes;
    let mut text = String::new();
    if check {
        text.push_str(&list(changes));
        text.push_str(report.diff.as_deref().unwrap_or_default());
    }
    let read = format!("read {} from {}", counted(report.types_read, "type"), counted(schemas, "file"));
    let written = counted(report.types_written, "type");
    let out = folder(config);
    let outcome = match (changes.is_empty(), check) {
        (true, _) if report.types_written == 1 => format!("the {written} in {out} is up to date"),
        (true, _) => format!("the {written} in {out} are up to date"),
        (false, true) => format!("would write {written} to {out}"),
        (false, false) => format!("wrote {written} to {out}"),
    };
    let total = counted(changes.files(), "file");
    let counts = [
        (changes.added.len(), "new"),
        (changes.changed.len(), "changed"),
        (changes.unchanged.len(), "unchanged"),
        (changes.removed.len(), "removed"),
        (changes.kept.len(), "no longer generated but kept"),
    ];
    let counts =
        counts.iter().filter(|(count, _)| *count > 0).map(|&(count, what)| format!("{} {what}", number(count)));
    let counts = counts.collect::<Vec<_>>().join(", ");
    text.push_str(&format!("{read}; {outcome}\n{total}: {counts} ({:.2} s)\n", time.as_secs_f64()));
    text
}

/// The paths of the files that would change, each with what would happen to it.
fn list(changes: &Changes) -> String {
    let kinds = [(&changes.added, "new"), (&changes.changed, "changed"), (&changes.removed, "removed")];
    let mut lines: Vec<(&str, &str)> =
        kinds.into_iter().flat_map(|(paths, kind)| paths.iter().map(move |path| (path.as_str(), kind))).collect();
    lines.sort_unstable();
    let mut text: String = lines.iter().take(LISTED).map(|(path, kind)| format!("{kind:8} {path}\n")).collect();
    if lines.len() > LISTED {
        text.push_str(&format!("… and {} more\n", number(lines.len() - LISTED)));
    }
    if lines.is_empty() && changes.manifest_differs {
        text.push_str("changed  .csdl-codegen\n");
    }
    text
}

/// The output folder with a slash at its end.
fn folder(config: &Config) -> String {
    let shown = config.out.display().to_string();
    if shown.ends_with(std::path::is_separator) { shown } else { format!("{shown}/") }
}

fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", number(count), if count == 1 { "" } else { "s" })
}

/// The number with a comma before every three digits.
fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_with_and_without_the_command() {
        for command in [&["csdl-codegen", "generate"][..], &["csdl-codegen"]] {
            let flags = ["--schema", "a", "--schema", "b", "--out", "c", "--include", "x.*", "--check", "--quiet"];
            let cli = Cli::try_parse_from(command.iter().chain(&flags)).unwrap();
            let flags = match cli.command {
                Some(Command::Generate(flags)) => flags,
                None => cli.flags,
            };
            assert!(flags.check && flags.quiet);
            let settings = Settings::from(flags);
            assert_eq!(settings.schemas, [PathBuf::from("a"), PathBuf::from("b")]);
            assert_eq!(settings.include, ["x.*"]);
        }
    }

    #[test]
    fn wrong_arguments() {
        for flags in [&["--nothing"][..], &["schema.csdl"], &["--out"], &["--color", "blue"], &["--check", "generate"]]
        {
            let error = Cli::try_parse_from(["csdl-codegen"].iter().chain(flags)).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{flags:?}");
        }
    }

    #[test]
    fn numbers() {
        let numbers = [0, 7, 999, 1000, 3822, 100_000, 1_234_567].map(number);
        assert_eq!(numbers, ["0", "7", "999", "1,000", "3,822", "100,000", "1,234,567"]);
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
    }

    #[test]
    fn reports() {
        let config = Config::load(
            None,
            Settings {
                schemas: vec![PathBuf::from("a.csdl")],
                out: Some(PathBuf::from("graph")),
                ..Settings::default()
            },
            &mut Sources::default(),
            &mut Diagnostics::default(),
        )
        .unwrap();
        let paths = |count: usize, name: &str| (0..count).map(|index| format!("{name}{index}.rs")).collect();
        let changes =
            Changes { changed: paths(3, "c"), unchanged: paths(9, "u"), removed: paths(1, "r"), ..Changes::default() };
        let report = Report { types_read: 3822, types_written: 22, changes, diff: None };
        assert_eq!(
            describe(&report, &config, false, 1, Duration::from_millis(420)),
            "read 3,822 types from 1 file; wrote 22 types to graph/\n\
             12 files: 3 changed, 9 unchanged, 1 removed (0.42 s)\n"
        );
        let report = Report { diff: Some("the diff\n".to_owned()), ..report };
        assert_eq!(
            describe(&report, &config, true, 2, Duration::ZERO),
            "changed  c0.rs\nchanged  c1.rs\nchanged  c2.rs\nremoved  r0.rs\nthe diff\n\
             read 3,822 types from 2 files; would write 22 types to graph/\n\
             12 files: 3 changed, 9 unchanged, 1 removed (0.00 s)\n"
        );
    }
}
