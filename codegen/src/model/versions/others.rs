//! What refers to types that were made of several versions.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::ids::Ids;
use super::name::split;
use crate::model::{Container, ContainerTarget, Declares, Model, Operation, OperationId, QualifiedName};
use crate::source::Span;

/// The operations in the order of their names, of several versions the newest one, and the new id of each.
pub(super) fn operations<'s>(model: &Model<'s>, ids: &Ids<'s>) -> (Vec<Operation<'s>>, Vec<OperationId>) {
    let version =
        |operation: &Operation<'_>| split(model.namespace(operation.name.namespace)).map(|(_, version)| version);
    let mut order: Vec<(usize, Operation<'s>)> = model.operations.iter().cloned().enumerate().collect();
    for (_, operation) in &mut order {
        for parameter in &mut operation.parameters {
            parameter.ty.item = ids.ty(parameter.ty.item);
        }
        if let Some(returned) = &mut operation.return_type {
            returned.ty.item = ids.ty(returned.ty.item);
        }
    }
    order.sort_by_cached_key(|(index, operation)| {
        let namespace = ids.namespace(operation.name.namespace);
        (namespace, operation.name.name.text.to_string(), Reverse(version(operation)), *index)
    });
    let mut seen = HashMap::new();
    let mut list: Vec<Operation<'s>> = Vec::new();
    let mut numbers = vec![OperationId::at(0); order.len()];
    for (index, mut operation) in order {
        let newer = version(&operation);
        operation.name.namespace = ids.namespace(operation.name.namespace);
        // Overloads of one version are as they are; those of an older version are the newer ones, if they are bound alike.
        let binding = operation.parameters.first().filter(|_| operation.is_bound).map(|parameter| parameter.ty);
        let key = (operation.name.namespace, operation.name.name.text.to_string(), operation.kind, binding);
        match seen.get(&key) {
            Some((id, of)) if *of != newer => numbers[index] = *id,
            _ => {
                let id = OperationId::at(list.len());
                numbers[index] = id;
                seen.insert(key, (id, newer));
                list.push(operation);
            }
        }
    }
    (list, numbers)
}

/// Has containers, terms and the parts of documents refer to what is there now; `numbers` has the operations.
pub(super) fn refer(
    containers: &mut [Container<'_>],
    terms: &mut [QualifiedName<'_>],
    extents: &mut [(Span, Declares)],
    ids: &Ids<'_>,
    numbers: &[OperationId],
) {
    for container in containers {
        container.name.namespace = ids.namespace(container.name.namespace);
        for child in &mut container.children {
            match &mut child.target {
                ContainerTarget::Entities(entity) => *entity = entity.map(|id| ids.structured(id)),
                ContainerTarget::Operations(list) => {
                    list.iter_mut().for_each(|id| *id = numbers[id.index()]);
                    list.dedup();
                }
            }
        }
    }
    for term in terms {
        term.namespace = ids.namespace(term.namespace);
    }
    for (_, declares) in extents {
        *declares = match *declares {
            Declares::Schema(namespace) => Declares::Schema(ids.namespace(namespace)),
            Declares::Type(ty) => Declares::Type(ids.ty(ty)),
        };
    }
}
