//! Requests, recorded: for each its method, URL, headers and body, and the page of OData or of Graph that shows its form.
//!
//! The program in `tests/fixtures/requests/program` makes them with what is generated for a selection of Graph and for a service that is
//! like the one in the examples of OData; `tests/fixtures/requests/table.txt` is what it prints.
//!
//! Graph's metadata is not part of the project: it is in the folder that CSDL_CORPUS names, or in `shared` next to the project; where
//! there is none, a line says so, and CI fails. As all of it is built, it is done when asked for:
//!
//! ```text
//! cargo test -p csdl-tests --test requests -- --ignored
//! ```
//!
//! After a change on purpose, `UPDATE_GOLDENS=1` writes the table; such a run fails, and then all that it wrote is to be held against
//! the pages.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use csdl_codegen::Config;
use support::{cargo, difference, is_update, package, runtime, workspace};

/// What the program asks Graph for. Types that these need come along.
const SELECTED: [&str; 25] = [
    "application",
    "attachment",
    "calendar",
    "deviceAppManagement",
    "directoryObject",
    "drive",
    "driveItem",
    "event",
    "fieldValueSet",
    "group",
    "list",
    "listItem",
    "message",
    "permission",
    "profilePhoto",
    "reportRoot",
    "servicePrincipal",
    "site",
    "user",
    "vppToken",
    "workbook",
    "workbookRange",
    "workbookWorksheet",
    "uploadSession",
    "driveRecipient",
];

/// How many requests the table has at least.
const ROWS: usize = 60;

#[test]
#[ignore = "it builds a part of Graph"]
fn are_those_of_the_table() {
    const GRAPH: &str = "metadata/graph-v1.0-2026-08.csdl";
    let Some(corpus) = csdl_tests::corpus("the table of requests", &[GRAPH]) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("requests");
    let fixtures = package().join("fixtures/requests");
    let included = SELECTED.map(|name| format!("microsoft.graph.{name}"));
    generate("graph", corpus.join(GRAPH), &included, &folder);
    generate("sales", fixtures.join("sales.csdl"), &[], &folder);

    let found = run(&folder, &fixtures.join("program"));
    let rows = found.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit())).count();
    assert!(rows >= ROWS, "the table has {rows} requests only");
    let golden = fixtures.join("table.txt");
    if is_update() {
        fs::write(&golden, &found).unwrap();
        panic!("{} is written; hold what has changed in it against the pages", golden.display());
    }
    let expected = fs::read_to_string(&golden).unwrap();
    let file = |text: String| [("table.txt".to_owned(), text)].into();
    let difference = difference(&file(expected), &file(found));
    assert!(difference.is_empty(), "other requests are made than the table has:\n{difference}");
}

fn generate(name: &str, schema: PathBuf, included: &[String], folder: &Path) {
    let mut config = Config::new([schema]);
    config.out = Some(folder.join(name));
    config.crate_name = Some(name.to_owned());
    config.include = included.to_vec();
    config.requests = Some(true);
    config.runtime = Some(runtime());
    if name == "graph" {
        config.root_namespace = Some("microsoft.graph".to_owned());
    }
    csdl_codegen::generate(&config).unwrap_or_else(|error| panic!("{error}"));
}

/// Builds the program with what is generated, and runs it.
fn run(folder: &Path, sources: &Path) -> String {
    let program = folder.join("program");
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\n\
        graph = { path = \"../graph\" }\nsales = { path = \"../sales\" }\n\
        time = { version = \"0.3\", features = [\"macros\"] }\nuuid = \"1\"\n";
    fs::create_dir_all(program.join("src")).unwrap();
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    for source in ["main.rs", "graph_rows.rs", "sales_rows.rs"] {
        fs::copy(sources.join(source), program.join("src").join(source)).unwrap();
    }
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"graph\", \"program\", \"sales\"]\n";
    fs::write(folder.join("Cargo.toml"), members).unwrap();
    // The dependencies are then those that the project itself is built with.
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut command = cargo();
    command.args(["run", "--quiet", "--offline", "--package", "program", "--target-dir"]).arg(folder.join("target"));
    let output = command.current_dir(folder).output().unwrap();
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && messages.is_empty(), "{messages}");
    String::from_utf8(output.stdout).unwrap()
}
