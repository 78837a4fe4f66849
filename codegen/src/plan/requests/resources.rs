//! Which types have values with URLs, and by which keys.

use std::collections::{HashMap, HashSet};

use super::KeyPart;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Capabilities, Model, OperationId, Primitive, StructuredId, StructuredKind, StructuredType, Type, TypeUse,
    Vocabulary,
};
use crate::plan::fields::shape;
use crate::plan::type_ids::Ids;
use crate::plan::{Scalar, Shape, Value};
use crate::source::Span;

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
            let binding = operation.split().0.filter(|_| !operation.is_faulty);
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
        let mut owners: HashMap<StructuredId, Vec<StructuredId>> = HashMap::new();
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
            let mut lineage = model.with_bases(id);
            lineage.any(|id| model.structured(id).kind == StructuredKind::Entity || !bound.of(id, true).is_empty())
        });
        Self { many: many.collect(), one: found }
    }

    /// Whether values of a type have URLs.
    pub(super) fn has(&self, id: StructuredId) -> bool {
        self.one[id.index()]
    }

    /// Whether a value of a type, or a collection of them, leads on.
    pub(super) fn lead_on(&self, id: StructuredId, is_collection: bool) -> bool {
        self.has(id) && (!is_collection || self.many[id.index()])
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

/// The parts of the key of a type; none if it cannot be given in URLs, which is reported once where the key is declared.
pub(super) fn key(
    model: &Model<'_>,
    id: StructuredId,
    ids: &Ids,
    reported: &mut HashSet<StructuredId>,
    diagnostics: &mut Diagnostics,
) -> Vec<KeyPart> {
    let mut lineage = model.with_bases(id);
    let Some(owner) = lineage.find(|id| !model.structured(*id).key.is_empty()) else { return Vec::new() };
    let declared = &model.structured(owner).key;
    let (mut parts, mut faults, mut is_whole) = (Vec::new(), Vec::new(), declared.len() <= MOST_PARTS);
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for part in declared {
        let (name, path) = (part.alias.as_ref().unwrap_or(&part.path), &*part.path.text);
        let fault = match (seen.insert(&name.text, path), key_scalar(model, id, path, ids)) {
            (Some(first), _) => {
                is_whole &= first == path;
                format!("`{}` is in the key twice", name.text)
            }
            // That there is no such property was said where the key was read.
            (None, Err(_)) if property_type(model, id, path).is_none() => return Vec::new(),
            (None, Err(fault)) => {
                is_whole = false;
                fault
            }
            (None, Ok(scalar)) => {
                parts.push(KeyPart { name: name.text.to_string(), scalar });
                if part.alias.is_some() || !path.contains('/') {
                    continue;
                }
                is_whole &= declared.len() == 1;
                format!("`{path}` is a path, and has no `Alias` by which requests could name it")
            }
        };
        faults.push((part.path.span, fault));
    }
    if declared.len() > MOST_PARTS {
        faults.push((
            declared[0].path.span,
            format!("the key has {} parts, and `id()` takes {MOST_PARTS}", declared.len()),
        ));
    }
    if reported.insert(owner) {
        diagnostics.extend(faults.into_iter().map(|(span, fault)| unusable(span, fault, is_whole)));
    }
    if is_whole { parts } else { Vec::new() }
}

fn unusable(span: Span, fault: String, is_whole: bool) -> Diagnostic {
    let help = if is_whole {
        "requests leave this part of the key out"
    } else {
        "`id()` of collections takes no value for it; `Many::key` takes a `Key` of any kind"
    };
    Diagnostic::warning(Code::UnusableKey, span, fault).help(help)
}

/// The parts of the alternate keys of a type, each with its name in URLs; those that cannot be given there are reported.
pub(super) fn alternate_keys(
    model: &Model<'_>,
    id: StructuredId,
    ids: &Ids,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<KeyPart>> {
    let annotations = &model.structured(id).annotations;
    let part = |part: &crate::model::AlternateKeyPart<'_>| {
        key_scalar(model, id, part.path, ids).map(|scalar| KeyPart { name: part.name.to_owned(), scalar })
    };
    let mut keys = Vec::new();
    for parts in annotations.alternate_keys() {
        let mut seen = HashSet::new();
        let again = parts.iter().find(|part| !seen.insert(part.name));
        let again = again.map_or(Ok(()), |part| Err(format!("`{}` is in the key twice", part.name)));
        match again.and_then(|()| parts.iter().map(part).collect()) {
            Ok(parts) => keys.push(parts),
            Err(fault) => diagnostics.extend(annotations.core("AlternateKeys").map(|annotation| {
                let help = "there is no method for this alternate key; `Many::key` takes a `Key` of any kind";
                Diagnostic::warning(Code::UnusableKey, annotation.span, fault).help(help)
            })),
        }
    }
    keys
}

/// What the property at the end of a path is; why it can be no part of a key, if it cannot.
fn key_scalar(model: &Model<'_>, id: StructuredId, path: &str, ids: &Ids) -> Result<Scalar, String> {
    let ty = property_type(model, id, path).ok_or_else(|| format!("the key property `{path}` does not exist"))?;
    match shape(model, ty, ids) {
        // What a type definition is around is all that a key says of it.
        Shape { scalar: Scalar::Value(value) | Scalar::Newtype(_, value), is_collection: false }
            if !matches!(
                value,
                Value::F64 | Value::Binary | Value::BinaryUrl | Value::Stream | Value::Geo | Value::Json
            ) =>
        {
            Ok(Scalar::Value(value))
        }
        Shape { scalar: Scalar::Enum(id), is_collection: false } => Ok(Scalar::Enum(id)),
        _ => Err(format!("the key property `{path}` is of the type `{}`, which keys cannot have", model.type_name(ty))),
    }
}

/// The type of the property at the end of a path, which may lead through complex and navigation properties.
fn property_type(model: &Model<'_>, id: StructuredId, path: &str) -> Option<TypeUse> {
    let mut current = id;
    let mut segments = path.split('/').peekable();
    while let Some(name) = segments.next() {
        let mut lineage = model.with_bases(current).map(|id| model.structured(id));
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
