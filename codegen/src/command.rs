//! The command: arguments, and what is printed. One module for each subcommand, and what they share.

mod diff;
mod draw;
mod explain;
mod fetch;
mod generate;
mod init;
mod input;
mod levels;
mod list;
#[cfg(test)]
mod long_chain;
mod next;
mod progress;
mod settings;
mod shell;
mod terminal;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use self::terminal::Terminal;

/// Generates a Rust crate from OData CSDL metadata.
///
/// Everything is read from files; only `fetch` uses the network. In an output folder, only files which this tool wrote are
/// ever replaced or removed.
#[derive(Debug, Parser)]
#[command(name = "csdl-codegen", version, after_help = MORE, after_long_help = generate::EXAMPLES)]
#[command(disable_help_subcommand = true)]
struct Cli {
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
    #[command(after_help = MORE, after_long_help = generate::EXAMPLES)]
    Generate(generate::Args),
    /// Write a configuration to begin with
    #[command(after_help = MORE, after_long_help = init::EXAMPLES)]
    #[command(mut_arg("config", |config| config.help("The file to write [default: schema/codegen.toml]")))]
    Init(init::Args),
    /// Show the types that the schemas declare, and which of them are selected
    #[command(after_help = MORE, after_long_help = list::EXAMPLES)]
    List(list::Args),
    /// Show all there is to know of a type, and why it is generated
    #[command(after_help = MORE, after_long_help = explain::EXAMPLES)]
    Explain(explain::Args),
    /// Show what a change of the metadata or of the selection does to the generated Rust
    #[command(after_help = MORE, after_long_help = diff::EXAMPLES)]
    Diff(diff::Args),
    /// Download the metadata of a service, if it has changed
    #[command(after_help = MORE, after_long_help = fetch::EXAMPLES)]
    Fetch(fetch::Args),
    /// Draw types: what is derived from what, and what is a part of what
    #[command(after_help = MORE, visible_alias = "graph", after_long_help = draw::EXAMPLES)]
    Draw(draw::Args),
    /// Print what a shell needs to complete the arguments
    #[command(after_help = MORE, after_long_help = shell::COMPLETIONS)]
    Completions(shell::CompletionsArgs),
    /// Print the manual, or write its pages to a folder
    #[command(after_help = MORE, after_long_help = shell::MAN)]
    Man(shell::ManArgs),
}

impl Command {
    /// Whether something other than what was done goes to standard output.
    fn prints_result(&self) -> bool {
        match self {
            Self::Generate(_) | Self::Init(_) | Self::Fetch(_) => false,
            Self::List(_) | Self::Explain(_) | Self::Diff(_) | Self::Completions(_) | Self::Man(_) => true,
            Self::Draw(args) => args.prints_result(),
        }
    }
}

/// Does what the arguments of the program say.
pub fn run() -> ExitCode {
    match Cli::from_arguments(std::env::args_os()) {
        Ok(cli) => execute(cli),
        Err(error) => error.exit(),
    }
}

/// What `-h` says at the end of the short help.
const MORE: &str = "See --help for examples.";

impl Cli {
    /// Reads the arguments, of which the first is the name of the program.
    fn from_arguments(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        let mut command = Self::command().color(terminal::color_of(&arguments));
        let matches = command.try_get_matches_from_mut(arguments)?;
        if let Some(argument) = misplaced(&command, &matches) {
            let message = format!("{argument} cannot be used before a subcommand; write it after the subcommand");
            return Err(command.error(ErrorKind::ArgumentConflict, message));
        }
        if let Some(error) = no_schema(&mut command, &matches) {
            return Err(error);
        }
        Self::from_arg_matches(&matches)
    }
}

/// An argument of `generate` that stands before a subcommand, where it would have no effect.
fn misplaced(command: &clap::Command, matches: &ArgMatches) -> Option<String> {
    matches.subcommand_name()?;
    let own = command.get_arguments().filter(|argument| !argument.is_global_set());
    own.filter(|argument| matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine))
        .map(|argument| argument.to_string())
        .next()
}

/// The error for what stands where a subcommand or a schema could, and is neither.
fn no_schema(command: &mut clap::Command, matches: &ArgMatches) -> Option<clap::Error> {
    if matches.subcommand_name().is_some() {
        return None;
    }
    let (number, path) = matches
        .get_many::<PathBuf>("schemas")?
        .enumerate()
        .find(|(_, path)| !path.as_os_str().is_empty() && !path.exists())?;
    let name = path.to_string_lossy().into_owned();
    let is_word = name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
    Some(if number > 0 && command.find_subcommand(&name).is_some() {
        let message = format!("schemas cannot be named before `{name}`; name them after it, with --schema");
        command.error(ErrorKind::ArgumentConflict, message)
    } else if number == 0 && is_word {
        no_subcommand(command, name)
    } else {
        command.error(ErrorKind::ValueValidation, format!("there is no file or folder `{name}`"))
    })
}

/// The error that there would be if schemas could not stand there.
fn no_subcommand(command: &mut clap::Command, name: String) -> clap::Error {
    /// How like two names are of which one is proposed for the other; the parser has the same limit.
    const LIKE: f64 = 0.7;
    let mut near: Vec<(f64, String)> = command
        .get_subcommands()
        .map(|known| (strsim::jaro(&name, known.get_name()), known.get_name().to_owned()))
        .filter(|(likeness, _)| *likeness > LIKE)
        .collect();
    near.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    let mut error = clap::Error::new(ErrorKind::InvalidSubcommand).with_cmd(command);
    error.insert(ContextKind::InvalidSubcommand, ContextValue::String(name));
    if !near.is_empty() {
        let names = near.into_iter().map(|(_, name)| name).collect();
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(names));
    }
    error.insert(ContextKind::Usage, ContextValue::StyledStr(command.render_usage()));
    error
}

/// Does what the arguments say.
fn execute(cli: Cli) -> ExitCode {
    let terminal = Terminal::new(&cli.terminal, cli.command.as_ref().is_some_and(Command::prints_result));
    match cli.command {
        None => generate::run(cli.generate, &terminal),
        Some(Command::Generate(args)) => generate::run(args, &terminal),
        Some(Command::Init(args)) => init::run(args, &terminal),
        Some(Command::List(args)) => list::run(args, &terminal),
        Some(Command::Explain(args)) => explain::run(args, &terminal),
        Some(Command::Diff(args)) => diff::run(args, &terminal),
        Some(Command::Fetch(args)) => fetch::run(args, &terminal),
        Some(Command::Draw(args)) => draw::run(&args, Cli::command().color(cli.terminal.color), &terminal),
        Some(Command::Completions(args)) => shell::completions(&args, Cli::command(), &terminal),
        Some(Command::Man(args)) => shell::man(&args, Cli::command(), &terminal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Cli, clap::Error> {
        Cli::from_arguments(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_with_and_without_the_command() {
        for command in [&["csdl-codegen", "generate"][..], &["csdl-codegen"]] {
            let flags = ["--schema", "a", "--schema", "b", "--out", "c", "--include", "x.*", "--check", "--quiet"];
            let cli = parse(&[command, &flags].concat()).unwrap();
            assert!(cli.terminal.quiet);
            let args = match cli.command {
                Some(Command::Generate(args)) => args,
                Some(other) => panic!("{other:?}"),
                None => cli.generate,
            };
            assert!(args.check);
            let settings = args.settings();
            assert_eq!(settings.schemas, [PathBuf::from("a"), PathBuf::from("b")]);
            assert_eq!(settings.include, ["x.*"]);
        }
    }

    #[test]
    fn what_is_for_all_commands_stands_before_or_after_them() {
        for arguments in [
            &["csdl-codegen", "--color", "never", "--quiet", "generate", "--check"][..],
            &["csdl-codegen", "generate", "--check", "--quiet", "--color=never"],
            &["csdl-codegen", "--quiet", "generate", "--color=never", "--check"],
        ] {
            let cli = parse(arguments).unwrap();
            assert!(cli.terminal.quiet && cli.terminal.color == clap::ColorChoice::Never);
            assert!(matches!(cli.command, Some(Command::Generate(args)) if args.check));
        }
        let error = parse(&["csdl-codegen", "--out", "x", "generate"]).unwrap_err().to_string();
        assert!(error.contains("--out <DIR> cannot be used before a subcommand"), "{error}");
    }

    #[test]
    fn wrong_arguments() {
        for flags in [&["--nothing"][..], &["schema.csdl"], &["--out"], &["--color", "blue"], &["--check", "generate"]]
        {
            let error = parse(&[&["csdl-codegen"], flags].concat()).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{flags:?}");
        }
    }
}
