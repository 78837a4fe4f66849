//! What becomes of each document that services publish: how many of them generate, and the codes of what the others are refused
//! for, in `fixtures/documents`. Any change of that is to be looked at.
//!
//! `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test documents -- --include-ignored` writes it anew, and fails. The documents are in the folder that
//! CSDL_CORPUS names, or in `shared` next to the project; where there is none, a line says so, and CI fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use csdl_codegen::{Config, Emit, Severity};
use support::{difference, is_update, package};

/// How a document is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Given {
    /// Without those that it refers to.
    Alone,
    /// In its folder, with those.
    InItsFolder,
}

/// What became of the documents of a folder.
#[derive(Default)]
struct Counts {
    generated: usize,
    types: usize,
    /// By the codes of the errors.
    refused: BTreeMap<String, usize>,
    /// How many documents have warnings, by their codes.
    warnings: BTreeMap<&'static str, usize>,
}

#[test]
fn as_many_documents_generate_by_themselves() {
    counts_are("alone.txt", Given::Alone);
}

#[test]
#[ignore = "it takes a minute, as hundreds of documents refer to each other"]
fn as_many_documents_generate_in_their_folders() {
    counts_are("in-their-folders.txt", Given::InItsFolder);
}

fn counts_are(file: &str, given: Given) {
    let Some(corpus) = csdl_tests::corpus("documents", &["metadata"]) else { return };
    let found = counted(&corpus.join("metadata"), given);
    let place = package().join("fixtures/documents").join(file);
    if is_update() {
        fs::write(place, found).unwrap();
        panic!("the counts were written anew; look at the diff, and run again without UPDATE_GOLDENS");
    }
    let text = |text: String| [(file.to_owned(), text)].into();
    let difference = difference(&text(fs::read_to_string(place).unwrap_or_default()), &text(found));
    assert!(difference.is_empty(), "{difference}\nif that is right, run with UPDATE_GOLDENS=1");
}

/// What became of all documents, as a text.
fn counted(metadata: &Path, given: Given) -> String {
    let mut documents = csdl_tests::documents(metadata);
    if given == Given::InItsFolder {
        // Each of these brings most of the others, so that every tenth tells as much.
        let is_redfish = |path: &PathBuf| path.parent().is_some_and(|folder| folder.ends_with("redfish"));
        let (redfish, others): (Vec<PathBuf>, Vec<PathBuf>) = documents.into_iter().partition(is_redfish);
        documents = redfish.into_iter().step_by(10).chain(others).collect();
    }
    let counts = Mutex::new(BTreeMap::<String, Counts>::new());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let folder = path.parent().unwrap().strip_prefix(metadata).unwrap().display().to_string();
                    let outcome = outcome(given, path);
                    counts.lock().unwrap().entry(folder).or_default().add(outcome);
                }
            });
        }
    });
    let mut text = String::new();
    for (folder, counts) in counts.into_inner().unwrap() {
        let folder = if folder.is_empty() { "." } else { &folder };
        text.push_str(&format!("{folder}: {} generated, {} types\n", counts.generated, counts.types));
        text.extend(counts.refused.iter().map(|(codes, count)| format!("    {count} refused: {codes}\n")));
        text.extend(counts.warnings.iter().map(|(code, count)| format!("    {count} with a warning: {code}\n")));
    }
    text
}

/// What becomes of a document: how many types, or the codes of the errors; and the codes of the warnings.
type Outcome = (Result<usize, BTreeSet<&'static str>>, BTreeSet<&'static str>);

fn outcome(given: Given, document: &Path) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let path = match given {
        Given::Alone => {
            let path = folder.path().join(document.file_name().unwrap());
            fs::copy(document, &path).unwrap();
            path
        }
        Given::InItsFolder => document.to_owned(),
    };
    let mut config = Config::new([path]);
    config.out = Some(folder.path().join("types"));
    config.emit = Some(Emit::Module);
    match csdl_codegen::check(&config) {
        Ok(report) => {
            let codes = report.diagnostics().iter().map(|warning| warning.code()).collect();
            (Ok(report.types_written), codes)
        }
        Err(error) => {
            let errors = error.diagnostics().into_iter().filter(|fault| fault.severity() == Severity::Error);
            (Err(errors.map(|fault| fault.code()).collect()), BTreeSet::new())
        }
    }
}

impl Counts {
    fn add(&mut self, (outcome, warnings): Outcome) {
        match outcome {
            Ok(types) => {
                self.generated += 1;
                self.types += types;
            }
            Err(codes) => {
                let codes: Vec<&str> = codes.into_iter().collect();
                *self.refused.entry(codes.join(", ")).or_default() += 1;
            }
        }
        for code in warnings {
            *self.warnings.entry(code).or_default() += 1;
        }
    }
}
