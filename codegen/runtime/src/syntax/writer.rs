//! JSON text (RFC 8259), written token by token.

use std::fmt::{self, Display, Write as _};

use super::escape::write_string;
use super::{Error, ErrorKind, Mode};

/// Writes JSON to the end of a vector.
///
/// It adds the commas: whatever follows another member or item does, as what went before does not end in a bracket.
pub struct Writer<'a> {
    out: &'a mut Vec<u8>,
    mode: Mode,
}

/// The text that a function writes in a mode.
pub(crate) fn text_in(mode: Mode, write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>) -> Result<String, Error> {
    let mut text = Vec::with_capacity(128);
    write(&mut Writer::with_mode(&mut text, mode))?;
    String::from_utf8(text).map_err(|error| Error::new(ErrorKind::Unwritable, error))
}

impl<'a> Writer<'a> {
    /// Writes a value that is all there is, or a part of a type of others.
    #[inline]
    pub(crate) fn new(out: &'a mut Vec<u8>) -> Self {
        Self::with_mode(out, Mode::around())
    }

    #[inline]
    pub(crate) const fn with_mode(out: &'a mut Vec<u8>, mode: Mode) -> Self {
        Self { out, mode }
    }

    /// What is written for, and how.
    #[inline]
    pub(crate) const fn mode(&self) -> Mode {
        self.mode
    }

    /// The same in another mode.
    #[inline]
    pub(crate) fn in_mode(&mut self, mode: Mode) -> Writer<'_> {
        Writer { out: self.out, mode }
    }

    /// How much has been written.
    #[inline]
    pub(crate) fn length(&self) -> usize {
        self.out.len()
    }

    /// The text since there was so much.
    pub(crate) fn text_since(&self, length: usize) -> &str {
        let text = self.out.get(length..).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// Takes back what was written since there was so much.
    pub(crate) fn take_back(&mut self, length: usize) {
        self.out.truncate(length);
    }

    /// Writes text that is JSON.
    #[inline]
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// What writes text that is JSON.
    pub(crate) fn raw_text(&mut self) -> impl fmt::Write + use<'_> {
        RawText(self.out)
    }

    #[inline]
    pub(crate) fn begin_object(&mut self) {
        self.out.push(b'{');
    }

    #[inline]
    pub(crate) fn end_object(&mut self) {
        self.out.push(b'}');
    }

    #[inline]
    pub(crate) fn begin_array(&mut self) {
        self.out.push(b'[');
    }

    #[inline]
    pub(crate) fn end_array(&mut self) {
        self.out.push(b']');
    }

    /// Goes on to the next item of an array.
    #[inline]
    pub(crate) fn item(&mut self) {
        if self.out.last() != Some(&b'[') {
            self.out.push(b',');
        }
    }

    /// Writes the name of the next member of an object. `,"name":` is what it is written as behind another, so many bytes of what
    /// is given; the others are there because to copy `WIDTH` bytes takes less than to copy as many as there are.
    #[inline]
    pub(crate) fn prepared_name<const WIDTH: usize>(&mut self, prepared: &[u8], length: usize) {
        let skipped = usize::from(self.out.last() == Some(&b'{'));
        let end = self.out.len() + length - skipped;
        let name = prepared.get(skipped..).unwrap_or_default();
        match name.first_chunk::<WIDTH>() {
            Some(wide) if length <= WIDTH => {
                self.out.extend_from_slice(wide);
                self.out.truncate(end);
            }
            _ => self.out.extend_from_slice(name.get(..length - skipped).unwrap_or_default()),
        }
    }

    /// Writes the name of the next member of an object.
    pub(crate) fn name(&mut self, name: &str) {
        if self.out.last() != Some(&b'{') {
            self.out.push(b',');
        }
        self.string(name);
        self.out.push(b':');
    }

    #[inline]
    pub(crate) fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    #[inline]
    pub(crate) fn bool(&mut self, value: bool) {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
    }

    #[inline]
    pub(crate) fn string(&mut self, text: &str) {
        write_string(self.out, text);
    }

    /// Writes a string that is known to need no escape.
    #[inline]
    pub(crate) fn plain_string(&mut self, text: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'"');
    }

    /// Writes a string that is known to need no escape and is made in pieces.
    pub(crate) fn plain_pieces(&mut self, text: &dyn Display) {
        self.out.push(b'"');
        // Writing to a vector cannot fail.
        let _ = write!(RawText(self.out), "{text}");
        self.out.push(b'"');
    }

    /// Writes a whole number.
    #[inline]
    pub(crate) fn whole(&mut self, number: i64) {
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }

    /// Writes a number that is finite.
    pub(crate) fn float(&mut self, number: f64) {
        // Writing a number to a vector cannot fail.
        let _ = serde_json::to_writer(&mut *self.out, &number);
    }
}

/// Text that is JSON.
struct RawText<'a>(&'a mut Vec<u8>);

impl fmt::Write for RawText<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}
