//! JSON (RFC 8259) as values with their places.

use std::borrow::Cow;

use super::value::{Data, Member, Value};
use crate::csdl::Text;
use crate::csdl::form::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// How deep values may be nested. They are read recursively, so something has to end them. An expression takes two levels.
pub(super) const MAX_DEPTH: usize = 200;

/// Why a text is not JSON.
type Malformed = Box<Diagnostic>;

/// Parses a whole text.
///
/// # Errors
///
/// Why it is not JSON.
pub(super) fn parse(text: &str, source: SourceId) -> Result<Value<'_>, Malformed> {
    let mut parser = Parser::new(text, source);
    parser.skip_space();
    let value = parser.value(0)?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(value),
        Some(_) => {
            let help = "remove it; a file is one document";
            Err(parser.malformed(parser.at, "there is content after the end of the document", help))
        }
    }
}

/// Whether a text is an object with a member of a name. What comes after that is not read.
///
/// # Errors
///
/// Why it is not JSON, as far as it was read.
pub(super) fn has_member(text: &str, name: &str) -> Result<bool, Malformed> {
    let mut parser = Parser::new(text, SourceId(0));
    parser.skip_space();
    parser.finds_member(name)
}

/// The value of the first member of a name that an object has. What comes after that is not read.
///
/// # Errors
///
/// Why it is not JSON, as far as it was read.
pub(super) fn member_value<'s>(text: &'s str, source: SourceId, name: &str) -> Result<Option<Value<'s>>, Malformed> {
    let mut parser = Parser::new(text, source);
    parser.skip_space();
    if parser.finds_member(name)? { parser.value(0).map(Some) } else { Ok(None) }
}

struct Parser<'s> {
    text: &'s str,
    source: SourceId,
    at: usize,
    /// Where the objects and arrays start that are not closed yet.
    open: Vec<usize>,
}

impl<'s> Parser<'s> {
    fn new(text: &'s str, source: SourceId) -> Self {
        let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Self { text, source, at, open: Vec::new() }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'s>, Malformed> {
        let start = self.at;
        let data = match self.peek() {
            Some(b'{') => self.nested(depth, Self::object)?,
            Some(b'[') => self.nested(depth, Self::array)?,
            Some(b'"') => Data::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Data::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Value { span: self.span(start, self.at), data })
    }

    fn nested(
        &mut self,
        depth: usize,
        read: fn(&mut Self, usize) -> Result<Data<'s>, Malformed>,
    ) -> Result<Data<'s>, Malformed> {
        if depth == MAX_DEPTH {
            let message = format!("values are nested deeper than {MAX_DEPTH} levels");
            let fault = Diagnostic::error(Code::MalformedJson, self.span(self.at, self.at + 1), message);
            return Err(Box::new(fault.help("make the document flatter")));
        }
        self.open.push(self.at);
        self.at += 1;
        let data = read(self, depth + 1)?;
        self.open.pop();
        Ok(data)
    }

    fn object(&mut self, depth: usize) -> Result<Data<'s>, Malformed> {
        let mut members = Vec::new();
        let mut is_first = true;
        while self.goes_on(b'}', &mut is_first)? {
            let name = self.name()?;
            members.push(Member { name, value: self.value(depth)? });
        }
        Ok(Data::Object(members))
    }

    fn array(&mut self, depth: usize) -> Result<Data<'s>, Malformed> {
        let mut items = Vec::new();
        let mut is_first = true;
        while self.goes_on(b']', &mut is_first)? {
            items.push(self.value(depth)?);
        }
        Ok(Data::Array(items))
    }

    /// Whether another member or item follows, and not the closing bracket.
    fn goes_on(&mut self, close: u8, is_first: &mut bool) -> Result<bool, Malformed> {
        self.skip_space();
        let is_first = std::mem::replace(is_first, false);
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            Some(_) if is_first => Ok(true),
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(close) {
                    return Err(self.malformed(comma, "there is a trailing comma", "remove it"));
                }
                Ok(true)
            }
            None => Err(self.truncated()),
            Some(_) => {
                let close = char::from(close);
                let message = format!("expected `,` or `{close}`, found {}", self.found());
                Err(self.malformed(self.at, &message, "add the comma or the bracket that is missing"))
            }
        }
    }

    /// A name of a member and the colon after it.
    fn name(&mut self) -> Result<Text<'s>, Malformed> {
        if self.peek() != Some(b'"') {
            if self.peek().is_none() {
                return Err(self.truncated());
            }
            let message = format!("expected the name of a member, found {}", self.found());
            return Err(self.malformed(self.at, &message, "names are written in double quotes"));
        }
        let start = self.at + 1;
        let text = self.string()?;
        let name = Text { text, span: self.span(start, self.at - 1) };
        self.skip_space();
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                self.skip_space();
                Ok(name)
            }
            None => Err(self.truncated()),
            Some(_) => {
                let message = format!("expected `:` after the name {}, found {}", quoted(&name.text), self.found());
                Err(self.malformed(self.at, &message, "write a value after each name"))
            }
        }
    }

    fn string(&mut self) -> Result<Cow<'s, str>, Malformed> {
        let start = self.at + 1;
        let mut copied = String::new();
        let mut from = start;
        self.at = start;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let Some(length) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F)) else {
                let message = "a string has no closing quote";
                return Err(self.malformed_to_line_end(start - 1, message, "add it; the file may have been cut off"));
            };
            self.at += length;
            match rest[length] {
                b'"' => break,
                b'\\' => {
                    copied.push_str(&self.text[from..self.at]);
                    copied.push(self.escape()?);
                    from = self.at;
                }
                b'\n' | b'\r' => {
                    let message = "a string has no closing quote on its line";
                    return Err(self.malformed_to_line_end(
                        start - 1,
                        message,
                        "add it; a line break is written `\\n`",
                    ));
                }
                control => {
                    let message = format!("a string contains the character U+{control:04X}");
                    let help = format!("write it as `\\u{control:04x}`, or remove it");
                    return Err(self.malformed(self.at, &message, &help));
                }
            }
        }
        let end = self.at;
        self.at += 1;
        if from == start {
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        copied.push_str(&self.text[from..end]);
        Ok(Cow::Owned(copied))
    }

    /// What an escape sequence stands for.
    fn escape(&mut self) -> Result<char, Malformed> {
        let start = self.at;
        let Some(kind) = self.text.as_bytes().get(start + 1).copied() else { return Err(self.truncated()) };
        self.at += 2;
        Ok(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.unit();
                let found = match first {
                    Some(high @ 0xD800..=0xDBFF) if self.text[self.at..].starts_with("\\u") => {
                        self.at += 2;
                        self.unit().and_then(|low| char::decode_utf16([high, low]).next()?.ok())
                    }
                    Some(unit) => char::from_u32(unit.into()),
                    None => None,
                };
                let Some(character) = found else {
                    let message = "the escape sequence is not a character";
                    let help =
                        "write four hexadecimal digits, and characters beyond U+FFFF as two of them: `\\ud83d\\ude00`";
                    return Err(self.malformed(start, message, help));
                };
                character
            }
            _ => {
                let message = "unknown escape sequence";
                return Err(self.malformed(start, message, "write `\\\\` for the character `\\`"));
            }
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let unit = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok());
        self.at += 4;
        unit.flatten()
    }

    fn number(&mut self) -> Result<&'s str, Malformed> {
        let start = self.at;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = self.text.as_bytes()[start..].iter().take_while(|byte| is_part(byte)).count();
        let number = &self.text[start..start + length];
        if !is_number(number) {
            let message = format!("{} is not a number", quoted(number));
            let help = "write it as in `-12.5e3`, without zeros in front";
            let fault = Self::not_well_formed(self.span(start, start + length), &message);
            return Err(Box::new(fault.help(help)));
        }
        self.at += length;
        Ok(number)
    }

    fn word(&mut self) -> Result<Data<'s>, Malformed> {
        for (word, data) in [("null", Data::Null), ("true", Data::Bool(true)), ("false", Data::Bool(false))] {
            if let Some(rest) = self.text[self.at..].strip_prefix(word)
                && !rest.starts_with(|next: char| next.is_ascii_alphanumeric())
            {
                self.at += word.len();
                return Ok(data);
            }
        }
        if self.peek().is_none() {
            return Err(self.truncated());
        }
        let message = format!("expected a value, found {}", self.found());
        let help = "a value is an object, an array, a string in double quotes, a number, `true`, `false` or `null`";
        Err(self.malformed(self.at, &message, help))
    }

    /// Reads on until a member of the outermost object has the name.
    fn finds_member(&mut self, wanted: &str) -> Result<bool, Malformed> {
        if self.peek() != Some(b'{') {
            return self.value(0).map(|_| false);
        }
        self.at += 1;
        let mut is_first = true;
        while self.goes_on(b'}', &mut is_first)? {
            if self.name()?.text == wanted {
                return Ok(true);
            }
            self.value(0)?;
        }
        Ok(false)
    }

    fn skip_space(&mut self) {
        let space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.text.as_bytes()[self.at..].iter().take_while(space).count();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What stands where something else was expected.
    fn found(&self) -> String {
        let rest = &self.text[self.at..];
        let comment = rest.starts_with("//") || rest.starts_with("/*");
        if comment {
            return "a comment, which JSON does not have".to_owned();
        }
        let length = rest.find(|next: char| !next.is_alphanumeric()).unwrap_or(rest.len());
        let length = if length == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { length };
        quoted(&rest[..length])
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    fn malformed(&self, at: usize, message: &str, help: &str) -> Malformed {
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        Box::new(Self::not_well_formed(self.span(at, at + length), message).help(help))
    }

    fn malformed_to_line_end(&self, start: usize, message: &str, help: &str) -> Malformed {
        let end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |length| start + length);
        Box::new(Self::not_well_formed(self.span(start, end), message).help(help))
    }

    fn truncated(&self) -> Malformed {
        let end = self.text.len();
        let fault = Self::not_well_formed(self.span(end, end), "it ends too early");
        let fault = match self.open.last() {
            Some(&open) => fault.related(self.span(open, open + 1), "this bracket is not closed"),
            None => fault,
        };
        Box::new(fault.help("get the whole file; this one may have been cut off"))
    }

    fn not_well_formed(span: Span, message: &str) -> Diagnostic {
        Diagnostic::error(Code::MalformedJson, span, format!("the file is not well-formed JSON: {message}"))
    }
}

/// Whether a text is a number of JSON (RFC 8259, section 6).
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(fraction) && digits(exponent) && (whole == "0" || !whole.starts_with('0'))
}
