//! Streams that stand in an object.

use std::fmt;

use serde_json::Value;

use super::{Binary, BinaryUrl, Primitive, serde_as_primitive};
use crate::syntax::{Error, Reader, Token, ValueError, Writer, quoted, with_token};

/// The value of an `Edm.Stream` that stands in an object (OData JSON Format 4.01, section 9).
///
/// What it stands for is told by its media type, which stands beside it as `name@mediaContentType`, before it or after it: a
/// stream of JSON is that JSON, one of text is a string, and one of any other type is a string in base64url. So what came is
/// kept as it is, and [`content`](Self::content) makes of it what the media type says.
///
/// Two are equal if their JSON is: `"aGk="` and `"aGk"` are the same bytes and another text.
///
/// ```
/// use odata_runtime::values::{Content, Stream};
/// use odata_runtime::Extra;
///
/// // Of a property `body`, this is in the field of that name, and the media type is in `extra`.
/// let body = Stream::from_text("Hello123");
/// let mut extra = Extra::new();
/// extra.set_media_type("body", "text/plain;charset=utf-8");
///
/// assert_eq!(body.content(extra.media_type("body"))?, Content::Text("Hello123"));
/// assert_eq!(Stream::from(b"hello".as_slice()).bytes()?, b"hello".as_slice().into());
/// # Ok::<_, odata_runtime::values::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Stream(Value);

/// What a [`Stream`] holds, by its media type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content<'a> {
    /// JSON: `application/json` and types that end in `+json`, with or without parameters.
    Json(&'a Value),
    /// Text: all types that begin with `text/`.
    Text(&'a str),
    /// Anything else.
    Bytes(Binary),
}

impl Stream {
    /// A stream of JSON.
    pub fn from_json(json: impl Into<Value>) -> Self {
        Self(json.into())
    }

    /// A stream of text.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(Value::String(text.into()))
    }

    /// What it is of a media type, such as that which `extra` [has](crate::Extra::media_type) beside the property.
    ///
    /// A string without a media type is taken for bytes, and all else for JSON.
    ///
    /// # Errors
    ///
    /// A value that is no string where the media type asks for text, and none in base64 where it asks for bytes.
    pub fn content(&self, media_type: Option<&str>) -> Result<Content<'_>, ValueError> {
        match media_type.map_or(Kind::Unknown, Kind::of) {
            Kind::Json => Ok(Content::Json(&self.0)),
            Kind::Text => self.text().map(Content::Text),
            Kind::Unknown if !self.0.is_string() => Ok(Content::Json(&self.0)),
            Kind::Unknown | Kind::Bytes => self.bytes().map(Content::Bytes),
        }
    }

    /// The JSON, of a stream of JSON. Of others it is the string that they are written as.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// The JSON by itself.
    pub fn into_json(self) -> Value {
        self.0
    }

    /// The text, of a stream of text.
    ///
    /// # Errors
    ///
    /// A value that is no string.
    pub fn text(&self) -> Result<&str, ValueError> {
        self.0.as_str().ok_or_else(|| with_token(&self.0, |token| token.unlike("a stream of text as a string")))
    }

    /// The bytes, of a stream that is neither JSON nor text.
    ///
    /// # Errors
    ///
    /// A value that is no string in base64 or base64url.
    pub fn bytes(&self) -> Result<Binary, ValueError> {
        let expected = "a stream of bytes as a string in base64url";
        let unlike = || with_token(&self.0, |token| token.unlike(expected));
        self.0.as_str().and_then(|text| text.parse().ok()).ok_or_else(unlike)
    }
}

/// What a media type makes of a stream.
enum Kind {
    Json,
    Text,
    Bytes,
    /// There is no media type.
    Unknown,
}

impl Kind {
    /// That of a media type with its parameters.
    fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        match essence.split_once('/') {
            None if essence.is_empty() => Self::Unknown,
            Some(("text", _)) => Self::Text,
            Some(("application", "json")) => Self::Json,
            Some((_, subtype)) if subtype.ends_with("+json") => Self::Json,
            _ => Self::Bytes,
        }
    }
}

/// A media type without its parameters, in lower case, as case does not matter (RFC 9110, section 8.3.1).
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl Primitive for Stream {
    const EDM: &'static str = "Edm.Stream";

    fn of_token(token: Token<'_>, differs: &mut bool) -> Result<Self, ValueError> {
        Primitive::of_token(token, differs).map(Self)
    }

    fn read_from(reader: &mut Reader<'_>, differs: &mut bool) -> Result<Self, Error> {
        Primitive::read_from(reader, differs).map(Self)
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.0.write_to(writer)
    }
}

serde_as_primitive!(Stream);

/// The JSON, of a string no more than its beginning.
impl fmt::Debug for Stream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            // It can be as long as a file.
            Value::String(text) => formatter.write_str(&quoted(text)),
            other => fmt::Display::fmt(other, formatter),
        }
    }
}

macro_rules! streams {
    ($($doc:literal: $($bytes:ty as $binary:ty),*;)*) => {$($(
        #[doc = $doc]
        impl From<$bytes> for Stream {
            fn from(bytes: $bytes) -> Self {
                Self(Value::String(<$binary>::from(bytes).to_string()))
            }
        }
    )*)*};
}
streams! {
    "A stream of bytes, in base64 as a [`Binary`] is written.":
        Binary as Binary, &Binary as &Binary, Vec<u8> as Binary, &[u8] as Binary;
    "A stream of bytes, in base64url as a [`BinaryUrl`] is written.": BinaryUrl as BinaryUrl, &BinaryUrl as &BinaryUrl;
}
