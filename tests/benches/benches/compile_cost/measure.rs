//! What a process and its children take.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::Fault;

/// What a call of cargo took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Processor time of all processes, of user and system together.
    pub(crate) cpu: Duration,
    /// Time from start to end.
    pub(crate) wall: Duration,
    /// The most memory that one process had at a time, in bytes.
    pub(crate) memory: u64,
}

/// The flag by which the program is told that it is the one to be measured.
pub(crate) const FLAG: &str = "--measured";

/// Runs cargo.
///
/// The system adds up what the children of a process took, so that there has to be a process for each measurement: this
/// program runs itself, and that runs cargo.
pub(crate) fn cargo(arguments: &[&str], folder: &Path, target: &Path) -> Result<Cost, Fault> {
    let output = Command::new(std::env::current_exe()?)
        .arg(FLAG)
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("cargo {} failed in {}", arguments.join(" "), folder.display()).into());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers = text.split_whitespace().map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    let [cpu, wall, memory] = numbers[..] else { return Err(format!("three numbers were expected: {text}").into()) };
    Ok(Cost { cpu: Duration::from_micros(cpu), wall: Duration::from_micros(wall), memory })
}

/// Runs cargo as the only child of this process, and writes what it took to the standard output: microseconds of
/// processor time, microseconds from start to end, and bytes.
#[allow(clippy::print_stdout, reason = "It is what the caller reads.")]
pub(crate) fn measured(arguments: impl Iterator<Item = OsString>) -> Result<ExitCode, Fault> {
    let started = Instant::now();
    let status = Command::new(env!("CARGO")).args(arguments).stdout(Stdio::null()).status()?;
    let wall = started.elapsed();
    let (cpu, memory) = children()?;
    println!("{} {} {memory}", cpu.as_micros(), wall.as_micros());
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The processor time of all children, and the most memory that one of them had, in bytes.
#[cfg(unix)]
fn children() -> Result<(Duration, u64), Fault> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Linux and the BSDs count in kilobytes.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    Ok((Duration::from_micros(u64::try_from(cpu)?), u64::try_from(usage.max_rss())? * unit))
}

#[cfg(not(unix))]
fn children() -> Result<(Duration, u64), Fault> {
    Err("it takes Linux, macOS or a BSD to know what a process took".into())
}
