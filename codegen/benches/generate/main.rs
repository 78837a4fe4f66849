//! What generating costs: whole runs, and the parts of one.
//!
//! ```sh
//! cargo bench -p csdl-codegen --bench generate
//! CSDL_BENCH=graph.csdl:trippin.xml cargo bench -p csdl-codegen --bench generate
//! ```
//!
//! Metadata with the shape of Microsoft Graph's is made here, of one, three and ten times its size; `CSDL_BENCH` names
//! further files. Each figure is from the fastest of several runs, each of which is a process of its own: CPU seconds
//! of all threads, seconds by the clock, and the peak of the resident memory (on Linux).

#![allow(clippy::print_stdout, reason = "It is what a bench is for.")]

mod synthetic;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use csdl_codegen::Config;
use csdl_codegen::internals::diagnostics::{Diagnostics, render};
use csdl_codegen::internals::output::{self, FileSet};
use csdl_codegen::internals::source::Sources;
use csdl_codegen::internals::{csdl, emit, input, model, plan};
use mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The one that the command has.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How often each run is measured.
const RUNS: usize = 5;

/// The argument by which the bench calls itself.
const CHILD: &str = "--child";

const PARTS: [&str; 7] = ["read", "parse", "resolve", "plan", "emit", "format", "write"];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().position(|argument| argument == CHILD) {
        Some(place) => child(&arguments[place + 1..]),
        // `cargo test --benches` only wants to see that it runs.
        None if arguments.iter().any(|argument| argument == "--test") => Ok(()),
        None => bench(),
    }
}

/// A file to generate from.
struct Input {
    name: String,
    path: PathBuf,
    /// Some of its types, for a run that selects them.
    five: Vec<String>,
}

fn bench() -> Outcome<()> {
    let temporary = tempfile::tempdir()?;
    let mut inputs = Vec::new();
    for units in [1, 3, 10] {
        let path = temporary.path().join(format!("synthetic-{units}.csdl"));
        fs::write(&path, synthetic::document(units))?;
        inputs.push(Input { name: format!("synthetic, {units}×"), path, five: synthetic::five().into() });
    }
    for path in env::split_paths(&env::var_os("CSDL_BENCH").unwrap_or_default()) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let five = ["user", "group", "message", "driveItem", "managedDevice"];
        let is_graph = fs::read_to_string(&path)?.contains("Namespace=\"microsoft.graph\"");
        let five = five.iter().filter(|_| is_graph).map(|name| format!("microsoft.graph.{name}")).collect();
        inputs.push(Input { name, path: path.canonicalize()?, five });
    }
    println!(
        "{:28} {:>7} {:>6} {:>6} {:>8} {:>8} {:>8}",
        "whole runs", "MB", "types", "files", "CPU s", "clock s", "peak MB"
    );
    for input in &inputs {
        let out = temporary.path().join("out");
        whole(input, "new folder", &out, &[], true)?;
        whole(input, "nothing changed", &out, &[], false)?;
        if !input.five.is_empty() {
            whole(input, "five types", &out, &input.five, true)?;
        }
        fs::remove_dir_all(&out)?;
    }
    println!("\n{:28} {}", "parts, CPU ms", PARTS.map(|part| format!("{part:>8}")).concat());
    for input in &inputs {
        let out = temporary.path().join("out");
        let runs = (0..RUNS).map(|_| run_child("parts", &input.path, &out, &[], true));
        let runs = runs.collect::<Outcome<Vec<_>>>()?;
        let least = |part: usize| runs.iter().map(|run| run[part]).fold(f64::INFINITY, f64::min);
        let parts: String = (0..PARTS.len()).map(|part| format!("{:8.1}", least(part) * 1e3)).collect();
        println!("{:28} {parts}", input.name);
    }
    Ok(())
}

/// Measures a run, and prints a line of the table.
fn whole(input: &Input, what: &str, out: &Path, include: &[String], is_new: bool) -> Outcome<()> {
    let mut best: Option<Vec<f64>> = None;
    for _ in 0..RUNS {
        let run = run_child("whole", &input.path, out, include, is_new)?;
        if best.as_ref().is_none_or(|best| run[0] < best[0]) {
            best = Some(run);
        }
    }
    let Some([cpu, clock, peak, types, files]) = best.and_then(|best| best.first_chunk().copied()) else {
        return Err("a run has printed too little".into());
    };
    let size = fs::metadata(&input.path)?.len() as f64 / 1e6;
    let name = format!("{}: {what}", input.name);
    println!("{name:28} {size:7.1} {types:6} {files:6} {cpu:8.3} {clock:8.3} {peak:8.0}");
    Ok(())
}

/// Runs the bench as a process of its own; the numbers that it prints.
fn run_child(kind: &str, schema: &Path, out: &Path, include: &[String], is_new: bool) -> Outcome<Vec<f64>> {
    if is_new && out.exists() {
        fs::remove_dir_all(out)?;
    }
    let mut command = Command::new(env::current_exe()?);
    let output = command.arg(CHILD).arg(kind).arg(schema).arg(out).args(include).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?)
}

fn child(arguments: &[String]) -> Outcome<()> {
    let started = Instant::now();
    let [kind, schema, out, include @ ..] = arguments else { return Err("too few arguments".into()) };
    let mut config = Config::new([schema]);
    config.out = Some(PathBuf::from(out));
    config.crate_name = Some("bench".to_owned());
    config.include = include.to_vec();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    if kind == "parts" {
        let parts = parts(&config, &mut sources, &mut diagnostics)
            .ok_or_else(|| render::text(&diagnostics, &sources, false))?;
        println!("{}", parts.map(|part| part.as_secs_f64().to_string()).join(" "));
        return Ok(());
    }
    let report = csdl_codegen::generate(&config)?;
    let (clock, cpu) = (started.elapsed().as_secs_f64(), cpu().as_secs_f64());
    println!("{cpu} {clock} {} {} {}", peak(), report.types_written, report.changes.files());
    Ok(())
}

/// What each of the [`PARTS`] takes. What runs on all cores else, emitting and formatting, is done on one here.
fn parts(config: &Config, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<[Duration; 7]> {
    let mut watch = Watch(cpu());
    let schemas = input::read(config, input::Wanted::by(config), sources, diagnostics).ok()?;
    let sources = &*sources;
    let read = watch.lap();
    let documents = csdl::parse(&schemas.ids, sources, diagnostics).ok()?;
    let parse = watch.lap();
    let model = model::resolve(documents, sources, diagnostics);
    let resolve = watch.lap();
    let crate_plan = plan::lower(&model, &plan::Settings::new(config), diagnostics).ok()?;
    drop(model);
    let plan = watch.lap();
    let (mut emit, mut format) = (Duration::ZERO, Duration::ZERO);
    for file in &crate_plan.files {
        let items = emit::items(&crate_plan, file);
        emit += watch.lap();
        emit::text(&crate_plan, items);
        format += watch.lap();
    }
    let mut files = FileSet::new();
    for (path, text) in emit::emit(&crate_plan) {
        files.insert(path, text).ok()?;
    }
    watch.lap();
    output::write(&config.out_folder(), &files).ok()?;
    let write = watch.lap();
    Some([read, parse, resolve, plan, emit, format, write])
}

/// The CPU time at the last lap.
struct Watch(Duration);

impl Watch {
    fn lap(&mut self) -> Duration {
        let last = std::mem::replace(&mut self.0, cpu());
        self.0.saturating_sub(last)
    }
}

/// The CPU time of all threads of this process so far.
#[cfg(unix)]
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// Elsewhere it is not measured.
#[cfg(not(unix))]
fn cpu() -> Duration {
    Duration::ZERO
}

/// The most memory that this process has held so far, in MB; 0 where that is not known.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok())
        .map_or(0.0, |kilobytes| kilobytes / 1024.0)
}
