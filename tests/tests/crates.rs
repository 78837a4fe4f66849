//! Types that are spread over several crates: what is left when there are fewer, what moves when the metadata changes, and
//! that a crate which is alone is complete.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use csdl_codegen::config::Runtime;
use csdl_codegen::{Config, Report};
use support::{difference, files};

/// The schema of the golden `crates`.
fn schema() -> String {
    fs::read_to_string(support::package().join("fixtures/golden/crates/a.csdl")).unwrap()
}

fn config(folder: &Path, schema: &str, crates: usize) -> Config {
    let path = folder.join("a.csdl");
    fs::write(&path, schema).unwrap();
    let mut config = Config::new([path]);
    config.out = Some(folder.join("shop"));
    config.crates = Some(crates);
    config.root_namespace = Some("shop".to_owned());
    config
}

fn generate(folder: &Path, schema: &str, crates: usize) -> Report {
    csdl_codegen::generate(&config(folder, schema, crates)).unwrap()
}

/// The crate of each file with types.
fn crates(folder: &Path) -> BTreeMap<String, String> {
    let files = files(&folder.join("shop")).into_iter();
    let files = files.filter(|(path, text)| !path.starts_with("runtime/") && text.contains("ODATA_TYPE"));
    let split = |path: String| {
        let (folder, file) = path.split_once("src/").unwrap();
        (file.to_owned(), folder.to_owned())
    };
    files.map(|(path, _)| split(path)).collect()
}

#[test]
fn fewer_crates_leave_nothing_behind() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for crates in [6, 4, 1] {
        let report = generate(folder.path(), &schema(), crates);
        assert_eq!(report.crates.len(), if crates > 1 { crates } else { 0 });
        assert_eq!(report.crates.iter().map(|share| share.types).sum::<usize>(), if crates > 1 { 33 } else { 0 });
        fs::remove_dir_all(other.path().join("shop")).unwrap_or_default();
        generate(other.path(), &schema(), crates);
        let [found, expected] = [&folder, &other].map(|folder| files(&folder.path().join("shop")));
        assert_eq!(difference(&expected, &found), "");
        let parts = fs::read_dir(folder.path().join("shop/crates")).map_or(0, Iterator::count);
        assert_eq!(parts, crates - 1);
        // Whether all is generated again or the run before is remembered, it is the same.
        let check = csdl_codegen::check(&config(folder.path(), &schema(), crates)).unwrap();
        assert!(check.changes.is_empty(), "{:?}", check.changes);
        assert_eq!(check.crates, report.crates);
    }
}

#[test]
fn a_property_more_moves_no_type() {
    let folder = tempfile::tempdir().unwrap();
    generate(folder.path(), &schema(), 4);
    let before = crates(folder.path());
    let property = "<Property Name=\"another\" Type=\"Edm.String\" />";
    for name in ["order", "money", "thing"] {
        let kind = if name == "money" { "Complex" } else { "Entity" };
        let start = schema().find(&format!("<{kind}Type Name=\"{name}\"")).unwrap();
        let end = start + schema()[start..].find('>').unwrap() + 1;
        let mut schema = schema();
        schema.insert_str(end, property);
        let report = generate(folder.path(), &schema, 4);
        assert!(!report.changes.changed.is_empty(), "{name}");
        assert_eq!(crates(folder.path()), before, "{name}");
    }
}

#[test]
fn too_many_crates_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = csdl_codegen::generate(&config(folder.path(), &schema(), 40)).unwrap_err().to_string();
    assert!(error.contains("`crates` is 40, but there are too few types to fill so many"), "{error}");
    assert!(!folder.path().join("shop").exists());
}

/// In no workspace, and in one that does not name the other crates.
#[test]
fn they_are_complete() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    generate(root, &schema(), 4);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime/target");
    let check = |place: &Path| {
        // The versions that the whole project uses are there without a network.
        fs::copy(support::workspace().join("Cargo.lock"), place.join("Cargo.lock")).unwrap();
        let mut cargo = support::cargo();
        cargo.args(["check", "--workspace", "--offline", "--target-dir"]).arg(&target).current_dir(place);
        let output = cargo.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !text.contains("warning"), "{}: {text}", place.display());
    };
    check(&root.join("shop"));
    check(&root.join("shop/crates/part-1"));
    fs::write(root.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"shop\"]\n").unwrap();
    check(root);
}

/// What cargo says of two runtimes is on the page that says what to do about it, and that helps.
#[test]
fn two_runtimes() {
    let page = fs::read_to_string(support::workspace().join("codegen/docs/configuration.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let generate = |name: &str, runtime| {
        let mut config = config(root, &schema(), 1);
        config.out = Some(root.join(name));
        config.runtime = runtime;
        csdl_codegen::generate(&config).unwrap();
    };
    let program = root.join("program");
    fs::create_dir_all(program.join("src")).unwrap();
    fs::write(program.join("src/main.rs"), "fn main() {}\n").unwrap();
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\na = { path = \"../a\" }\nb = { path = \"../b\" }\n";
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    // The versions that the whole project uses are there without a network.
    fs::copy(support::workspace().join("Cargo.lock"), program.join("Cargo.lock")).unwrap();
    let said = || {
        let mut cargo = support::cargo();
        let output =
            cargo.args(["metadata", "--offline", "--format-version", "1"]).current_dir(&program).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let workspace = root.join("Cargo.toml");
    generate("a", None);
    for (runtime, is_wrong) in [(None, true), (Some(Runtime::Path(root.join("a/runtime"))), false)] {
        generate("b", runtime);
        for (members, message) in [
            ("", "package collision in the lockfile: packages odata-runtime"),
            (
                "[workspace]\nmembers = [\"a\", \"b\", \"program\"]\n",
                "two packages named `odata-runtime` in this workspace",
            ),
        ] {
            match members {
                "" => fs::remove_file(&workspace).unwrap_or_default(),
                members => fs::write(&workspace, members).unwrap(),
            }
            let (is_success, said) = said();
            assert_eq!((is_success, said.contains(message)), (!is_wrong, is_wrong), "{said}");
            assert!(page.contains(message), "{message}");
        }
    }
}
