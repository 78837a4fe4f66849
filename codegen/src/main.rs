//! The command `csdl-codegen`.

#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command::Cli::from_arguments(std::env::args_os()) {
        Ok(cli) => command::run(cli),
        Err(error) => error.exit(),
    }
}
