//! What makes a type one whose values have URLs.

use proc_macro2::Ident;
use syn::{Item, Path, Type, parse_quote};

use super::runtime::MODULE;
use crate::emit::imports::Imports;
use crate::emit::make;
use crate::emit::shape::scalar_type;
use crate::plan::requests::Resource;
use crate::plan::{Struct, TypeId};

/// What requests have to know of a type.
///
/// ```text
/// impl Resource for VppToken {
///     type Any = Self;
///     type Key = String;
///     type One = VppTokenPaths;
///     type Many = Path;
///     const TYPE: &'static str = "microsoft.graph.vppToken";
///     const KEY: &'static [&'static str] = &["id"];
/// }
/// ```
pub(in crate::emit) fn resource(plan: &Struct, resource: &Resource, name: &Ident, imports: &mut Imports<'_>) -> Item {
    let any =
        if resource.any == plan.id { make::known_type("Self") } else { make::path_type(imports.ty(resource.any)) };
    let key = key(resource, imports);
    let [one, many] = [resource.one, resource.many].map(|paths| leads_to(paths, imports));
    let (odata_type, names) = (&plan.odata_type, resource.key.iter().map(|part| &part.name));
    let of = imports.item(MODULE, "Resource");
    parse_quote! {
        impl #of for #name {
            type Any = #any;
            type Key = #key;
            type One = #one;
            type Many = #many;
            const TYPE: &'static str = #odata_type;
            const KEY: &'static [&'static str] = &[#(#names),*];
        }
    }
}

fn key(resource: &Resource, imports: &mut Imports<'_>) -> Type {
    match resource.key.as_slice() {
        [] => make::path_type(imports.item(MODULE, "NoKey")),
        [part] => scalar_type(part.scalar, imports),
        parts => make::tuple_type(parts.iter().map(|part| scalar_type(part.scalar, imports)).collect::<Vec<_>>()),
    }
}

/// The struct of paths, or what has none of its own.
fn leads_to(paths: Option<TypeId>, imports: &mut Imports<'_>) -> Path {
    match paths {
        Some(paths) => imports.ty(paths),
        None => imports.item(MODULE, "Path"),
    }
}
