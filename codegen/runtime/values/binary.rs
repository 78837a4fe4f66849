//! Bytes.

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::display::Base64Display;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use serde_json::Value;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use super::Primitive;
use super::error::ValueError;
use super::json::{Json, serde_as_primitive};
use super::show::Shown;

/// The bytes of an `Edm.Binary`.
///
/// Read from base64 in the standard alphabet or the one for URLs, padded or not. Written with padding, in the standard
/// alphabet, which is what Microsoft Graph sends and takes, unless the crate was generated to write that for URLs, which the
/// ABNF's binaryValue has.
///
/// No byte is ever lost: a lone last character, which is no whole byte, is refused, and so is anything outside of the
/// alphabets. The unused bits of the last character, on the other hand, belong to no byte. There are encoders that leave
/// something in them, so they are ignored, and written as zero. Nor does padding, which may be missing or too much. A
/// property keeps what came of all this, and is written so, while it has these bytes.
///
/// ```
/// use odata_runtime::values::Binary;
///
/// let value: Binary = "_-8".parse()?;
/// assert_eq!(*value, [0xff, 0xef]);
/// assert_eq!(Binary::from(vec![1, 2]).to_string(), "AQI=");
/// # Ok::<_, odata_runtime::values::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary(Vec<u8>);

impl Binary {
    /// The bytes as a vector.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl Primitive for Binary {
    const EDM: &'static str = "Edm.Binary";

    fn take(json: Json<'_>, came: &mut Option<Value>) -> Result<Self, ValueError> {
        match json {
            Json::Text(text) => match as_written(text) {
                Some(value) => Ok(value),
                None => spelled_otherwise(text).inspect(|_| *came = Some(text.into())),
            },
            _ => Err(json.unlike(EXPECTED)),
        }
    }

    fn show(&self) -> Shown<'_> {
        // Attachments can be large, and the text is a third larger still.
        Shown::Bytes(self, self.0.len())
    }
}

serde_as_primitive!(Binary);

impl FromStr for Binary {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        as_written(text).map_or_else(|| spelled_otherwise(text), Ok)
    }
}

/// Base64 with padding, in the alphabet that is written.
impl fmt::Display for Binary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Base64Display::new(&self.0, &WRITTEN).fmt(formatter)
    }
}

/// How many bytes there are, not which.
impl fmt::Debug for Binary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show().fmt(formatter)
    }
}

impl Deref for Binary {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Binary {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_owned())
    }
}

impl From<Binary> for Vec<u8> {
    fn from(value: Binary) -> Self {
        value.0
    }
}

/// The bytes of a text that is exactly how they are written: only such a text is decoded without leniency.
fn as_written(text: &str) -> Option<Binary> {
    WRITTEN.decode(text).ok().map(Binary)
}

/// The bytes of any other text.
#[cold]
fn spelled_otherwise(text: &str) -> Result<Binary, ValueError> {
    // There are encoders that pad what needs no padding, and padding is no byte.
    let unpadded = text.trim_end_matches('=');
    // The alphabets differ in two characters.
    let standard: Vec<u8> = unpadded
        .bytes()
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    LENIENT.decode(standard).map(Binary).map_err(|_| Json::Text(text).unlike(EXPECTED))
}

const EXPECTED: &str = "Edm.Binary in base64";

/// What is written.
const WRITTEN: GeneralPurpose = base64::engine::general_purpose::STANDARD;

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);
