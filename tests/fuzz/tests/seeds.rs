//! What the fuzz targets assert, of the inputs that they begin with and of those that once disproved it.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

#[test]
fn reader() {
    all_hold(&["seeds", "regressions/json", "../payloads"], csdl_fuzz::reader);
}

#[test]
fn round_trip() {
    all_hold(&["seeds", "regressions/json", "../payloads"], csdl_fuzz::round_trip);
}

#[test]
fn pipeline() {
    all_hold(&["regressions/pipeline", "../fixtures"], csdl_fuzz::pipeline);
}

/// Gives a function the inputs in some folders, and names all that it does not hold of.
fn all_hold(folders: &[&str], holds: fn(&[u8])) {
    let mut inputs = Vec::new();
    for folder in folders {
        find(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut inputs);
    }
    assert!(!inputs.is_empty());
    inputs.retain(|input| {
        let bytes = fs::read(input).unwrap();
        catch_unwind(AssertUnwindSafe(|| holds(&bytes))).is_err()
    });
    assert!(inputs.is_empty(), "it does not hold of {inputs:#?}");
}

/// Finds JSON, CSDL and whatever has no extension, as libFuzzer names its inputs.
fn find(folder: &Path, inputs: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, inputs);
        } else if path.extension().is_none_or(|extension| ["json", "csdl", "xml"].iter().any(|one| extension == *one)) {
            inputs.push(path);
        }
    }
}
