//! Writes the crate that a `codegen.toml` describes or, with `--check`, fails if it is not up to date.
//!
//! `cargo run -p csdl-tests --example update_crate -- schema/codegen.toml --check`
//!
//! A workspace with a generated crate in it has this as a task of its own, and `--check` in continuous integration.

#![allow(clippy::print_stdout, reason = "It is what the program is for.")]

use std::error::Error;

use csdl_codegen::{Config, check, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let config = Config::from_file(arguments.next().ok_or("name a codegen.toml")?)?;
    let report = if arguments.any(|argument| argument == "--check") { check(&config)? } else { generate(&config)? };
    print!("{}", report.warnings());
    if let Some(diff) = report.diff.filter(|_| !report.changes.is_empty()) {
        print!("{diff}");
        return Err(format!("{} is not up to date", report.out.display()).into());
    }
    println!("{}: {} types", report.out.display(), report.types_written);
    Ok(())
}
