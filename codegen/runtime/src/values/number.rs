//! Truth values and the numbers of fixed size.

use std::fmt;

use super::Primitive;
use crate::syntax::{Error, Number, Token, ValueError, Writer};

/// `true` or `false`.
impl Primitive for bool {
    const EDM: &'static str = "Edm.Boolean";

    #[inline]
    fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
        match token {
            Token::Bool(value) => Ok(value),
            _ => Err(token.unlike(Self::EDM)),
        }
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.bool(*self);
        Ok(())
    }
}

macro_rules! whole_number {
    ($type:ty, $edm:literal, $doc:literal) => {
        #[doc = $doc]
        impl Primitive for $type {
            const EDM: &'static str = $edm;

            #[inline]
            fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
                whole(token).and_then(|value| value.try_into().ok()).ok_or_else(|| token.unlike($edm))
            }

            fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.whole((*self).into());
                Ok(())
            }
        }
    };
}

whole_number!(u8, "Edm.Byte", "A whole number from 0 to 255; `3.0` is one, too.");
whole_number!(i8, "Edm.SByte", "A whole number from -128 to 127; `3.0` is one, too.");
whole_number!(i16, "Edm.Int16", "A whole number from -32,768 to 32,767; `3.0` is one, too.");
whole_number!(i32, "Edm.Int32", "A whole number of 32 bits; `3.0` is one, too.");

/// A whole number of 64 bits, or a string of digits as services send it that heed clients without such numbers
/// (`IEEE754Compatible=true`). Written as a number.
impl Primitive for i64 {
    const EDM: &'static str = "Edm.Int64";

    #[inline]
    fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError> {
        let value = match token {
            // The ABNF's int64Value is exactly what Rust takes: an optional sign, either one, and digits.
            Token::String(text) => text.parse().ok().inspect(|_| *differs = true),
            _ => whole(token),
        };
        value.ok_or_else(|| token.unlike(Self::EDM))
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_long(*self, writer);
        Ok(())
    }
}

/// A number, or `"INF"`, `"-INF"`, `"NaN"`. Rounded to the nearest `f64`, whichever features serde_json is built with;
/// refused where it is too large for one, or not zero and too small. Written in as few digits as bring it back.
///
/// `Edm.Single` is read as this, too, as services send more digits of it than an `f32` holds: `4.666666666666667`.
impl Primitive for f64 {
    const EDM: &'static str = "Edm.Double or Edm.Single";

    fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
        match token {
            Token::String(text) => special(text),
            Token::Number(number) => double(number),
            _ => None,
        }
        .ok_or_else(|| token.unlike(Self::EDM))
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        if self.is_finite() {
            writer.float(*self);
        } else {
            writer.plain_string(name(*self));
        }
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_finite() { fmt::Debug::fmt(self, formatter) } else { formatter.write_str(name(*self)) }
    }
}

/// Writes a number of 64 bits, as a string where clients without such numbers want one.
pub(super) fn write_long(value: i64, writer: &mut Writer<'_>) {
    if writer.mode().is_ieee754 {
        writer.plain_pieces(&value);
    } else {
        writer.whole(value);
    }
}

/// The whole number that a number is.
#[inline]
pub(crate) fn whole(token: Token<'_>) -> Option<i64> {
    match token {
        Token::Number(Number::Signed(value)) => Some(value),
        Token::Number(Number::Unsigned(value)) => value.try_into().ok(),
        Token::Number(Number::Digits(digits)) => whole_of_digits(digits),
        _ => None,
    }
}

/// `3.0`, `-0` and `1e3` stand for one whole number, but only as far as 2⁵³ reaches.
#[cold]
fn whole_of_digits(digits: &str) -> Option<i64> {
    let value: f64 = digits.parse().ok()?;
    let is_exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    is_exact.then_some(value as i64)
}

fn double(number: Number<'_>) -> Option<f64> {
    match number {
        Number::Signed(value) => Some(value as f64),
        Number::Unsigned(value) => Some(value as f64),
        Number::Digits(digits) => {
            let value = digits.parse::<f64>().ok()?;
            holds(value, digits).then_some(value)
        }
    }
}

/// Whether a float stands for the digits it comes from: `1e400` is not infinite, and `1e-400` is not zero.
fn holds(value: f64, digits: &str) -> bool {
    let mut mantissa = digits.bytes().take_while(|byte| !matches!(byte, b'e' | b'E'));
    value.is_finite() && (value != 0.0 || mantissa.all(|byte| !matches!(byte, b'1'..=b'9')))
}

/// The ABNF's nanInfinity.
fn special(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => None,
    }
}

/// The name of a number that is not finite.
fn name(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "INF"
    } else {
        "-INF"
    }
}
