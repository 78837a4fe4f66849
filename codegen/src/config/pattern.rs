//! Which types are meant: qualified names with wildcards.

use std::fmt;

use regex_lite::{Regex, escape};

use crate::qualified_name::simple;
use crate::source::Span;

/// A qualified name, or a glob over qualified names.
///
/// `*` stands for any characters within one segment of the name, `**` for any characters across segments, and `?` for
/// one character of a segment. `**.` at the start of a segment may also stand for no segment at all, so that
/// `microsoft.**.alert` finds `microsoft.alert` too. Upper and lower case are different, as they are in CSDL.
///
/// A text without a dot is a simple name, or a glob over simple names, and is compared with the last segment: `user`, `vpp*`.
/// One of wildcards alone is not, nor is one with `**`, which matches dots.
///
/// Libraries for globs are of no use: they match bytes of paths, and in names with letters beyond ASCII, which CSDL allows, their
/// `?` is not one character.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    /// What the text begins with up to its first wildcard: most names fail on it.
    prefix: String,
    /// What the rest has to match, if it has wildcards.
    rest: Option<Regex>,
    /// Whether it is for the last segment of names.
    is_simple: bool,
    span: Option<Span>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// A text that no qualified name could match.
    pub fn new(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("it is empty".to_owned());
        }
        if text.split('.').any(str::is_empty) {
            return Err("a part between two dots is empty".to_owned());
        }
        if text.contains("***") {
            return Err("`***` means nothing".to_owned());
        }
        // Services have names with all sorts of other characters, and those that no type can have can be excluded.
        let is_foreign = |found: &char| found.is_control();
        let is_space = |found: &char| found.is_whitespace();
        let at_ends = || text.chars().next().filter(is_space).or_else(|| text.chars().next_back().filter(is_space));
        if let Some(character) = text.chars().find(is_foreign).or_else(at_ends) {
            return Err(format!("{character:?} cannot be in a qualified name"));
        }
        let wildcard = text.find(['*', '?']).unwrap_or(text.len());
        let (prefix, rest) = text.split_at(wildcard);
        let expression = expression(rest, prefix.is_empty() || prefix.ends_with('.'));
        // What is made of wildcards and escaped characters is an expression, but it may be too large for one.
        let rest = (!rest.is_empty()).then(|| Regex::new(&expression)).transpose().map_err(|_| "it is too long")?;
        let is_simple =
            !text.contains('.') && !text.contains("**") && text.contains(|found| !matches!(found, '*' | '?'));
        Ok(Self { text: text.to_owned(), prefix: prefix.to_owned(), rest, is_simple, span: None })
    }

    /// Adds where it was written.
    #[must_use]
    pub fn at(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// Where it was written; `None` if that was not in a file.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has wildcards; without, it matches one name.
    pub fn is_glob(&self) -> bool {
        self.rest.is_some()
    }

    /// Whether it is compared with names without their namespace.
    pub fn is_simple(&self) -> bool {
        self.is_simple
    }

    /// Whether the whole of a qualified name is matched, or the whole of its last segment.
    pub fn matches(&self, qualified_name: &str) -> bool {
        let name = if self.is_simple { simple(qualified_name) } else { qualified_name };
        let Some(name) = name.strip_prefix(&self.prefix) else { return false };
        self.rest.as_ref().map_or(name.is_empty(), |rest| rest.is_match(name))
    }

    /// The same for what only looks at types, where wildcards alone are for names without their namespace, too.
    #[cfg(feature = "cli")]
    pub(crate) fn finds(&self, qualified_name: &str) -> bool {
        self.matches(qualified_name) || (!self.text.contains('.') && self.matches(simple(qualified_name)))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.span) == (&other.text, other.span)
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The regular expression of what stands behind the prefix.
fn expression(text: &str, is_segment_start: bool) -> String {
    let mut expression = "^(?s:".to_owned();
    let mut rest = text;
    let mut is_start = is_segment_start;
    while let Some(character) = rest.chars().next() {
        let (part, length) = match character {
            '*' if is_start && rest.starts_with("**.") => (r"(?:.*\.)?".into(), 3),
            '*' if rest.starts_with("**") => (".*".into(), 2),
            '*' => (r"[^.]*".into(), 1),
            '?' => (r"[^.]".into(), 1),
            _ => (escape(&rest[..character.len_utf8()]), character.len_utf8()),
        };
        expression.push_str(&part);
        is_start = rest[..length].ends_with('.');
        rest = &rest[length..];
    }
    expression + ")$"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        Pattern::new(pattern).unwrap().matches(name)
    }

    #[test]
    fn names() {
        assert!(matches("microsoft.graph.user", "microsoft.graph.user"));
        assert!(!matches("microsoft.graph.user", "microsoft.graph.userActivity"));
        assert!(!matches("microsoft.graph.user", "microsoft.graph.User"));
        assert!(!matches("microsoft.graph.user", "microsoft.graph"));
        assert!(!Pattern::new("a.b").unwrap().is_glob());
    }

    #[test]
    fn a_star_stays_in_its_segment() {
        assert!(matches("microsoft.graph.vpp*", "microsoft.graph.vppToken"));
        assert!(matches("microsoft.graph.vpp*", "microsoft.graph.vpp"));
        assert!(!matches("microsoft.graph.*", "microsoft.graph.security.alert"));
        assert!(matches("microsoft.graph.*.*", "microsoft.graph.security.alert"));
        assert!(matches("*.*.*Token*", "microsoft.graph.vppTokenState"));
        assert!(!matches("*", "microsoft.graph"));
    }

    #[test]
    fn two_stars_cross_segments() {
        assert!(matches("**", "microsoft.graph.user"));
        assert!(matches("microsoft.graph.**", "microsoft.graph.security.alert"));
        assert!(matches("microsoft.graph.**", "microsoft.graph.user"));
        assert!(!matches("microsoft.graph.**", "microsoft.graphs.user"));
        assert!(matches("microsoft.**Token", "microsoft.graph.vppToken"));
        assert!(matches("microsoft.**.alert", "microsoft.graph.security.alert"));
        assert!(matches("microsoft.**.alert", "microsoft.alert"));
        assert!(!matches("microsoft.**.alert", "microsoft.graph.realert"));
        assert!(matches("**.alert", "alert"));
        assert!(!matches("**.alert", "realert"));
    }

    #[test]
    fn a_question_mark_is_one_character() {
        assert!(matches("a.?", "a.b"));
        assert!(matches("a.?", "a.é"));
        assert!(!matches("a.?", "a."));
        assert!(!matches("a?b", "a.b"));
        assert!(!matches("a.?", "a.bc"));
    }

    #[test]
    fn simple_names_are_last_segments() {
        assert!(matches("user", "microsoft.graph.user"));
        assert!(!matches("user", "microsoft.user.graph"));
        assert!(!matches("user", "microsoft.graph.users"));
        assert!(matches("vpp*", "microsoft.graph.vppToken"));
        assert!(matches("?lert", "microsoft.graph.security.alert"));
        assert!(!matches("vpp*", "vpp.graph.token"));
        assert!(Pattern::new("user").unwrap().is_simple());
        for text in ["a.user", "**user", "*", "??"] {
            assert!(!Pattern::new(text).unwrap().is_simple(), "{text}");
        }
    }

    #[test]
    fn many_stars_are_quick() {
        assert!(!matches(&format!("{}b", "a*".repeat(60)), &"a".repeat(2000)));
    }

    #[test]
    fn what_no_name_could_match_is_refused() {
        for (text, fault) in [
            ("", "it is empty"),
            ("a..b", "a part between two dots is empty"),
            ("a.", "a part between two dots is empty"),
            ("a.***", "`***` means nothing"),
            ("a\nb", "'\\n' cannot be in a qualified name"),
            (" a.b", "' ' cannot be in a qualified name"),
            ("a.b ", "' ' cannot be in a qualified name"),
            (" ", "' ' cannot be in a qualified name"),
        ] {
            assert_eq!(Pattern::new(text).unwrap_err(), fault, "{text:?}");
        }
    }

    #[test]
    fn names_that_are_no_identifiers() {
        for name in
            ["Erp.CopyValues$", "Erp.Pay terms", "Erp.prefix/project", "Erp.OP-Number", "s.a#b", "Collection(s.t"]
        {
            assert!(matches(name, name) && matches("*.*", name), "{name}");
        }
    }
}
