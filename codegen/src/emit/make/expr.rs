//! Expressions and patterns.

use proc_macro2::{Ident, Literal};
use syn::punctuated::Punctuated;
use syn::{
    Arm, Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMatch, ExprMethodCall, ExprPath, ExprReference, ExprStruct,
    ExprTuple, ExprUnary, FieldValue, Lit, Member, Pat, PatIdent, PatTupleStruct, PatWild, Path, UnOp,
};

use super::{Name, ident};

/// The value at a path.
pub(in crate::emit) fn value(path: Path) -> Expr {
    Expr::Path(path_node(path))
}

/// The value that has a name here.
pub(in crate::emit) fn local(name: impl Name) -> Expr {
    value(name.into_ident().into())
}

/// A number without a suffix.
pub(in crate::emit) fn number(value: usize) -> Expr {
    Expr::Lit(number_node(value))
}

/// `self.name`.
pub(in crate::emit) fn self_field(name: impl Name) -> Expr {
    member_of_self(name.into_ident().into())
}

/// `self.0`.
pub(in crate::emit) fn self_inner() -> Expr {
    member_of_self(0.into())
}

fn member_of_self(member: Member) -> Expr {
    let base = Box::new(local("self"));
    Expr::Field(ExprField { attrs: Vec::new(), base, dot_token: Default::default(), member })
}

/// `[a, b]`.
pub(in crate::emit) fn array(values: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray { attrs: Vec::new(), bracket_token: Default::default(), elems: values.into_iter().collect() })
}

/// `&value`.
pub(in crate::emit) fn borrow(value: Expr) -> Expr {
    reference(false, value)
}

/// `&mut value`.
pub(in crate::emit) fn borrow_mut(value: Expr) -> Expr {
    reference(true, value)
}

fn reference(is_mutable: bool, value: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: is_mutable.then(Default::default),
        expr: Box::new(value),
    })
}

/// `*value`.
pub(in crate::emit) fn dereference(value: Expr) -> Expr {
    Expr::Unary(ExprUnary { attrs: Vec::new(), op: UnOp::Deref(Default::default()), expr: Box::new(value) })
}

/// `function(arguments)`.
pub(in crate::emit) fn call(function: Path, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(value(function)),
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `receiver.method(arguments)`.
pub(in crate::emit) fn method_call(
    receiver: Expr,
    method: &'static str,
    arguments: impl IntoIterator<Item = Expr>,
) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: ident(method),
        turbofish: None,
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `(a, b)`.
pub(in crate::emit) fn pair(values: [Expr; 2]) -> Expr {
    Expr::Tuple(ExprTuple { attrs: Vec::new(), paren_token: Default::default(), elems: values.into_iter().collect() })
}

/// `Self { name: value, … }`.
pub(in crate::emit) fn new_self(fields: impl IntoIterator<Item = (Ident, Expr)>) -> Expr {
    let fields = fields.into_iter().map(|(name, expr)| FieldValue {
        attrs: Vec::new(),
        member: name.into(),
        colon_token: Some(Default::default()),
        expr,
    });
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: ident("Self").into(),
        brace_token: Default::default(),
        fields: fields.collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `match value { … }`.
pub(in crate::emit) fn match_value(value: Expr, arms: Vec<Arm>) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: Default::default(),
        expr: Box::new(value),
        brace_token: Default::default(),
        arms,
    })
}

/// `pattern => body,`.
pub(in crate::emit) fn arm(pat: Pat, body: Expr) -> Arm {
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: Default::default(),
        body: Box::new(body),
        comma: Some(Default::default()),
    }
}

/// The pattern of a number.
pub(in crate::emit) fn number_pattern(value: usize) -> Pat {
    Pat::Lit(number_node(value))
}

/// The pattern of a variant that holds nothing.
pub(in crate::emit) fn unit_pattern(path: Path) -> Pat {
    Pat::Path(path_node(path))
}

/// The pattern of a variant that holds one value, with a name for it.
pub(in crate::emit) fn variant_pattern(path: Path, name: &'static str) -> Pat {
    Pat::TupleStruct(PatTupleStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        paren_token: Default::default(),
        elems: Punctuated::from_iter([binding(name)]),
    })
}

/// A name for any value.
pub(in crate::emit) fn binding(name: impl Name) -> Pat {
    let ident = name.into_ident();
    Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident, subpat: None })
}

/// `_`.
pub(in crate::emit) fn wildcard() -> Pat {
    Pat::Wild(PatWild { attrs: Vec::new(), underscore_token: Default::default() })
}

fn path_node(path: Path) -> ExprPath {
    ExprPath { attrs: Vec::new(), qself: None, path }
}

fn number_node(value: usize) -> ExprLit {
    ExprLit { attrs: Vec::new(), lit: Lit::Verbatim(Literal::usize_unsuffixed(value)) }
}
