//! What every generated type implements in the same words.
//!
//! With thousands of types it counts how much a function does, and functions that are generic need no `#[inline]`.
//!
//! Exported macros are at the root of the crate, whatever module they are in. There they are hidden, and generated code has them
//! from [`v1`](crate::__private::v1) under names without `__`.

mod newtype;

/// serde's traits of a type that is read and written as JSON text, if programs want them.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {};
}

/// serde's traits of a type that is read and written as JSON text, if programs want them.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::json::to_serde(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::json::from_serde(deserializer)
            }
        }
    };
}

/// The traits of a struct, by way of `Record`.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($type:ident) => {
        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::v1::object::clone(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::v1::object::eq(self, other)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::v1::object::debug(self, formatter)
            }
        }

        $crate::__serde! { $type }
    };
}

/// What entities have besides: complex types have no control information of these kinds.
#[doc(hidden)]
#[macro_export]
macro_rules! __entity {
    ($type:ident) => {
        impl $type {
            /// The value of `@odata.etag`: the version of the entity, for `If-Match`.
            #[inline]
            pub fn etag(&self) -> ::std::option::Option<&str> {
                self.extra.etag()
            }

            /// The value of `@odata.id`: the URL that identifies the entity.
            #[inline]
            pub fn odata_id(&self) -> ::std::option::Option<&str> {
                self.extra.odata_id()
            }
        }
    };
}

/// The traits of an enum of a type and its derived types, by way of `Hierarchy`.
#[doc(hidden)]
#[macro_export]
macro_rules! __hierarchy {
    ($type:ident) => {
        impl $type {
            /// The qualified name of the type: the `ODATA_TYPE` of what the variant holds, or the name that the object itself
            /// has for a type that is not known.
            #[inline]
            pub fn odata_type(&self) -> &str {
                $crate::__private::v1::hierarchy::odata_type(self)
            }

            /// The value of `@odata.etag`: the version of the entity, for `If-Match`.
            #[inline]
            pub fn etag(&self) -> ::std::option::Option<&str> {
                self.extra().etag()
            }

            /// The value of `@odata.id`: the URL that identifies the entity.
            #[inline]
            pub fn odata_id(&self) -> ::std::option::Option<&str> {
                self.extra().odata_id()
            }

            /// What the object holds besides its fields.
            #[inline]
            pub fn extra(&self) -> &$crate::Extra {
                $crate::__private::v1::hierarchy::extra_of(self)
            }

            /// What the object holds besides its fields, to change it.
            #[inline]
            pub fn extra_mut(&mut self) -> &mut $crate::Extra {
                $crate::__private::v1::hierarchy::extra_of_mut(self)
            }

            /// Makes a structural property another value, whatever the type of the object is. The value is read from the JSON
            /// that it is written as; `null` clears the property, and is written.
            ///
            /// # Errors
            ///
            /// A property that the type does not have or that is a navigation property, and a value that does not fit it; the
            /// object stays as it was.
            pub fn set<V: $crate::json::ToJson + ?::std::marker::Sized>(
                &mut self,
                property: impl ::std::convert::AsRef<str>,
                to: &V,
            ) -> ::std::result::Result<(), $crate::json::Error> {
                $crate::__private::v1::hierarchy::set(self, property.as_ref(), to)
            }

            /// What the variant of a type holds; the value is given back if it is of another type.
            ///
            /// # Errors
            ///
            /// The value itself, if it is of another type, known or not.
            pub fn downcast<T: $crate::VariantOf<Self>>(self) -> ::std::result::Result<T, Self> {
                $crate::__private::v1::hierarchy::downcast(self)
            }

            /// What the variant of a type holds, if the value is of that type.
            pub fn downcast_ref<T: $crate::VariantOf<Self>>(&self) -> ::std::option::Option<&T> {
                $crate::__private::v1::hierarchy::downcast_ref(self)
            }

            /// What the variant of a type holds, to change it, if the value is of that type.
            pub fn downcast_mut<T: $crate::VariantOf<Self>>(&mut self) -> ::std::option::Option<&mut T> {
                $crate::__private::v1::hierarchy::downcast_mut(self)
            }
        }

        /// From each of the types that variants hold.
        impl<T: $crate::VariantOf<Self>> ::std::convert::From<T> for $type {
            fn from(value: T) -> Self {
                $crate::__private::v1::hierarchy::upcast(value)
            }
        }

        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::v1::object::clone_hierarchy(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::v1::object::eq_hierarchy(self, other)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::v1::object::debug(
                    $crate::__private::v1::hierarchy::Hierarchy::get(self).1,
                    formatter,
                )
            }
        }

        $crate::__serde! { $type }

        impl $crate::__private::v1::write::Structured for $type {
            #[inline]
            fn object(&self) -> $crate::__private::v1::write::Object<'_> {
                $crate::__private::v1::write::hierarchy_object(self)
            }
        }

        impl $crate::json::Json for $type {
            #[inline]
            fn read(reader: &mut $crate::json::Reader<'_>) -> ::std::result::Result<Self, $crate::json::Error> {
                $crate::__private::v1::read::read_hierarchy(reader)
            }

            #[inline]
            fn write(&self, writer: &mut $crate::json::Writer<'_>) -> ::std::result::Result<(), $crate::json::Error> {
                $crate::__private::v1::write::write_hierarchy(self, writer)
            }
        }

        impl $crate::json::Json for ::std::boxed::Box<$type> {
            #[inline]
            fn read(reader: &mut $crate::json::Reader<'_>) -> ::std::result::Result<Self, $crate::json::Error> {
                $crate::__private::v1::read::read_hierarchy(reader).map(Self::new)
            }

            #[inline]
            fn write(&self, writer: &mut $crate::json::Writer<'_>) -> ::std::result::Result<(), $crate::json::Error> {
                $crate::__private::v1::write::write_hierarchy(&**self, writer)
            }
        }
    };
}

/// The traits and methods of an enum of named values, by way of `Enumeration`.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ident) => {
        impl $type {
            /// The name of the member.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::__private::v1::enumeration::name(self)
            }

            /// The value of the member; `None` for a name that is not known.
            #[inline]
            pub fn value(&self) -> ::std::option::Option<i64> {
                $crate::__private::v1::enumeration::value(self)
            }

            /// All members that are known.
            // An enum may be called `All`, and clippy takes this for its constructor then.
            #[allow(clippy::self_named_constructors)]
            #[inline]
            pub fn all() -> $crate::__private::v1::enumeration::All<Self> {
                $crate::__private::v1::enumeration::all()
            }
        }

        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::v1::enumeration::clone(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::v1::enumeration::Enumeration::number(self)
                    == $crate::__private::v1::enumeration::Enumeration::number(other)
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::__private::v1::enumeration::hash(self, state)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::v1::enumeration::debug(self, formatter)
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        /// The member of a name or of a value in digits; any other text is kept as it is.
        impl ::std::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::__private::v1::enumeration::parse(text)
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        /// The member of a name or of a value in digits; any other text is kept as it is.
        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok($crate::__private::v1::enumeration::parse(text))
            }
        }

        $crate::__serde! { $type }

        impl $crate::json::Json for $type {
            fn read(reader: &mut $crate::json::Reader<'_>) -> ::std::result::Result<Self, $crate::json::Error> {
                $crate::__private::v1::enumeration::read(reader)
            }

            fn write(&self, writer: &mut $crate::json::Writer<'_>) -> ::std::result::Result<(), $crate::json::Error> {
                $crate::__private::v1::enumeration::write(self, writer)
            }
        }
    };
}

/// The traits of what a type leads to: a struct around what its base type leads to, or a `Path`.
#[cfg(feature = "requests")]
#[doc(hidden)]
#[macro_export]
macro_rules! __paths {
    ($type:ident, $base:ty) => {
        impl ::std::convert::From<$crate::request::Path> for $type {
            fn from(path: $crate::request::Path) -> Self {
                Self(::std::convert::From::from(path))
            }
        }

        impl ::std::ops::Deref for $type {
            type Target = $base;

            #[inline]
            fn deref(&self) -> &$base {
                &self.0
            }
        }
    };
}
