//! Bytes.

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::display::Base64Display;
use base64::engine::general_purpose::{GeneralPurpose, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use super::{Primitive, serde_as_primitive};
use crate::syntax::{Error, Token, ValueError, Writer};

/// What holds bytes, and writes them in an alphabet.
macro_rules! bytes {
    ($(#[$docs:meta])* $type:ident written as $written:ident) => {
        $(#[$docs])*
        #[derive(Clone, Default, PartialEq, Eq, Hash)]
        pub struct $type(Vec<u8>);

        impl $type {
            /// The bytes as a vector.
            pub fn into_vec(self) -> Vec<u8> {
                self.0
            }
        }

        impl Primitive for $type {
            const EDM: &'static str = "Edm.Binary";

            fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError> {
                match token {
                    // Only a text that is exactly how it is written is decoded without leniency.
                    Token::String(text) => match $written.decode(text) {
                        Ok(bytes) => Ok(Self(bytes)),
                        Err(_) => spelled_otherwise(text).map(Self).inspect(|_| *differs = true),
                    },
                    _ => Err(token.unlike(EXPECTED)),
                }
            }

            fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                // Attachments can be large, and the text is a third larger still.
                writer.plain_pieces(self);
                Ok(())
            }
        }

        serde_as_primitive!($type);

        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                $written.decode(text).or_else(|_| spelled_otherwise(text)).map(Self)
            }
        }

        /// Base64 with padding, in the alphabet that is written.
        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                Base64Display::new(&self.0, &$written).fmt(formatter)
            }
        }

        /// How many bytes there are, not which.
        impl fmt::Debug for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0.len() {
                    1 => formatter.write_str("Binary(1 byte)"),
                    count => write!(formatter, "Binary({count} bytes)"),
                }
            }
        }

        impl Deref for $type {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl DerefMut for $type {
            fn deref_mut(&mut self) -> &mut [u8] {
                &mut self.0
            }
        }

        impl AsRef<[u8]> for $type {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }

        impl From<&[u8]> for $type {
            fn from(bytes: &[u8]) -> Self {
                Self(bytes.to_owned())
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(value: $type) -> Self {
                value.0
            }
        }
    };
}

bytes! {
    /// The bytes of an `Edm.Binary`, written in the standard alphabet of base64 (RFC 4648, section 4).
    ///
    /// Read from base64 in the standard alphabet or the one for URLs, padded or not. Written with padding, in the standard
    /// alphabet, which is what Microsoft Graph sends and takes; [`BinaryUrl`] is written in the other one.
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
    Binary written as STANDARD
}

bytes! {
    /// The bytes of an `Edm.Binary`, written in the alphabet for URLs (RFC 4648, section 5).
    ///
    /// This is the alphabet of binaryValue in the OData 4.01 ABNF, and `base64 = "url"` makes it the type of fields. It is read as a
    /// [`Binary`] is, in either alphabet, and written with padding.
    ///
    /// ```
    /// use odata_runtime::values::BinaryUrl;
    ///
    /// let value: BinaryUrl = "/+8".parse()?;
    /// assert_eq!(*value, [0xff, 0xef]);
    /// assert_eq!(value.to_string(), "_-8=");
    /// # Ok::<_, odata_runtime::values::ValueError>(())
    /// ```
    BinaryUrl written as URL_SAFE
}

impl From<Binary> for BinaryUrl {
    fn from(bytes: Binary) -> Self {
        Self(bytes.0)
    }
}

impl From<BinaryUrl> for Binary {
    fn from(bytes: BinaryUrl) -> Self {
        Self(bytes.0)
    }
}

/// The bytes of a text that is not exactly how they are written.
#[cold]
fn spelled_otherwise(text: &str) -> Result<Vec<u8>, ValueError> {
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
    LENIENT.decode(standard).map_err(|_| Token::String(text).unlike(EXPECTED))
}

const EXPECTED: &str = "Edm.Binary in base64";

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);
