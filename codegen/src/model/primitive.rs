//! The built-in types.

macro_rules! primitives {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A built-in type of the namespace `Edm` (section 3.3 of CSDL 4.01).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Primitive {
            $($(#[$doc])* $name,)*
        }

        impl Primitive {
            /// Every built-in type.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The simple name, such as `Int32` for `Edm.Int32`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

primitives! {
    /// Bytes.
    Binary,
    /// True or false.
    Boolean,
    /// Unsigned 8-bit integer.
    Byte,
    /// Date without time of day or offset.
    Date,
    /// Date and time with an offset from UTC.
    DateTimeOffset,
    /// Decimal number with a fixed or floating scale.
    Decimal,
    /// IEEE 754 binary64.
    Double,
    /// Signed duration.
    Duration,
    /// 16 bytes as a GUID.
    Guid,
    /// Signed 16-bit integer.
    Int16,
    /// Signed 32-bit integer.
    Int32,
    /// Signed 64-bit integer.
    Int64,
    /// Signed 8-bit integer.
    SByte,
    /// IEEE 754 binary32.
    Single,
    /// Binary data stream.
    Stream,
    /// Unicode text.
    String,
    /// Time of day without a date or offset.
    TimeOfDay,
    /// Abstract base of all Geography types.
    Geography,
    /// Point in a round-earth coordinate system.
    GeographyPoint,
    /// Line in a round-earth coordinate system.
    GeographyLineString,
    /// Polygon in a round-earth coordinate system.
    GeographyPolygon,
    /// Points in a round-earth coordinate system.
    GeographyMultiPoint,
    /// Lines in a round-earth coordinate system.
    GeographyMultiLineString,
    /// Polygons in a round-earth coordinate system.
    GeographyMultiPolygon,
    /// Collection of Geography values.
    GeographyCollection,
    /// Abstract base of all Geometry types.
    Geometry,
    /// Point in a flat-earth coordinate system.
    GeometryPoint,
    /// Line in a flat-earth coordinate system.
    GeometryLineString,
    /// Polygon in a flat-earth coordinate system.
    GeometryPolygon,
    /// Points in a flat-earth coordinate system.
    GeometryMultiPoint,
    /// Lines in a flat-earth coordinate system.
    GeometryMultiLineString,
    /// Polygons in a flat-earth coordinate system.
    GeometryMultiPolygon,
    /// Collection of Geometry values.
    GeometryCollection,
    /// Any value at all.
    Untyped,
    /// Any primitive value.
    PrimitiveType,
    /// Any complex value.
    ComplexType,
    /// Any entity.
    EntityType,
    /// Path of an annotation.
    AnnotationPath,
    /// Path of a property, navigation property or annotation.
    AnyPropertyPath,
    /// Path of a model element.
    ModelElementPath,
    /// Path of a navigation property.
    NavigationPropertyPath,
    /// Path of a structural property.
    PropertyPath,
}

impl Primitive {
    /// The type of a simple name in the namespace `Edm`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|primitive| primitive.name() == name)
    }

    /// Whether an enum type may have it as its underlying type (section 10.1).
    pub fn is_integer(self) -> bool {
        matches!(self, Self::Byte | Self::SByte | Self::Int16 | Self::Int32 | Self::Int64)
    }

    /// Whether it stands for values of more than one type.
    pub fn is_abstract(self) -> bool {
        matches!(
            self,
            Self::Untyped
                | Self::PrimitiveType
                | Self::ComplexType
                | Self::EntityType
                | Self::Geography
                | Self::Geometry
        )
    }

    /// The smallest and largest value of an integer type.
    pub fn integer_range(self) -> Option<(i64, i64)> {
        match self {
            Self::Byte => Some((0, i64::from(u8::MAX))),
            Self::SByte => Some((i64::from(i8::MIN), i64::from(i8::MAX))),
            Self::Int16 => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
            Self::Int32 => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
            Self::Int64 => Some((i64::MIN, i64::MAX)),
            _ => None,
        }
    }
}
