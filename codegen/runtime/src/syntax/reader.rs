//! JSON text (RFC 8259) as tokens, one after another.

mod context;
mod number;
mod skip;
mod string;

use serde::de::{Deserialize as _, IgnoredAny};

pub(crate) use self::context::Context;
pub(crate) use self::number::Number;
use super::{Error, ErrorKind, ValueError};

/// How many levels of arrays and objects are read, which is as many as serde_json reads.
const DEEPEST: u8 = 127;

/// Text that is being read.
///
/// Whoever reads a value asks what is next and takes it: a scalar as one token, or the members of an object or the items of an
/// array one by one. A value can be read again from a place that was marked.
pub struct Reader<'de> {
    text: &'de str,
    /// How many bytes of it have been read.
    at: usize,
    /// How many levels of arrays and objects there may be still.
    room: u8,
    /// The last string that has an escape in it.
    unescaped: String,
    context: Context,
}

/// A value as far as it can be seen without looking into it.
#[derive(Clone, Copy)]
pub enum Token<'t> {
    Null,
    Bool(bool),
    Number(Number<'t>),
    String(&'t str),
    /// It is still to be read.
    Array,
    /// It is still to be read.
    Object,
}

/// A place in the text to come back to.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    at: usize,
    room: u8,
}

impl<'de> Reader<'de> {
    /// Begins to read a text that is all there is to read.
    #[inline]
    pub(crate) fn new(text: &'de str) -> Self {
        Self::within(text, Context::default())
    }

    /// Begins to read a text that is a part of something.
    #[inline]
    pub(crate) fn within(text: &'de str, context: Context) -> Self {
        Self { text, at: 0, room: DEEPEST, unescaped: String::new(), context }
    }

    pub(crate) fn context(&mut self) -> &mut Context {
        &mut self.context
    }

    /// Makes sure that nothing comes after the value.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        if self.peek().is_none() { Ok(()) } else { Err(self.fault()) }
    }

    /// An error with its line and column. What is wrong with the text goes before what does not fit in it.
    #[cold]
    pub(crate) fn located(&self, error: Error) -> Error {
        match IgnoredAny::deserialize(&mut serde_json::Deserializer::from_str(self.text)) {
            Err(fault) if error.is_mismatch() => fault.into(),
            _ => error.after(self.at).located(self.text),
        }
    }

    /// The complaint about a value that was read last.
    #[cold]
    pub(crate) fn refuse(&self, error: impl Into<Error>) -> Error {
        error.into().after(self.at)
    }

    /// Reads a string, a number, `true`, `false` or `null`. Of an array or an object it only says that one is next.
    #[inline]
    pub(crate) fn token(&mut self) -> Result<Token<'_>, Error> {
        Ok(match self.peek() {
            Some(b'"') => Token::String(self.string()?),
            Some(b'{') => Token::Object,
            Some(b'[') => Token::Array,
            Some(b't') => self.word("true").map(|()| Token::Bool(true))?,
            Some(b'f') => self.word("false").map(|()| Token::Bool(false))?,
            Some(b'n') => self.word("null").map(|()| Token::Null)?,
            _ => Token::Number(self.number()?),
        })
    }

    /// Whether a string is next.
    #[inline]
    pub(crate) fn is_string_next(&mut self) -> bool {
        self.peek() == Some(b'"')
    }

    /// Whether an object is next.
    pub(crate) fn is_object_next(&mut self) -> bool {
        self.peek() == Some(b'{')
    }

    /// Whether `null` is next.
    #[inline]
    pub(crate) fn is_null_next(&mut self) -> bool {
        self.peek() == Some(b'n')
    }

    /// Reads `null` if it is next, and says whether it was.
    #[inline]
    pub(crate) fn null(&mut self) -> Result<bool, Error> {
        if self.is_null_next() { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// Begins an object, if one is next. Its members are to be read to the [last](Members::next).
    #[inline]
    pub(crate) fn begin_object(&mut self) -> Result<Option<Members>, Error> {
        if self.peek() != Some(b'{') {
            return Ok(None);
        }
        self.enter()?;
        Ok(Some(Members(Parts { is_first: true })))
    }

    /// Begins an array, if one is next. Its items are to be read to the [last](Items::next).
    #[inline]
    pub(crate) fn begin_array(&mut self) -> Result<Option<Items>, Error> {
        if self.peek() != Some(b'[') {
            return Ok(None);
        }
        self.enter()?;
        Ok(Some(Items(Parts { is_first: true })))
    }

    /// Begins an object that was begun before.
    pub(crate) fn again(&mut self) -> Result<Members, Error> {
        self.begin_object()?.ok_or_else(|| self.fault())
    }

    /// The place before the value that is next.
    #[inline]
    pub(crate) fn mark(&mut self) -> Mark {
        self.peek();
        Mark { at: self.at, room: self.room }
    }

    /// Goes back, or forth, to a place.
    pub(crate) fn go_to(&mut self, mark: Mark) {
        (self.at, self.room) = (mark.at, mark.room);
    }

    /// The text from a place to where reading has come.
    pub(crate) fn text_since(&self, mark: Mark) -> &'de str {
        self.text.get(mark.at..self.at).unwrap_or_default()
    }

    /// The name of a member, of which the quotation mark is next, and passes over the colon.
    #[inline]
    pub(crate) fn name(&mut self) -> Result<&str, Error> {
        let string = self.span()?;
        self.need(b':')?;
        Ok(self.text_of(string))
    }

    /// Skips this text if it is next.
    #[inline]
    pub(crate) fn skip(&mut self, text: &[u8]) -> bool {
        let end = self.at + text.len();
        let is_it = self.bytes().get(self.at..end) == Some(text);
        if is_it {
            self.at = end;
        }
        is_it
    }

    /// What is wrong with the text, which is no JSON: serde_json says it.
    #[cold]
    fn fault(&self) -> Error {
        match serde_json::from_str::<IgnoredAny>(self.text) {
            Err(error) => error.into(),
            Ok(_) => Error::new(ErrorKind::Syntax, "invalid JSON"),
        }
    }

    /// What is wrong with a string that begins at `start`.
    #[cold]
    fn fault_in_string(&self, start: usize) -> Error {
        let (before, string) = self.text.split_at_checked(start).unwrap_or_default();
        let text = blank(before.as_bytes()) + string;
        // It passes over escapes for halves of characters, since they are well-formed.
        match IgnoredAny::deserialize(&mut serde_json::Deserializer::from_str(&text)) {
            Err(error) => error.into(),
            Ok(_) => self.refuse(Error::new(ErrorKind::Syntax, "lone surrogate in hex escape")),
        }
    }

    #[inline]
    fn bytes(&self) -> &'de [u8] {
        self.text.as_bytes()
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    #[inline]
    fn need(&mut self, byte: u8) -> Result<(), Error> {
        if self.peek() != Some(byte) {
            return Err(self.fault());
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), Error> {
        if self.skip(word.as_bytes()) { Ok(()) } else { Err(self.fault()) }
    }

    /// Goes one level deeper, behind the byte that is next.
    #[inline]
    fn enter(&mut self) -> Result<(), Error> {
        self.at += 1;
        self.room = self.room.checked_sub(1).ok_or_else(|| self.too_deep())?;
        Ok(())
    }

    #[cold]
    fn too_deep(&self) -> Error {
        self.refuse(Error::new(ErrorKind::TooDeep, "recursion limit exceeded"))
    }
}

/// White space in which the next place is the same as after a text.
#[cold]
fn blank(text: &[u8]) -> String {
    text.iter().map(|byte| if *byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// The members of an object that are still to be read.
pub(crate) struct Members(Parts<b'}'>);

/// The items of an array that are still to be read.
pub(crate) struct Items(Parts<b']'>);

struct Parts<const END: u8> {
    is_first: bool,
}

impl Members {
    /// Whether there is another member, of which the name is next then.
    #[inline]
    pub(crate) fn next(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        let is_there = self.0.next(reader)?;
        if is_there && reader.peek() != Some(b'"') { Err(reader.fault()) } else { Ok(is_there) }
    }
}

impl Items {
    /// Whether there is another item, which is next then.
    #[inline]
    pub(crate) fn next(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        self.0.next(reader)
    }
}

impl<const END: u8> Parts<END> {
    #[inline]
    fn next(&mut self, reader: &mut Reader<'_>) -> Result<bool, Error> {
        let is_first = std::mem::take(&mut self.is_first);
        match reader.peek() {
            Some(b',') if !is_first => reader.at += 1,
            Some(byte) if byte == END => {
                reader.at += 1;
                reader.room += 1;
                return Ok(false);
            }
            _ if is_first => {}
            _ => return Err(reader.fault()),
        }
        Ok(true)
    }
}

impl Token<'_> {
    /// The complaint that something else was expected.
    #[cold]
    pub(crate) fn unlike(self, expected: impl Into<std::borrow::Cow<'static, str>>) -> ValueError {
        ValueError::new(expected, self.describe())
    }

    /// The value in words.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => number.describe(),
            Self::String(text) => format!("the string {}", super::quoted(text)),
            Self::Array => "an array".to_owned(),
            Self::Object => "an object".to_owned(),
        }
    }
}
