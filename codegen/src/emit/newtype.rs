//! Structs around a value.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::attributes;
use super::imports::Imports;
use super::shape::value_type;
use crate::plan::Newtype;

/// A struct around a value.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Weight(pub Decimal);
///
/// impl Weight { pub const ODATA_TYPE: &'static str = "…"; }
/// runtime::newtype!(Weight(Decimal));
/// ```
pub(super) fn newtype(plan: &Newtype, imports: &mut Imports<'_>) -> TokenStream {
    imports.runtime_module();
    let name = imports.ty(plan.id);
    let docs = attributes(&plan.docs, imports);
    let inner = value_type(plan.inner, imports);
    let wire = &plan.wire;
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(pub #inner);

        impl #name {
            /// The qualified name of the type definition.
            pub const ODATA_TYPE: &'static str = #wire;
        }

        runtime::newtype!(#name(#inner));
    }
}
