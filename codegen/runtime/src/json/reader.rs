//! JSON text to values.

use serde::de::{
    Deserialize as _, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Error;
use serde_json::value::RawValue;

use super::super::values::{RAW_VALUE, is_deeper, keeps_digits};
use super::key::{KNOWS_KEYS, Key};
use super::text::plain_length;

/// How many levels of arrays and objects are read, which is as many as serde_json reads.
const DEEPEST: u8 = 127;

/// Text that is being read.
pub struct Reader<'de> {
    text: &'de str,
    /// How many bytes of it have been read.
    at: usize,
    /// How many levels of arrays and objects there may be still.
    room: u8,
    /// The last string that has an escape in it.
    unescaped: String,
}

/// A number. It is a float also if it is zero with a sign, or too large for 64 bits.
enum Number<'de> {
    Unsigned(u64),
    Signed(i64),
    Float(&'de str),
}

impl<'de> Reader<'de> {
    pub(in super::super) const fn new(text: &'de str) -> Self {
        Self { text, at: 0, room: DEEPEST, unescaped: String::new() }
    }

    /// Makes sure that nothing comes after the value.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        if self.peek().is_none() { Ok(()) } else { Err(self.fault()) }
    }

    /// Whether all of the text is a number.
    pub(super) fn is_number(&mut self) -> bool {
        self.number().is_ok() && self.at == self.text.len()
    }

    /// Adds to an error where in the text it is, unless that is known.
    #[cold]
    pub(super) fn place(&self, error: Error) -> Error {
        if error.line() != 0 {
            return error;
        }
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        Error::custom(format_args!("{error} at line {line} column {column}"))
    }

    /// Begins an object, if one is next.
    pub(in super::super) fn members(&mut self) -> Result<Option<Parts<'_, 'de, b'}'>>, Error> {
        if self.peek() == Some(b'{') { Parts::enter(self).map(Some) } else { Ok(None) }
    }

    /// Begins an array, if one is next.
    pub(in super::super) fn items(&mut self) -> Result<Option<Parts<'_, 'de, b']'>>, Error> {
        if self.peek() == Some(b'[') { Parts::enter(self).map(Some) } else { Ok(None) }
    }

    /// Whether `null` is next.
    pub(super) fn is_null_next(&mut self) -> bool {
        self.peek() == Some(b'n')
    }

    /// Reads `null` if it is next, and says whether it was.
    pub(in super::super) fn null(&mut self) -> Result<bool, Error> {
        if self.is_null_next() { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// Reads a value without looking into it, and returns its text, unless it is nested too deep to be read.
    pub(super) fn raw_value(&mut self) -> Result<&'de str, Error> {
        let text = self.raw()?;
        if is_deeper(text, self.room.into()) { Err(Error::custom("recursion limit exceeded")) } else { Ok(text) }
    }

    /// What is wrong with the text, which is no JSON: serde_json says it.
    #[cold]
    fn fault(&self) -> Error {
        let error = serde_json::from_str::<IgnoredAny>(self.text).err();
        error.unwrap_or_else(|| Error::custom("invalid JSON"))
    }

    /// What is wrong with a string that begins at `start`.
    #[cold]
    fn fault_in_string(&self, start: usize) -> Error {
        let (before, string) = self.text.split_at_checked(start).unwrap_or_default();
        let text = blank(before.as_bytes()) + string;
        // It passes over escapes for halves of characters, since they are well-formed.
        let error = IgnoredAny::deserialize(&mut serde_json::Deserializer::from_str(&text)).err();
        error.unwrap_or_else(|| Error::custom("lone surrogate in hex escape"))
    }

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

    /// Reads a string, of which the quotation mark is next.
    #[inline]
    fn string(&mut self) -> Result<Text<'de, '_>, Error> {
        self.at += 1;
        let start = self.at;
        self.at += plain_length(self.bytes().get(start..).unwrap_or_default());
        if self.bytes().get(self.at) == Some(&b'"') {
            let text = self.text.get(start..self.at).unwrap_or_default();
            self.at += 1;
            return Ok(Text::Borrowed(text));
        }
        match self.unescape(start) {
            Some(()) => Ok(Text::Unescaped(&self.unescaped)),
            None => Err(self.fault_in_string(start - 1)),
        }
    }

    /// Skips this text if it is next.
    #[inline]
    fn skip(&mut self, text: &[u8]) -> bool {
        let end = self.at + text.len();
        let is_it = self.bytes().get(self.at..end) == Some(text);
        if is_it {
            self.at = end;
        }
        is_it
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

    /// Reads a number, of which the first digit or sign is next.
    fn number(&mut self) -> Result<Number<'de>, Error> {
        let start = self.at;
        let is_negative = self.bytes().get(self.at) == Some(&b'-');
        self.at += usize::from(is_negative);
        let first = self.bytes().get(self.at).copied();
        let mut value = Some(0_u64);
        let whole = self.at;
        while let Some(digit @ b'0'..=b'9') = self.bytes().get(self.at) {
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
            self.at += 1;
        }
        let length = self.at - whole;
        if length == 0 || length > 1 && first == Some(b'0') {
            return Err(self.fault());
        }
        let is_whole = self.fraction_and_exponent()?;
        let digits = self.text.get(start..self.at).unwrap_or_default();
        Ok(match value.filter(|_| is_whole) {
            Some(value) if !is_negative => Number::Unsigned(value),
            Some(value) if value != 0 => {
                0_i64.checked_sub_unsigned(value).map_or(Number::Float(digits), Number::Signed)
            }
            _ => Number::Float(digits),
        })
    }

    /// Reads what follows the whole part of a number, and says whether that is nothing.
    fn fraction_and_exponent(&mut self) -> Result<bool, Error> {
        let start = self.at;
        if self.bytes().get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes().get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.bytes().get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.at == start)
    }

    fn digits(&mut self) -> Result<(), Error> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.bytes().get(self.at) {
            self.at += 1;
        }
        if self.at == start { Err(self.fault()) } else { Ok(()) }
    }

    /// Reads a value without looking into it, and returns its text.
    pub(super) fn raw(&mut self) -> Result<&'de str, Error> {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let raw = <&RawValue>::deserialize(&mut serde_json::Deserializer::from_str(rest));
        let raw = raw.map_err(|_| self.fault())?.get();
        self.at += raw.len();
        Ok(raw)
    }

    /// Shows a number that is no whole one.
    fn float<V: Visitor<'de>>(&self, digits: &'de str, visitor: V) -> Result<V::Value, Error> {
        if keeps_digits() {
            return visitor.visit_borrowed_bytes(digits.as_bytes());
        }
        match digits.parse::<f64>() {
            Ok(value) if value.is_finite() => visitor.visit_f64(value),
            _ => Err(Error::custom("number out of range")),
        }
    }

    /// Goes one level deeper.
    #[inline]
    fn enter(&mut self) -> Result<(), Error> {
        self.at += 1;
        self.room = self.room.checked_sub(1).ok_or_else(|| Error::custom("recursion limit exceeded"))?;
        Ok(())
    }
}

/// White space in which the next place is the same as after a text.
#[cold]
fn blank(text: &[u8]) -> String {
    text.iter().map(|byte| if *byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// A string of JSON text.
enum Text<'de, 'r> {
    Borrowed(&'de str),
    Unescaped(&'r str),
}

impl<'de> Text<'de, '_> {
    #[inline]
    fn visit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Borrowed(text) => visitor.visit_borrowed_str(text),
            Self::Unescaped(text) => visitor.visit_str(text),
        }
    }
}

/// All types that are read here take what comes, whatever it is that they ask for. Where it is the text that counts, because
/// it was asked for or because numbers keep all their digits, it comes as bytes, of which JSON has no other.
impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.peek() {
            Some(b'"') => self.string()?.visit(visitor),
            Some(b'{') => {
                let mut members = Parts::<b'}'>::enter(self)?;
                let value = visitor.visit_map(&mut members)?;
                members.finish()?;
                Ok(value)
            }
            Some(b'[') => {
                let mut items = Parts::<b']'>::enter(self)?;
                let value = visitor.visit_seq(&mut items)?;
                items.finish()?;
                Ok(value)
            }
            Some(b't') => self.word("true").and_then(|()| visitor.visit_bool(true)),
            Some(b'f') => self.word("false").and_then(|()| visitor.visit_bool(false)),
            Some(b'n') => self.word("null").and_then(|()| visitor.visit_unit()),
            _ => match self.number()? {
                Number::Unsigned(value) => visitor.visit_u64(value),
                Number::Signed(value) => visitor.visit_i64(value),
                Number::Float(digits) => self.float(digits, visitor),
            },
        }
    }

    /// Shows `()` if what is next is the name of a member that a token stands for.
    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match Key::quoted(name) {
            Some(likely) if self.skip(likely) => visitor.visit_unit(),
            None if name == RAW_VALUE => visitor.visit_borrowed_bytes(self.raw()?.as_bytes()),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    /// Only a string will do, so that less is compiled for what asks for one.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.peek() {
            Some(b'"') => self.string()?.visit(visitor),
            _ => Err(Error::custom("expected a string")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct enum ignored_any
    }
}

/// The members of an object or the items of an array, up to the byte that ends it.
pub(in super::super) struct Parts<'r, 'de, const END: u8> {
    reader: &'r mut Reader<'de>,
    is_first: bool,
    is_done: bool,
}

impl<'r, 'de, const END: u8> Parts<'r, 'de, END> {
    /// Begins after the byte that is next.
    #[inline]
    fn enter(reader: &'r mut Reader<'de>) -> Result<Self, Error> {
        reader.enter()?;
        Ok(Self { reader, is_first: true, is_done: false })
    }

    /// Makes sure that all have been read.
    #[inline]
    pub(in super::super) fn finish(mut self) -> Result<(), Error> {
        self.reader.room += 1;
        if self.is_done || !self.next()? { Ok(()) } else { Err(Error::custom("trailing characters")) }
    }

    /// Whether there is another, which is next then.
    #[inline]
    fn next(&mut self) -> Result<bool, Error> {
        let is_first = std::mem::take(&mut self.is_first);
        match self.reader.peek() {
            Some(b',') if !is_first => self.reader.at += 1,
            Some(byte) if byte == END => {
                self.reader.at += 1;
                self.is_done = true;
                return Ok(false);
            }
            _ if is_first => {}
            _ => return Err(self.reader.fault()),
        }
        Ok(true)
    }
}

impl<'de> Parts<'_, 'de, b'}'> {
    /// What reads the value of the member whose name was read last.
    pub(in super::super) fn value(&mut self) -> Result<&mut Reader<'de>, Error> {
        self.reader.need(b':')?;
        Ok(self.reader)
    }
}

impl<'de> Parts<'_, 'de, b']'> {
    /// What reads the next item, if there is one.
    pub(in super::super) fn item(&mut self) -> Result<Option<&mut Reader<'de>>, Error> {
        Ok(if self.next()? { Some(self.reader) } else { None })
    }
}

impl<'de> MapAccess<'de> for Parts<'_, 'de, b'}'> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if !self.next()? {
            return Ok(None);
        }
        if self.reader.peek() != Some(b'"') {
            return Err(self.reader.fault());
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        KNOWS_KEYS
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.reader.need(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de, b']'> {
    type Error = Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if !self.next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}
