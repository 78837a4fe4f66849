//! Which types have values with URLs, and by which keys.

use std::collections::{BTreeMap, HashMap};

use super::KeyPart;
use crate::model::{
    Capabilities, Model, OperationId, Primitive, StructuredId, StructuredKind, StructuredType, Type, TypeUse,
};
use crate::plan::fields::shape;
use crate::plan::type_ids::Ids;
use crate::plan::{Scalar, Shape, Value};

/// The operations that can be called on values of each type, or on collections of them.
#[derive(Debug, Default)]
pub(super) struct Bound {
    one: HashMap<StructuredId, Vec<OperationId>>,
    many: HashMap<StructuredId, Vec<OperationId>>,
}

impl Bound {
    pub(super) fn new(model: &Model<'_>) -> Self {
        let mut bound = Self::default();
        for (index, operation) in model.operations.iter().enumerate() {
            let binding = operation.parameters.first().filter(|_| operation.is_bound && !operation.is_faulty);
            if let Some(TypeUse { item: Type::Structured(id), is_collection }) = binding.map(|parameter| parameter.ty) {
                let by_type = if is_collection { &mut bound.many } else { &mut bound.one };
                by_type.entry(id).or_default().push(OperationId::at(index));
            }
        }
        bound
    }

    /// Those that are bound to the type itself, and not to a base type.
    pub(super) fn of(&self, id: StructuredId, is_collection: bool) -> &[OperationId] {
        let by_type = if is_collection { &self.many } else { &self.one };
        by_type.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// The types whose values have URLs.
#[derive(Debug)]
pub(super) struct Resources {
    one: Vec<bool>,
    many: Vec<bool>,
}

impl Resources {
    /// All entity types, and the complex types from which something leads on: a navigation property, a stream, an operation, or
    /// a property of such a type. Types that are derived from one or that it is derived from lead on, too, by a cast.
    pub(super) fn new(model: &Model<'_>, ids: &Ids, bound: &Bound) -> Self {
        let mut pending = Vec::new();
        let mut found = vec![false; model.structured_types.len()];
        // The complex types that have a property of a type.
        let mut owners: BTreeMap<StructuredId, Vec<StructuredId>> = BTreeMap::new();
        for id in model.structured_ids() {
            let ty = model.structured(id);
            if ty.kind == StructuredKind::Entity {
                found[id.index()] = true;
                continue;
            }
            for property in &ty.properties {
                if let TypeUse { item: Type::Structured(within), is_collection: false } = property.ty {
                    owners.entry(within).or_default().push(id);
                }
            }
            if leads_on(ty, ids) || !bound.of(id, false).is_empty() || !bound.of(id, true).is_empty() {
                pending.push(id);
            }
        }
        while let Some(id) = pending.pop() {
            if std::mem::replace(&mut found[id.index()], true) {
                continue;
            }
            let ty = model.structured(id);
            pending.extend(ty.derived.iter().chain(&ty.base).chain(owners.get(&id).into_iter().flatten()));
        }
        let many = model.structured_ids().map(|id| {
            let mut lineage = std::iter::once(id).chain(model.bases(id));
            lineage.any(|id| model.structured(id).kind == StructuredKind::Entity || !bound.of(id, true).is_empty())
        });
        Self { many: many.collect(), one: found }
    }

    /// Whether values of a type have URLs.
    pub(super) fn has(&self, id: StructuredId) -> bool {
        self.one[id.index()]
    }

    /// Whether collections of a type lead to anything.
    pub(super) fn has_many(&self, id: StructuredId) -> bool {
        self.many[id.index()]
    }
}

/// Whether a type by itself leads on.
fn leads_on(ty: &StructuredType<'_>, ids: &Ids) -> bool {
    let is_given = |id: StructuredId| ids.of(Type::Structured(id)).is_some();
    let stream = TypeUse { item: Type::Primitive(Primitive::Stream), is_collection: false };
    ty.navigation_properties.iter().any(|property| property.target.is_some_and(is_given))
        || ty.properties.iter().any(|property| property.ty == stream)
}

/// How many parts a key has at most that is given as one value.
const MOST_PARTS: usize = 8;

/// The parts of the key of a type, as far as they can stand in URLs.
pub(super) fn key(model: &Model<'_>, id: StructuredId, ids: &Ids) -> Vec<KeyPart> {
    let mut lineage = std::iter::once(id).chain(model.bases(id));
    let Some(owner) = lineage.find(|id| !model.structured(*id).key.is_empty()) else { return Vec::new() };
    let part = |part: &crate::model::KeyPart<'_>| {
        let name = part.alias.as_ref().unwrap_or(&part.path);
        let scalar = key_scalar(model, id, &part.path.text, ids)?;
        Some(KeyPart { name: name.text.to_string(), scalar })
    };
    let parts: Option<Vec<KeyPart>> = model.structured(owner).key.iter().map(part).collect();
    parts.filter(|parts| parts.len() <= MOST_PARTS).unwrap_or_default()
}

/// The parts of the alternate keys of a type, each with its name in URLs.
pub(super) fn alternate_keys(model: &Model<'_>, id: StructuredId, ids: &Ids) -> Vec<Vec<KeyPart>> {
    let ty = model.structured(id);
    let keys = ty.annotations.alternate_keys();
    let part = |part: &crate::model::AlternateKeyPart<'_>| {
        Some(KeyPart { name: part.name.to_owned(), scalar: key_scalar(model, id, part.path, ids)? })
    };
    keys.iter().filter_map(|parts| parts.iter().map(part).collect()).collect()
}

/// What the property at the end of a path is, if it can be a part of a key.
fn key_scalar(model: &Model<'_>, id: StructuredId, path: &str, ids: &Ids) -> Option<Scalar> {
    let ty = property_type(model, id, path)?;
    let Shape { scalar, is_collection: false } = shape(model, ty, ids) else { return None };
    match scalar {
        // What a type definition is around is all that a key says of it.
        Scalar::Value(value) | Scalar::Newtype(_, value) => {
            let is_key = !matches!(
                value,
                Value::F64 | Value::Binary | Value::BinaryUrl | Value::Stream | Value::Geo | Value::Json
            );
            is_key.then_some(Scalar::Value(value))
        }
        Scalar::Enum(_) => Some(scalar),
        Scalar::Flags(_) | Scalar::Wrapper(_) | Scalar::Foreign(_) | Scalar::Record(_) | Scalar::Hierarchy(_) => None,
    }
}

/// The type of the property at the end of a path, which may lead through complex and navigation properties.
fn property_type(model: &Model<'_>, id: StructuredId, path: &str) -> Option<TypeUse> {
    let mut current = id;
    let mut segments = path.split('/').peekable();
    while let Some(name) = segments.next() {
        let mut lineage = std::iter::once(current).chain(model.bases(current)).map(|id| model.structured(id));
        let found = lineage.find_map(|ty| {
            let structural = ty.properties.iter().find(|property| property.name.text == name);
            let related = || ty.navigation_properties.iter().find(|property| property.name.text == name);
            let target = || Some(TypeUse { item: Type::Structured(related()?.target?), is_collection: false });
            structural.map(|property| property.ty).or_else(target)
        })?;
        match (segments.peek(), found.item) {
            (None, _) => return Some(found),
            (Some(_), Type::Structured(within)) => current = within,
            (Some(_), _) => return None,
        }
    }
    None
}
