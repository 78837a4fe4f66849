//! Methods that lead on.

use syn::{Expr, Type};

use super::arguments::{argument_type, arguments};
use super::runtime::{MODULE, function};
use crate::docs;
use crate::emit::attributes::attributes;
use crate::emit::imports::Imports;
use crate::emit::make::{self, Method, Receives};
use crate::emit::shape::scalar_type;
use crate::plan::TypeId;
use crate::plan::requests::{self, Invocation, OperationKind, Outcome, Step, Wrapping};

/// A method for a step.
///
/// ```text
/// pub fn vpp_tokens(&self) -> Many<VppToken> { runtime::request::many(self, "vppTokens") }
/// pub fn content(&self) -> Media { runtime::request::media(self, "content") }
/// pub fn by_app_id(&self, app_id: &str) -> One<Application> { runtime::request::by_key(self, &[("appId", &app_id)]) }
/// pub fn sync_licenses(&self) -> Request<VppToken, VppToken> { … }
/// ```
pub(super) fn method(plan: &requests::Method, imports: &mut Imports<'_>) -> Method {
    let attrs = attributes(&docs::step(plan, &|id| imports.link(id)), plan.about.deprecation.as_deref());
    let here = || make::local("self");
    let (returns, result) = match &plan.step {
        Step::Link { to, is_collection } => {
            let to_it = function(if *is_collection { "many" } else { "one" }, imports);
            (path_type(*to, *is_collection, imports), make::call(to_it, [here(), make::string(&plan.name)]))
        }
        Step::Media => {
            let media = make::path_type(imports.item(MODULE, "Media"));
            (media, make::call(function("media", imports), [here(), make::string(&plan.name)]))
        }
        Step::Key { of, parts } => {
            let parts = arguments(parts, OperationKind::Function, imports);
            (path_type(*of, false, imports), make::call(function("by_key", imports), [here(), parts]))
        }
        Step::Call(call) => invocation(&plan.name, call, imports),
    };
    let given = plan.arguments().0.iter();
    let parameters = given.map(|argument| (make::binding(&argument.ident), argument_type(argument, imports))).collect();
    Method::public(attrs, &plan.ident, Receives::Shared, parameters, (returns, result))
}

/// A call of an operation.
///
/// ```text
/// VppTokenRevokeLicenses(runtime::request::action(self, "microsoft.graph.revokeLicenses", &[("…", &…)]).none())
/// ```
fn invocation(name: &str, call: &Invocation, imports: &mut Imports<'_>) -> (Type, Expr) {
    let given = arguments(&call.arguments, call.kind, imports);
    let invoke = function(call.kind.name(), imports);
    let invoked = make::call(invoke, [make::local("self"), make::string(name), given]);
    let read = match call.outcome {
        Outcome::Nothing => "none",
        Outcome::Stream => "stream",
        Outcome::Path { is_collection: false, .. } => "one",
        Outcome::Path { is_collection: true, .. } => "many",
        Outcome::Answer { .. } => "json",
    };
    let request = make::method_call(invoked, read, []);
    match call.call {
        Some(id) => {
            let call = imports.ty(id);
            (make::path_type(call.clone()), make::call(call, [request]))
        }
        None => (outcome_type(call.outcome, imports), request),
    }
}

/// The type of what comes of a call: `Request<()>`, `Request<Page<User>, User>`, `One<User>`.
pub(super) fn outcome_type(outcome: Outcome, imports: &mut Imports<'_>) -> Type {
    let answer = match outcome {
        Outcome::Path { to, is_collection } => return path_type(to, is_collection, imports),
        Outcome::Nothing => make::tuple_type([]),
        Outcome::Stream => make::generic("Vec", make::known_type("u8")),
        Outcome::Answer { wrapping, scalar, .. } => {
            let value = scalar_type(scalar, imports);
            match wrapping {
                Wrapping::Nothing => value,
                Wrapping::Value => make::generic_path(imports.runtime("Value"), value),
                Wrapping::Page => make::generic_path(imports.runtime("Page"), value),
                Wrapping::Delta => {
                    let delta = make::generic_path(imports.runtime("Delta"), value);
                    make::generic_path(imports.runtime("Page"), delta)
                }
            }
        }
    };
    let request = imports.item(MODULE, "Request");
    match outcome {
        Outcome::Answer { of: Some(of), .. } => {
            let of = make::path_type(imports.ty(of));
            make::generic_pair(request, answer, of)
        }
        _ => make::generic_path(request, answer),
    }
}

/// `One<T>` or `Many<T>`.
fn path_type(to: TypeId, is_collection: bool, imports: &mut Imports<'_>) -> Type {
    let path = imports.item(MODULE, if is_collection { "Many" } else { "One" });
    make::generic_path(path, make::path_type(imports.ty(to)))
}
