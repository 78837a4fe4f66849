//! `csdl-codegen completions` and `csdl-codegen man`: what a shell and `man` are to know of the command.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap_complete::Shell;
use clap_mangen::Man;

use super::terminal::Terminal;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::output;
use crate::source::Sources;

pub(super) const COMPLETIONS: &str = "\
Examples:
  csdl-codegen completions bash > ~/.local/share/bash-completion/completions/csdl-codegen
      Complete in bash, from the next shell on.

  csdl-codegen completions zsh > ~/.zfunc/_csdl-codegen
      Complete in zsh, if ~/.zfunc is in $fpath.

  csdl-codegen completions fish > ~/.config/fish/completions/csdl-codegen.fish
      Complete in fish.";

pub(super) const MAN: &str = "\
Examples:
  csdl-codegen man | man -l -
      Read the page of the command.

  csdl-codegen man ~/.local/share/man/man1
      Install a page for the command and one for each subcommand: `man csdl-codegen-generate`.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct ManArgs {
    /// The folder to write a page for each subcommand to [default: print the page of the command]
    dir: Option<PathBuf>,
}

/// Prints the completions for a shell.
pub(super) fn completions(args: &CompletionsArgs, mut command: clap::Command, terminal: &Terminal) -> ExitCode {
    let mut text = Vec::new();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, &mut command, name, &mut text);
    print(&text, terminal)
}

/// Prints the page of the command, or writes all pages.
pub(super) fn man(args: &ManArgs, command: clap::Command, terminal: &Terminal) -> ExitCode {
    let mut diagnostics = Diagnostics::default();
    match &args.dir {
        None => match page(command) {
            Ok((_, text)) => return print(&text, terminal),
            Err(error) => diagnostics
                .push(Diagnostic::error_without_place(Code::Output, format!("cannot make the page: {error}"))),
        },
        Some(folder) => {
            for page in pages(command) {
                if let Err(error) = page.and_then(|(name, text)| output::write_file(&folder.join(name), &text)) {
                    let fault = format!("cannot write to the folder `{}`: {error}", folder.display());
                    diagnostics.push(
                        Diagnostic::error_without_place(Code::Output, fault).help("name a folder that can be written"),
                    );
                    break;
                }
            }
        }
    }
    let is_told = terminal.diagnostics(&diagnostics, &Sources::default());
    if is_told && !diagnostics.has_errors() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The pages of the command and of its subcommands, each with the name of its file.
fn pages(mut command: clap::Command) -> impl Iterator<Item = io::Result<(String, Vec<u8>)>> {
    // Gives subcommands their full names, and the arguments that all of them have.
    command.build();
    let subcommands: Vec<_> = command.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    std::iter::once(command).chain(subcommands).map(page)
}

/// A page, with the name of its file.
fn page(command: clap::Command) -> io::Result<(String, Vec<u8>)> {
    let man = Man::new(command);
    let mut text = Vec::new();
    man.render(&mut text)?;
    Ok((man.get_filename(), text))
}

fn print(text: &[u8], terminal: &Terminal) -> ExitCode {
    if terminal.result(&String::from_utf8_lossy(text)) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
