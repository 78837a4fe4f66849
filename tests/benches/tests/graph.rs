//! What objects of Microsoft Graph v1.0 take in memory: tokens, users and messages, as they are in its documentation.
//!
//! It builds the whole service, which takes minutes, from metadata that is not part of the project; so it runs when asked:
//!
//! ```text
//! cargo test -p csdl-benches --test graph -- --ignored --nocapture
//! ```
//!
//! The corpus is in the folder that CSDL_CORPUS names, or in `shared` next to the project; where there is none, a line says
//! so, and CI fails. The program that measures is in `graph-memory` in the target folder.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]
#![allow(clippy::print_stdout, reason = "It says what it measured.")]

use std::fs;
use std::path::Path;
use std::process::Command;

use csdl_codegen::Config;
use serde_json::Value;

const TYPES: [(&str, &str); 3] = [
    ("microsoft.graph.vppToken", "VppToken"),
    ("microsoft.graph.user", "User"),
    ("microsoft.graph.message", "Message"),
];

#[test]
#[ignore = "it takes minutes"]
fn memory_of_objects() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let parts = ["metadata", "payloads"];
    let Some(corpus) = csdl_tests::corpus("memory of objects of Graph", &parts) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("graph-memory");
    fs::create_dir_all(folder.join("src")).unwrap();
    let mut config = Config::new([corpus.join("metadata/graph-v1.0-2026-08.csdl")]);
    config.out = Some(folder.join("graph"));
    config.crate_name = Some("graph".to_owned());
    config.root_namespace = Some("microsoft.graph".to_owned());
    csdl_codegen::generate(&config).unwrap();
    fs::write(folder.join("Cargo.toml"), MANIFEST).unwrap();
    // The dependencies are then those that the project itself is built with.
    fs::copy(project.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let calls: String = TYPES
        .iter()
        .map(|(odata, rust)| {
            let json = longest(odata, &corpus);
            format!("    measure::<graph::{rust}>({odata:?}, {json:?});\n")
        })
        .collect();
    fs::write(folder.join("src/main.rs"), format!("{PROGRAM}\nfn main() {{\n{calls}}}\n")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--target-dir", "target"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    println!("{:28}{:>8}{:>8}{:>10}{:>8}", "bytes", "empty", "text", "with all", "Value");
    print!("{}", String::from_utf8_lossy(&output.stdout));
}

/// The longest body of a type in the documentation.
fn longest(odata: &str, corpus: &Path) -> String {
    ["graph-v1.0-2021-07.jsonl", "graph-beta-2021-07.jsonl"]
        .iter()
        .flat_map(|file| {
            let lines = fs::read_to_string(corpus.join("payloads").join(file)).unwrap();
            lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>()
        })
        .filter(|record| record["type"] == odata && record["shape"] == "object" && record["block"] == "response")
        .map(|record| record["json"].to_string())
        .max_by_key(String::len)
        .unwrap()
}

const MANIFEST: &str = r#"[package]
name = "graph-memory"
version = "0.0.0"
edition = "2024"

[workspace]

[profile.dev]
debug = false

[dependencies]
allocation-counter = "0.8"
graph = { path = "graph" }
serde = "1"
serde_json = { version = "1", features = ["float_roundtrip"] }
"#;

const PROGRAM: &str = r#"use serde::de::DeserializeOwned;

fn measure<T: DeserializeOwned>(name: &str, json: &str) {
    let (empty, all, value) = (whole::<T>("{}"), whole::<T>(json), whole::<serde_json::Value>(json));
    assert_eq!(empty, size_of::<T>());
    println!("{name:28}{empty:8}{:8}{all:10}{value:8}", json.len());
}

/// The bytes of an object and of all that belongs to it.
fn whole<T: DeserializeOwned>(json: &str) -> usize {
    // Tables that are made once are made here.
    drop(serde_json::from_str::<T>(json).unwrap());
    let mut value = None;
    let info = allocation_counter::measure(|| value = Some(serde_json::from_str::<T>(json).unwrap()));
    assert!(value.is_some());
    usize::try_from(info.bytes_current).unwrap() + size_of::<T>()
}
"#;
