//! What the tests of the generator share.

#![allow(dead_code, reason = "Each test crate uses a part of it.")]

pub(crate) mod process;
pub(crate) mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use csdl_codegen::config::Runtime;
use csdl_codegen::{Config, Error, Report};
pub(crate) use csdl_tests::cargo;

/// The texts of the files below a folder, by their paths with `/` between the parts.
pub(crate) type Files = BTreeMap<String, String>;

/// The folder of this package.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    package().join("..").canonicalize().unwrap()
}

/// The folders of the fixtures of a kind, with their names, sorted.
pub(crate) fn fixtures(kind: &str) -> Vec<(String, PathBuf)> {
    let folder = package().join("fixtures").join(kind);
    let mut found: Vec<(String, PathBuf)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "there are no fixtures in {}", folder.display());
    found
}

/// Whether the expected results are to be written instead of compared.
///
/// A run that writes them fails, so that no other run can pass by writing what it should compare.
pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1")
}

/// Generates what a `codegen.toml` says, but for what is set besides.
pub(crate) fn generate(config: &Path, set: impl FnOnce(&mut Config)) -> Result<Report, Error> {
    let mut config = Config::from_file(config)?;
    set(&mut config);
    csdl_codegen::generate(&config)
}

/// What the command would print of the faults.
pub(crate) fn rendered(outcome: &Result<Report, Error>) -> String {
    match outcome {
        Ok(report) => report.warnings(),
        Err(error) => format!("{error}\n"),
    }
}

/// All files below a folder; none if there is no folder.
pub(crate) fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    if folder.exists() {
        collect(folder, "", &mut found);
    }
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else {
            let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
            found.insert(path, text);
        }
    }
}

/// Whether a generated file is part of the runtime, which is the same wherever it is embedded.
pub(crate) fn is_runtime(path: &str) -> bool {
    path.starts_with("runtime/")
}

/// The runtime in the workspace: crates in one workspace cannot have one each.
pub(crate) fn runtime() -> Runtime {
    Runtime::Path(workspace().join("codegen/runtime"))
}

/// What differs, as unified diffs; empty if nothing does.
pub(crate) fn difference(expected: &Files, found: &Files) -> String {
    let mut text = String::new();
    let paths: std::collections::BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    for path in paths {
        let (old, new) = (expected.get(path), found.get(path));
        if old != new {
            let name = |text: Option<&String>, kind: &str| match text {
                Some(_) => format!("{kind}/{path}"),
                None => "(none)".to_owned(),
            };
            let (old_text, new_text) = (old.map_or("", String::as_str), new.map_or("", String::as_str));
            let diff = similar::TextDiff::from_lines(old_text, new_text);
            let header = (name(old, "expected"), name(new, "found"));
            text.push_str(&diff.unified_diff().header(&header.0, &header.1).to_string());
        }
    }
    text
}

/// The command. `CARGO_BIN_EXE_…` is there for programs of the same package only.
pub(crate) fn command() -> Command {
    let mut command = Command::new(built("csdl-codegen"));
    command.env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
    command
}

/// An example of this package, also if it is only tests that are asked for.
pub(crate) fn example(name: &str) -> Command {
    Command::new(built(&format!("examples/{name}")))
}

/// A program that is built in the same way as this test is: all of them, once.
///
/// They are asked for as a workspace, and with examples, as `cargo test --workspace` does: any other choice has other features, and
/// all that depends on these would be built again.
fn built(program: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        // `target/debug/deps/command-0123456789abcdef`
        let test = std::env::current_exe().unwrap();
        let profile = test.parent().and_then(Path::parent).unwrap();
        let mut build = cargo();
        build.args(["build", "--offline", "--quiet", "--workspace", "--bin", "csdl-codegen", "--examples"]);
        build.arg("--target-dir").arg(profile.parent().unwrap()).current_dir(workspace());
        if profile.file_name().is_some_and(|name| name == "release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "the programs cannot be built");
        profile.to_path_buf()
    });
    folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
