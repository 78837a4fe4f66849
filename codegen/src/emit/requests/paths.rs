//! Structs of where values of a type, or collections of them, lead to.

use syn::{ImplItem, Item, parse_quote};

use super::runtime::{MODULE, function};
use super::step;
use crate::docs;
use crate::emit::attributes::attributes;
use crate::emit::imports::Imports;
use crate::emit::make;
use crate::plan::requests::Paths;

/// A struct around the one of the base type, with a method for each step.
///
/// ```text
/// /// Where [`VppToken`] leads to.
/// pub struct VppTokenPaths(EntityPaths);
///
/// impl VppTokenPaths { pub fn revoke_licenses(&self, …) -> VppTokenRevokeLicenses { … } }
/// runtime::request::paths!(VppTokenPaths, EntityPaths);
/// ```
pub(super) fn paths(plan: &Paths, imports: &mut Imports<'_>) -> Vec<Item> {
    let name = imports.own(plan.id);
    let base = match plan.base {
        Some(base) => imports.ty(base),
        None => imports.item(MODULE, "Path"),
    };
    let attrs = attributes(&docs::paths(plan, &|id| imports.link(id)), None);
    let methods: Vec<ImplItem> = plan.methods.iter().map(|method| step::method(method, imports).into()).collect();
    let implementation = function("paths", imports);
    vec![
        parse_quote!(#(#attrs)* pub struct #name(#base);),
        make::inherent(Vec::new(), &name, methods.into_iter()),
        parse_quote!(#implementation!(#name, #base);),
    ]
}
