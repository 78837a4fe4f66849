//! Enums of named values.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::attributes;
use super::imports::Imports;
use crate::plan::Enum;

/// An enum with a variant for each member, and what makes it an enumeration.
///
/// ```text
/// #[non_exhaustive]
/// pub enum ActionState { None, Pending, …, Unrecognized(String) }
///
/// impl Enumeration for ActionState { … }
/// runtime::enumeration!(ActionState);
/// ```
pub(super) fn enumeration(plan: &Enum, imports: &mut Imports<'_>) -> TokenStream {
    imports.runtime_module();
    let name = imports.ty(plan.id);
    let docs = attributes(&plan.docs, imports);
    let members = plan.members.iter().map(|member| {
        let docs = attributes(&member.docs, imports);
        let ident = &member.ident;
        quote!(#docs #ident,)
    });
    let members: TokenStream = members.collect();
    let implementation = implementation(plan, &name, imports);
    quote! {
        #docs
        #[non_exhaustive]
        pub enum #name {
            #members
            /// A name that the metadata does not know.
            Unrecognized(String),
        }

        #implementation
        runtime::enumeration!(#name);
    }
}

/// `Enumeration`: names and values, and each member by its number.
fn implementation(plan: &Enum, name: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let [enumeration, members, unrecognized] =
        ["Enumeration", "Members", "UNRECOGNIZED"].map(|name| imports.runtime("enumeration", name));
    let wire = &plan.wire;
    let list =
        plan.members.iter().map(|member| format!("{}={}", member.wire, member.value)).collect::<Vec<_>>().join(",");
    let mut number = TokenStream::new();
    let mut make = TokenStream::new();
    for (index, member) in plan.members.iter().enumerate() {
        let index = Literal::usize_unsuffixed(index);
        let ident = &member.ident;
        number.extend(quote!(Self::#ident => (#index, ""),));
        make.extend(quote!(#index => Self::#ident,));
    }
    let (argument, make) = if plan.members.is_empty() {
        (quote!(_), quote!(Self::Unrecognized(unrecognized.to_owned())))
    } else {
        (quote!(number), quote!(match number { #make _ => Self::Unrecognized(unrecognized.to_owned()), }))
    };
    quote! {
        impl #enumeration for #name {
            #[inline]
            fn members() -> &'static #members {
                static MEMBERS: #members = #members::new(#wire, #list);
                &MEMBERS
            }

            #[inline]
            fn number(&self) -> (usize, &str) {
                match self { #number Self::Unrecognized(name) => (#unrecognized, name), }
            }

            #[inline]
            fn make(#argument: usize, unrecognized: &str) -> Self {
                #make
            }
        }
    }
}
