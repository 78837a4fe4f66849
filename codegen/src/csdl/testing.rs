//! What the tests of both readers have in common.

use std::path::Path;

use super::Document;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, render};
use crate::source::{SourceId, Sources};

/// A reader of one of the formats.
pub(super) type Parse = for<'s> fn(&'s Sources, SourceId, &mut Diagnostics) -> Option<Document<'s>>;

/// Severity, marked text, message and help of each fault, one a line, in the order of their places.
pub(super) fn faults(parse: Parse, text: &str) -> String {
    let (sources, id) = source(text);
    let mut diagnostics = Diagnostics::default();
    parse(&sources, id, &mut diagnostics);
    let line = |diagnostic: &&Diagnostic| {
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let marked = diagnostic.span.map_or("-", |span| sources.snippet(span));
        let help = diagnostic.help.as_deref().unwrap();
        format!("{severity} at [{marked}]: {}. {help}\n", diagnostic.message)
    };
    diagnostics.sorted(&sources).iter().map(line).collect()
}

/// Asserts that [`faults`] found exactly one, that its span covers `marked`, and that its text contains `message`.
#[track_caller]
pub(super) fn one(found: &str, severity: &str, marked: &str, message: &str) {
    assert!(found.starts_with(&format!("{severity} at [{marked}]: ")) && found.contains(message), "{found}");
    assert_eq!(found.matches(" at [").count(), 1, "{found}");
}

/// Calls `look` with the tree of a document that has no faults.
pub(super) fn tree<T>(parse: Parse, text: &str, look: impl FnOnce(&Document<'_>, &Sources) -> T) -> T {
    let (sources, id) = source(text);
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, id, &mut diagnostics).unwrap();
    assert_eq!(faults(parse, text), "");
    look(&document, &sources)
}

/// Asserts that a document without faults is an error wherever it is cut off, and that no damage to it makes the reader panic.
pub(super) fn damage(parse: Parse, valid: &str, special: &[u8]) {
    assert_eq!(faults(parse, valid), "");
    let valid = valid.trim_end().as_bytes();
    for at in 0..valid.len() {
        assert!(survives(parse, valid[..at].to_vec()), "cut at byte {at}");
        // Every third combination finds as much as all of them.
        for &byte in special.iter().skip(at % 3).step_by(3) {
            survives(parse, [&valid[..at], &[byte], &valid[at + 1..]].concat());
        }
    }
    for length in [1, 2, 7, 40] {
        for start in 0..valid.len() - length {
            let (before, rest) = valid.split_at(start);
            let (part, after) = rest.split_at(length);
            survives(parse, [before, after].concat());
            survives(parse, [before, part, part, after].concat());
        }
    }
    several_changes(parse, valid);
}

fn several_changes(parse: Parse, valid: &[u8]) {
    // A linear congruential generator, so that a failure can be repeated.
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..3000 {
        let mut bytes = valid.to_vec();
        for _ in 0..=random(4) {
            let (from, to) = (random(bytes.len()), random(bytes.len()));
            match random(4) {
                0 => bytes[from] ^= 1 << random(8),
                1 => drop(bytes.drain(from.min(to)..from.max(to))),
                2 => bytes.swap(from, to),
                _ => {
                    let part = bytes[from.min(to)..from.max(to)].to_vec();
                    let at = random(bytes.len());
                    bytes.splice(at..at, part);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        survives(parse, bytes);
    }
}

/// Reads and renders; gives whether there was an error.
pub(super) fn survives(parse: Parse, bytes: Vec<u8>) -> bool {
    let mut sources = Sources::default();
    let Ok(id) = sources.add(Path::new("m"), bytes) else { return true };
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, id, &mut diagnostics);
    assert!(document.is_some() || diagnostics.has_errors());
    for diagnostic in diagnostics.sorted(&sources) {
        assert!(diagnostic.help.is_some(), "{diagnostic:?}");
        let span = diagnostic.span.unwrap();
        let text = sources.get(id).text();
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}");
    }
    render::text(&diagnostics, &sources, true);
    diagnostics.has_errors()
}

/// A document with these schemas, which need not name the namespace of XML that they are in.
pub(crate) fn edmx(schemas: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" \
         xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><edmx:DataServices>{schemas}</edmx:DataServices></edmx:Edmx>"
    )
}

pub(super) fn source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(Path::new("metadata"), text.as_bytes().to_vec()).unwrap();
    (sources, id)
}
