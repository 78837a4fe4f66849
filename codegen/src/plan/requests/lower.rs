//! All that belongs to requests.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::builder::{Builder, Names};
use super::resources::{self, Bound, Resources};
use super::services::{self, Planned};
use super::{Item, LeftOut, Requests, Resource};
use crate::model::{Model, Type};
use crate::plan::TypeId;
use crate::plan::type_ids::Ids;
use crate::source::Span;

/// What requests have of the types, and the items by the struct or the container that they belong to.
pub(in crate::plan) fn requests(
    model: &Model<'_>,
    ids: &Ids,
    names: Names<'_, '_>,
) -> (Requests, BTreeMap<TypeId, Vec<Item>>, Vec<Planned>) {
    let bound = Bound::new(model);
    let resources = Resources::new(model, ids, &bound);
    let mut builder = Builder {
        model,
        ids,
        bound: &bound,
        resources: &resources,
        names,
        taken: HashMap::new(),
        left_out: left_out(model),
        items: BTreeMap::new(),
    };
    let [one, many] = [false, true].map(|is_collection| builder.all_paths(is_collection));
    let (mut found, mut reported) = (BTreeMap::new(), HashSet::new());
    for id in model.structured_ids().filter(|id| resources.has(*id)) {
        if let Some(ty) = ids.of(Type::Structured(id)) {
            let any = ids.hierarchy(id).unwrap_or(ty);
            let key = resources::key(model, id, ids, &mut reported, builder.names.diagnostics);
            let base = model.bases(id).find_map(|base| ids.of(Type::Structured(base)).filter(|_| resources.has(base)));
            found.insert(ty, Resource { any, base, key, one: one[id.index()], many: many[id.index()] });
        }
    }
    let services = services::services(&mut builder);
    let Builder { left_out, items, .. } = builder;
    (Requests { resources: found, left_out }, items, services)
}

/// The bound operations that no type has as a method, whatever is selected.
fn left_out(model: &Model<'_>) -> BTreeMap<Span, LeftOut> {
    let bound = model.operations.iter().filter(|operation| operation.is_bound);
    let why = bound.filter_map(|operation| {
        let why = match operation.split().0.map(|binding| binding.ty.item) {
            _ if operation.is_faulty => LeftOut::Faulty,
            None | Some(Type::Structured(_)) => return None,
            Some(_) => LeftOut::BoundToValues,
        };
        Some((operation.name.name.span, why))
    });
    why.collect()
}
