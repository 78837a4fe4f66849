//! Diagnostics as JSON for other programs: an object a line, of the shape that rustc and Cargo write.
//!
//! A diagnostic is `{"reason":"diagnostic", …}` with these members:
//!
//! - `message`: what is wrong, in one line; `level`: `error` or `warning`; `code`: `{"code": …, "explanation": …}` as rustc has it,
//!   null in children;
//! - `spans`: where it is, none for faults of the configuration or the file system. Lines and columns count from one,
//!   columns count characters, and ends are exclusive; bytes count from zero in the text as UTF-8 without a byte order
//!   mark. `text` has the first line of the place, or of a long one the part around it, and which characters of that are
//!   the place, counted from one;
//! - `children`: diagnostics of the level `help` say what to do, those of the level `note` name other places that matter;
//! - `rendered`: all of it for people.
//!
//! The last line is `{"reason":"report","success":…, …}`: what was done.

use serde::Serialize;

use super::render::{self, Places};
use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};

/// All diagnostics in the order of their places, one a line; empty if there are none.
pub fn lines(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut places = Places::new(sources);
    let sorted = diagnostics.sorted(sources).into_iter();
    sorted.map(|diagnostic| line("diagnostic", &Message::new(diagnostic, &mut places))).collect()
}

/// A line with an object: what it is, and its members.
pub fn line(reason: &str, members: &impl Serialize) -> String {
    // What is written here has string keys only, and so it can be written.
    serde_json::to_string(&Line { reason, members }).map(|line| line + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Line<'m, T> {
    reason: &'m str,
    #[serde(flatten)]
    members: &'m T,
}

#[derive(Serialize)]
struct Message<'d> {
    message: &'d str,
    code: Option<CodeLine>,
    level: &'static str,
    spans: Vec<SpanLine<'d>>,
    children: Vec<Message<'d>>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct CodeLine {
    code: &'static str,
    explanation: String,
}

#[derive(Serialize)]
struct SpanLine<'d> {
    file_name: &'d str,
    byte_start: u32,
    byte_end: u32,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    text: [TextLine; 1],
    label: Option<&'d str>,
}

#[derive(Serialize)]
struct TextLine {
    text: String,
    highlight_start: usize,
    highlight_end: usize,
}

impl<'d> Message<'d> {
    fn new(diagnostic: &'d Diagnostic, places: &mut Places<'d>) -> Self {
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let label = Some(diagnostic.label.as_str()).filter(|label| !label.is_empty());
        let spans = diagnostic.span.map(|span| SpanLine::new(span, label, places)).into_iter().collect();
        let helps = diagnostic.help.iter().map(|help| Self::child("help", help, Vec::new()));
        let mut children: Vec<Self> = helps.collect();
        for (span, label) in &diagnostic.related {
            children.push(Self::child("note", label, vec![SpanLine::new(*span, None, places)]));
        }
        let rendered = Some(render::one(diagnostic, places));
        let code = CodeLine { code: diagnostic.code.name(), explanation: diagnostic.code.explanation() };
        Self { message: &diagnostic.message, code: Some(code), level, spans, children, rendered }
    }

    fn child(level: &'static str, message: &'d str, spans: Vec<SpanLine<'d>>) -> Self {
        Self { message, code: None, level, spans, children: Vec::new(), rendered: None }
    }
}

impl<'d> SpanLine<'d> {
    fn new(span: Span, label: Option<&'d str>, places: &mut Places<'d>) -> Self {
        let place = places.find(span);
        let (line_end, column_end) = places.position(span.source, span.end);
        let highlight = |end: usize| place.shown[..end].chars().count() + 1;
        let (highlight_start, highlight_end) = (highlight(place.marked.start), highlight(place.marked.end));
        Self {
            file_name: places.name(span.source),
            byte_start: span.start,
            byte_end: span.end,
            line_start: place.line,
            line_end,
            column_start: place.column,
            column_end,
            is_primary: true,
            text: [TextLine { text: place.shown, highlight_start, highlight_end }],
            label,
        }
    }
}

#[cfg(test)]
mod tests;
