//! CSDL JSON: what is generated from it is what is generated from the same in XML, byte for byte.
//!
//! The pairs are those of OASIS, in the metadata that is not part of the project, and the goldens, converted. All of Graph takes a
//! minute, so it is converted when asked for:
//!
//! ```text
//! cargo test -p csdl-tests --test csdl_json -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod convert;
mod json;
#[path = "../support/mod.rs"]
mod support;
mod xml;

use std::fs;
use std::path::{Path, PathBuf};

use csdl_codegen::Config;
use support::{Files, difference, files, fixtures, rendered, runtime};

#[test]
fn pairs() {
    let Some(corpus) = csdl_tests::corpus("pairs of CSDL XML and JSON", &["metadata/other-services/oasis"]) else {
        return;
    };
    let mut count = 0;
    for json in sorted(&corpus.join("metadata/other-services/oasis"), "json") {
        let name = json.file_stem().unwrap().to_string_lossy().into_owned();
        let texts = [json.clone(), json.with_extension("xml")].map(|path| fs::read_to_string(path).unwrap());
        let [json, xml] = texts.map(|text| generated(Config::default(), &[("a.csdl".to_owned(), text)]));
        assert_same(&name, &xml, &json);
        count += 1;
    }
    assert!(count >= 4, "{count} pairs");
}

#[test]
fn goldens() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, folder) in fixtures("golden") {
        let config = Config::from_file(folder.join("codegen.toml")).unwrap();
        let texts: Vec<(String, String)> = schemas(&config).iter().map(|path| named(path)).collect();
        // One is in JSON as it is, and others have files besides those that are given.
        let is_json = texts.iter().any(|(_, text)| text.starts_with('{'));
        if is_json || !config.references.is_empty() {
            continue;
        }
        let converted: Vec<(String, String)> =
            texts.iter().map(|(name, text)| (name.clone(), convert::document(&xml::parse(text)))).collect();
        let xml = generated(config.clone(), &texts);
        assert!(xml.1.is_some(), "{name}: {}", xml.0);
        let json = generated(config, &converted);
        count += 1;
        let found = differs(&xml, &json);
        if !found.is_empty() {
            wrong.push(format!("{name}:\n{}\n{found}", json.0));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} of {count} differ", wrong.join("\n"), wrong.len());
    assert!(count >= 30, "{count} goldens");
}

#[test]
#[ignore = "it takes a minute"]
fn graph() {
    let Some(corpus) = csdl_tests::corpus("Graph in CSDL JSON", &["metadata/graph-v1.0-2026-08.csdl"]) else { return };
    let xml = fs::read_to_string(corpus.join("metadata/graph-v1.0-2026-08.csdl")).unwrap();
    let json = convert::document(&xml::parse(&xml));
    let [xml, json] = [xml, json].map(|text| generated(Config::default(), &[("graph.csdl".to_owned(), text)]));
    assert!(xml.1.is_some(), "{}", xml.0);
    assert_same("Graph", &xml, &json);
}

#[test]
fn json_is_found_by_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let schema = |name: &str| format!("{{\"$Version\":\"4.01\",\"s.{name}\":{{\"T\":{{\"$Kind\":\"ComplexType\"}}}}}}");
    fs::create_dir(at("schema")).unwrap();
    for (name, text) in [
        ("a.json", schema("a")),
        ("b.JSON", format!("\u{feff}\n {}", schema("b"))),
        ("c.csdl-json", schema("c")),
        ("d.csdl", schema("d")),
        ("package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}".to_owned()),
        ("payload.json", "{\"@odata.context\":\"x\",\"value\":[]}".to_owned()),
        ("broken.json", "{\"name\": nonsense".to_owned()),
        ("list.json", "[{\"$Version\":\"4.01\"}]".to_owned()),
        ("binary.json", "\u{0}\u{1}".to_owned()),
    ] {
        fs::write(at("schema").join(name), text).unwrap();
    }
    let utf16: Vec<u8> = schema("e").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(at("schema/e.json"), utf16).unwrap();
    let mut config = Config::new([at("schema")]);
    config.out = Some(at("out"));
    config.runtime = Some(runtime());
    let outcome = csdl_codegen::generate(&config);
    // Of what is well-formed nothing is said.
    let text = rendered(&outcome);
    assert!(text.starts_with("warning[foreign-file]: 2 files are") && text.ends_with("warning: 1 warning\n"), "{text}");
    let found = files(&at("out"));
    for name in ["a", "b", "c", "d", "e"] {
        assert!(found.contains_key(&format!("src/{name}/t.rs")), "{name}: {:?}", found.keys());
    }
    // One that is cut off is not skipped.
    fs::write(at("schema/a.json"), &schema("a")[..30]).unwrap();
    let text = rendered(&csdl_codegen::generate(&config));
    assert!(text.contains("error[malformed-json]") && text.contains("a.json:1:31"), "{text}");
    // By its name it has to be CSDL.
    config.schemas = vec![at("schema/package.json")];
    let text = rendered(&csdl_codegen::generate(&config));
    assert!(text.contains("error[not-csdl]") && text.contains("package.json:1:1"), "{text}");
}

/// What is said, and the files if they are written.
type Outcome = (String, Option<Files>);

/// Generates from documents of these names and texts, with a configuration as it is but for its paths.
fn generated(mut config: Config, documents: &[(String, String)]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    config.schemas = documents.iter().map(|(name, _)| folder.path().join(name)).collect();
    for (path, (_, text)) in config.schemas.iter().zip(documents) {
        fs::write(path, text).unwrap();
    }
    config.out = Some(folder.path().join("types"));
    config.crate_name.get_or_insert_with(|| "types".to_owned());
    config.runtime.get_or_insert_with(runtime);
    let outcome = csdl_codegen::generate(&config);
    let files = outcome.is_ok().then(|| {
        let mut found = files(&folder.path().join("types"));
        found.retain(|path, _| !matches!(&**path, "Cargo.toml" | ".csdl-codegen"));
        found
    });
    (rendered(&outcome), files)
}

#[track_caller]
fn assert_same(name: &str, xml: &Outcome, json: &Outcome) {
    let found = differs(xml, json);
    assert!(found.is_empty(), "{name}:\n{}\n{found}", json.0);
}

/// What differs of what is written; empty if nothing does.
fn differs(xml: &Outcome, json: &Outcome) -> String {
    match (&xml.1, &json.1) {
        (Some(xml), Some(json)) => difference(xml, json),
        (None, None) => String::new(),
        _ => format!("only one of them is refused: {}", xml.0),
    }
}

/// The schemas of a configuration, with the files of folders.
fn schemas(config: &Config) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in &config.schemas {
        if path.is_dir() {
            for file in files(path).keys().map(|file| path.join(file)) {
                let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
                let below = file.strip_prefix(path).unwrap().to_string_lossy();
                let is_left_out = below.starts_with("expected") || below.contains("/.");
                if ["csdl", "edmx", "json", "xml"].contains(&&*extension) && !is_left_out {
                    found.push(file);
                }
            }
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    found.dedup_by_key(|path| path.canonicalize().unwrap());
    found
}

fn named(path: &Path) -> (String, String) {
    (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
}

/// The files of a folder that end with an extension.
fn sorted(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    found.sort();
    found
}
