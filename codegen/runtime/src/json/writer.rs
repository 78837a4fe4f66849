//! Values to JSON text.

use std::fmt::{self, Display, Write as _};

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use serde_json::Error;

use super::super::values::{NUMBER, RAW_VALUE};
use super::key::Key;
use super::number::{write_f64, write_i64, write_u64};
use super::text::{write_part, write_string};

/// Writes to a vector.
pub struct Writer<'a> {
    out: &'a mut Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(in super::super) const fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out }
    }

    /// Writes text that is JSON.
    pub(super) fn raw_value(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

macro_rules! whole {
    ($($unsigned:ident $signed:ident $u:ty, $i:ty;)*) => {$(
        fn $unsigned(self, value: $u) -> Result<(), Error> {
            write_u64(self.out, value.into());
            Ok(())
        }
        fn $signed(self, value: $i) -> Result<(), Error> {
            write_i64(self.out, value.into());
            Ok(())
        }
    )*};
}

impl<'w, 'a> Serializer for &'w mut Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'w, 'a>;
    type SerializeTuple = Compound<'w, 'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Compound<'w, 'a>;
    type SerializeStruct = Compound<'w, 'a>;
    type SerializeStructVariant = Impossible<(), Error>;

    whole! {
        serialize_u8 serialize_i8 u8, i8;
        serialize_u16 serialize_i16 u16, i16;
        serialize_u32 serialize_i32 u32, i32;
        serialize_u64 serialize_i64 u64, i64;
    }

    fn serialize_f32(self, _: f32) -> Result<(), Error> {
        Err(unknown("f32"))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        write_f64(self.out, value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        write_string(self.out, value);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.out.push(b'"');
        write!(Escaped(self), "{value}").map_err(Error::custom)?;
        self.out.push(b'"');
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        match Key::member(name) {
            Some(start) => {
                self.out.extend_from_slice(start);
                Ok(())
            }
            None => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(unknown(name))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        Ok(Compound::begin(self, b'[', "]"))
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unknown(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unknown(name))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Ok(Compound::begin(self, b'{', "}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        if name == RAW_VALUE || name == NUMBER {
            return Ok(Compound { writer: self, is_first: true, end: "" });
        }
        Err(unknown(name))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unknown(name))
    }
}

/// No type that is written as text is like this.
#[cold]
fn unknown(name: &str) -> Error {
    Error::custom(format_args!("`{name}` is of no type that is written here"))
}

/// An array or an object on its way, or what serde_json shows for JSON text and for a number with all its digits: a struct
/// whose only field is the text.
pub struct Compound<'w, 'a> {
    writer: &'w mut Writer<'a>,
    is_first: bool,
    /// What it ends with.
    end: &'static str,
}

impl<'w, 'a> Compound<'w, 'a> {
    #[inline]
    fn begin(writer: &'w mut Writer<'a>, first: u8, end: &'static str) -> Self {
        writer.out.push(first);
        Self { writer, is_first: true, end }
    }

    /// What writes the value of the member whose name was written last.
    pub(in super::super) fn value(&mut self) -> &mut Writer<'a> {
        self.writer
    }

    /// What writes the next item.
    pub(in super::super) fn item(&mut self) -> &mut Writer<'a> {
        self.next()
    }

    #[inline]
    fn next(&mut self) -> &mut Writer<'a> {
        if !std::mem::take(&mut self.is_first) {
            self.writer.out.push(b',');
        }
        self.writer
    }

    #[inline]
    fn finish(self) -> Result<(), Error> {
        self.writer.out.extend_from_slice(self.end.as_bytes());
        Ok(())
    }
}

impl SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let writer = self.next();
        key.serialize(&mut *writer)?;
        match writer.out.last() {
            // The token of a property has its colon.
            Some(b':') => Ok(()),
            Some(b'"') => {
                writer.out.push(b':');
                Ok(())
            }
            _ => Err(Error::custom("key must be a string")),
        }
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

macro_rules! sequences {
    ($($kind:ident $method:ident;)*) => {$(
        impl $kind for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(self.next())
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}
sequences! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
}

impl SerializeStruct for Compound<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Error> {
        write!(Unescaped(self.writer), "{}", Plain(value)).map_err(Error::custom)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

/// Text that goes into a string.
struct Escaped<'w, 'a>(&'w mut Writer<'a>);

impl fmt::Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_part(self.0.out, text);
        Ok(())
    }
}

/// Text that is JSON.
struct Unescaped<'w, 'a>(&'w mut Writer<'a>);

impl fmt::Write for Unescaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.out.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// A value that is a string or a number, as serde writes it to a formatter.
struct Plain<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Display for Plain<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(formatter)
    }
}
