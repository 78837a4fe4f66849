//! Structs around a value.

use syn::{Item, parse_quote};

use super::attributes::attributes;
use super::imports::Imports;
use super::make;
use super::shape::value_type;
use crate::docs;
use crate::plan::{Inner, Newtype};

/// A struct around a value, with the traits that the value has.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct Weight(pub Decimal);
///
/// impl Weight { pub const ODATA_TYPE: &'static str = "…"; }
/// runtime::newtype!(Weight(Decimal));
/// runtime::display!(Weight);
/// ```
pub(super) fn newtype(plan: &Newtype, imports: &mut Imports<'_>) -> Vec<Item> {
    imports.runtime_module();
    let name = imports.own(plan.id);
    let text = docs::newtype(plan, &|id| imports.link(id));
    let mut attrs = attributes(&text, plan.about.deprecation.as_deref());
    let traits = plan.inner.traits().iter().map(|name| make::ident(*name));
    attrs.push(parse_quote!(#[derive(Clone, Debug, PartialEq #(, #traits)*)]));
    attrs.extend(imports.attributes(plan.id));
    let (inner, implementation) = match plan.inner {
        Inner::Value(value) => (value_type(value, imports), make::ident("newtype")),
        Inner::Foreign(id) => (imports.foreign(id), make::ident("wrapper")),
    };
    let odata_type = &plan.odata_type;
    let mut items = vec![
        parse_quote!(#(#attrs)* pub struct #name(pub #inner);),
        parse_quote! {
            impl #name {
                /// The qualified name of the type definition.
                pub const ODATA_TYPE: &'static str = #odata_type;
            }
        },
        parse_quote!(runtime::#implementation!(#name(#inner));),
    ];
    if plan.inner.has_display() {
        items.push(parse_quote!(runtime::display!(#name);));
    }
    items
}
