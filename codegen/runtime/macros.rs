//! What every generated type implements in the same words.
//!
//! Each macro expects the module of the runtime to be in scope as `runtime`. With thousands of types it counts how much a
//! function does, and functions that are generic need no `#[inline]`.

#![allow(unused_macros, unused_imports, reason = "Generated types use them, and not every crate has each kind.")]

/// The traits of a struct, by way of `Record`.
macro_rules! record {
    ($type:ident) => {
        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                runtime::object::clone(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                runtime::object::eq(self, other)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                runtime::object::debug(self, formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                runtime::write::write(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                runtime::read::read(deserializer)
            }
        }
    };
}
pub(crate) use record;

/// What entities have besides: complex types have no control information of these kinds.
macro_rules! entity {
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
pub(crate) use entity;

/// The traits of an enum of a type and its derived types, by way of `Hierarchy`.
macro_rules! hierarchy {
    ($type:ident) => {
        impl $type {
            /// The qualified name of the type: the `ODATA_TYPE` of what the variant holds, or the name that the object itself
            /// has for a type that is not known.
            #[inline]
            pub fn odata_type(&self) -> &str {
                runtime::hierarchy::odata_type(self)
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
            pub fn extra(&self) -> &runtime::Extra {
                runtime::hierarchy::extra_of(self)
            }

            /// What the object holds besides its fields, to change it.
            #[inline]
            pub fn extra_mut(&mut self) -> &mut runtime::Extra {
                runtime::hierarchy::extra_of_mut(self)
            }

            /// Makes a structural property another value, whatever the type of the object is. The value is read from the JSON
            /// that it is written as; `null` clears the property, and is written.
            ///
            /// # Errors
            ///
            /// A property that the type does not have or that is a navigation property, and a value that does not fit it; the
            /// object stays as it was.
            pub fn set<V: runtime::json::ToJson + ?::std::marker::Sized>(
                &mut self,
                property: &str,
                to: &V,
            ) -> ::std::result::Result<(), ::serde_json::Error> {
                runtime::hierarchy::set(self, property, to)
            }

            /// What the variant of a type holds; the value is given back if it is of another type.
            ///
            /// # Errors
            ///
            /// The value itself, if it is of another type, known or not.
            pub fn downcast<T: runtime::VariantOf<Self>>(self) -> ::std::result::Result<T, Self> {
                runtime::hierarchy::narrow(self)
            }

            /// What the variant of a type holds, if the value is of that type.
            pub fn downcast_ref<T: runtime::VariantOf<Self>>(&self) -> ::std::option::Option<&T> {
                runtime::hierarchy::held(self)
            }

            /// What the variant of a type holds, to change it, if the value is of that type.
            pub fn downcast_mut<T: runtime::VariantOf<Self>>(&mut self) -> ::std::option::Option<&mut T> {
                runtime::hierarchy::held_mut(self)
            }
        }

        /// From each of the types that variants hold.
        impl<T: runtime::VariantOf<Self>> ::std::convert::From<T> for $type {
            fn from(value: T) -> Self {
                runtime::hierarchy::widen(value)
            }
        }

        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                runtime::object::clone_hierarchy(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                runtime::object::eq_hierarchy(self, other)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                runtime::object::debug(runtime::hierarchy::Hierarchy::get(self).1, formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                runtime::write::write_hierarchy(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                runtime::read::read_hierarchy(deserializer)
            }
        }

        impl runtime::write::Structured for $type {
            #[inline]
            fn object(&self) -> runtime::write::Object<'_> {
                runtime::write::hierarchy_object(self)
            }
        }

        impl runtime::json::BySerde for $type {
            const IS_KNOWN: bool = true;

            #[inline]
            fn read_text(reader: &mut runtime::json::Reader<'_>) -> ::std::result::Result<Self, ::serde_json::Error> {
                runtime::read::hierarchy_from_json(reader)
            }

            #[inline]
            fn write_text(
                &self,
                writer: &mut runtime::json::Writer<'_>,
            ) -> ::std::result::Result<(), ::serde_json::Error> {
                runtime::write::hierarchy_to_json(self, writer)
            }
        }

        impl runtime::json::BySerde for ::std::boxed::Box<$type> {
            const IS_KNOWN: bool = true;
        }
    };
}
pub(crate) use hierarchy;

/// The traits and methods of an enum of named values, by way of `Enumeration`.
macro_rules! enumeration {
    ($type:ident) => {
        impl $type {
            /// The name of the member.
            #[inline]
            pub fn as_str(&self) -> &str {
                runtime::enumeration::name(self)
            }

            /// The value of the member; `None` for a name that is not known.
            #[inline]
            pub fn value(&self) -> ::std::option::Option<i64> {
                runtime::enumeration::value(self)
            }

            /// All members that are known.
            // An enum may be called `All`, and clippy takes this for its constructor then.
            #[allow(clippy::self_named_constructors)]
            #[inline]
            pub fn all() -> runtime::enumeration::All<Self> {
                runtime::enumeration::all()
            }
        }

        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                runtime::enumeration::clone(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                runtime::enumeration::Enumeration::number(self) == runtime::enumeration::Enumeration::number(other)
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                runtime::enumeration::hash(self, state)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                runtime::enumeration::debug(self, formatter)
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
                runtime::enumeration::parse(text)
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
                ::std::result::Result::Ok(runtime::enumeration::parse(text))
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                runtime::enumeration::read(deserializer)
            }
        }

        impl runtime::json::BySerde for $type {
            const IS_KNOWN: bool = true;
        }
    };
}
pub(crate) use enumeration;

/// The traits of a struct around a value.
macro_rules! newtype {
    ($type:ident($inner:ty)) => {
        impl runtime::newtype::Newtype for $type {
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

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                runtime::values::Primitive::write(&self.0, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                runtime::values::Primitive::read(deserializer).map(Self)
            }
        }

        impl runtime::json::BySerde for $type {
            const IS_KNOWN: bool = true;

            fn null() -> ::std::option::Option<Self> {
                runtime::values::Primitive::null().map(Self)
            }
        }
    };
}
pub(crate) use newtype;

/// The traits of a struct around a value of a type that is not generated.
macro_rules! wrapper {
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

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                ::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }

        impl runtime::json::BySerde for $type {}
    };
}
pub(crate) use wrapper;

/// `Display` of a struct around a value that has it.
macro_rules! display {
    ($type:ident) => {
        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, formatter)
            }
        }
    };
}
pub(crate) use display;
