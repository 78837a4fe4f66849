//! What the model and the plan say of a name that no type has: that of a container, of what is in one, or of an operation.

use std::collections::HashSet;

use super::calls::Calls;
use super::collect::{left_out, operation, path};
use super::{Others, Place};
use crate::model::{
    Container, ContainerChild, ContainerChildKind, ContainerTarget, Model, Operation, StructuredId, Type,
};
use crate::plan::requests::Service;
use crate::plan::{Crate, File};

/// Whether something else than a type has a name: the qualified one, as `container/set` too, or the last part of that.
pub(crate) fn is_other(model: &Model<'_>, text: &str) -> bool {
    let is_place = |container: &Container<'_>| {
        is_named(&model.full_name(&container.name), text) || children(model, container, text).next().is_some()
    };
    model.containers.iter().any(is_place) || operations(model, text).next().is_some()
}

/// What has the name.
pub(crate) fn others(model: &Model<'_>, plan: &Crate, text: &str) -> Others {
    let mut service = Vec::new();
    for container in &model.containers {
        let name = model.full_name(&container.name);
        let made = plan.files.iter().flat_map(File::services).find(|service| service.wire == name);
        service.extend(children(model, container, text).map(|child| place(model, plan, made, &name, child)));
        if is_named(&name, text) {
            let rust = made.map(|service| path(plan, service.id));
            let kind = "entity container";
            service.push(Place { name, kind, container: None, ty: None, rust, left_out: None });
        }
    }
    let calls = |found| calls(model, plan, found);
    let operations = operations(model, text).map(|found| operation(model, plan, found, calls(found).as_ref()));
    let mut operations: Vec<_> = operations.collect();
    operations.sort();
    Others { service, operations }
}

/// Upper and lower case are the same, as for types.
fn is_named(name: &str, text: &str) -> bool {
    let last = name.rsplit(['.', '/']).next().unwrap_or(name);
    [name, last].iter().any(|name| name.eq_ignore_ascii_case(text))
}

fn children<'m, 's>(
    model: &'m Model<'s>,
    container: &'m Container<'s>,
    text: &str,
) -> impl Iterator<Item = &'m ContainerChild<'s>> {
    let name = model.full_name(&container.name);
    container.children.iter().filter(move |child| is_named(&format!("{name}/{}", child.name.text), text))
}

fn operations<'m, 's>(model: &'m Model<'s>, text: &str) -> impl Iterator<Item = &'m Operation<'s>> {
    model.operations.iter().filter(move |operation| is_named(&model.full_name(&operation.name), text))
}

/// A set, singleton or import of a container, and how requests get there by way of its service.
fn place(
    model: &Model<'_>,
    plan: &Crate,
    service: Option<&Service>,
    container: &str,
    child: &ContainerChild<'_>,
) -> Place {
    let kind = match child.kind {
        ContainerChildKind::EntitySet => "entity set",
        ContainerChildKind::Singleton => "singleton",
        ContainerChildKind::ActionImport => "action import",
        ContainerChildKind::FunctionImport => "function import",
    };
    let ty = match &child.target {
        ContainerTarget::Entities(id) => id.map(|id| model.name_of(Type::Structured(id))),
        ContainerTarget::Operations(overloads) => {
            let returns = overloads.first().and_then(|id| model.operation(*id).return_type.as_ref());
            returns.map(|returns| model.type_name(returns.ty))
        }
    };
    let method = service.and_then(|service| service.methods.iter().find(|method| method.name == child.name.text));
    Place {
        name: child.name.text.to_string(),
        kind,
        container: Some(container.to_owned()),
        ty,
        rust: method.map(|method| format!("service.{}", method.in_rust())),
        left_out: left_out(plan, child.name.span),
    }
}

/// The ways to what an operation is called on: to its type, or if that is not generated to one that is derived from it.
fn calls<'p>(model: &Model<'_>, plan: &'p Crate, operation: &Operation<'_>) -> Option<Calls<'p>> {
    let ty = operation.split().0?.ty.item;
    let is_a = |id: &StructuredId| model.with_bases(*id).any(|base| Type::Structured(base) == ty);
    let names: HashSet<String> =
        model.structured_ids().filter(is_a).map(|id| model.name_of(Type::Structured(id))).collect();
    let items = plan.items().filter(|item| item.wire().is_some_and(|wire| names.contains(wire)));
    let name = model.name_of(ty);
    Calls::new(plan, items.min_by_key(|item| item.wire() != Some(&name))?)
}
