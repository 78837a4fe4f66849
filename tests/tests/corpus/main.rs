//! Real bodies of requests and responses come back as they were.
//!
//! All bodies of the corpus are read by the generated types of the metadata that they go with, written, and compared:
//! numbers as numbers, timestamps, times of day, durations and base64 by value with every digit, offset and byte, all
//! else to the letter; the order of members does not count. There is no list of exceptions. The same is done with
//! bodies that were changed at random in ways that services may take, see `mutate` and `mutated`.
//!
//! Two crates of whole Graph are built for it, which takes minutes, so it runs when asked for:
//!
//! ```text
//! cargo test -p csdl-tests --test corpus -- --ignored --nocapture
//! ```

#![allow(clippy::print_stdout, reason = "What was read, or why nothing was, is for the log.")]
#![allow(clippy::unwrap_used, reason = "A test that cannot go on says so.")]

mod cases;
mod compare;
mod mutate;
mod mutated;
mod program;

use std::sync::LazyLock;

use self::cases::Case;
use self::program::{Known, Program, Reply};

/// The metadata and the bodies of a version of Graph, as files of the corpus.
pub(crate) struct Version {
    /// The name of the generated crate.
    pub(crate) name: &'static str,
    pub(crate) metadata: &'static str,
    pub(crate) payloads: &'static str,
}

const VERSIONS: [Version; 2] = [
    Version {
        name: "graph-beta",
        metadata: "metadata/graph-beta-2021-07.csdl",
        payloads: "payloads/graph-beta-2021-07.jsonl",
    },
    Version {
        name: "graph-v1",
        metadata: "metadata/graph-v1.0-2021-07.csdl",
        payloads: "payloads/graph-v1.0-2021-07.jsonl",
    },
];

/// The bodies, and the program that reads and writes them.
struct Corpus {
    records: usize,
    cases: Vec<Case>,
    crates: Vec<Known>,
    program: Program,
}

#[test]
#[ignore = "it builds whole Graph twice"]
fn every_body_comes_back_as_it_was() {
    let Some(Corpus { records, cases, program, .. }) = &*CORPUS else { return };
    let replies = program.run(cases.iter());
    let mut report = String::new();
    let mut failed = 0;
    for (case, reply) in cases.iter().zip(&replies) {
        let differences = differences(case, reply);
        if !differences.is_empty() {
            failed += 1;
            report.push_str(&format!("{} as {}\n", case.record, case.ty));
            for difference in differences {
                report.push_str(&format!("    {difference}\n"));
            }
        }
    }
    println!("corpus: {records} records, {} values read and written, {failed} of them not as they were", cases.len());
    assert_eq!(failed, 0, "\n{report}");
}

/// What is not as it was in a value that was read and written.
fn differences(case: &Case, reply: &Reply) -> Vec<String> {
    match reply {
        Reply::Written(after) => compare::differences(&case.body(), after),
        Reply::Refused(error) => vec![error.clone()],
    }
}

/// The corpus, if it is there; the crates are generated and built once for all tests.
static CORPUS: LazyLock<Option<Corpus>> = LazyLock::new(|| {
    let folder = csdl_tests::corpus("real bodies", &["metadata", "payloads"])?;
    let mut records = 0;
    let mut cases = Vec::new();
    let mut crates = Vec::new();
    for version in &VERSIONS {
        let known = program::generate(version, &folder);
        records += cases::collect(version, &folder, &known, &mut cases);
        crates.push(known);
    }
    let program = program::build(&crates, &cases);
    Some(Corpus { records, cases, crates, program })
});
