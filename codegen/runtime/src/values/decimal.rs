//! Decimal numbers, with all their digits.

use std::fmt::{self, Write as _};

use rust_decimal::Decimal;

use super::Primitive;
use super::number::write_long;
use super::scan::Fault;
use super::short::Short;
use crate::syntax::{Error, Number, Token, ValueError, Writer};

/// A number or a string, with an exponent or without, as in the ABNF's decimalValue: `0.10`, `"0.10"`, `1e-1`. Written as a
/// number in plain digits, with the trailing zeros it came with: `0.10`.
///
/// What takes more than 96 bits (28 digits, some numbers of 29) or more than 28 places is refused, `INF`, `-INF` and `NaN`
/// as well. A deserializer that is not serde_json's may hand over a number with no more digits than an `f64` has, and a
/// `serde_json::Value` that a decimal is written to holds no more than that.
impl Primitive for Decimal {
    const EDM: &'static str = "Edm.Decimal";

    fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError> {
        let value = match token {
            Token::Number(Number::Signed(value)) => Ok(value.into()),
            Token::Number(Number::Unsigned(value)) => Ok(value.into()),
            Token::Number(Number::Digits(digits)) => parse(digits),
            Token::String(text) => parse(text).inspect(|_| *differs = true),
            _ => return Err(token.unlike(Self::EDM)),
        };
        value.map_err(|fault| fault.of(token, Self::EDM))
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        if let Some(whole) = i64::try_from(self.mantissa()).ok().filter(|_| self.scale() == 0) {
            write_long(whole, writer);
            return Ok(());
        }
        let mut digits = Short::new();
        // Writing to a text on the stack cannot fail.
        let _ = write!(digits, "{self}");
        if writer.mode().is_ieee754 {
            writer.plain_string(digits.as_str());
        } else {
            writer.raw(digits.as_str());
        }
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The largest mantissa.
const LARGEST: u128 = (1 << 96) - 1;

/// The ABNF's decimalValue without nanInfinity: an optional sign, digits, an optional fraction, an optional exponent.
fn parse(text: &str) -> Result<Decimal, Fault> {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return Err(Fault::NoNumber);
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (text, 0),
    };
    let (negative, mantissa) = match mantissa.as_bytes().first() {
        Some(b'-') => (true, mantissa.get(1..)),
        Some(b'+') => (false, mantissa.get(1..)),
        _ => (false, Some(mantissa)),
    };
    let mantissa = mantissa.unwrap_or_default();
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return Err(Fault::Other),
        None => (mantissa, ""),
    };
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Other);
    }

    // The digits up to the last that is not zero, and how many zeros follow it: those may be too many to hold, and yet
    // be no more than a way to write the number.
    let mut digits: u128 = 0;
    let mut zeros: u32 = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        if byte == b'0' {
            zeros = zeros.saturating_add(1);
        } else {
            digits = scaled(digits, zeros.saturating_add(1)).ok_or(Fault::LongDecimal)? + u128::from(byte - b'0');
            zeros = 0;
        }
    }

    // The number is `digits` × 10^`power`, and was written with `places` places.
    let places = i64::try_from(fraction.len()).map_err(|_| Fault::FineDecimal)? - exponent;
    let power = i64::from(zeros) - places;
    let fewest = if digits == 0 { 0 } else { (-power).max(0) };
    if fewest > 28 {
        return Err(Fault::FineDecimal);
    }
    // As many places as it was written with, or as many of them as there is room for.
    let mut scale = places.clamp(fewest, 28);
    loop {
        let shift = u32::try_from(power + scale).unwrap_or(0);
        let number = if digits == 0 { Some(0) } else { scaled(digits, shift) };
        if let Some(number) = number {
            let part = |shift: u32| (number >> shift) as u32;
            return Ok(Decimal::from_parts(part(0), part(32), part(64), negative, scale as u32));
        }
        if scale == fewest {
            return Err(Fault::LongDecimal);
        }
        scale -= 1;
    }
}

/// An exponent. None that is of use comes near the bounds, which keep the sums above from overflowing.
fn parse_exponent(text: &str) -> Result<i64, Fault> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Other);
    }
    let size = digits.parse().unwrap_or(i64::from(i32::MAX)).min(i64::from(i32::MAX));
    Ok(if text.starts_with('-') { -size } else { size })
}

/// `number` × 10^`power`, if a decimal can hold it.
fn scaled(number: u128, power: u32) -> Option<u128> {
    if number == 0 {
        return Some(0);
    }
    10_u128.checked_pow(power)?.checked_mul(number).filter(|product| *product <= LARGEST)
}
