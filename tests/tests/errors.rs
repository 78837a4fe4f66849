//! Input with faults, and what the command says of it, by folder: `fixtures/errors/<name>/` has a `codegen.toml`, schemas,
//! and the text on standard error in `stderr.txt`. Those in `fixtures/warnings` are generated nevertheless.
//!
//! `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test errors` writes `stderr.txt` anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::Path;

use support::{Files, command, difference, files, fixtures, is_update};

/// Faults of the configuration as a whole or of the file system: there is no text to point at.
const WITHOUT_PLACE: &[&str] = &["cannot read `", "no type is selected"];

#[test]
fn every_fault_is_explained() {
    let mut wrong = Vec::new();
    for (name, folder) in fixtures("errors") {
        let before = files(&folder);
        let output = command().args(["--config", "codegen.toml"]).current_dir(&folder).output().unwrap();
        let found = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {found}");
        assert!(output.stdout.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
        assert_eq!(files(&folder), before, "{name}: nothing is written");
        check(&name, &found);
        let place = folder.join("stderr.txt");
        if is_update() {
            fs::write(place, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&place).unwrap_or_default();
        let text = |text: String| Files::from([("stderr.txt".to_owned(), text)]);
        let difference = difference(&text(expected), &text(found));
        if !difference.is_empty() {
            wrong.push(format!("{name}:\n{difference}"));
        }
    }
    assert!(
        !is_update(),
        "the expected texts were written anew; look at the diff, and run again without UPDATE_GOLDENS"
    );
    let advice = "if that is right, run with UPDATE_GOLDENS=1";
    assert!(wrong.is_empty(), "{}\n{} differ; {advice}", wrong.join("\n"), wrong.len());
}

#[test]
fn what_is_not_needed_is_a_warning() {
    let mut wrong = Vec::new();
    for (name, folder) in fixtures("warnings") {
        let out = tempfile::tempdir().unwrap();
        let mut command = command();
        command.args(["--config", "codegen.toml", "--out"]).arg(out.path().join("types"));
        let output = command.current_dir(&folder).output().unwrap();
        let found = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{name}: {found}");
        let place = folder.join("stderr.txt");
        if is_update() {
            fs::write(place, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&place).unwrap_or_default();
        let text = |text: String| Files::from([("stderr.txt".to_owned(), text)]);
        let difference = difference(&text(expected), &text(found));
        if !difference.is_empty() {
            wrong.push(format!("{name}:\n{difference}"));
        }
    }
    assert!(
        !is_update(),
        "the expected texts were written anew; look at the diff, and run again without UPDATE_GOLDENS"
    );
    assert!(wrong.is_empty(), "{}\nif that is right, run with UPDATE_GOLDENS=1", wrong.join("\n"));
}

/// Every error has a place with line and column, its text, and what to do; the last line counts them.
#[track_caller]
fn check(name: &str, text: &str) {
    let reports: Vec<&str> = text.trim_end().split("\n\n").collect();
    let (summary, faults) = reports.split_last().unwrap();
    assert!(summary.starts_with("error: "), "{name}: {summary}");
    let errors: usize = faults.iter().filter(|fault| fault.starts_with("error[")).map(|fault| times(fault)).sum();
    assert!(summary.starts_with(&format!("error: {errors} error")), "{name}: {summary}");
    for fault in faults {
        assert!(fault.contains("= help: ") || fault.contains("help: "), "{name}: no help: {fault}");
        let title = fault.lines().next().unwrap();
        if !WITHOUT_PLACE.iter().any(|known| title.contains(known)) {
            let place = fault.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
            let place = place.unwrap_or_else(|| panic!("{name}: no place: {fault}"));
            let mut parts = place.rsplit(':');
            assert!(parts.next().is_some_and(is_number) && parts.next().is_some_and(is_number), "{name}: {place}");
            let file = parts.next().unwrap().trim_start_matches("./");
            assert!(Path::new(file).is_relative() && !file.contains('/'), "{name}: {place}");
            assert!(fault.contains('^') || fault.contains(" | "), "{name}: no text: {fault}");
        }
    }
}

/// How many times there is what is one, since it is alike.
fn times(fault: &str) -> usize {
    let title = fault.lines().next().unwrap();
    let times = title.strip_suffix(" times, first here").and_then(|title| title.rsplit(", ").next());
    times.map_or(1, |times| times.parse().unwrap())
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| number > 0)
}

#[test]
fn wrong_arguments_are_told_from_wrong_input() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--nothing"][..],
        &["schema.csdl"],
        &["lst"],
        &["schema.csdl", "list"],
        &["--out"],
        &["--schema"],
        &["--include"],
        &["--color", "blue"],
        &["regenerate"],
        &["--check", "generate"],
        &["--check", "--check"],
    ] {
        let output = command().args(arguments).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
        assert!(files(folder.path()).is_empty(), "{arguments:?}");
    }
}
