//! Parameters of methods.

use syn::{Expr, Type};

use super::function;
use crate::emit::imports::Imports;
use crate::emit::make;
use crate::emit::shape::{is_copy, scalar_type};
use crate::plan::requests::Argument;
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
    let text = || make::known_type("str");
    let ty = match given(plan.shape) {
        Given::Text => make::reference(text()),
        Given::Texts => make::reference(make::slice(make::some(make::generic_trait(make::path(["AsRef"]), text())))),
        Given::Value => scalar_type(plan.shape.scalar, imports),
        Given::Reference => make::reference(scalar_type(plan.shape.scalar, imports)),
        Given::Slice => make::reference(make::slice(scalar_type(plan.shape.scalar, imports))),
    };
    if plan.is_nullable { make::generic("Option", ty) } else { ty }
}

/// A reference to what a parameter is given, as the runtime takes it.
pub(super) fn argument_value(plan: &Argument, given_as: Expr) -> Expr {
    match given(plan.shape) {
        Given::Reference if !plan.is_nullable => given_as,
        Given::Texts => make::borrow(make::call(function("strings"), [given_as])),
        _ => make::borrow(given_as),
    }
}

/// `&[("name", &name)]`.
pub(super) fn arguments(plan: &[Argument]) -> Expr {
    let pair = |argument: &Argument| {
        make::pair([make::string(&argument.name), argument_value(argument, make::local(&argument.ident))])
    };
    make::borrow(make::array(plan.iter().map(pair)))
}
