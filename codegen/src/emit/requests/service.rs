//! Structs of services.

use proc_macro2::Ident;
use quote::quote;
use syn::{ImplItem, Item, Type};

use super::runtime::{MODULE, deref};
use super::step;
use crate::docs;
use crate::emit::attributes::attributes;
use crate::emit::imports::Imports;
use crate::emit::make::{self, Method, Receives};
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
    let mut attrs = attributes(&docs::service(plan), plan.about.deprecation.as_deref());
    attrs.push(make::attribute_list("derive", quote!(Clone, Debug)));
    let inner = make::path_type(imports.item(MODULE, "Service"));
    let mut methods: Vec<ImplItem> = vec![new(plan, imports).into()];
    methods.extend(plan.methods.iter().map(|method| ImplItem::from(step::method(method, imports))));
    vec![
        make::private_tuple_structure(attrs, name.clone(), inner.clone()),
        make::inherent(Vec::new(), &name, methods.into_iter()),
        deref(&name, inner.clone(), imports),
        from(&name, inner),
    ]
}

/// A service with other settings.
fn from(name: &Ident, inner: Type) -> Item {
    let made = make::call(make::path(["Self"]), [make::local("service")]);
    let method = Method {
        parameters: vec![(make::binding("service"), inner.clone())],
        ..Method::inline("from", Receives::Nothing, make::known_type("Self"), made)
    };
    make::implementation(make::generic_trait(make::path(["From"]), inner), name, [method])
}

/// The function that makes one, with the settings that the metadata states.
fn new(plan: &Service, imports: &mut Imports<'_>) -> Method {
    let new = make::join(&imports.item(MODULE, "Service"), "new");
    let mut service = make::tried(make::call(new, [make::local("root")]));
    if plan.is_v401 {
        let version = make::join(&imports.item(MODULE, "Version"), "V401");
        service = make::method_call(service, "version", [make::value(version)]);
    }
    if plan.has_keys_as_segments {
        let keys = make::join(&imports.item(MODULE, "Keys"), "Segments");
        service = make::method_call(service, "keys", [make::value(keys)]);
    }
    let result = make::call(make::path(["Ok"]), [make::call(make::path(["Self"]), [service])]);
    let error = make::path_type(imports.item(MODULE, "Error"));
    let returns = make::generic_pair(make::path(["Result"]), make::known_type("Self"), error);
    let parameters = vec![(make::binding("root"), make::reference(make::known_type("str")))];
    let attrs = attributes(docs::NEW_SERVICE, None);
    Method::public(attrs, "new", Receives::Nothing, parameters, (returns, result))
}
