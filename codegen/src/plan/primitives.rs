//! Built-in types as values of the runtime.

use super::Value;
use crate::model::Primitive;

/// The value that the runtime has for a built-in type.
pub(super) fn value(primitive: Primitive) -> Value {
    match primitive {
        Primitive::Binary => Value::Binary,
        Primitive::Stream => Value::Stream,
        Primitive::Boolean => Value::Bool,
        Primitive::Byte => Value::U8,
        Primitive::SByte => Value::I8,
        Primitive::Int16 => Value::I16,
        Primitive::Int32 => Value::I32,
        Primitive::Int64 => Value::I64,
        // Services write more digits for `Edm.Single` than an `f32` can hold, and no digit is to be lost.
        Primitive::Single | Primitive::Double => Value::F64,
        Primitive::Decimal => Value::Decimal,
        Primitive::Date => Value::Date,
        Primitive::DateTimeOffset => Value::DateTime,
        Primitive::TimeOfDay => Value::Time,
        Primitive::Duration => Value::Duration,
        Primitive::Guid => Value::Guid,
        Primitive::String
        | Primitive::AnnotationPath
        | Primitive::AnyPropertyPath
        | Primitive::ModelElementPath
        | Primitive::NavigationPropertyPath
        | Primitive::PropertyPath => Value::String,
        Primitive::Geography
        | Primitive::GeographyPoint
        | Primitive::GeographyLineString
        | Primitive::GeographyPolygon
        | Primitive::GeographyMultiPoint
        | Primitive::GeographyMultiLineString
        | Primitive::GeographyMultiPolygon
        | Primitive::GeographyCollection
        | Primitive::Geometry
        | Primitive::GeometryPoint
        | Primitive::GeometryLineString
        | Primitive::GeometryPolygon
        | Primitive::GeometryMultiPoint
        | Primitive::GeometryMultiLineString
        | Primitive::GeometryMultiPolygon
        | Primitive::GeometryCollection => Value::Geo,
        Primitive::Untyped | Primitive::PrimitiveType | Primitive::ComplexType | Primitive::EntityType => Value::Json,
    }
}
