//! Constants and paths, which an attribute or an element can hold (CSDL XML 4.01, sections 14.3 and 14.4.1).

use crate::csdl::{ConstantKind, ExpressionKind, Text, values};
use crate::diagnostics::Diagnostic;

/// The attributes and elements that hold a constant or a path, the frequent ones first.
#[rustfmt::skip]
pub(super) const VALUES: &[&str] = &[
    "String", "Bool", "EnumMember", "Path", "Int", "Decimal", "Float", "Date", "DateTimeOffset", "Duration",
    "TimeOfDay", "Guid", "Binary", "PropertyPath", "NavigationPropertyPath", "AnnotationPath", "ModelElementPath",
    "AnyPropertyPath", "UrlRef",
];

/// The constant or path that the attribute or element `name` holds.
///
/// ```xml
/// Int="42"
/// <PropertyPath>Address/City</PropertyPath>
/// ```
pub(super) fn constant_or_path<'s>(
    name: &str,
    text: Text<'s>,
    report: &mut dyn FnMut(Diagnostic),
) -> ExpressionKind<'s> {
    let constant = match name {
        "Binary" => ConstantKind::Binary,
        "Bool" => ConstantKind::Bool,
        "Date" => ConstantKind::Date,
        "DateTimeOffset" => ConstantKind::DateTimeOffset,
        "Decimal" => ConstantKind::Decimal,
        "Duration" => ConstantKind::Duration,
        "EnumMember" => ConstantKind::EnumMember,
        "Float" => ConstantKind::Float,
        "Guid" => ConstantKind::Guid,
        "Int" => ConstantKind::Int,
        "TimeOfDay" => ConstantKind::TimeOfDay,
        // The attribute holds the URL itself; the element holds an expression for it.
        "UrlRef" => return ExpressionKind::Dynamic,
        _ if name.ends_with("Path") => return ExpressionKind::Path(text),
        _ => ConstantKind::String,
    };
    if let Some(fault) = values::constant_fault(constant, &text) {
        report(fault);
    }
    ExpressionKind::Constant(constant, text)
}
