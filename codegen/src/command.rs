//! Arguments, and what is printed: one module for each subcommand, and what they share.

mod generate;
mod input;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::terminal::Terminal;

/// Generates a Rust crate from OData CSDL metadata.
///
/// Everything is read from files; nothing is fetched. Only files which this tool wrote are ever replaced or removed.
#[derive(Debug, Parser)]
#[command(name = "csdl-codegen", version)]
#[command(after_long_help = generate::EXAMPLES, after_help = "See --help for examples.")]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::Args,
    #[command(flatten)]
    terminal: terminal::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate; the same as without a command
    #[command(after_long_help = generate::EXAMPLES, after_help = "See --help for examples.")]
    Generate(generate::Args),
}

/// Does what the arguments say.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let terminal = Terminal::new(cli.terminal);
    match cli.command {
        None => generate::run(cli.generate, &terminal),
        Some(Command::Generate(args)) => generate::run(args, &terminal),
    }
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
            assert!(cli.terminal.quiet);
            let args = match cli.command {
                Some(Command::Generate(args)) => args,
                None => cli.generate,
            };
            assert!(args.check);
            let settings = args.settings();
            assert_eq!(settings.schemas, [std::path::PathBuf::from("a"), std::path::PathBuf::from("b")]);
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
}
