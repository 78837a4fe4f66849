//! Structs of services.

use syn::{ImplItem, Item, Path, parse_quote};

use super::runtime::{MODULE, deref};
use super::step;
use crate::docs;
use crate::emit::attributes::attributes;
use crate::emit::imports::Imports;
use crate::emit::make;
use crate::plan::requests::Service;

/// A struct around the service of the runtime, with a method for each set, singleton and import.
///
/// ```text
/// #[derive(Clone, Debug)]
/// pub struct GraphService(Service);
///
/// impl GraphService {
///     pub fn new(root: &str) -> Result<Self, Error> { Ok(Self(Service::new(root)?)) }
///     pub fn users(&self) -> Many<User> { … }
/// }
/// impl Deref for GraphService { type Target = Service; … }
/// impl From<Service> for GraphService { … }
/// ```
pub(super) fn service(plan: &Service, imports: &mut Imports<'_>) -> Vec<Item> {
    let name = imports.own(plan.id);
    let attrs = attributes(&docs::service(plan), plan.about.deprecation.as_deref());
    let inner = imports.item(MODULE, "Service");
    let mut methods: Vec<ImplItem> = vec![new(plan, &inner, imports)];
    methods.extend(plan.methods.iter().map(|method| ImplItem::from(step::method(method, imports))));
    vec![
        parse_quote!(#(#attrs)* #[derive(Clone, Debug)] pub struct #name(#inner);),
        make::inherent(Vec::new(), &name, methods.into_iter()),
        deref(&name, make::path_type(inner.clone()), imports),
        // A service with other settings.
        parse_quote! {
            impl From<#inner> for #name {
                #[inline]
                fn from(service: #inner) -> Self {
                    Self(service)
                }
            }
        },
    ]
}

/// The function that makes one, with the settings that the metadata states.
fn new(plan: &Service, service: &Path, imports: &mut Imports<'_>) -> ImplItem {
    let attrs = attributes(docs::NEW_SERVICE, None);
    let version = plan.is_v401.then(|| imports.item(MODULE, "Version")).into_iter();
    let keys = plan.has_keys_as_segments.then(|| imports.item(MODULE, "Keys")).into_iter();
    let error = imports.item(MODULE, "Error");
    parse_quote! {
        #(#attrs)*
        #[inline]
        pub fn new(root: &str) -> Result<Self, #error> {
            Ok(Self(#service::new(root)? #(.version(#version::V401))* #(.keys(#keys::Segments))*))
        }
    }
}
