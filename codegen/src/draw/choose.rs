//! Which types are drawn: those that are asked for, and their neighbours.

use std::collections::{BTreeMap, HashSet};

use super::format::Format;
use crate::config::Pattern;
use crate::model::{Model, StructuredId, Type};
use crate::plan::{Reason, Selection};

/// The types to draw in a format, sorted by name, each with whether it was asked for.
///
/// Without a `depth` they are the selected types. With one they are the types that a pattern chose, and what is up to
/// that many steps away from one of them: base types, derived types, types that are parts of it, and types that it is a
/// part of. A walk keeps its direction: from a base type it goes on to base types only and not to all that is derived
/// from it, which would be most types of a service soon.
///
/// Enum types and type definitions are no part of such a picture. Only [`Format::Html`] has them, as far as drawn types
/// use them.
pub(crate) fn choose(
    model: &Model<'_>,
    selection: &Selection,
    exclude: &[Pattern],
    depth: Option<usize>,
    format: Format,
) -> Vec<(Type, bool)> {
    let mut types = BTreeMap::new();
    let is_chosen = |ty: Type| matches!(selection.reason(ty), Some(Reason::Chosen(_)));
    for ty in model.types() {
        if is_chosen(ty) || (depth.is_none() && selection.reason(ty).is_some()) {
            types.insert(ty, is_chosen(ty));
        }
    }
    if let Some(depth) = depth {
        let chosen = types.keys().copied().filter_map(structured).collect();
        let walk = Walk { parents: parents(model), model, exclude };
        for id in walk.from(chosen, depth) {
            types.entry(Type::Structured(id)).or_insert(false);
        }
    }
    if format == Format::Html {
        let drawn: Vec<StructuredId> = types.keys().copied().filter_map(structured).collect();
        for property in drawn.iter().flat_map(|id| &model.structured(*id).properties) {
            let ty = property.ty.item;
            if matches!(ty, Type::Enum(_) | Type::Definition(_)) && !is_excluded(exclude, &model.name_of(ty)) {
                types.entry(ty).or_insert(false);
            }
        }
    } else {
        types.retain(|ty, _| matches!(ty, Type::Structured(_)));
    }
    let mut types: Vec<(Type, bool)> = types.into_iter().collect();
    types.sort_by_cached_key(|(ty, _)| model.name_of(*ty));
    types
}

/// How a type was come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Way {
    Chosen,
    Base,
    Derived,
    Part,
    Whole,
}

struct Walk<'a, 's> {
    model: &'a Model<'s>,
    /// The types that have a type as a part.
    parents: BTreeMap<StructuredId, Vec<StructuredId>>,
    exclude: &'a [Pattern],
}

impl Walk<'_, '_> {
    /// All types that are up to `depth` steps away.
    fn from(&self, chosen: Vec<StructuredId>, depth: usize) -> Vec<StructuredId> {
        let mut reached: Vec<(StructuredId, Way)> = chosen.into_iter().map(|id| (id, Way::Chosen)).collect();
        let mut seen: HashSet<(StructuredId, Way)> = reached.iter().copied().collect();
        let mut start = 0;
        for _ in 0..depth {
            let end = reached.len();
            if start == end {
                break;
            }
            for index in start..end {
                for next in self.steps(reached[index]) {
                    if seen.insert(next) && !self.is_excluded(next.0) {
                        reached.push(next);
                    }
                }
            }
            start = end;
        }
        reached.into_iter().map(|(id, _)| id).collect()
    }

    fn steps(&self, (id, way): (StructuredId, Way)) -> Vec<(StructuredId, Way)> {
        let ty = self.model.structured(id);
        let mut steps: Vec<(StructuredId, Way)> = ty.base.iter().map(|base| (*base, Way::Base)).collect();
        if matches!(way, Way::Chosen | Way::Derived | Way::Part) {
            steps.extend(ty.derived.iter().map(|derived| (*derived, Way::Derived)));
            steps.extend(parts(self.model, id).map(|part| (part, Way::Part)));
        }
        if matches!(way, Way::Chosen | Way::Whole) {
            steps.extend(self.parents.get(&id).into_iter().flatten().map(|whole| (*whole, Way::Whole)));
        }
        steps
    }

    fn is_excluded(&self, id: StructuredId) -> bool {
        is_excluded(self.exclude, &self.model.name_of(Type::Structured(id)))
    }
}

fn is_excluded(exclude: &[Pattern], name: &str) -> bool {
    exclude.iter().any(|pattern| pattern.matches(name))
}

fn structured(ty: Type) -> Option<StructuredId> {
    if let Type::Structured(id) = ty { Some(id) } else { None }
}

/// The types that are parts of a type.
fn parts(model: &Model<'_>, id: StructuredId) -> impl Iterator<Item = StructuredId> {
    let ty = model.structured(id);
    let structural = ty.properties.iter().map(|property| property.ty.item).filter(|ty| is_part(*ty));
    let contained = ty.navigation_properties.iter().filter(|property| property.contains_target);
    structural.filter_map(structured).chain(contained.filter_map(|property| property.target))
}

fn parents(model: &Model<'_>) -> BTreeMap<StructuredId, Vec<StructuredId>> {
    let mut parents: BTreeMap<StructuredId, Vec<StructuredId>> = BTreeMap::new();
    for id in model.structured_ids() {
        for part in parts(model, id) {
            parents.entry(part).or_default().push(id);
        }
    }
    parents
}

/// Whether the values of a structural property of a type are parts of the object.
pub(super) fn is_part(ty: Type) -> bool {
    matches!(ty, Type::Structured(_))
}
