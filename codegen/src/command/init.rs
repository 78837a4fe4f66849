//! `csdl-codegen init`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::terminal::Terminal;
use super::{generate, next};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::output::create_file;
use crate::source::Sources;

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen init
      Write schema/codegen.toml with all keys explained and commented out; the schemas are those beside it. If they are
      there, it names the root namespace, so that types stay where they are whatever else comes to be declared.

  csdl-codegen init --schema schema/graph.csdl --root-namespace microsoft.graph --include microsoft.graph.user
      Write it with these values.

  csdl-codegen init --emit module --out src/graph
      Write it for a module of the crate in the current folder.

Flags mean what they mean for generate. A file that is there already is left as it is.

Exit status: 0 if the file was written, 1 if it could not be or was there already, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    #[command(flatten)]
    output: generate::OutputArgs,
}

/// The report as JSON.
#[derive(Debug, Serialize)]
struct Line {
    success: bool,
    file: String,
}

/// Writes a configuration to begin with.
pub(super) fn run(args: Args, terminal: &Terminal) -> ExitCode {
    let file = args.output.input.config.clone().unwrap_or_else(|| PathBuf::from("schema/codegen.toml"));
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut settings = args.output.settings();
    if settings.root_namespace.is_none() {
        let is_named = !settings.schemas.is_empty();
        let schemas = if is_named { settings.schemas.clone() } else { vec![folder.to_path_buf()] };
        settings.root_namespace = next::default_root(schemas, settings.references.clone());
    }
    let text = settings.template(folder);
    let mut diagnostics = Diagnostics::default();
    if let Err(error) = create_file(&file, text.as_bytes()) {
        let shown = file.display();
        diagnostics.push(match error.kind() {
            ErrorKind::AlreadyExists => {
                Diagnostic::error_without_place(Code::Output, format!("`{shown}` is there already"))
                    .help("edit it, or name another file with --config")
            }
            _ => Diagnostic::error_without_place(Code::Output, format!("cannot write `{shown}`: {error}"))
                .help("check the permissions of the folder, or name another file with --config"),
        });
    }
    let success = !diagnostics.has_errors();
    let is_told = terminal.diagnostics(&diagnostics, &Sources::default());
    let text = if success { format!("wrote {}\n", file.display()) + &next::after_init(&file) } else { String::new() };
    let is_printed = terminal.report(&text, &Line { success, file: file.display().to_string() });
    if success && is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
