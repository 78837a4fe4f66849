//! `csdl-codegen draw`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clap::error::ErrorKind;
use serde::Serialize;

use super::input;
use super::terminal::Terminal;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Stopped};
use crate::plan::{self, Settings};
use crate::source::Sources;
use crate::{draw, output};

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen draw --schema graph.csdl -o graph.html
      A page with a map of all types, to search and zoom.

  csdl-codegen draw microsoft.graph.user --schema graph.csdl -o user.svg
      A picture of a type, what it is derived from, what is a part of it, and what it is a part of.

  csdl-codegen draw 'microsoft.graph.vpp*' --depth 0 --format mermaid
      The types that a pattern matches and no others, for a Markdown document.

Without a pattern, what is drawn is what would be generated.

Exit status: 0 if all went well, 1 for faults in the input, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Which types to draw: a pattern as for list [default: those that are generated]
    #[arg(value_name = "PATTERN", conflicts_with = "include")]
    pattern: Option<String>,
    #[command(flatten)]
    input: input::Args,
    /// What to write [default: what the name of FILE ends with]
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<draw::Format>,
    /// How many steps away from the types of PATTERN a type may be [default: 1]
    #[arg(long, short, value_name = "STEPS", requires = "pattern")]
    depth: Option<usize>,
    /// Where to write it; `-` is standard output [default: -]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    /// Whether the drawing goes to standard output.
    pub(super) fn prints_result(&self) -> bool {
        self.file().is_none()
    }

    /// The file to write, if it is one.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// What to write, if anything says so.
    fn format(&self) -> Option<draw::Format> {
        let ending = || draw::Format::from_str(self.file()?.extension()?.to_str()?, true).ok();
        self.format.or_else(ending)
    }
}

/// The report as JSON.
#[derive(Debug, Serialize)]
struct Line<'a> {
    success: bool,
    errors: usize,
    warnings: usize,
    file: &'a str,
    types: Option<usize>,
}

/// Draws types; `command` says what is wrong with the arguments.
pub(super) fn run(args: &Args, mut command: clap::Command, terminal: &Terminal) -> ExitCode {
    let Some(format) = args.format() else {
        let message = "no --format is given, and --output names no file that ends in .svg, .dot, .mermaid or .html";
        command.error(ErrorKind::MissingRequiredArgument, message).exit();
    };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let drawn = draw(args, format, &mut sources, &mut diagnostics);
    if let (Ok((_, text)), Some(path)) = (&drawn, args.file())
        && let Err(error) = output::write_file(path, text.as_bytes())
    {
        let fault = format!("cannot write `{}`: {error}", path.display());
        diagnostics.push(
            Diagnostic::error_without_place(Code::Output, fault).help("name a file that can be written with --output"),
        );
    }
    let is_success = !diagnostics.has_errors();
    let is_told = terminal.diagnostics(&diagnostics, &sources);
    let count = drawn.as_ref().ok().map(|(count, _)| *count);
    let is_printed = match (args.file(), &drawn) {
        (None, Ok((_, text))) => terminal.result(text),
        (None, Err(Stopped)) => true,
        (Some(path), _) => {
            let file = path.to_string_lossy();
            let done = count.filter(|_| is_success);
            let text = match done {
                None => String::new(),
                Some(1) => format!("drew 1 type to {file}\n"),
                Some(count) => format!("drew {count} types to {file}\n"),
            };
            let (errors, warnings) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
            terminal.report(&text, &Line { success: is_success, errors, warnings, file: &file, types: done })
        }
    };
    if is_success && is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The drawing, with how many types are in it.
fn draw(
    args: &Args,
    format: draw::Format,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(usize, String), Stopped> {
    let mut flags = args.input.settings();
    diagnostics.extend(args.pattern.iter().filter_map(|pattern| input::schema_as_type(pattern)));
    diagnostics.checkpoint()?;
    // As in `list`, a pattern without a dot is for names without their namespace.
    let is_whole = |pattern: &str| pattern.is_empty() || pattern.contains('.');
    let wanted = |pattern: &String| if is_whole(pattern) { pattern.clone() } else { format!("**.{pattern}") };
    flags.include.extend(args.pattern.as_ref().map(wanted));
    let config = Config::load(args.input.config.as_deref(), flags, sources, diagnostics)?;
    let model = input::model(&config, sources, diagnostics)?;
    let settings = Settings::new(&config);
    let selection = plan::select(&model, &settings, diagnostics)?;
    let depth = args.pattern.is_some().then_some(args.depth.unwrap_or(1));
    let choice = draw::choose(&model, &selection, &settings.exclude, depth, format);
    let drawing = draw::Drawing::new(&model, &choice);
    Ok((drawing.nodes.len(), draw::render(&drawing, format, diagnostics)?))
}
