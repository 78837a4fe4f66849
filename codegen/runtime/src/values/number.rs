//! Truth values and the numbers of fixed size.

use serde_json::Value;

use super::Primitive;
use super::error::ValueError;
use super::json::{Form, Json};
use super::show::Shown;

/// `true` or `false`.
impl Primitive for bool {
    const EDM: &'static str = "Edm.Boolean";

    #[inline]
    fn take(json: Json<'_>, _: &mut Option<Value>) -> Result<Self, ValueError> {
        match json {
            Json::Bool(value) => Ok(value),
            _ => Err(json.unlike(Self::EDM)),
        }
    }

    fn show(&self) -> Shown<'_> {
        Shown::Bool(*self)
    }
}

macro_rules! whole_number {
    ($type:ty, $edm:literal, $doc:literal) => {
        #[doc = $doc]
        impl Primitive for $type {
            const EDM: &'static str = $edm;

            #[inline]
            fn take(json: Json<'_>, _: &mut Option<Value>) -> Result<Self, ValueError> {
                whole(json).and_then(|value| value.try_into().ok()).ok_or_else(|| json.unlike($edm))
            }

            fn show(&self) -> Shown<'_> {
                Shown::Whole((*self).into())
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
    fn take(json: Json<'_>, came: &mut Option<Value>) -> Result<Self, ValueError> {
        let value = match json {
            // The ABNF's int64Value is exactly what Rust takes: an optional sign, either one, and digits.
            Json::Text(text) => text.parse().ok().inspect(|_| *came = Some(text.into())),
            _ => whole(json),
        };
        value.ok_or_else(|| json.unlike(Self::EDM))
    }

    fn show(&self) -> Shown<'_> {
        Shown::Long(*self)
    }
}

/// A number, or `"INF"`, `"-INF"`, `"NaN"`. Rounded to the nearest `f64`, whichever features serde_json is built with;
/// refused where it is too large for one, or not zero and too small. Written in as few digits as bring it back.
///
/// `Edm.Single` is read as this, too, as services send more digits of it than an `f32` holds: `4.666666666666667`.
impl Primitive for f64 {
    const EDM: &'static str = "Edm.Double or Edm.Single";

    const FORM: Form = Form::Digits;

    fn take(json: Json<'_>, _: &mut Option<Value>) -> Result<Self, ValueError> {
        match json {
            Json::Text(text) => special(text).ok_or_else(|| json.unlike(Self::EDM)),
            _ => double(json).ok_or_else(|| json.unlike(Self::EDM)),
        }
    }

    fn show(&self) -> Shown<'_> {
        if self.is_finite() { Shown::Float(*self) } else { Shown::Name(name(*self)) }
    }
}

/// The whole number that a JSON number is.
#[inline]
pub(in super::super) fn whole(json: Json<'_>) -> Option<i64> {
    match json {
        Json::Signed(value) => Some(value),
        Json::Unsigned(value) => value.try_into().ok(),
        _ => other_whole(json),
    }
}

/// The whole number that a JSON number is which has a fraction or an exponent, or comes as text.
#[cold]
fn other_whole(json: Json<'_>) -> Option<i64> {
    match json {
        Json::Float(value) => whole_float(value),
        Json::Number(digits) => digits.parse().ok().or_else(|| whole_float(digits.parse().ok()?)),
        _ => None,
    }
}

/// Serde shows `3.0` and `-0` as floats. They stand for one whole number only as far as 2⁵³ reaches.
fn whole_float(value: f64) -> Option<i64> {
    let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    exact.then_some(value as i64)
}

fn double(json: Json<'_>) -> Option<f64> {
    match json {
        Json::Signed(value) => Some(value as f64),
        Json::Unsigned(value) => Some(value as f64),
        Json::Float(value) => Some(value),
        Json::Number(digits) => {
            let value = digits.parse::<f64>().ok()?;
            holds(value, digits).then_some(value)
        }
        _ => None,
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
