//! The items of the files: structs, enums and what they are made of.

use std::sync::Arc;

use super::facts::{About, Deprecation, Named};
use super::ids::{ForeignId, TypeId};
use super::names::Ident;

/// An item of a file.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct.
    Struct(Struct),
    /// An enum of a type and its derived types.
    Hierarchy(Hierarchy),
    /// An enum of named values.
    Enum(Enum),
    /// A struct around another type.
    Newtype(Newtype),
}

/// A struct with a field for each property.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// The name that services have for the type, which may have a version in it.
    pub odata_type: String,
    /// Whether that is an entity type.
    pub is_entity: bool,
    /// What is known of the type.
    pub about: About,
    /// Its base type.
    pub base: Option<Arc<Named>>,
    /// Its fields, inherited ones first.
    pub fields: Vec<Field>,
    /// The navigation properties that have no field.
    pub without_field: Vec<Arc<str>>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub ident: Ident,
    /// The name of the constant that holds its wire name.
    pub constant: Ident,
    /// The name of the property.
    pub wire: Arc<str>,
    /// What it holds.
    pub shape: Shape,
    /// Whether it leads to other entities, and is read only when asked for.
    pub is_navigation: bool,
    /// Who can set it.
    pub access: Access,
    /// What is known of the property, which all types have in common that inherit it.
    pub about: Arc<About>,
    /// The base type that declares it, if it is inherited.
    pub inherited_from: Option<Arc<Named>>,
}

/// In which requests clients can set a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// In all.
    Always,
    /// In those that create the entity.
    Create,
    /// In none.
    Never,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The value, or each item.
    pub scalar: Scalar,
    /// Whether there are many.
    pub is_collection: bool,
}

/// What a single value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A value that the runtime knows.
    Value(Value),
    /// A generated enum.
    Enum(TypeId),
    /// A set of members of a generated enum.
    Flags(TypeId),
    /// A newtype and what it is around.
    Newtype(TypeId, Value),
    /// A newtype around a type that is not generated.
    Wrapper(TypeId),
    /// A type that is not generated.
    Foreign(ForeignId),
    /// A struct.
    Record(TypeId),
    /// An enum of a type and its derived types.
    Hierarchy(TypeId),
}

/// A value that the runtime knows how to read and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// `bool`.
    Bool,
    /// `u8`.
    U8,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A GUID.
    Guid,
    /// A date and time with an offset.
    DateTime,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A duration.
    Duration,
    /// A decimal number.
    Decimal,
    /// Bytes, written in the standard alphabet of base64.
    Binary,
    /// Bytes, written in the one for URLs.
    BinaryUrl,
    /// A stream: JSON, text or bytes.
    Stream,
    /// GeoJSON.
    Geo,
    /// Any JSON.
    Json,
}

/// An enum with a variant for a base type and for each type derived from it.
#[derive(Clone, Debug)]
pub struct Hierarchy {
    /// Its name.
    pub id: TypeId,
    /// The base type.
    pub base: TypeId,
    /// The types in the order of the variants, grouped by namespace and with its aliases:
    /// `microsoft.graph|graph:attachment,fileAttachment;…`.
    pub types: String,
    /// That the base type is deprecated, if it is.
    pub deprecation: Option<Arc<Deprecation>>,
    /// A variant for each type, the base type first.
    pub variants: Vec<HierarchyVariant>,
    /// The fields that all types share, in the order of the fields of each.
    pub shared: Vec<SharedField>,
}

/// A variant of a hierarchy.
#[derive(Clone, Debug)]
pub struct HierarchyVariant {
    /// Its name.
    pub ident: Ident,
    /// The type that it holds.
    pub ty: TypeId,
    /// The qualified name of the type.
    pub wire: String,
}

/// A field of the base type, readable on the enum unless it leads to other entities or is narrowed.
#[derive(Clone, Debug)]
pub struct SharedField {
    /// The name of the method.
    pub ident: Ident,
    /// The name of the property.
    pub wire: Arc<str>,
    /// What it holds.
    pub shape: Shape,
    /// Whether it leads to other entities.
    pub is_navigation: bool,
    /// Whether a type of the hierarchy declares the property again with another type, so that there is no type that all of
    /// them have for it.
    pub is_narrowed: bool,
    /// What is known of the property.
    pub about: Arc<About>,
}

/// An enum of named values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// What is known of the type.
    pub about: About,
    /// Its members, in order.
    pub members: Vec<Member>,
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub ident: Ident,
    /// Its name on the wire.
    pub wire: String,
    /// Its value.
    pub value: i64,
    /// What else is known of it.
    pub about: About,
}

/// A struct around another type.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// The name that services have for the type, which may have a version in it.
    pub odata_type: String,
    /// What is known of the type.
    pub about: About,
    /// What it is around.
    pub inner: Inner,
}

/// What a newtype is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    /// A value that the runtime knows.
    Value(Value),
    /// A type that is not generated.
    Foreign(ForeignId),
}

impl Inner {
    /// The traits that it has besides those that every newtype has, and that can be derived. What a type that is not
    /// generated has is not known.
    pub(crate) fn traits(self) -> &'static [&'static str] {
        match self {
            Self::Value(Value::F64) => &["PartialOrd"],
            Self::Value(Value::Geo) | Self::Foreign(_) => &[],
            Self::Value(Value::Json) => &["Eq"],
            Self::Value(Value::Binary | Value::BinaryUrl | Value::Duration | Value::Stream) => &["Eq", "Hash"],
            Self::Value(_) => &["Eq", "Hash", "PartialOrd", "Ord"],
        }
    }

    /// Whether it can be shown as text.
    pub(crate) fn has_display(self) -> bool {
        !matches!(self, Self::Value(Value::Geo | Value::Stream) | Self::Foreign(_))
    }
}

impl Scalar {
    /// The generated type that it is, or that it has members of.
    pub(crate) fn generated(self) -> Option<TypeId> {
        match self {
            Self::Value(_) | Self::Foreign(_) => None,
            Self::Enum(ty)
            | Self::Flags(ty)
            | Self::Newtype(ty, _)
            | Self::Wrapper(ty)
            | Self::Record(ty)
            | Self::Hierarchy(ty) => Some(ty),
        }
    }
}

impl SharedField {
    /// Whether the enum has a method for it.
    pub(crate) fn is_readable(&self) -> bool {
        !self.is_navigation && !self.is_narrowed
    }
}

impl Item {
    /// The type that it defines.
    pub fn id(&self) -> TypeId {
        match self {
            Self::Struct(item) => item.id,
            Self::Hierarchy(item) => item.id,
            Self::Enum(item) => item.id,
            Self::Newtype(item) => item.id,
        }
    }
}
