//! What is printed, and how.

use std::ffi::OsString;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ColorChoice as ColorFlag;
use clap::ValueEnum;
use serde::Serialize;

use super::progress::Progress;
use crate::diagnostics::{Diagnostics, json, render};
use crate::source::Sources;

#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Output")]
pub(super) struct Args {
    /// Print errors and warnings only
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Whether to color errors and warnings
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorFlag,
    /// How to print errors, warnings and what was done: for people, or one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    message_format: MessageFormat,
}

/// How errors, warnings and remarks are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// Text, with the lines of the input that it is about.
    Human,
    /// One JSON object a line.
    Json,
}

/// Where results, errors and warnings go.
///
/// Errors and warnings go to standard error, and what was asked for or done to standard output. As JSON, both go to
/// standard output as with Cargo, so that one reader gets them in order, unless a result is printed there.
#[derive(Debug)]
pub(super) struct Terminal {
    color: ColorChoice,
    is_quiet: bool,
    format: MessageFormat,
    prints_result: bool,
}

impl Terminal {
    /// `prints_result` tells that the command prints something to standard output other than what it did.
    pub(super) fn new(args: &Args, prints_result: bool) -> Self {
        let color = match args.color {
            ColorFlag::Auto => ColorChoice::Auto,
            ColorFlag::Always => ColorChoice::Always,
            ColorFlag::Never => ColorChoice::Never,
        };
        Self { color, is_quiet: args.quiet, format: args.message_format, prints_result }
    }

    /// Prints what was found. Whether that went well.
    pub(super) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &Sources) -> bool {
        if self.format == MessageFormat::Json {
            return self.messages(&json::lines(diagnostics, sources));
        }
        let stderr = io::stderr();
        let color = match self.color {
            ColorChoice::Auto => AutoStream::choice(&stderr),
            color => color,
        };
        let text = render::text(diagnostics, sources, color != ColorChoice::Never);
        is_written(AutoStream::new(stderr.lock(), color).write_all(text.as_bytes()))
    }

    /// Prints what was done, or why not: `text` for people, unless only errors and warnings are asked for, or `report`
    /// as the last line of JSON. Whether that went well.
    pub(super) fn report(&self, text: &str, report: &impl Serialize) -> bool {
        match self.format {
            MessageFormat::Human => self.is_quiet || self.result(text),
            MessageFormat::Json => self.messages(&json::line("report", report)),
        }
    }

    /// Prints a remark on a result, unless only that is asked for. Whether that went well.
    pub(super) fn remark(&self, text: &str) -> bool {
        !self.shows_remarks() || self.result(text)
    }

    /// Whether more than results is asked for, in words.
    pub(super) fn shows_remarks(&self) -> bool {
        !self.is_quiet && self.format == MessageFormat::Human
    }

    /// How many characters fit into a line of standard output; `None` if it is not a terminal.
    ///
    /// `COLUMNS` says it where it is set, as by a shell that exports it.
    pub(super) fn width(&self) -> Option<usize> {
        let given = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        given.or_else(|| Some(usize::from(terminal_size::terminal_size_of(io::stdout())?.0.0)))
    }

    /// Prints what was asked for as JSON to standard output. Whether that went well.
    pub(super) fn json(&self, value: &impl Serialize) -> bool {
        // Only keys that are no strings could fail, and there are none.
        serde_json::to_string_pretty(value).is_ok_and(|text| self.result(&(text + "\n")))
    }

    /// Shows that work is going on, as long as the result is held: on a terminal, if it takes longer than a second.
    pub(super) fn progress(&self, what: &'static str) -> Progress {
        Progress::new(what, !self.is_quiet && self.format == MessageFormat::Human)
    }

    /// Prints what was asked for to standard output, with styles only where they are wanted. Whether that went well.
    pub(super) fn result(&self, text: &str) -> bool {
        let mut stdout = AutoStream::new(io::stdout().lock(), self.color);
        let result = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        let shown = result.as_ref().err().map(|error| format!("error: cannot write to standard output: {error}\n"));
        let is_written = is_written(result);
        if let (false, Some(shown)) = (is_written, shown) {
            // If that fails too, the exit status is all that is left to say it with.
            let _ = io::stderr().write_all(shown.as_bytes());
        }
        is_written
    }

    /// Prints lines of JSON. Whether that went well.
    fn messages(&self, lines: &str) -> bool {
        if self.prints_result { is_written(io::stderr().write_all(lines.as_bytes())) } else { self.result(lines) }
    }
}

/// Whether to color what is said about the arguments, before they are understood.
pub(super) fn color_of(arguments: &[OsString]) -> ColorFlag {
    let texts = || arguments.iter().filter_map(|argument| argument.to_str());
    let after = texts().skip_while(|text| *text != "--color").nth(1);
    let value = texts().find_map(|text| text.strip_prefix("--color=")).or(after);
    value.and_then(|value| ColorFlag::from_str(value, false).ok()).unwrap_or_default()
}

/// Whether that went well. A reader who has closed the pipe has seen enough, and that is no failure.
fn is_written(result: io::Result<()>) -> bool {
    result.is_ok() || result.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
