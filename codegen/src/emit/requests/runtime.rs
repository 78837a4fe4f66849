//! What of the runtime requests are made of.

use proc_macro2::Ident;
use syn::{Item, Path, Type};

use crate::emit::imports::Imports;
use crate::emit::make::{self, Method, Receives};

/// The module of the runtime that has requests.
pub(in crate::emit) const MODULE: &[&str] = &["crate", "runtime", "request"];

/// A function or macro of the runtime that only generated code calls.
pub(super) fn function(name: &'static str, imports: &mut Imports<'_>) -> Path {
    imports.runtime_module();
    make::path(["runtime", "request", name])
}

/// What is around another value has all that this has, too.
pub(super) fn deref(name: &Ident, inner: Type, imports: &mut Imports<'_>) -> Item {
    let inner_of = make::borrow(make::self_inner());
    let method = Method::inline("deref", Receives::Shared, make::reference(inner.clone()), inner_of);
    let items = vec![make::associated_type("Target", inner), method.into()];
    make::implementation_with(imports.item(&["std", "ops"], "Deref"), name, items)
}
