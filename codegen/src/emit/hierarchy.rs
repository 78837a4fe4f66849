//! Enums of a type and the types derived from it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{attributes, deprecated, doc_lines};
use super::imports::Imports;
use super::shape::{is_copy, scalar_type};
use crate::plan::{Hierarchy, Scalar, SharedField, Value};

/// An enum with a variant for each type, and what makes it a hierarchy.
///
/// ```text
/// #[non_exhaustive]
/// pub enum AnyThing { Thing(Box<Thing>), SpecialThing(Box<SpecialThing>), Other(Box<Thing>) }
///
/// impl AnyThing { pub fn name(&self) -> Option<&str> { … } }
/// impl Hierarchy for AnyThing { … }
/// runtime::hierarchy!(AnyThing);
/// runtime::variant!(AnyThing::SpecialThing(SpecialThing));
/// ```
pub(super) fn hierarchy(plan: &Hierarchy, imports: &mut Imports<'_>) -> TokenStream {
    imports.runtime_module();
    let name = imports.ty(plan.id);
    let base = imports.ty(plan.base);
    let docs = attributes(&plan.docs, imports);
    let variants: Vec<(&crate::plan::Ident, TokenStream)> =
        plan.variants.iter().map(|variant| (&variant.ident, imports.ty(variant.ty))).collect();
    let definitions = plan.variants.iter().zip(&variants).map(|(plan, (ident, ty))| {
        let doc = doc_lines(&format!("`{}`.", plan.wire));
        quote!(#doc #ident(Box<#ty>),)
    });
    let conversions = variants.iter().map(|(ident, ty)| quote!(runtime::variant!(#name::#ident(#ty));));
    let accessors = accessors(plan, &name, imports);
    let implementation = implementation(plan, &name, imports);
    quote! {
        #docs
        #[non_exhaustive]
        pub enum #name {
            #(#definitions)*
            /// A type that the metadata does not know. What the base type has is in its fields, the rest and the
            /// name of the type in `extra`.
            Other(Box<#base>),
        }

        #accessors
        #implementation
        runtime::hierarchy!(#name);
        #(#conversions)*
    }
}

/// `Hierarchy`: the names of the types, and the struct whatever its type is.
fn implementation(plan: &Hierarchy, name: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let [hierarchy, types] = ["Hierarchy", "Types"].map(|name| imports.runtime("hierarchy", name));
    let record = imports.runtime("record", "Record");
    let list = &plan.types;
    let mut make = TokenStream::new();
    let mut get = TokenStream::new();
    let mut get_mut = TokenStream::new();
    for (number, variant) in plan.variants.iter().enumerate() {
        let number = Literal::usize_unsuffixed(number);
        let ident = &variant.ident;
        make.extend(quote!(#number => Self::#ident(Box::default()),));
        get.extend(quote!(Self::#ident(value) => (#number, &**value),));
        get_mut.extend(quote!(Self::#ident(value) => &mut **value,));
    }
    quote! {
        impl #hierarchy for #name {
            #[inline]
            fn types() -> &'static #types {
                static TYPES: #types = #types::new(#list);
                &TYPES
            }

            #[inline]
            fn make(number: usize) -> Self {
                match number { #make _ => Self::Other(Box::default()), }
            }

            #[inline]
            fn get(&self) -> (usize, &dyn #record) {
                match self { #get Self::Other(value) => (usize::MAX, &**value), }
            }

            #[inline]
            fn get_mut(&mut self) -> &mut dyn #record {
                match self { #get_mut Self::Other(value) => &mut **value, }
            }
        }
    }
}

/// A method for each field of the base type; all types have it in the same place.
fn accessors(plan: &Hierarchy, name: &TokenStream, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let methods: Vec<TokenStream> = plan
        .shared
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.is_navigation)
        .map(|(index, field)| accessor(index, field, imports))
        .collect();
    (!methods.is_empty()).then(|| quote!(impl #name { #(#methods)* }))
}

/// ```text
/// pub fn action_name(&self) -> Option<&str> { runtime::hierarchy::text(self, 0) }
/// ```
fn accessor(index: usize, field: &SharedField, imports: &mut Imports<'_>) -> TokenStream {
    let docs = if field.summary.is_empty() { format!("`{}`.", field.wire) } else { field.summary.clone() };
    let docs = doc_lines(&docs);
    let deprecated = field.deprecated.as_ref().map(deprecated);
    let ident = &field.ident;
    let index = Literal::usize_unsuffixed(index);
    let ty = scalar_type(field.shape.scalar, imports);
    let (result, call) = match field.shape.scalar {
        _ if field.shape.is_collection => (quote!(&[#ty]), quote!(list)),
        Scalar::Value(Value::String) => (quote!(&str), quote!(text)),
        Scalar::Record(_) => (quote!(&#ty), quote!(boxed)),
        scalar if is_copy(scalar) => (ty, quote!(copied)),
        _ => (quote!(&#ty), quote!(borrowed)),
    };
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #ident(&self) -> Option<#result> {
            runtime::hierarchy::#call(self, #index)
        }
    }
}
