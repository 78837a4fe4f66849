//! Numbers.

use super::super::{Error, shortened};
use super::Reader;

/// A number of JSON text.
#[derive(Clone, Copy)]
pub enum Number<'t> {
    Unsigned(u64),
    /// One below zero.
    Signed(i64),
    /// The digits of one with a fraction or an exponent, of zero with a sign, and of one that takes more than 64 bits.
    Digits(&'t str),
}

impl Number<'_> {
    /// The number in words, shortened.
    pub(super) fn describe(self) -> String {
        match self {
            Self::Unsigned(value) => value.to_string(),
            Self::Signed(value) => value.to_string(),
            // As the sign of an exponent says nothing, it is the same from whatever wrote the digits.
            Self::Digits(digits) => shortened(&digits.replace('+', "")),
        }
    }
}

impl<'de> Reader<'de> {
    /// Reads a number, of which the first digit or sign is next.
    pub(super) fn number(&mut self) -> Result<Number<'de>, Error> {
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
        let digits = || self.text.get(start..self.at).unwrap_or_default();
        Ok(match value.filter(|_| is_whole) {
            Some(value) if !is_negative => Number::Unsigned(value),
            Some(value) if value != 0 => {
                0_i64.checked_sub_unsigned(value).map_or_else(|| Number::Digits(digits()), Number::Signed)
            }
            _ => Number::Digits(digits()),
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
}
