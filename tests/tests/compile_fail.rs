//! Requests that do not compile, and what is said of them.
//!
//! Each program in `fixtures/compile_fail` has a file with the errors: `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test compile_fail`
//! writes them anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{cargo, difference, is_update, package, workspace};

#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn what_is_said() {
    let sources = package().join("fixtures/compile_fail");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_fail");
    fs::create_dir_all(&folder).unwrap();
    let names: Vec<String> = fs::read_dir(&sources)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    assert!(names.len() >= 4, "{names:?}");
    let programs = names
        .iter()
        .map(|name| format!("\n[[bin]]\nname = {name:?}\npath = {:?}\n", sources.join(format!("{name}.rs"))));
    let manifest = format!("{MANIFEST}graph-types = {{ path = {:?} }}\n", workspace().join("generated"));
    fs::write(folder.join("Cargo.toml"), manifest + &programs.collect::<String>()).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut check = cargo();
    check.args(["check", "--offline", "--keep-going", "--message-format", "json", "--target-dir"]);
    check.arg(folder.join("../runtime/target")).current_dir(&folder);
    let output = check.output().unwrap();

    let mut found: BTreeMap<String, String> =
        names.iter().map(|name| (format!("{name}.stderr"), String::new())).collect();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        if line["reason"] == "compiler-message" && line["message"]["code"].is_object() {
            let name = line["target"]["name"].as_str().unwrap();
            assert!(names.iter().any(|known| known == name), "{line}");
            *found.get_mut(&format!("{name}.stderr")).unwrap() += &described(&line["message"]);
        }
    }
    assert!(found.values().all(|text| !text.is_empty()), "{}", String::from_utf8_lossy(&output.stderr));
    if is_update() {
        found.iter().for_each(|(name, text)| fs::write(sources.join(name), text).unwrap());
        panic!("the errors are written");
    }
    let expected = found.keys().map(|name| (name.clone(), fs::read_to_string(sources.join(name)).unwrap_or_default()));
    let difference = difference(&expected.collect(), &found);
    assert!(difference.is_empty(), "{difference}");
}

const MANIFEST: &str = r#"[package]
name = "compile-fail"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
"#;

/// What does not change with each version of the compiler: the error, the line, and what types say for themselves.
fn described(message: &Value) -> String {
    let mut lines = vec![format!("{}: {}", text(&message["code"]["code"]), text(&message["message"]))];
    for span in message["spans"].as_array().unwrap().iter().filter(|span| span["is_primary"] == true) {
        lines.push(text(&span["text"][0]["text"]).trim().to_owned());
        lines.extend(span["label"].as_str().filter(|label| label.starts_with("neither")).map(str::to_owned));
    }
    let notes = message["children"].as_array().unwrap().iter().map(|child| text(&child["message"]));
    lines.extend(
        notes.filter(|note| OWN_NOTES.iter().any(|start| note.starts_with(start))).map(|note| format!("note: {note}")),
    );
    let described = lines.join("\n    ");
    PATHS.iter().fold(described, |text, path| text.replace(path, "")) + "\n\n"
}

/// How notes begin that types of the runtime have for errors.
const OWN_NOTES: [&str; 12] = [
    "`CreateBody(",
    "`UpdateBody(",
    "`Key::new`",
    "a condition compares",
    "an order is",
    "a property is",
    "the other side",
    "properties with values",
    "complex values",
    "after a collection",
    "a request does nothing",
    "nothing is requested",
];

/// Compilers differ in where they name them.
const PATHS: [&str; 4] = ["graph_types::", "odata_runtime::", "request::", "std::string::"];

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
