//! Why JSON was not read, or a value not written.

use std::fmt::{self, Display};
use std::io;

use serde_json::error::Category;

use super::ValueError;

/// Why JSON was not read, or a value not written.
///
/// It shows itself as one line: where in the JSON the value is, what was expected, what was found, and where that is in the
/// text.
///
/// ```
/// use odata_runtime::{ErrorKind, Page, json};
///
/// let error = json::from_str::<Page<i32>>(r#"{"value": [1, "two"]}"#).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Mismatch);
/// assert_eq!(error.path(), Some("value[1]"));
/// assert_eq!((error.expected(), error.found()), (Some("Edm.Int32"), Some("the string \"two\"")));
/// assert_eq!((error.line(), error.column()), (Some(1), Some(19)));
/// assert_eq!(
///     error.to_string(),
///     r#"at `value[1]`: expected Edm.Int32, found the string "two" at line 1 column 19"#
/// );
/// ```
// Boxed, so that a `Result` with it is no larger than the value that is nearly always in it.
#[derive(Clone, PartialEq)]
pub struct Error(Box<Content>);

#[derive(Clone, PartialEq)]
struct Content {
    kind: ErrorKind,
    fault: Fault,
    /// What has to be said besides.
    hint: Option<&'static str>,
    /// Empty for the text or the value as a whole.
    path: String,
    /// The Rust and the CSDL type of the innermost object.
    types: Option<(&'static str, &'static str)>,
    place: Place,
}

#[derive(Clone, PartialEq)]
enum Fault {
    Value(ValueError),
    /// The complaint of a type that is not of this crate.
    External(ValueError, String),
    /// Words, and what stands between a path and them.
    Told(&'static str, String),
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Unknown,
    /// After so many bytes of the text that is read.
    After(usize),
    Position {
        line: usize,
        column: usize,
    },
}

/// What kind of error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is no JSON (RFC 8259).
    Syntax,
    /// The text ends where JSON does not.
    UnexpectedEnd,
    /// Arrays and objects are nested more than 127 levels deep.
    TooDeep,
    /// The JSON does not fit the type.
    Mismatch,
    /// A value cannot be written as JSON.
    Unwritable,
    /// The text could not be had.
    Io,
}

impl Error {
    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where in the JSON the value is that does not fit: `value[17].tokenActionResults[0].startDateTime`.
    ///
    /// It is `None` of an error in the text itself, and of one in the value as a whole.
    pub fn path(&self) -> Option<&str> {
        Some(self.0.path.as_str()).filter(|path| !path.is_empty())
    }

    /// The line of the text in which reading ended, counted from 1; `None` if what was read was no text.
    pub fn line(&self) -> Option<usize> {
        self.position().map(|(line, _)| line)
    }

    /// How many bytes of that line were read.
    pub fn column(&self) -> Option<usize> {
        self.position().map(|(_, column)| column)
    }

    /// The Rust type with the property that the value does not fit.
    pub fn rust_type(&self) -> Option<&'static str> {
        self.0.types.map(|(rust, _)| rust)
    }

    /// The qualified name of the CSDL type with the property that the value does not fit.
    pub fn odata_type(&self) -> Option<&'static str> {
        self.0.types.map(|(_, csdl)| csdl)
    }

    /// What was expected, such as `Edm.Int32`.
    pub fn expected(&self) -> Option<&str> {
        self.value().map(ValueError::expected)
    }

    /// What was found, shortened, such as `the string "two"`.
    pub fn found(&self) -> Option<&str> {
        self.value().map(ValueError::found)
    }

    /// Why the value found does not do, where that is not plain to see.
    pub fn reason(&self) -> Option<&'static str> {
        self.value().and_then(ValueError::reason)
    }

    fn value(&self) -> Option<&ValueError> {
        match &self.0.fault {
            Fault::Value(error) => Some(error),
            Fault::External(error, _) => Some(error),
            Fault::Told(..) => None,
        }
    }

    fn position(&self) -> Option<(usize, usize)> {
        match self.0.place {
            Place::Position { line, column } => Some((line, column)),
            Place::Unknown | Place::After(_) => None,
        }
    }

    /// An error that is told in words.
    #[cold]
    pub(crate) fn new(kind: ErrorKind, message: impl Display) -> Self {
        Self::of(kind, Fault::Told(": ", message.to_string()))
    }

    /// The complaint of a type that is not of this crate about a value.
    #[cold]
    pub(crate) fn external(expected: &'static str, found: String, complaint: String) -> Self {
        Self::of(ErrorKind::Mismatch, Fault::External(ValueError::new(expected, found), complaint))
    }

    fn of(kind: ErrorKind, fault: Fault) -> Self {
        Self(Box::new(Content { kind, fault, hint: None, path: String::new(), types: None, place: Place::Unknown }))
    }

    /// Whether the JSON does not fit, while the text is JSON.
    pub(crate) fn is_mismatch(&self) -> bool {
        self.0.kind == ErrorKind::Mismatch
    }

    /// Adds what else is to be said.
    #[cold]
    pub(crate) fn with_hint(mut self, hint: &'static str) -> Self {
        self.0.hint = Some(hint);
        self
    }

    /// The error of a value in a property of an object of some type.
    #[cold]
    pub(crate) fn in_property(self, property: &str, rust: &'static str, csdl: &'static str) -> Self {
        let mut error = self.in_member(property);
        if error.is_mismatch() && !matches!(error.0.fault, Fault::Told(" of ", _)) {
            error.0.types.get_or_insert((rust, csdl));
        }
        error
    }

    /// The error of a value in a member of an object that is of no generated type.
    #[cold]
    pub(crate) fn in_member(mut self, name: &str) -> Self {
        if self.is_mismatch() {
            let joint = if self.0.path.is_empty() || self.0.path.starts_with('[') { "" } else { "." };
            self.0.path.insert_str(0, joint);
            self.0.path.insert_str(0, name);
        }
        self
    }

    /// The error of a value in an item of an array.
    #[cold]
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        if self.is_mismatch() {
            let joint = if self.0.path.is_empty() || self.0.path.starts_with('[') { "" } else { "." };
            self.0.path.insert_str(0, &format!("[{index}]{joint}"));
        }
        self
    }

    /// The error in an item of an array, as the item of another array: of that with the number at the same place of a list. What
    /// is said of the place in the text does not hold for that.
    #[cold]
    pub(crate) fn in_item_of(mut self, numbers: &[usize]) -> Self {
        let step = self.0.path.strip_prefix('[').and_then(|path| path.split_once(']'));
        let number = step.and_then(|(index, rest)| Some((numbers.get(index.parse::<usize>().ok()?)?, rest)));
        if let Some((number, rest)) = number {
            self.0.path = format!("[{number}]{rest}");
        }
        self.without_place()
    }

    /// Where in the text the error is, unless that is known.
    #[cold]
    pub(crate) fn after(mut self, read: usize) -> Self {
        if self.0.place == Place::Unknown {
            self.0.place = Place::After(read);
        }
        self
    }

    /// The error with line and column of the text that was read.
    #[cold]
    pub(crate) fn located(mut self, text: &str) -> Self {
        if let Place::After(read) = self.0.place {
            // An object or array that is refused is not read: it is its bracket that is meant.
            let is_bracket = self.is_mismatch() && matches!(text.as_bytes().get(read), Some(b'{' | b'['));
            let before = text.as_bytes().get(..read + usize::from(is_bracket)).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
            self.0.place = Place::Position { line, column };
        }
        self
    }

    /// The error without line and column, for text that is a part of another or was made for this.
    #[cold]
    pub(crate) fn without_place(mut self) -> Self {
        self.0.place = Place::Unknown;
        self
    }

    /// What the message says behind the path: the types, what was expected and what was found.
    #[cold]
    pub(crate) fn without_path(&self) -> String {
        let mut message = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_types(&mut message).and_then(|()| self.write_fault(&mut message));
        message
    }

    fn write_types(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        match self.0.types {
            Some((rust, csdl)) => write!(out, "{rust} ({csdl}): "),
            None => Ok(()),
        }
    }

    fn write_fault(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        match &self.0.fault {
            Fault::Value(error) => write!(out, "{error}")?,
            Fault::External(error, complaint) => write!(out, "{error}: {complaint}")?,
            Fault::Told(_, message) => out.write_str(message)?,
        }
        match self.0.hint {
            Some(hint) => write!(out, ": {hint}"),
            None => Ok(()),
        }
    }
}

impl From<ValueError> for Error {
    #[cold]
    fn from(error: ValueError) -> Self {
        Self::of(ErrorKind::Mismatch, Fault::Value(error))
    }
}

/// What serde_json says, with the path in its message if it is an error of this crate that came by way of serde.
impl From<serde_json::Error> for Error {
    #[cold]
    fn from(error: serde_json::Error) -> Self {
        let kind = match error.classify() {
            Category::Syntax => ErrorKind::Syntax,
            Category::Eof => ErrorKind::UnexpectedEnd,
            Category::Data => ErrorKind::Mismatch,
            Category::Io => ErrorKind::Io,
        };
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&message);
        let (path, joint, message) = split_path(message);
        let mut error = Self::of(kind, Fault::Told(joint, message.to_owned()));
        error.0.path = path.to_owned();
        if line != 0 {
            error.0.place = Place::Position { line, column };
        }
        error
    }
}

/// How a path begins in a message.
const PATH: &str = "at `";

/// The path at the start of a message, what stands behind it, and the rest. Serde has room for nothing but a message.
fn split_path(message: &str) -> (&str, &'static str, &str) {
    let split = || {
        let (path, rest) = message.strip_prefix(PATH)?.split_once('`')?;
        [": ", " of "].into_iter().find_map(|joint| Some((path, joint, rest.strip_prefix(joint)?)))
    };
    split().unwrap_or(("", ": ", message))
}

impl From<Error> for serde_json::Error {
    fn from(error: Error) -> Self {
        serde::de::Error::custom(error)
    }
}

/// With the error as its source.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::UnexpectedEnd => io::ErrorKind::UnexpectedEof,
            ErrorKind::Io => io::ErrorKind::Other,
            _ => io::ErrorKind::InvalidData,
        };
        Self::new(kind, error)
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = self.path() {
            let joint = match &self.0.fault {
                _ if self.0.types.is_some() => " of ",
                Fault::Told(joint, _) => joint,
                Fault::Value(_) | Fault::External(..) => ": ",
            };
            write!(formatter, "{PATH}{path}`{joint}")?;
            self.write_types(formatter)?;
        }
        self.write_fault(formatter)?;
        match self.position() {
            Some((line, column)) => write!(formatter, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Error").field(&self.to_string()).finish()
    }
}

impl std::error::Error for Error {}
