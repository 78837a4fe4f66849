//! Actions and functions. No Rust is made of them, but whoever calls them wants to know.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Action, Change, Element, Impact};
use super::index::Side;
use crate::model::{Model, Operation, TypeUse};

/// The changes of operations that concern generated types.
pub(super) fn changes(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let (old, new) = (signatures(old), signatures(new));
    let keys: BTreeSet<&Key> = old.keys().chain(new.keys()).collect();
    let none = Vec::new();
    let mut changes = Vec::new();
    for key in keys {
        let (before, after) = (old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none));
        let gone: Vec<&String> = before.iter().filter(|signature| !after.contains(signature)).collect();
        let come: Vec<&String> = after.iter().filter(|signature| !before.contains(signature)).collect();
        let on = if key.on_collection { " on collections" } else { "" };
        let change = |action, schema: String| {
            let change = Change::new(Impact::None, action, Element::Operation, &key.ty, Some(&key.name));
            change.schema(format!("{}{on} {schema}", key.kind))
        };
        match (&gone[..], &come[..]) {
            ([gone], [come]) => changes.push(change(Action::Changed, format!("was {gone}; is {come}"))),
            _ => {
                changes.extend(gone.iter().map(|signature| change(Action::Removed, (*signature).clone())));
                changes.extend(come.iter().map(|signature| change(Action::Added, (*signature).clone())));
            }
        }
    }
    changes
}

/// What overloads have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The type that it is bound to, or the operation itself.
    ty: String,
    name: String,
    kind: &'static str,
    on_collection: bool,
}

/// The parameters and result of all overloads of the operations that concern generated types.
fn signatures(side: Side<'_>) -> BTreeMap<Key, Vec<String>> {
    let generated: BTreeSet<&str> = side.plan.items().filter_map(|item| item.wire()).collect();
    let is_generated = |ty: TypeUse| generated.contains(side.model.name_of(ty.item).as_str());
    // With a selection, operations that have to do with none of its types are of no interest.
    let is_whole = side.plan.type_count == side.model.type_count();
    let mut found: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for operation in &side.model.operations {
        let (binding, parameters) = operation.split();
        let types = parameters.iter().map(|parameter| parameter.ty);
        let mut types = types.chain(operation.return_type.as_ref().map(|returns| returns.ty));
        let is_concerned = match binding {
            Some(binding) => is_generated(binding.ty),
            None => is_whole || types.any(is_generated),
        };
        if is_concerned {
            let name = side.model.full_name(&operation.name);
            let key = Key {
                ty: binding.map_or_else(|| name.clone(), |binding| side.model.name_of(binding.ty.item)),
                name,
                kind: operation.kind.name(),
                on_collection: binding.is_some_and(|binding| binding.ty.is_collection),
            };
            found.entry(key).or_default().push(signature(side.model, operation));
        }
    }
    found
}

/// `(bundleId: Edm.String) → Collection(microsoft.graph.vppTokenLicenseSummary)`.
fn signature(model: &Model<'_>, operation: &Operation<'_>) -> String {
    let (_, parameters) = operation.split();
    let parameters: Vec<String> = parameters
        .iter()
        .map(|parameter| format!("{}: {}", parameter.name.text, model.type_name(parameter.ty)))
        .collect();
    let returns = operation.return_type.as_ref().map(|returns| format!(" → {}", model.type_name(returns.ty)));
    format!("`({}){}`", parameters.join(", "), returns.unwrap_or_default())
}
