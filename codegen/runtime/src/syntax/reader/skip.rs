//! Values that are passed over.

use super::super::Error;
use super::super::escape::plain_length;
use super::Reader;

impl<'de> Reader<'de> {
    /// Passes over a value, and returns its text.
    pub(crate) fn skip_value(&mut self) -> Result<&'de str, Error> {
        let start = self.mark();
        self.pass()?;
        Ok(self.text_since(start))
    }

    fn pass(&mut self) -> Result<(), Error> {
        if let Some(mut members) = self.begin_object()? {
            while members.next(self)? {
                self.pass_string()?;
                self.need(b':')?;
                self.pass()?;
            }
        } else if let Some(mut items) = self.begin_array()? {
            while items.next(self)? {
                self.pass()?;
            }
        } else if self.is_string_next() {
            self.pass_string()?;
        } else {
            self.token()?;
        }
        Ok(())
    }

    /// Passes over a string, of which the quotation mark is next. Escapes for halves of characters are none of its business.
    fn pass_string(&mut self) -> Result<(), Error> {
        let start = self.at;
        self.at += 1;
        loop {
            self.at += plain_length(self.bytes().get(self.at..).unwrap_or_default());
            match self.bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') if self.is_escape() => self.at += 2,
                _ => return Err(self.fault_in_string(start)),
            }
        }
    }

    /// Whether an escape is next, by its first two bytes, and four digits where there have to be some.
    fn is_escape(&self) -> bool {
        match self.bytes().get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => true,
            Some(b'u') => {
                let digits = self.bytes().get(self.at + 2..self.at + 6);
                digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            }
            _ => false,
        }
    }
}
