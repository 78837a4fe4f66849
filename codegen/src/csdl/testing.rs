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

pub(super) fn source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(Path::new("metadata"), text.as_bytes().to_vec()).unwrap();
    (sources, id)
}
