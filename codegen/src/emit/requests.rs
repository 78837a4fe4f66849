//! What belongs to requests.

mod arguments;
mod call;
mod paths;
mod resource;
mod service;
mod step;

use proc_macro2::Ident;
use syn::{Item, Type};

pub(super) use self::resource::resource;
use super::imports::Imports;
use super::make::{self, Method, Receives};
use crate::plan::requests;

/// The module of the runtime that has requests.
pub(super) const MODULE: &[&str] = &["crate", "runtime", "request"];

/// An item that belongs to requests.
pub(super) fn item(plan: &requests::Item, imports: &mut Imports<'_>) -> Vec<Item> {
    match plan {
        requests::Item::Paths(plan) => paths::paths(plan, imports),
        requests::Item::Call(plan) => call::call(plan, imports),
        requests::Item::Service(plan) => service::service(plan, imports),
    }
}

/// A function or macro of the runtime that only generated code calls.
fn function(name: &'static str, imports: &mut Imports<'_>) -> syn::Path {
    imports.runtime_module();
    make::path(["runtime", "request", name])
}

/// What is around another value has all that this has, too.
fn deref(name: &Ident, inner: Type, imports: &mut Imports<'_>) -> Item {
    let inner_of = make::borrow(make::self_inner());
    let method = Method::inline("deref", Receives::Shared, make::reference(inner.clone()), inner_of);
    let items = vec![make::associated_type("Target", inner), method.into()];
    make::implementation_with(imports.item(&["std", "ops"], "Deref"), name, items)
}
