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
        Value::Guid => imports.item(&["uuid"], "Uuid"),
        Value::DateTime => imports.item(&["time"], "OffsetDateTime"),
        Value::Date => imports.item(&["time"], "Date"),
        Value::Time => imports.item(&["time"], "Time"),
        Value::Duration => imports.runtime("Duration"),
        Value::Decimal => imports.item(&["rust_decimal"], "Decimal"),
        Value::Binary => imports.runtime("Binary"),
        Value::Geo => imports.runtime("Geo"),
        Value::Json => imports.item(&["serde_json"], "Value"),
    };
    make::path_type(path)
}

/// The variant of `Slot` for a field.
pub(super) fn slot(shape: Shape, is_navigation: bool) -> &'static str {
    if is_navigation {
        return "Nav";
    }
    let (one, many) = match shape.scalar {
        Scalar::Value(value) => value_slot(value),
        Scalar::Enum(_) | Scalar::Flags(_) => ("Text", "Texts"),
        Scalar::Newtype(..) => ("Newtype", "Newtype"),
        Scalar::Foreign(_) | Scalar::Wrapper(_) => ("Foreign", "Foreigns"),
        Scalar::Record(_) => ("Record", "Records"),
        Scalar::Hierarchy(_) => ("Hierarchy", "Hierarchies"),
    };
    if shape.is_collection { many } else { one }
}

/// The method of `Fields` for a field.
pub(super) fn shown(shape: Shape, is_navigation: bool) -> &'static str {
    if is_navigation {
        return "nav";
    }
    let (one, many) = match shape.scalar {
        Scalar::Value(value) => value_shown(value),
        Scalar::Enum(_) | Scalar::Flags(_) => ("text", "texts"),
        Scalar::Newtype(..) => ("newtype", "newtype"),
        Scalar::Record(_) => ("record", "records"),
        Scalar::Hierarchy(_) => ("hierarchy", "hierarchies"),
        Scalar::Foreign(_) | Scalar::Wrapper(_) => ("foreign", "foreigns"),
    };
    if shape.is_collection { many } else { one }
}

/// Whether a value is copied and not borrowed.
pub(super) fn is_copy(scalar: Scalar) -> bool {
    match scalar {
        Scalar::Value(value) => {
            !matches!(value, Value::String | Value::Duration | Value::Binary | Value::Geo | Value::Json)
        }
        _ => false,
    }
}

fn value_slot(value: Value) -> (&'static str, &'static str) {
    match value {
        Value::Bool => ("Bool", "Bools"),
        Value::U8 => ("U8", "U8s"),
        Value::I8 => ("I8", "I8s"),
        Value::I16 => ("I16", "I16s"),
        Value::I32 => ("I32", "I32s"),
        Value::I64 => ("I64", "I64s"),
        Value::F64 => ("F64", "F64s"),
        Value::String => ("String", "Strings"),
        Value::Guid => ("Guid", "Guids"),
        Value::DateTime => ("DateTime", "DateTimes"),
        Value::Date => ("Date", "Dates"),
        Value::Time => ("Time", "Times"),
        Value::Duration => ("Duration", "Durations"),
        Value::Decimal => ("Decimal", "Decimals"),
        Value::Binary => ("Binary", "Binaries"),
        Value::Geo => ("Geo", "Geos"),
        Value::Json => ("Json", "Jsons"),
    }
}

fn value_shown(value: Value) -> (&'static str, &'static str) {
    match value {
        Value::Bool => ("bool", "bools"),
        Value::U8 => ("u8", "u8s"),
        Value::I8 => ("i8", "i8s"),
        Value::I16 => ("i16", "i16s"),
        Value::I32 => ("i32", "i32s"),
        Value::I64 => ("i64", "i64s"),
        Value::F64 => ("f64", "f64s"),
        Value::String => ("string", "strings"),
        Value::Guid => ("guid", "guids"),
        Value::DateTime => ("date_time", "date_times"),
        Value::Date => ("date", "dates"),
        Value::Time => ("time", "times"),
        Value::Duration => ("duration", "durations"),
        Value::Decimal => ("decimal", "decimals"),
        Value::Binary => ("binary", "binaries"),
        Value::Geo => ("geo", "geos"),
        Value::Json => ("json", "jsons"),
    }
}
