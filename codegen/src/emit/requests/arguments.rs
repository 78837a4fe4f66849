//! Parameters of methods.

use syn::{Expr, Type, parse_quote};

use super::runtime::function;
use crate::emit::imports::Imports;
use crate::emit::make;
use crate::emit::shape::{is_copy, scalar_type};
use crate::plan::requests::{Argument, OperationKind};
use crate::plan::{Scalar, Shape, Value};

/// How a parameter is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Given {
    /// `bool`, and members of enums.
    Value,
    /// `&str`.
    Text,
    /// `&T`.
    Reference,
    /// `&[impl AsRef<str>]`.
    Texts,
    /// `&[T]`.
    Slice,
}

fn given(shape: Shape) -> Given {
    let is_text = shape.scalar == Scalar::Value(Value::String);
    match (shape.is_collection, shape.scalar) {
        (true, _) if is_text => Given::Texts,
        (true, _) => Given::Slice,
        (false, _) if is_text => Given::Text,
        (false, Scalar::Enum(_) | Scalar::Flags(_)) => Given::Value,
        (false, scalar) if is_copy(scalar) => Given::Value,
        (false, _) => Given::Reference,
    }
}

/// The type of a parameter: `bool`, `&str`, `&[impl AsRef<str>]`, `Option<&Thing>`.
pub(super) fn argument_type(plan: &Argument, imports: &mut Imports<'_>) -> Type {
    let ty = match given(plan.shape) {
        Given::Text => make::reference(make::known_type("str")),
        Given::Texts => parse_quote!(&[impl AsRef<str>]),
        Given::Value => scalar_type(plan.shape.scalar, imports),
        Given::Reference => make::reference(scalar_type(plan.shape.scalar, imports)),
        Given::Slice => make::reference(make::slice(scalar_type(plan.shape.scalar, imports))),
    };
    if plan.is_nullable { make::generic("Option", ty) } else { ty }
}

/// A reference to what a parameter is given, as the runtime takes it.
///
/// Functions take structured values as JSON, which stands in the query of the URL.
pub(super) fn argument_value(plan: &Argument, kind: OperationKind, given_as: Expr, imports: &mut Imports<'_>) -> Expr {
    let as_json = kind == OperationKind::Function
        && matches!(
            plan.shape.scalar,
            Scalar::Record(_) | Scalar::Hierarchy(_) | Scalar::Value(Value::Geo | Value::Stream)
        );
    match (given(plan.shape), plan.is_nullable) {
        (Given::Reference, false) if as_json => make::borrow(make::call(function("json", imports), [given_as])),
        (Given::Reference, true) if as_json => {
            make::borrow(make::method_call(given_as, "map", [make::value(function("json", imports))]))
        }
        (Given::Reference, false) => given_as,
        (Given::Reference, true) => make::borrow(make::method_call(given_as, "cloned", [])),
        (Given::Texts, _) => make::borrow(make::call(function("strings", imports), [given_as])),
        _ => make::borrow(given_as),
    }
}

/// `&[("name", &name)]`.
pub(super) fn arguments(plan: &[Argument], kind: OperationKind, imports: &mut Imports<'_>) -> Expr {
    let pair = |argument: &Argument| {
        let value = argument_value(argument, kind, make::local(&argument.ident), imports);
        make::pair([make::string(&argument.name), value])
    };
    make::borrow(make::array(plan.iter().map(pair)))
}
