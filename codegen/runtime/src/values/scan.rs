//! Scanning of the values with a grammar of their own: dates, times, durations and decimals.

use crate::syntax::{Token, ValueError};

/// Why a text does not scan. One byte, so that a result of the functions below fits a register.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    /// Plain to see: it is something else.
    Other,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    LeapSecond,
    Offset,
    FineFraction,
    LongFraction,
    FractionOfOther,
    LargeComponent,
    LongDecimal,
    FineDecimal,
    NoNumber,
}

impl Fault {
    /// The complaint about the value found.
    #[cold]
    pub(super) fn of(self, found: Token<'_>, expected: &'static str) -> ValueError {
        let error = found.unlike(expected);
        let reason = match self {
            Self::Other => return error,
            Self::Year => "years run from 0001 to 9999",
            Self::Month => "months run from 01 to 12",
            Self::Day => "the month has no such day",
            Self::Hour => "hours run from 00 to 23",
            Self::Minute => "minutes run from 00 to 59",
            Self::Second => "seconds run from 00 to 59",
            Self::LeapSecond => "a leap second cannot be held",
            Self::Offset => "offsets run from -23:59 to +23:59",
            Self::FineFraction => "a fraction finer than a nanosecond cannot be held",
            Self::LongFraction => "a fraction has at most 12 digits",
            Self::FractionOfOther => "only seconds can have a fraction",
            Self::LargeComponent => "a component is too large to hold",
            Self::LongDecimal => "it has more digits than the 96 bits of a decimal hold",
            Self::FineDecimal => "a decimal has at most 28 places",
            Self::NoNumber => "a decimal is a finite number",
        };
        if self.is_limit() { error.beyond(reason) } else { error.because(reason) }
    }

    /// Whether the ABNF has such a value, and only the Rust type cannot hold it.
    fn is_limit(self) -> bool {
        matches!(
            self,
            Self::Year
                | Self::FineFraction
                | Self::LargeComponent
                | Self::LongDecimal
                | Self::FineDecimal
                | Self::NoNumber
        )
    }
}

/// What is left of a text.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a>(&'a [u8]);

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text.as_bytes())
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the next byte.
    #[inline]
    pub(super) fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// Takes this byte if it is next.
    #[inline]
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((&first, rest)) if first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes this byte, which has to be next.
    #[inline]
    pub(super) fn need(&mut self, byte: u8) -> Result<(), Fault> {
        if self.eat(byte) { Ok(()) } else { Err(Fault::Other) }
    }

    /// Takes as many bytes as `form` has, which are eight at most: a digit where that has a `0`, and else the same byte, a
    /// letter in either case. Gives at each place the number that the digits there and at the next place stand for.
    ///
    /// All bytes are dealt with at once, as the bytes of one number: a byte at a time takes twice as long.
    #[inline(always)]
    pub(super) fn form<const N: usize>(&mut self, form: [u8; N]) -> Result<[u8; 8], Fault> {
        const { assert!(N <= 8) };
        let (chunk, rest) = self.0.split_first_chunk::<N>().ok_or(Fault::Other)?;
        let (mut bytes, mut expected, mut case, mut room) = ([0; 8], [0; 8], [0; 8], [127; 8]);
        for (index, (byte, form)) in chunk.iter().zip(form).enumerate() {
            bytes[index] = *byte;
            expected[index] = form;
            match form {
                b'0' => room[index] = 127 - 9,
                b'A'..=b'Z' => case[index] = 0x20,
                _ => {}
            }
        }
        let [bytes, expected, case, room] = [bytes, expected, case, room].map(u64::from_le_bytes);
        let digits = (bytes ^ expected) & !case;
        // What differs, or is more than nine in the place of a digit, has its highest bit set in one of the two.
        if (digits | digits.wrapping_add(room)) & 0x8080_8080_8080_8080 != 0 {
            return Err(Fault::Other);
        }
        self.0 = rest;
        Ok((digits * 10 + (digits >> 8)).to_le_bytes())
    }

    /// Takes a digit if one is next.
    #[inline]
    pub(super) fn digit(&mut self) -> Option<u8> {
        match self.0 {
            [digit @ b'0'..=b'9', rest @ ..] => {
                self.0 = rest;
                Some(digit - b'0')
            }
            _ => None,
        }
    }

    /// Takes the digits after a decimal point, one to `longest` of them, as nanoseconds.
    pub(super) fn fraction(&mut self, longest: usize) -> Result<u32, Fault> {
        let mut nanoseconds = 0;
        let mut unit = 100_000_000;
        let mut length = 0;
        while let Some(digit) = self.digit() {
            if unit == 0 && digit != 0 {
                return Err(Fault::FineFraction);
            }
            nanoseconds += u32::from(digit) * unit;
            unit /= 10;
            length += 1;
        }
        match length {
            0 => Err(Fault::Other),
            _ if length > longest => Err(Fault::LongFraction),
            _ => Ok(nanoseconds),
        }
    }
}
