//! What fields hold, as types, and as the slots and views of the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::imports::Imports;
use crate::plan::{Scalar, Shape, Value};

/// The type of a field: `Option<String>`, `Option<Vec<AnyThing>>`, `Nav<User>`.
pub(super) fn field_type(shape: Shape, is_navigation: bool, imports: &mut Imports<'_>) -> TokenStream {
    let item = scalar_type(shape.scalar, imports);
    let ty = match (shape.is_collection, shape.scalar, is_navigation) {
        (true, ..) => quote!(Vec<#item>),
        (false, Scalar::Record(_), false) => quote!(Box<#item>),
        (false, ..) => item,
    };
    if is_navigation {
        let nav = imports.runtime("", "Nav");
        quote!(#nav<#ty>)
    } else {
        quote!(Option<#ty>)
    }
}

/// The type of a single value.
pub(super) fn scalar_type(scalar: Scalar, imports: &mut Imports<'_>) -> TokenStream {
    match scalar {
        Scalar::Value(value) => value_type(value, imports),
        Scalar::Flags(ty) => {
            let flags = imports.runtime("", "Flags");
            let ty = imports.ty(ty);
            quote!(#flags<#ty>)
        }
        Scalar::Enum(ty) | Scalar::Newtype(ty, _) | Scalar::Record(ty) | Scalar::Hierarchy(ty) => imports.ty(ty),
    }
}

/// The type of a value that the runtime knows.
pub(super) fn value_type(value: Value, imports: &mut Imports<'_>) -> TokenStream {
    match value {
        Value::Bool => quote!(bool),
        Value::U8 => quote!(u8),
        Value::I8 => quote!(i8),
        Value::I16 => quote!(i16),
        Value::I32 => quote!(i32),
        Value::I64 => quote!(i64),
        Value::F64 => quote!(f64),
        Value::String => quote!(String),
        Value::Guid => imports.external("Uuid", &quote!(uuid)),
        Value::DateTime => imports.external("OffsetDateTime", &quote!(time)),
        Value::Date => imports.external("Date", &quote!(time)),
        Value::Time => imports.external("Time", &quote!(time)),
        Value::Duration => imports.runtime("", "Duration"),
        Value::Decimal => imports.external("Decimal", &quote!(rust_decimal)),
        Value::Binary => imports.runtime("", "Binary"),
        Value::Geo => imports.runtime("", "Geo"),
        Value::Json => imports.external("Value", &quote!(serde_json)),
    }
}

/// The variant of `Slot` and `View` for a field.
pub(super) fn slot(shape: Shape, is_navigation: bool) -> Ident {
    if is_navigation {
        return format_ident!("Nav");
    }
    let (one, many) = match shape.scalar {
        Scalar::Value(value) => value_slot(value),
        Scalar::Enum(_) | Scalar::Flags(_) => ("Text", "Texts"),
        Scalar::Newtype(..) => ("Newtype", "Newtype"),
        Scalar::Record(_) => ("Record", "Records"),
        Scalar::Hierarchy(_) => ("Hierarchy", "Hierarchies"),
    };
    Ident::new(if shape.is_collection { many } else { one }, Span::call_site())
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
