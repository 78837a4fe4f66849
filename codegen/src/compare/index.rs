//! The items of a plan by the names of their types.

use std::collections::{BTreeMap, HashMap};

use super::changes::{Action, Change, Element, Impact};
use crate::list::Kind;
use crate::model::{Model, Step, StructuredId, Type};
use crate::plan::{Crate, Hierarchy, Item, Scalar, Shape, TypeId};

/// One of the two sides: the schemas and what is generated from them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    /// What the schemas declare.
    pub model: &'a Model<'a>,
    /// What is generated.
    pub plan: &'a Crate,
}

/// A side with what is looked up in it.
pub(super) struct Index<'a> {
    pub(super) plan: &'a Crate,
    /// The items but for hierarchies, by the qualified names of their types.
    pub(super) items: BTreeMap<&'a str, &'a Item>,
    names: HashMap<TypeId, &'a str>,
    hierarchies: HashMap<&'a str, &'a Hierarchy>,
    /// The nearest base type that is generated.
    bases: HashMap<String, String>,
    kinds: HashMap<String, Kind>,
}

/// A type that both sides have.
pub(super) struct Pair<'i> {
    pub(super) old: &'i Index<'i>,
    pub(super) new: &'i Index<'i>,
    /// Its qualified name.
    pub(super) wire: &'i str,
    /// Its qualified name on the old side.
    pub(super) before: &'i str,
    /// The old names of types whose names are spelled in another way.
    pub(super) same: &'i HashMap<String, String>,
}

impl Pair<'_> {
    pub(super) fn change(&self, impact: Impact, action: Action, element: Element, name: Option<&str>) -> Change {
        Change::new(impact, action, element, self.wire, name)
    }
}

impl<'a> Index<'a> {
    pub(super) fn new(side: Side<'a>) -> Self {
        let Side { model, plan } = side;
        let items: BTreeMap<&str, &Item> = plan.items().filter_map(|item| Some((item.wire()?, item))).collect();
        let mut names: HashMap<TypeId, &str> = items.iter().map(|(wire, item)| (item.id(), *wire)).collect();
        let mut hierarchies = HashMap::new();
        for item in plan.items() {
            if let Item::Hierarchy(hierarchy) = item
                && let Some(wire) = names.get(&hierarchy.base).copied()
            {
                hierarchies.insert(wire, hierarchy);
                names.insert(hierarchy.id, wire);
            }
        }
        let mut bases = HashMap::new();
        let mut generated: Vec<Option<StructuredId>> = vec![None; model.structured_types.len()];
        for step in model.walk() {
            let Step::Enter(id) = step else { continue };
            let name = |id| model.name_of(Type::Structured(id));
            if let Some(base) = model.structured(id).base.and_then(|base| generated[base.index()]) {
                bases.insert(name(id), name(base));
                generated[id.index()] = Some(base);
            }
            if items.contains_key(name(id).as_str()) {
                generated[id.index()] = Some(id);
            }
        }
        let kinds = model.types().filter_map(|ty| Some((model.name_of(ty), Kind::of(model, ty)?))).collect();
        Self { plan, items, names, hierarchies, bases, kinds }
    }

    /// The enum of a type and its derived types.
    pub(super) fn hierarchy(&self, wire: &str) -> Option<&'a Hierarchy> {
        self.hierarchies.get(wire).copied()
    }

    /// The nearest base type that is generated.
    pub(super) fn base(&self, wire: &str) -> Option<&str> {
        self.bases.get(wire).map(String::as_str)
    }

    pub(super) fn kind(&self, wire: &str) -> &'static str {
        self.kinds.get(wire).map_or("type", |kind| kind.long_name())
    }

    /// The path of a generated type below the crate root.
    pub(super) fn path(&self, id: TypeId) -> String {
        self.plan.path(id)
    }

    /// The paths of the hierarchies that have a type as a variant but not as their base, sorted.
    pub(super) fn hierarchies_of(&self, wire: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut current = wire;
        while let Some(base) = self.base(current) {
            found.extend(self.hierarchy(base).map(|hierarchy| self.path(hierarchy.id)));
            current = base;
        }
        found.sort();
        found
    }

    /// What a field holds whatever the types are called in Rust; `same` gives the old names of types.
    pub(super) fn identity(&self, shape: Shape, is_navigation: bool, same: &HashMap<String, String>) -> String {
        let name = |id: TypeId| {
            let wire = self.name(id);
            same.get(wire).map_or(wire, String::as_str).to_owned()
        };
        let scalar = match shape.scalar {
            Scalar::Value(value) => value.rust_name().to_owned(),
            Scalar::Enum(id) => format!("enum {}", name(id)),
            Scalar::Flags(id) => format!("flags {}", name(id)),
            Scalar::Foreign(id) => format!("foreign {}", self.plan.foreign_type(id)),
            Scalar::Newtype(id, _) | Scalar::Wrapper(id) => format!("newtype {}", name(id)),
            Scalar::Record(id) => format!("struct {}", name(id)),
            Scalar::Hierarchy(id) => format!("hierarchy {}", name(id)),
        };
        format!("{is_navigation} {} {scalar}", shape.is_collection)
    }

    /// The qualified name of the type that a struct, or the enum of a hierarchy, is made of.
    pub(super) fn name(&self, id: TypeId) -> &'a str {
        self.names.get(&id).copied().unwrap_or_default()
    }

    /// What a value is, whatever the types are called in Rust.
    pub(super) fn exact(&self, shape: Shape) -> String {
        self.identity(shape, false, &HashMap::new())
    }

    /// The type that a field refers to, if that is an entity or complex type.
    pub(super) fn record(&self, shape: Shape) -> Option<&'a str> {
        match shape.scalar {
            Scalar::Record(id) | Scalar::Hierarchy(id) => self.names.get(&id).copied(),
            _ => None,
        }
    }
}
