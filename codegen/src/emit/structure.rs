//! Structs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::attributes;
use super::imports::Imports;
use super::shape::{field_type, slot};
use crate::plan::{Access, Field, Struct};

/// A struct with its constants, and what makes it a record.
///
/// ```text
/// pub struct VppToken { pub apple_id: Option<String>, …, pub extra: Extra }
///
/// impl VppToken { pub const ODATA_TYPE: &'static str = "microsoft.graph.vppToken"; … }
/// impl Default for VppToken { … }
/// impl Record for VppToken { … }
/// runtime::record!(VppToken);
/// ```
pub(super) fn structure(plan: &Struct, imports: &mut Imports<'_>) -> TokenStream {
    imports.runtime_module();
    let name = imports.ty(plan.id);
    let definition = definition(plan, &name, imports);
    let constants = constants(plan, &name);
    let default = default(plan, &name, imports);
    let record = record(plan, &name, imports);
    quote!(#definition #constants #default #record runtime::record!(#name);)
}

/// The struct itself.
fn definition(plan: &Struct, name: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let docs = attributes(&plan.docs, imports);
    let fields = plan.fields.iter().map(|field| {
        let docs = attributes(&field.docs, imports);
        let ident = &field.ident;
        let ty = field_type(field.shape, field.is_navigation, imports);
        quote!(#docs pub #ident: #ty,)
    });
    let fields: TokenStream = fields.collect();
    let extra = imports.runtime("", "Extra");
    quote! {
        #docs
        pub struct #name {
            #fields
            /// What the object holds besides: annotations, unknown properties and explicit nulls.
            pub extra: #extra,
        }
    }
}

/// The names on the wire.
///
/// ```text
/// /// Names on the wire: …
/// #[allow(missing_docs)]
/// impl VppToken { pub const ODATA_TYPE: &'static str = "…"; pub const APPLE_ID: &'static str = "appleId"; … }
/// ```
fn constants(plan: &Struct, name: &TokenStream) -> TokenStream {
    let wire = &plan.wire;
    let constants =
        plan.fields.iter().map(|Field { constant, wire, .. }| quote!(pub const #constant: &'static str = #wire;));
    quote! {
        /// Names on the wire: of the type, and of each property, for `$select` and for setting nulls in `extra`.
        #[allow(missing_docs)]
        impl #name {
            pub const ODATA_TYPE: &'static str = #wire;
            #(#constants)*
        }
    }
}

/// `Default`: all fields empty.
fn default(plan: &Struct, name: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let extra = imports.runtime("", "Extra");
    let fields: TokenStream = plan
        .fields
        .iter()
        .map(|field| {
            let ident = &field.ident;
            if field.is_navigation {
                let nav = imports.runtime("", "Nav");
                quote!(#ident: #nav::new(),)
            } else {
                quote!(#ident: None,)
            }
        })
        .collect();
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self { #fields extra: #extra::new() }
            }
        }
    }
}

/// `Record`: the names of the fields, and each field by its number.
///
/// ```text
/// impl Record for VppToken {
///     fn meta(&self) -> &'static Meta { static META: Meta = Meta::new("VppToken", …); &META }
///     fn slot(&mut self, index: usize) -> Slot<'_> { match index { 0 => Slot::String(&mut self.id), … } }
///     fn view(&self, index: usize) -> View<'_> { match index { 0 => View::String(&self.id), … } }
/// }
/// ```
fn record(plan: &Struct, name: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let [record, meta, slot_type, view_type] =
        ["Record", "Meta", "Slot", "View"].map(|name| imports.runtime("record", name));
    let rust = name.to_string();
    let wire = &plan.wire;
    let names = plan.fields.iter().map(listed).collect::<Vec<_>>().join(",");
    let mut slots = TokenStream::new();
    let mut views = TokenStream::new();
    for (index, field) in plan.fields.iter().enumerate() {
        let index = Literal::usize_unsuffixed(index);
        let ident = &field.ident;
        let variant = slot(field.shape, field.is_navigation);
        if field.is_navigation {
            slots.extend(quote!(#index => #slot_type::#variant(self.#ident.state_mut()),));
            views.extend(quote!(#index => #view_type::#variant(self.#ident.state()),));
        } else {
            slots.extend(quote!(#index => #slot_type::#variant(&mut self.#ident),));
            views.extend(quote!(#index => #view_type::#variant(&self.#ident),));
        }
    }
    let (slot_body, view_body, index) = if plan.fields.is_empty() {
        (quote!(#slot_type::Extra(&mut self.extra)), quote!(#view_type::Extra(&self.extra)), quote!(_))
    } else {
        (
            quote!(match index { #slots _ => #slot_type::Extra(&mut self.extra), }),
            quote!(match index { #views _ => #view_type::Extra(&self.extra), }),
            quote!(index),
        )
    };
    quote! {
        impl #record for #name {
            #[inline]
            fn meta(&self) -> &'static #meta {
                static META: #meta = #meta::new(#rust, #wire, #names);
                &META
            }

            #[inline]
            fn slot(&mut self, #index: usize) -> #slot_type<'_> {
                #slot_body
            }

            #[inline]
            fn view(&self, #index: usize) -> #view_type<'_> {
                #view_body
            }
        }
    }
}

/// A property in the list of those of a type: its name, and a mark if clients cannot always set it.
fn listed(field: &Field) -> String {
    let mark = match field.access {
        Access::Always => "",
        Access::Create => "+",
        Access::Never => "!",
    };
    format!("{}{mark}", field.wire)
}
