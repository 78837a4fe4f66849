//! Free text.

use std::fmt;

use super::text::Text;

/// What to search for, for `$search` (OData 4.01 URL Conventions, section 5.1.8).
///
/// ```
/// use odata_runtime::request::Search;
///
/// let search = Search::from("mountain bike").and(!Search::from("clothing").or("NOT"));
/// assert_eq!(search.to_string(), r#""mountain bike" AND NOT (clothing OR "NOT")"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct Search {
    text: String,
    /// How tightly its parts hold together.
    level: Level,
    /// Whether a text that it is made of is empty.
    is_blank: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Unknown,
    Or,
    And,
    Not,
    Word,
}

impl Search {
    /// The search that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { is_blank: text.trim().is_empty(), text, level: Level::Unknown }
    }

    pub(super) fn into_text(self) -> Text {
        // Its own text has signs of what it is made of.
        Text::raw(if self.is_blank { String::new() } else { self.text }, "a search")
    }

    /// Both.
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.with("AND", &other.into(), Level::And)
    }

    /// Either, or both.
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.with("OR", &other.into(), Level::Or)
    }

    /// The opposite, as `!` makes it, too.
    #[allow(clippy::should_implement_trait, reason = "The trait is implemented, and this needs no import.")]
    pub fn not(self) -> Self {
        Self { text: format!("NOT {}", self.within(Level::Word)), level: Level::Not, ..self }
    }

    fn with(&self, operator: &str, other: &Self, level: Level) -> Self {
        let text = format!("{} {operator} {}", self.within(level), other.within(level));
        Self { text, level, is_blank: self.is_blank || other.is_blank }
    }

    fn within(&self, level: Level) -> String {
        if self.level >= level { self.text.clone() } else { format!("({})", self.text) }
    }
}

impl std::ops::Not for Search {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

/// A word, or a phrase in quotes if it is more than letters and digits or is one of `AND`, `OR` and `NOT`.
impl From<&str> for Search {
    fn from(text: &str) -> Self {
        let is_word =
            !text.is_empty() && text.chars().all(char::is_alphanumeric) && !["AND", "OR", "NOT"].contains(&text);
        let text =
            if is_word { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) };
        Self { text, level: Level::Word, is_blank: false }
    }
}

impl From<&String> for Search {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Search {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl fmt::Display for Search {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
