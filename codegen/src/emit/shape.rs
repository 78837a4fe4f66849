//! What fields hold, as types, and as the slots and views of the runtime.

use syn::Type;

use super::imports::Imports;
use super::make;
use crate::plan::{Scalar, Shape, Value};

/// The type of a field: `Option<String>`, `Option<Vec<AnyThing>>`, `Nav<User>`.
pub(super) fn field_type(shape: Shape, is_navigation: bool, imports: &mut Imports<'_>) -> Type {
    let item = scalar_type(shape.scalar, imports);
    let ty = match (shape.is_collection, shape.scalar, is_navigation) {
        (true, ..) => make::generic("Vec", item),
        (false, Scalar::Record(_), false) => make::generic("Box", item),
        (false, ..) => item,
    };
    if is_navigation { make::generic_path(imports.runtime("Nav"), ty) } else { make::generic("Option", ty) }
}

/// What requests know of the value of a property: `String`, `Vec<Thing>`, `Nav<User>`. A type is meant by its struct, whether or not
/// values of derived types are read as well.
pub(super) fn property_type(shape: Shape, is_navigation: bool, imports: &mut Imports<'_>) -> Type {
    let scalar = match shape.scalar {
        Scalar::Hierarchy(any) => Scalar::Record(imports.struct_of(any)),
        scalar => scalar,
    };
    let item = scalar_type(scalar, imports);
    let ty = if shape.is_collection { make::generic("Vec", item) } else { item };
    if is_navigation { make::generic_path(imports.runtime("Nav"), ty) } else { ty }
}

/// The type of a single value.
pub(super) fn scalar_type(scalar: Scalar, imports: &mut Imports<'_>) -> Type {
    match scalar {
        Scalar::Value(value) => value_type(value, imports),
        Scalar::Flags(ty) => {
            let flags = imports.runtime("Flags");
            make::generic_path(flags, make::path_type(imports.ty(ty)))
        }
        Scalar::Enum(ty)
        | Scalar::Newtype(ty, _)
        | Scalar::Wrapper(ty)
        | Scalar::Record(ty)
        | Scalar::Hierarchy(ty) => make::path_type(imports.ty(ty)),
        Scalar::Foreign(id) => imports.foreign(id),
    }
}

/// The crate `time`, which the runtime re-exports as it does all others that fields have types of.
const TIME: &[&str] = &["crate", "runtime", "time"];

/// The type of a value that the runtime knows.
pub(super) fn value_type(value: Value, imports: &mut Imports<'_>) -> Type {
    let path = match value {
        Value::Bool => make::path(["bool"]),
        Value::U8 => make::path(["u8"]),
        Value::I8 => make::path(["i8"]),
        Value::I16 => make::path(["i16"]),
        Value::I32 => make::path(["i32"]),
        Value::I64 => make::path(["i64"]),
        Value::F64 => make::path(["f64"]),
        Value::String => make::path(["String"]),
        Value::Guid => imports.item(&["crate", "runtime", "uuid"], "Uuid"),
        Value::DateTime => imports.item(TIME, "OffsetDateTime"),
        Value::Date => imports.item(TIME, "Date"),
        Value::Time => imports.item(TIME, "Time"),
        Value::Duration => imports.runtime("Duration"),
        Value::Decimal => imports.item(&["crate", "runtime", "rust_decimal"], "Decimal"),
        Value::Binary => imports.runtime("Binary"),
        Value::BinaryUrl => imports.runtime("BinaryUrl"),
        Value::Stream => imports.runtime("Stream"),
        Value::Geo => imports.runtime("Geo"),
        Value::Json => imports.item(&["crate", "runtime", "serde_json"], "Value"),
    };
    make::path_type(path)
}

/// The variant of `Slot` for a field.
pub(super) fn slot(shape: Shape, is_navigation: bool) -> &'static str {
    names(shape, is_navigation).0
}

/// The method of `Fields` for a field.
pub(super) fn shown(shape: Shape, is_navigation: bool) -> &'static str {
    names(shape, is_navigation).1
}

/// Whether a value is copied and not borrowed.
pub(super) fn is_copy(scalar: Scalar) -> bool {
    match scalar {
        Scalar::Value(value) => !matches!(
            value,
            Value::String
                | Value::Duration
                | Value::Binary
                | Value::BinaryUrl
                | Value::Stream
                | Value::Geo
                | Value::Json
        ),
        _ => false,
    }
}

/// What the runtime calls the shape of a field: the variant of `Slot`, and the method of `Fields`.
fn names(shape: Shape, is_navigation: bool) -> (&'static str, &'static str) {
    if is_navigation {
        return ("Nav", "nav");
    }
    let [one, many] = match shape.scalar {
        Scalar::Value(value) => value_names(value),
        Scalar::Enum(_) | Scalar::Flags(_) => [("Enum", "enumeration"), ("Enums", "enumerations")],
        Scalar::Newtype(..) => [("Newtype", "newtype"); 2],
        Scalar::Record(_) => [("Record", "record"), ("Records", "records")],
        Scalar::Hierarchy(_) => [("Hierarchy", "hierarchy"), ("Hierarchies", "hierarchies")],
        Scalar::Foreign(_) | Scalar::Wrapper(_) => [("External", "external"), ("Externals", "externals")],
    };
    if shape.is_collection { many } else { one }
}

/// The same for a value, for one and for many: those that are many in most types have names of their own.
fn value_names(value: Value) -> [(&'static str, &'static str); 2] {
    let one = match value {
        Value::String => ("String", "string"),
        Value::Bool => ("Bool", "bool"),
        Value::DateTime => ("DateTime", "date_time"),
        _ => ("Value", "value"),
    };
    [one, ("Values", "values")]
}
