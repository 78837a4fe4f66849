//! What is printed, and how.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ColorChoice as ColorFlag;
use csdl_codegen::diagnostics::{Diagnostics, render};
use csdl_codegen::source::Sources;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Print errors and warnings only
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Whether to color errors and warnings
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: ColorFlag,
}

/// Where results, errors and warnings go.
#[derive(Debug)]
pub(super) struct Terminal {
    color: ColorChoice,
    is_quiet: bool,
}

impl Terminal {
    pub(super) fn new(args: Args) -> Self {
        let color = match args.color {
            ColorFlag::Auto => ColorChoice::Auto,
            ColorFlag::Always => ColorChoice::Always,
            ColorFlag::Never => ColorChoice::Never,
        };
        Self { color, is_quiet: args.quiet }
    }

    /// Prints what was found to standard error. Whether that went well.
    pub(super) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &Sources) -> bool {
        let stderr = io::stderr();
        let color = match self.color {
            ColorChoice::Auto => AutoStream::choice(&stderr),
            color => color,
        };
        let text = render::text(diagnostics, sources, color != ColorChoice::Never);
        is_written(AutoStream::new(stderr.lock(), color).write_all(text.as_bytes()))
    }

    /// Prints a remark on what was done to standard output, unless only errors and warnings are asked for. Whether that
    /// went well.
    pub(super) fn remark(&self, text: &str) -> bool {
        self.is_quiet || self.result(text)
    }

    /// Prints what was asked for to standard output. Whether that went well.
    pub(super) fn result(&self, text: &str) -> bool {
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
}

/// Whether that went well. A reader who has closed the pipe has seen enough, and that is no failure.
fn is_written(result: io::Result<()>) -> bool {
    result.is_ok() || result.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
