//! Tests and examples of csdl-codegen and of what it generates, and what they have in common with those of other packages.

#![forbid(unsafe_code)]

pub mod server;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The folder with the metadata and the bodies that are not part of the project, if it has these parts: the one that
/// CSDL_CORPUS names, or `shared` next to the project.
///
/// If it has not, `what` is [skipped](skip).
///
/// # Panics
///
/// In CI, if a part is not there.
pub fn corpus(what: &str, parts: &[&str]) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = env::var_os("CSDL_CORPUS").map_or_else(beside, PathBuf::from);
    let missing = parts.iter().find(|part| !folder.join(part).exists());
    let Some(missing) = missing else { return Some(folder) };
    skip(what, &format!("there is no `{missing}` in the folder CSDL_CORPUS, which is ../shared by default"));
    None
}

/// Says in a line that `what` is skipped, and why. In CI, which sets the variable CI as `.ci/run` does, nothing is.
///
/// # Panics
///
/// In CI.
pub fn skip(what: &str, reason: &str) {
    let is_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    assert!(!is_ci, "{what}: {reason}, and CI skips nothing");
    // Whoever runs the tests sees it, although they pass: only what is printed by macros is held back.
    let _ = writeln!(std::io::stderr(), "{what}: skipped, since {reason}");
}

/// The files below a folder of metadata, sorted, but for records of where they are from.
///
/// # Panics
///
/// If the folder cannot be read.
pub fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|extension| extension != "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The cargo that runs the tests.
///
/// It does not see of which package they are: build scripts that look at that would run again, now and when it is not a test that
/// runs cargo, and with them all that depends on their packages would be built anew.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            cargo.env_remove(name);
        }
    }
    cargo
}
