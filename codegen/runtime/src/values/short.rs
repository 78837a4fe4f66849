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
        // All of the bytes are checked, as that goes in blocks of 16, and one by one in what is left of a shorter slice.
        let all = std::str::from_utf8(&self.bytes).unwrap_or_default();
        all.get(..self.length).unwrap_or_default()
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
        let [a, b] = digits((nanoseconds / 10_000_000 % 100) as u8);
        let [c, d] = digits((nanoseconds / 100_000 % 100) as u8);
        let [e, f] = digits((nanoseconds / 1_000 % 100) as u8);
        let [g, h] = digits((nanoseconds / 10 % 100) as u8);
        let i = b'0' + (nanoseconds % 10) as u8;
        self.put([b'.', a, b, c, d, e, f, g, h, i]);
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
    PAIRS.get(usize::from(number)).copied().unwrap_or_default()
}

/// The digits of each number below 100: to look them up takes half as long as to divide.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + number as u8 / 10, b'0' + number as u8 % 10];
        number += 1;
    }
    pairs
};
