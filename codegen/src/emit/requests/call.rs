//! Structs of calls that have optional parameters.

use syn::{ImplItem, Item, Type, parse_quote};

use super::arguments::{argument_type, argument_value};
use super::runtime::deref;
use super::step;
use crate::docs;
use crate::emit::attributes::attributes;
use crate::emit::imports::Imports;
use crate::emit::make::{self, Method, Receives};
use crate::plan::requests::{Argument, Call, OperationKind};

/// A struct around the request, with a setter for each optional parameter.
///
/// ```text
/// /// A call of …
/// #[must_use = "a request does nothing until it is sent"]
/// pub struct VppTokenRevokeLicenses(Request<()>);
///
/// impl VppTokenRevokeLicenses {
///     pub fn revoke_untracked_licenses(self, value: bool) -> Self { … }
///     pub fn request(self) -> Request<()> { self.0 }
/// }
///
/// impl Deref for VppTokenRevokeLicenses { type Target = Request<()>; … }
/// ```
pub(super) fn call(plan: &Call, imports: &mut Imports<'_>) -> Vec<Item> {
    let name = imports.own(plan.id);
    let request = step::outcome_type(plan.outcome, imports);
    let mut attrs = attributes(&docs::call(plan, &|id| imports.link(id)), plan.deprecation.as_deref());
    attrs.push(parse_quote!(#[must_use = "a request does nothing until it is sent"]));
    let mut methods: Vec<ImplItem> =
        plan.setters.iter().map(|argument| setter(argument, plan.kind, imports).into()).collect();
    methods.push(finish(request.clone()).into());
    vec![
        parse_quote!(#(#attrs)* pub struct #name(#request);),
        make::inherent(Vec::new(), &name, methods.into_iter()),
        deref(&name, request, imports),
    ]
}

/// ```text
/// pub fn request(self) -> Request<()> { self.0 }
/// ```
fn finish(request: Type) -> Method {
    let attrs = attributes(docs::FINISHED_CALL, None);
    Method::public(attrs, "request", Receives::Owned, Vec::new(), (request, make::self_inner()))
}

/// ```text
/// pub fn revoke_untracked_licenses(self, value: bool) -> Self { Self(self.0.argument("revokeUntrackedLicenses", &value)) }
/// ```
fn setter(plan: &Argument, kind: OperationKind, imports: &mut Imports<'_>) -> Method {
    let attrs = attributes(&docs::setter(plan), plan.about.deprecation.as_deref());
    let set = match kind {
        OperationKind::Action => "argument",
        OperationKind::Function => "parameter",
    };
    let value = argument_value(plan, kind, make::local("value"), imports);
    let changed = make::method_call(make::self_inner(), set, [make::string(&plan.name), value]);
    let result = make::call(make::ident("Self").into(), [changed]);
    let parameters = vec![(make::binding("value"), argument_type(plan, imports))];
    Method::public(attrs, &plan.ident, Receives::Owned, parameters, (make::known_type("Self"), result))
}
