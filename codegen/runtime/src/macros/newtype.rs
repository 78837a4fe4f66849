//! Structs around a value: type definitions, and types that are not generated.

/// What any struct around a value is to that value.
#[doc(hidden)]
#[macro_export]
macro_rules! __around {
    ($type:ident($inner:ty)) => {
        impl ::std::convert::From<$inner> for $type {
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl ::std::convert::From<$type> for $inner {
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl ::std::ops::Deref for $type {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }
    };
}

/// The traits of a struct around a value.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($type:ident(String)) => {
        $crate::__newtype! { any $type(::std::string::String) }
        $crate::__newtype_text! { $type }

        impl ::std::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
    ($type:ident($inner:ty)) => {
        $crate::__newtype! { any $type($inner) }
    };
    (any $type:ident($inner:ty)) => {
        impl $crate::__private::v1::newtype::Newtype for $type {
            type Inner = $inner;

            fn wrap(inner: $inner) -> Self {
                Self(inner)
            }

            fn inner(&self) -> &$inner {
                &self.0
            }

            fn into_inner(self) -> $inner {
                self.0
            }
        }

        $crate::__around! { $type($inner) }

        $crate::__serde! { $type }

        $crate::__newtype_literal! { $type }

        impl $crate::json::Json for $type {
            fn read(reader: &mut $crate::json::Reader<'_>) -> ::std::result::Result<Self, $crate::json::Error> {
                $crate::json::FromJson::read_json(reader).map(Self)
            }

            fn write(&self, writer: &mut $crate::json::Writer<'_>) -> ::std::result::Result<(), $crate::json::Error> {
                $crate::json::ToJson::write_json(&self.0, writer)
            }

            fn null() -> ::std::option::Option<Self> {
                $crate::json::FromJson::of_null().map(Self)
            }
        }
    };
}

/// The traits of a struct around a value of a type that is not generated.
#[doc(hidden)]
#[macro_export]
macro_rules! __wrapper {
    ($type:ident($inner:ty)) => {
        $crate::__around! { $type($inner) }

        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }

        $crate::by_serde! { $type }
    };
}

/// `Display` of a struct around a value that has it.
#[doc(hidden)]
#[macro_export]
macro_rules! __display {
    ($type:ident) => {
        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, formatter)
            }
        }
    };
}

/// What a struct around a value is in URLs, if there are requests.
#[cfg(not(feature = "requests"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype_literal {
    ($type:ident) => {};
}

/// What a text is to a struct around one in URLs, if there are requests.
#[cfg(not(feature = "requests"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype_text {
    ($type:ident) => {};
}

/// What a text is to a struct around one in URLs, if there are requests.
#[cfg(feature = "requests")]
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype_text {
    ($type:ident) => {
        impl $crate::request::IntoKey<$type> for &str {
            fn into_key(self) -> $crate::request::Key {
                $crate::request::Key::new(&self)
            }
        }
    };
}

/// What a struct around a value is in URLs, if there are requests.
#[cfg(feature = "requests")]
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype_literal {
    ($type:ident) => {
        impl $crate::request::Literal for $type {
            fn write_literal(&self, text: &mut $crate::__private::v1::request::Text) {
                $crate::__private::v1::request::write_newtype(&self.0, text);
            }
        }

        impl<T> $crate::request::Comparand<T, $type> for $type {
            fn into_term(self) -> $crate::__private::v1::request::Term {
                $crate::__private::v1::request::term(&self)
            }
        }

        impl<T> $crate::request::Comparand<T, $type> for &$type {
            fn into_term(self) -> $crate::__private::v1::request::Term {
                $crate::__private::v1::request::term(self)
            }
        }

        impl $crate::request::IntoKey<$type> for $type {
            fn into_key(self) -> $crate::request::Key {
                $crate::request::Key::new(&self)
            }
        }

        impl $crate::request::IntoKey<$type> for &$type {
            fn into_key(self) -> $crate::request::Key {
                $crate::request::Key::new(self)
            }
        }
    };
}
