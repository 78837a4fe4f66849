//! Strings.

use super::super::Error;
use super::super::escape::plain_length;
use super::Reader;

/// Where the characters of a string are.
pub(super) enum Span {
    /// In the text, from one place to another.
    Plain(usize, usize),
    /// Among what is [unescaped](Reader::unescaped).
    Unescaped,
}

impl Reader<'_> {
    /// Reads a string, of which the quotation mark is next.
    #[inline]
    pub(super) fn string(&mut self) -> Result<&str, Error> {
        let span = self.span()?;
        Ok(self.text_of(span))
    }

    #[inline]
    pub(super) fn span(&mut self) -> Result<Span, Error> {
        self.at += 1;
        let start = self.at;
        self.at += plain_length(self.bytes().get(start..).unwrap_or_default());
        if self.bytes().get(self.at) == Some(&b'"') {
            self.at += 1;
            return Ok(Span::Plain(start, self.at - 1));
        }
        match self.unescape(start) {
            Some(()) => Ok(Span::Unescaped),
            None => Err(self.fault_in_string(start - 1)),
        }
    }

    #[inline]
    pub(super) fn text_of(&self, span: Span) -> &str {
        match span {
            Span::Plain(start, end) => self.text.get(start..end).unwrap_or_default(),
            Span::Unescaped => &self.unescaped,
        }
    }

    /// Reads the rest of a string that began at `start` and has come to an escape, if it is one.
    fn unescape(&mut self, start: usize) -> Option<()> {
        self.unescaped.clear();
        let mut start = start;
        loop {
            self.unescaped.push_str(self.text.get(start..self.at)?);
            match self.bytes().get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => {
                    let character = self.escape()?;
                    self.unescaped.push(character);
                }
                _ => return None,
            }
            start = self.at;
            self.at += plain_length(self.bytes().get(start..)?);
        }
    }

    /// Reads an escape, of which the backslash is next.
    fn escape(&mut self) -> Option<char> {
        let letter = *self.bytes().get(self.at + 1)?;
        self.at += 2;
        Some(match letter {
            b'"' | b'\\' | b'/' => letter.into(),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_unit()?,
            _ => return None,
        })
    }

    /// Reads the digits of a code unit and, if it is the first half of a character, the escape with the other half.
    fn code_unit(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        if !self.bytes().get(self.at..)?.starts_with(b"\\u") {
            return None;
        }
        self.at += 2;
        let second = self.hex().filter(|second| (0xdc00..0xe000).contains(second))?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.bytes().get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |value, digit| Some((value << 4) | char::from(*digit).to_digit(16)?))
    }
}
