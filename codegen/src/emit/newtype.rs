//! Structs around a value.

use quote::{ToTokens, quote};
use syn::Item;

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
    attrs.push(make::attribute_list("derive", quote!(Clone, Debug, PartialEq #(, #traits)*)));
    attrs.extend(imports.attributes(plan.id));
    let (inner, implementation) = match plan.inner {
        Inner::Value(value) => (value_type(value, imports), "newtype"),
        Inner::Foreign(id) => (imports.foreign(id), "wrapper"),
    };
    let docs = make::doc(" The qualified name of the type definition.");
    let constant = make::constant(vec![docs], "ODATA_TYPE", &plan.odata_type);
    let tokens = quote!(#name(#inner));
    let mut items = vec![
        make::tuple_structure(attrs, name.clone(), inner),
        make::inherent(Vec::new(), &name, [constant].into_iter()),
        make::macro_call(implementation, tokens),
    ];
    if plan.inner.has_display() {
        items.push(make::macro_call("display", name.into_token_stream()));
    }
    items
}
