//! What belongs to requests.

mod arguments;
mod call;
mod paths;
mod resource;
mod service;
mod step;

use proc_macro2::Ident;
use syn::{Item, Path, Type, parse_quote};

pub(super) use self::resource::resource;
use super::imports::Imports;
use super::make;
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
fn function(name: &'static str, imports: &mut Imports<'_>) -> Path {
    imports.runtime_module();
    make::path(["runtime", "request", name])
}

/// What is around another value has all that this has, too.
fn deref(name: &Ident, inner: Type, imports: &mut Imports<'_>) -> Item {
    let deref = imports.item(&["std", "ops"], "Deref");
    parse_quote! {
        impl #deref for #name {
            type Target = #inner;

            #[inline]
            fn deref(&self) -> &#inner {
                &self.0
            }
        }
    }
}
