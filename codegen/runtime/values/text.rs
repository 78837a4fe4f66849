//! A short text on the stack, to write a value without an allocation.

use std::fmt;

/// At most 48 bytes of ASCII, which is more than the longest value written by way of it.
pub(super) struct Short {
    bytes: [u8; 48],
    length: usize,
}

impl Short {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; 48], length: 0 }
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(self.bytes.get(..self.length).unwrap_or_default()).unwrap_or_default()
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    /// Adds these bytes.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        if let Some(place) = self.bytes.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut) {
            *place = bytes;
            self.length += N;
        }
    }

    /// A fraction of a second in as few digits as it needs: none for zero, else a point and up to nine.
    pub(super) fn fraction(&mut self, nanoseconds: u32) {
        if nanoseconds == 0 {
            return;
        }
        let mut digits = [b'0'; 9];
        let mut rest = nanoseconds;
        for place in digits.iter_mut().rev() {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        self.push(b'.');
        self.put(digits);
        while self.bytes.get(self.length - 1) == Some(&b'0') {
            self.length -= 1;
        }
    }
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.push(byte);
        }
        Ok(())
    }
}

/// A number below 100 in two digits.
#[inline]
pub(super) fn digits(number: u8) -> [u8; 2] {
    [b'0' + number / 10 % 10, b'0' + number % 10]
}
