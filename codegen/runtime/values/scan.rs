//! Scanning of the values with a grammar of their own: dates, times, durations and decimals.

use super::error::ValueError;
use super::json::Json;

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
}

impl Fault {
    /// The complaint about the value found.
    #[cold]
    pub(super) fn of(self, found: Json<'_>, expected: &'static str) -> ValueError {
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
        };
        error.because(reason)
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

    /// Takes this many bytes.
    #[inline]
    pub(super) fn chunk<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (chunk, rest) = self.0.split_first_chunk().ok_or(Fault::Other)?;
        self.0 = rest;
        Ok(*chunk)
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

/// The number that two digits stand for, or one above 99 where they are no digits. Not a result, so that several of these
/// take one branch.
#[inline]
pub(super) fn two(tens: u8, units: u8) -> u8 {
    let (tens, units) = (tens.wrapping_sub(b'0'), units.wrapping_sub(b'0'));
    let bad = (tens > 9) | (units > 9);
    tens.wrapping_mul(10).wrapping_add(units) | if bad { 128 } else { 0 }
}
