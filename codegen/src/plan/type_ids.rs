//! What is generated of which type.

use std::collections::HashMap;
use std::sync::Arc;

use super::facts::{ItemType, Named};
use super::foreign::Replacements;
use super::ids::{ForeignId, TypeId};
use super::items::{Inner, Value};
use super::primitives;
use super::selection::Selection;
use crate::config::Base64;
use crate::model::{DefinitionId, EnumId, Model, Primitive, StructuredId, Type};

/// The generated types of the types of the model.
#[derive(Debug)]
pub(super) struct Ids {
    structured: Vec<Option<TypeId>>,
    hierarchies: Vec<Option<TypeId>>,
    enums: Vec<Option<TypeId>>,
    definitions: Vec<Option<TypeId>>,
    named: NamedTypes,
    pub(super) replacements: Replacements,
    base64: Base64,
}

impl Ids {
    /// Numbers the selected types; a hierarchy is made of each type that has selected derived types.
    pub(super) fn new(model: &Model<'_>, selection: &Selection, replacements: Replacements, base64: Base64) -> Self {
        let has_derived = has_derived(model, selection);
        let mut next = 0;
        let mut number = |wanted: bool| {
            wanted.then(|| {
                next += 1;
                TypeId(next - 1)
            })
        };
        let mut ids = Self {
            structured: model.structured_ids().map(|id| number(selection.has_structured(id))).collect(),
            enums: model.enum_ids().map(|id| number(selection.has_enum(id))).collect(),
            definitions: model.definition_ids().map(|id| number(selection.has_definition(id))).collect(),
            hierarchies: model
                .structured_ids()
                .map(|id| number(selection.has_structured(id) && has_derived[id.index()]))
                .collect(),
            named: NamedTypes::default(),
            replacements,
            base64,
        };
        let named = |ty| Arc::new(Named { name: model.name_of(ty).into(), generated: ids.of(ty) });
        ids.named = NamedTypes {
            structured: model.structured_ids().map(|id| named(Type::Structured(id))).collect(),
            enums: model.enum_ids().map(|id| named(Type::Enum(id))).collect(),
            definitions: model.definition_ids().map(|id| named(Type::Definition(id))).collect(),
            missing: model.missing_ids().map(|id| named(Type::Missing(id))).collect(),
        };
        ids
    }

    /// The type that is in place of another.
    pub(super) fn foreign(&self, ty: Type) -> Option<ForeignId> {
        self.replacements.get(ty)
    }

    /// What a newtype of a built-in type is around.
    pub(super) fn inner(&self, primitive: Primitive) -> Inner {
        match self.foreign(Type::Primitive(primitive)) {
            Some(foreign) => Inner::Foreign(foreign),
            None => Inner::Value(self.value(primitive)),
        }
    }

    /// The value that the runtime has for a built-in type.
    pub(super) fn value(&self, primitive: Primitive) -> Value {
        match (primitives::value(primitive), self.base64) {
            (Value::Binary, Base64::Url) => Value::BinaryUrl,
            (value, _) => value,
        }
    }

    /// An entity or complex type as the schemas name it.
    pub(super) fn named(&self, id: StructuredId) -> Arc<Named> {
        Arc::clone(&self.named.structured[id.index()])
    }

    /// The type of a property as the schemas name it.
    pub(super) fn item_type(&self, ty: Type) -> ItemType {
        match ty {
            Type::Primitive(primitive) => ItemType::Primitive(primitive),
            Type::Structured(id) => ItemType::Declared(self.named(id)),
            Type::Enum(id) => ItemType::Declared(Arc::clone(&self.named.enums[id.index()])),
            Type::Definition(id) => ItemType::Declared(Arc::clone(&self.named.definitions[id.index()])),
            Type::Missing(id) => ItemType::Declared(Arc::clone(&self.named.missing[id.index()])),
        }
    }

    /// What is generated of a type; `None` if it is nothing, or if another type takes its place.
    pub(super) fn of(&self, ty: Type) -> Option<TypeId> {
        match ty {
            _ if self.foreign(ty).is_some() => None,
            Type::Primitive(_) | Type::Missing(_) => None,
            Type::Structured(id) => self.structured(id),
            Type::Enum(id) => self.enumeration(id),
            Type::Definition(id) => self.definition(id),
        }
    }

    /// The struct of the base type of each hierarchy.
    pub(super) fn bases(&self, model: &Model<'_>) -> HashMap<TypeId, TypeId> {
        model.structured_ids().filter_map(|id| Some((self.hierarchy(id)?, self.structured(id)?))).collect()
    }

    pub(super) fn structured(&self, id: StructuredId) -> Option<TypeId> {
        self.structured[id.index()]
    }

    pub(super) fn hierarchy(&self, id: StructuredId) -> Option<TypeId> {
        self.hierarchies[id.index()]
    }

    pub(super) fn enumeration(&self, id: EnumId) -> Option<TypeId> {
        self.enums[id.index()]
    }

    pub(super) fn definition(&self, id: DefinitionId) -> Option<TypeId> {
        self.definitions[id.index()]
    }
}

/// The types of the model by their names, each for all that refers to it.
#[derive(Debug, Default)]
struct NamedTypes {
    structured: Vec<Arc<Named>>,
    enums: Vec<Arc<Named>>,
    definitions: Vec<Arc<Named>>,
    missing: Vec<Arc<Named>>,
}

/// For each type, whether a type that is derived from it, directly or not, is selected. What many others have in common counts
/// as having none.
fn has_derived(model: &Model<'_>, selection: &Selection) -> Vec<bool> {
    let mut found = vec![false; model.structured_types.len()];
    for id in model.structured_ids().filter(|id| selection.has_structured(*id)) {
        for base in model.bases(id) {
            // All further base types have been come by before, too.
            if std::mem::replace(&mut found[base.index()], true) {
                break;
            }
        }
    }
    for id in model.structured_ids().filter(|id| model.versions.is_common_base(*id)) {
        found[id.index()] = false;
    }
    found
}
