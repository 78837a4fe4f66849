//! What of the runtime requests are made of.

use proc_macro2::Ident;
use syn::{Item, Path, Type, parse_quote};

use crate::emit::imports::Imports;
use crate::emit::make;

/// The module of the runtime that has requests.
pub(in crate::emit) const MODULE: &[&str] = &["crate", "runtime", "request"];

/// A function or macro of the runtime that only generated code calls.
pub(super) fn function(name: &'static str, imports: &mut Imports<'_>) -> Path {
    imports.runtime_module();
    make::path(["runtime", "request", name])
}

/// What is around another value has all that this has, too.
pub(super) fn deref(name: &Ident, inner: Type, imports: &mut Imports<'_>) -> Item {
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
