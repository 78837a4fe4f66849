//! The error that all values share.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// A value that does not fit: what was expected, what was found and, where that is not plain to see, why it does not do.
///
/// A value that is well-formed, and only cannot be held, can be kept all the same, and the message says how: read
/// [leniently](crate::Lenient) it stays in `extra`, and the `[replace]` of the configuration gives its CSDL type
/// another Rust type.
///
/// ```
/// use odata_runtime::values::parse_date_time;
///
/// let error = parse_date_time("yesterday").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"expected Edm.DateTimeOffset such as 2021-01-26T22:30:57Z, found the string "yesterday""#
/// );
/// ```
// Boxed, so that a `Result` with it is no larger than the value that is nearly always in it.
#[derive(Clone, PartialEq, Eq)]
pub struct ValueError(Box<Parts>);

impl ValueError {
    /// An error from what was expected, such as `Edm.Int32`, and what was found, such as `an array`.
    pub fn new(expected: impl Into<Cow<'static, str>>, found: impl Into<String>) -> Self {
        Self(Box::new(Parts { expected: expected.into(), found: found.into(), reason: None, is_limit: false }))
    }

    /// An error where a string was found, which is quoted, escaped and shortened to 40 characters.
    pub fn with_text(expected: impl Into<Cow<'static, str>>, found: &str) -> Self {
        Self::new(expected, format!("the string {}", quoted(found)))
    }

    /// Adds why the value found does not do.
    #[must_use]
    pub fn because(mut self, reason: &'static str) -> Self {
        self.0.reason = Some(reason);
        self
    }

    /// Adds why the Rust type cannot hold the value found, which is well-formed.
    #[must_use]
    pub(crate) fn beyond(mut self, reason: &'static str) -> Self {
        self.0.is_limit = true;
        self.because(reason)
    }

    /// What was expected.
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// What was found, shortened.
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// Why the value found does not do, where that is not plain to see.
    pub fn reason(&self) -> Option<&'static str> {
        self.0.reason
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}, found {}", self.0.expected, self.0.found)?;
        if let Some(reason) = self.0.reason {
            write!(formatter, " ({reason})")?;
        }
        if self.0.is_limit {
            let edm = self.0.expected.split(' ').next().unwrap_or_default();
            write!(formatter, "; `Lenient` keeps it as it came, `[replace]` gives `{edm}` another type")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ValueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ValueError({:?})", self.to_string())
    }
}

impl std::error::Error for ValueError {}

/// The text in quotes, escaped, of at most 40 characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            out.push('…');
            break;
        }
        // An apostrophe needs no escape between double quotes.
        if character == '\'' {
            out.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "{}", character.escape_debug());
        }
    }
    out.push('"');
    out
}

/// The digits of a number, of at most 40 characters.
pub(crate) fn shortened(number: &str) -> String {
    match number.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", number.get(..end).unwrap_or_default()),
        None => number.to_owned(),
    }
}

const LONGEST: usize = 40;

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    expected: Cow<'static, str>,
    found: String,
    reason: Option<&'static str>,
    /// Whether the value is well-formed, and only cannot be held.
    is_limit: bool,
}
