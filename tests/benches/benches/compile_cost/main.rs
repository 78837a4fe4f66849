//! What it costs to compile the types of a CSDL file: as the generated crate, and with serde derive.
//!
//! ```text
//! cargo bench -p csdl-benches --bench compile_cost -- ../shared/metadata/graph-v1.0-2026-08.csdl
//! ```
//!
//! All are built from the same plan: the generated crate, the same in eight crates, both with requests, and as a baseline the same
//! types in the same files with the same docs, but with serde derive, once with navigation properties as fields and once without. Each is
//! compiled alone, with its dependencies built before and without incremental compilation: `cargo check`, a debug build, a release build, and
//! a release build of a program that reads and writes five of the types, from nothing and after a change of one line. That
//! program uses the `runtime::json` of the generated crate, and another one serde_json, as those with derive do.
//! Processor time and memory are those of cargo and all that it runs; memory is that of the largest process, which is
//! rustc.
//!
//! For all of Graph it takes about half an hour and 7 GB of memory. What is built is in `compile-cost` in the target
//! folder. It works on Linux and macOS.

mod baseline;
mod measure;
mod table;
mod workspace;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, ValueEnum};

use crate::table::Row;
use crate::workspace::Workspace;

/// Anything that stops the bench.
type Fault = Box<dyn Error>;

/// Measures what it costs to compile the types of a CSDL file, as generated and with serde derive.
#[derive(Debug, Parser)]
#[command(name = "compile_cost", bin_name = "cargo bench -p csdl-benches --bench compile_cost --")]
struct Arguments {
    /// The CSDL file; a relative path begins at the folder of the project
    schema: Option<PathBuf>,
    /// Types that the program reads and writes, by qualified name
    #[arg(long, value_name = "NAMES", value_delimiter = ',', default_values = GRAPH)]
    types: Vec<String>,
    /// What to measure [default: all]
    #[arg(long, value_name = "STEPS", value_delimiter = ',')]
    only: Vec<Step>,
    /// The crates to measure [default: all]
    #[arg(long, value_name = "CRATES", value_delimiter = ',')]
    crates: Vec<Kind>,
    /// Cargo says so to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

const GRAPH: [&str; 5] = [
    "microsoft.graph.user",
    "microsoft.graph.group",
    "microsoft.graph.message",
    "microsoft.graph.driveItem",
    "microsoft.graph.managedDevice",
];

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// `cargo check` of the crate.
    Check,
    /// `cargo build` of the crate.
    Debug,
    /// `cargo build --release` of the crate.
    Release,
    /// `cargo build --release` of the program, clean and rebuilt.
    Program,
}

/// A way to write the types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The generated crate.
    Generated,
    /// The generated crate and the seven others that it re-exports.
    EightCrates,
    /// The generated crate with requests.
    Requests,
    /// The same in eight crates.
    RequestsInEightCrates,
    /// serde derive, with navigation properties as fields.
    DeriveNavigation,
    /// serde derive, without navigation properties.
    Derive,
}

#[allow(clippy::print_stderr, reason = "Faults are for whoever runs it.")]
fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let done = match arguments.next() {
        Some(flag) if flag == measure::FLAG => measure::measured(arguments),
        _ => run(Arguments::parse()).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|fault| {
        eprintln!("error: {fault}");
        ExitCode::FAILURE
    })
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "The table is what it is for, and it takes long.")]
fn run(arguments: Arguments) -> Result<(), Fault> {
    let Some(schema) = arguments.schema else {
        // It is run with all benches too, and then there is nothing to measure.
        println!(
            "compile_cost: skipped, since it takes long, and a CSDL file.\n\n{}",
            Arguments::command().render_help()
        );
        return Ok(());
    };
    let workspace = Workspace::new(&schema, &arguments.types)?;
    let wanted = |kind: &Kind| arguments.crates.is_empty() || arguments.crates.contains(kind);
    let kinds: Vec<Kind> = Kind::value_variants().iter().copied().filter(wanted).collect();
    let mut columns: Vec<(&str, Vec<Row>)> = kinds.iter().map(|kind| (kind.title(), Vec::new())).collect();
    for step in Step::value_variants().iter().filter(|step| arguments.only.is_empty() || arguments.only.contains(step))
    {
        // What is compared is measured one after the other, as other work on the machine comes and goes.
        for (&kind, (title, rows)) in kinds.iter().zip(&mut columns) {
            for row in workspace.measure(kind, *step)? {
                eprintln!("{title}: {row}");
                rows.push(row);
            }
        }
    }
    print!("{}", table::markdown(&columns));
    Ok(())
}

impl Kind {
    fn title(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::EightCrates => "in eight crates",
            Self::Requests => "with requests",
            Self::RequestsInEightCrates => "with requests, in eight crates",
            Self::DeriveNavigation => "serde derive, navigation as fields",
            Self::Derive => "serde derive, no navigation",
        }
    }
}

impl Step {
    fn title(self) -> &'static str {
        match self {
            Self::Check => "`cargo check`",
            Self::Debug => "`cargo build`",
            Self::Release => "`cargo build --release`",
            Self::Program => "program",
        }
    }
}
