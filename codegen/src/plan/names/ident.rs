//! A Rust identifier.

use std::fmt;
use std::sync::Arc;

use crate::source::char_boundary;

/// A valid Rust identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident {
    pub(super) text: Arc<str>,
    pub(super) raw: bool,
}

/// The spelling that Rust has for a kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::plan) enum Case {
    /// Types and enum variants.
    UpperCamel,
    /// Fields.
    Snake,
    /// Modules, each of which is a file of its name.
    Module,
    /// Constants.
    Shouty,
}

impl Ident {
    /// The identifier without a leading `r#`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is a keyword and has to be written with a leading `r#`.
    pub fn is_raw(&self) -> bool {
        self.raw
    }

    /// The identifier with another one behind it.
    ///
    /// What would be too long for the name of a file, which rustdoc makes of it, is cut: first of this, then of all.
    pub(in crate::plan) fn followed_by(&self, suffix: &str) -> Self {
        const LONGEST: usize = 200;
        let cut = |text: &str, length: usize| text[..char_boundary(text, length)].to_owned();
        // An underscore that ends it is there to make it another name than one that is taken.
        let stem = self.text.trim_end_matches('_');
        let whole = format!("{stem}{suffix}");
        Self::from_valid(match whole.len() {
            ..=LONGEST => whole,
            _ => cut(&format!("{}{suffix}", cut(stem, LONGEST / 2)), LONGEST),
        })
    }

    /// The identifier with something before or behind it, which are valid in identifiers.
    pub(super) fn affixed(&self, prefix: &str, suffix: &str) -> Self {
        // As in `followed_by`.
        let text = if suffix.starts_with('_') { self.text.trim_end_matches('_') } else { &*self.text };
        Self::from_valid(format!("{prefix}{text}{suffix}"))
    }

    /// The identifier of a text that is one but for being a keyword.
    pub(super) fn from_valid(text: String) -> Self {
        match keyword(&text) {
            Keyword::No => Self { text: text.into(), raw: false },
            Keyword::Raw => Self { text: text.into(), raw: true },
            Keyword::Never => Self { text: (text + "_").into(), raw: false },
        }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.raw { "r#" } else { "" }, self.text)
    }
}

enum Keyword {
    No,
    Raw,
    Never,
}

/// The keywords of all editions, strict, reserved and weak ones that cannot be identifiers.
fn keyword(text: &str) -> Keyword {
    match text {
        "self" | "Self" | "super" | "crate" => Keyword::Never,
        "as" | "async" | "await" | "break" | "const" | "continue" | "dyn" | "else" | "enum" | "extern" | "false"
        | "fn" | "for" | "gen" | "if" | "impl" | "in" | "let" | "loop" | "match" | "mod" | "move" | "mut" | "pub"
        | "ref" | "return" | "static" | "struct" | "trait" | "true" | "type" | "unsafe" | "use" | "where" | "while"
        | "abstract" | "become" | "box" | "do" | "final" | "macro" | "override" | "priv" | "try" | "typeof"
        | "unsized" | "virtual" | "yield" => Keyword::Raw,
        _ => Keyword::No,
    }
}
