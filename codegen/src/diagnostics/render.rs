//! Diagnostics as text for a terminal: message, place, the marked line, and what to do.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Sources, Span, char_boundary};
use crate::unicode::is_unprintable;
use crate::wording::{counted, number};

/// How many diagnostics are shown; more than that nobody reads.
const MOST_SHOWN: usize = 50;

/// How many warnings of a code are shown; the others are alike.
const MOST_OF_CODE: usize = 5;

/// How many characters of a line are shown before and after the start of the marked text.
const BEFORE: usize = 60;
const AFTER: usize = 100;

/// How many characters of a message are shown.
const LONGEST_TEXT: usize = 1_000;

/// The width that lines are not wrapped or cut at once more.
const WIDTH: usize = 2 * (BEFORE + AFTER);

/// All diagnostics in the order of their places, and a line that counts them; empty if there are none.
///
/// At most 50 are shown, errors rather than warnings, and of each code at most 5 warnings; those that say the same of several
/// places are one. The texts come from files and services that nobody has checked, so characters that would steer a terminal or
/// hide others are replaced.
pub fn text(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let sorted = diagnostics.sorted(sources);
    if sorted.is_empty() {
        return String::new();
    }
    let styled = color.then(|| Renderer::styled().hyperlink(false).term_width(WIDTH));
    let (shown, hidden) = choose(&sorted);
    let mut places = Places::new(sources);
    let mut output = String::new();
    for diagnostic in &shown {
        write_one(diagnostic, styled.as_ref(), &mut places, &mut output);
        output.push('\n');
    }
    let (errors, warnings) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    let mut summary = counts(errors, warnings);
    if let Some(hidden) = list(&hidden) {
        summary = format!("{summary}; not shown: {hidden}");
    }
    let level = if errors > 0 { Level::ERROR } else { Level::WARNING };
    output.push_str(&styled.unwrap_or_else(plain_renderer).render(&[Group::with_title(level.primary_title(summary))]));
    output.push('\n');
    output
}

/// The diagnostics that are shown, and how many of which codes are not.
pub(crate) fn chosen(diagnostics: &Diagnostics, sources: &Sources) -> (Vec<Diagnostic>, Option<String>) {
    let (shown, hidden) = choose(&diagnostics.sorted(sources));
    (shown, list(&hidden))
}

fn list(hidden: &BTreeMap<Code, usize>) -> Option<String> {
    let parts: Vec<String> = hidden.iter().map(|(code, count)| format!("{} of `{code}`", number(*count))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What is shown, with what is alike as one, and how many of each code are not.
fn choose(sorted: &[&Diagnostic]) -> (Vec<Diagnostic>, BTreeMap<Code, usize>) {
    let mut times: HashMap<Alike<'_>, usize> = HashMap::new();
    for diagnostic in sorted {
        *times.entry(alike(diagnostic)).or_default() += 1;
    }
    let errors = times.keys().filter(|alike| alike.0 == Severity::Error).count();
    let mut left = (MOST_SHOWN, MOST_SHOWN.saturating_sub(errors));
    let mut of_code: BTreeMap<Code, usize> = BTreeMap::new();
    let (mut shown, mut hidden) = (Vec::new(), BTreeMap::new());
    for diagnostic in sorted {
        let Diagnostic { code, severity, message, .. } = diagnostic;
        let Some(times) = times.remove(&alike(diagnostic)) else { continue };
        let left = match severity {
            Severity::Error => &mut left.0,
            Severity::Warning => &mut left.1,
        };
        let of_code = of_code.entry(*code).or_default();
        if *left == 0 || *severity == Severity::Warning && *of_code == MOST_OF_CODE {
            *hidden.entry(*code).or_default() += times;
            continue;
        }
        *left -= 1;
        *of_code += 1;
        let message = if times > 1 { format!("{message}, {times} times, first here") } else { message.clone() };
        shown.push(Diagnostic { message, ..(*diagnostic).clone() });
    }
    (shown, hidden)
}

/// What is the same of diagnostics that are alike: of errors all that is said, since what to do depends on it.
type Alike<'d> = (Severity, Code, &'d str, Option<(&'d str, Option<&'d str>, Vec<&'d str>)>);

fn alike(diagnostic: &Diagnostic) -> Alike<'_> {
    let Diagnostic { severity, code, message, label, help, related, .. } = diagnostic;
    let notes = || related.iter().map(|(_, note)| note.as_str()).collect();
    let rest = (*severity == Severity::Error).then(|| (label.as_str(), help.as_deref(), notes()));
    (*severity, *code, message, rest)
}

/// One diagnostic, without colors.
pub(crate) fn one<'d>(diagnostic: &'d Diagnostic, places: &mut Places<'d>) -> String {
    let mut output = String::new();
    write_one(diagnostic, None, places, &mut output);
    output
}

/// Without a renderer for styles it is plain text. What a line is can be told by that alone.
fn write_one<'d>(diagnostic: &'d Diagnostic, styled: Option<&Renderer>, places: &mut Places<'d>, output: &mut String) {
    let report = report(diagnostic, places);
    let plain = plain_renderer().render(&report);
    let shown = styled.map_or_else(|| plain.clone(), |renderer| renderer.render(&report));
    for (line, _) in shown.lines().zip(plain.lines()).filter(|(_, plain)| !is_bare_origin(plain)) {
        output.push_str(line);
        output.push('\n');
    }
}

fn plain_renderer() -> Renderer {
    Renderer::plain().term_width(WIDTH)
}

/// Finds lines and columns; the lines of each file are counted once.
pub(crate) struct Places<'s> {
    sources: &'s Sources,
    lines: BTreeMap<SourceId, Vec<u32>>,
}

/// A place, and the part of its line that is shown.
pub(super) struct Place<'s> {
    pub(super) path: Cow<'s, str>,
    pub(super) line: usize,
    pub(super) column: usize,
    /// The start of the line is not shown.
    cut_before: bool,
    pub(super) shown: String,
    /// The marked bytes of `shown`.
    pub(super) marked: std::ops::Range<usize>,
}

impl<'s> Places<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
        Self { sources, lines: BTreeMap::new() }
    }

    /// The line and the column of a byte, both counted from one; columns count characters.
    #[cfg(feature = "cli")]
    pub(super) fn position(&mut self, source: SourceId, offset: u32) -> (usize, usize) {
        let text = self.sources.get(source).text();
        let offset = char_boundary(text, offset as usize);
        let (line, line_start) = self.line(source, offset);
        (line, text[line_start..offset].chars().count() + 1)
    }

    #[cfg(feature = "cli")]
    pub(super) fn name(&self, source: SourceId) -> &'s str {
        self.sources.get(source).name()
    }

    /// The line that a byte is in, counted from one, and where it starts.
    fn line(&mut self, source: SourceId, offset: usize) -> (usize, usize) {
        let starts = self.lines.entry(source).or_insert_with(|| line_starts(self.sources.get(source).text()));
        let line = starts.partition_point(|&line_start| line_start as usize <= offset);
        (line, starts.get(line.saturating_sub(1)).map_or(0, |&start| start as usize))
    }

    pub(super) fn find(&mut self, span: Span) -> Place<'s> {
        let source = self.sources.get(span.source);
        let text = source.text();
        let start = char_boundary(text, span.start as usize);
        let (line, line_start) = self.line(span.source, start);
        let starts = &self.lines[&span.source];
        let line_end = starts.get(line).map_or(text.len(), |&next| next as usize);
        let content = text[line_start..line_end].trim_end_matches(['\n', '\r']);
        let line_end = (line_start + content.len()).max(start);
        // A marked text of several lines is marked in the first of them.
        let end = char_boundary(text, span.end as usize).clamp(start, line_end);

        let before = &text[line_start..start];
        let window_start = before.char_indices().rev().take(BEFORE).last().map_or(before.len(), |(at, _)| at);
        let after = &text[start..line_end];
        let window_length = after.char_indices().nth(AFTER).map_or(after.len(), |(at, _)| at);
        let mut shown = String::new();
        if window_start > 0 {
            shown.push('…');
        }
        shown.extend(before[window_start..].chars().map(visible));
        let marked_start = shown.len();
        shown.extend(after[..window_length.min(end - start)].chars().map(visible));
        let marked_end = shown.len();
        shown.extend(after[window_length.min(end - start)..window_length].chars().map(visible));
        if window_length < after.len() {
            shown.push('…');
        }
        let column = before.chars().count() + 1;
        Place {
            path: plain(source.name()),
            line,
            column,
            cut_before: window_start > 0,
            shown,
            marked: marked_start..marked_end,
        }
    }
}

/// Whether a line has room for a place and no place, as between the place of a cut line and the line.
fn is_bare_origin(line: &str) -> bool {
    line.trim() == ":::"
}

fn report<'d>(diagnostic: &'d Diagnostic, places: &mut Places<'d>) -> Vec<Group<'d>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut first =
        Group::with_title(level.primary_title(shortened(plain(&diagnostic.message))).id(diagnostic.code.name()));
    if let Some(span) = diagnostic.span {
        first = marked(first, places.find(span), AnnotationKind::Primary, &diagnostic.label);
    }
    // The help stands with the message, before the other places.
    if let Some(help) = &diagnostic.help {
        first = first.element(Level::HELP.message(shortened(plain(help))));
    }
    let mut groups = vec![first];
    for (span, label) in &diagnostic.related {
        let group = Group::with_title(Level::NOTE.secondary_title(shortened(plain(label))));
        groups.push(marked(group, places.find(*span), AnnotationKind::Primary, ""));
    }
    groups
}

fn marked<'d>(group: Group<'d>, place: Place<'d>, kind: AnnotationKind, label: &'d str) -> Group<'d> {
    let mut annotation = kind.span(place.marked);
    if !label.is_empty() {
        annotation = annotation.label(shortened(plain(label)));
    }
    let snippet = Snippet::source(place.shown).line_start(place.line).annotation(annotation);
    if place.cut_before {
        // The column within the shown text is not that in the line, so it has to be given.
        group.element(Origin::path(place.path).line(place.line).char_column(place.column)).element(snippet)
    } else {
        group.element(snippet.path(place.path))
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect()
}

/// The text on one line, with what would not be seen as it is replaced.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| visible(character) == character && character != '\t') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| if character.is_whitespace() { ' ' } else { visible(character) }).collect())
}

/// The text, cut if it is longer than anybody reads: names can have any length.
fn shortened(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => text,
    }
}

/// The character, or a stand-in for one that steers the terminal, the direction of writing, or takes no room.
fn visible(character: char) -> char {
    match character {
        '\t' => '\t',
        // What a variation selector changes can be as wide as two characters, and the marks below would be off.
        '\u{FE00}'..='\u{FE0F}' => '\u{FFFD}',
        _ if is_unprintable(character) => '\u{FFFD}',
        _ => character,
    }
}

fn counts(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (_, 0) => counted(errors, "error"),
        (0, _) => counted(warnings, "warning"),
        _ => format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")),
    }
}

#[cfg(test)]
mod tests;
