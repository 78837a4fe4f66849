//! The ids that types and namespaces have once all versions of a type are one.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::groups::{Groups, Kind};
use super::name::split;
use crate::model::{
    DefinitionId, EnumId, MissingId, Model, Namespace, NamespaceId, StructuredId, StructuredKind, Type,
};

/// The new ids of everything that has one.
pub(super) struct Ids<'s> {
    pub(super) list: Vec<Namespace<'s>>,
    /// The namespaces in place of the old ones.
    pub(super) namespaces: Vec<NamespaceId>,
    /// The namespace of each old type.
    pub(super) home: HashMap<Type, NamespaceId>,
    pub(super) types: HashMap<Type, Type>,
    /// What each new structured type is.
    pub(super) kinds: HashMap<StructuredId, StructuredKind>,
}

impl<'s> Ids<'s> {
    pub(super) fn new(model: &Model<'s>, groups: &Groups) -> Self {
        let (list, namespaces) = namespaces(model, groups);
        let by_name: HashMap<&str, NamespaceId> =
            list.iter().enumerate().map(|(index, namespace)| (&*namespace.name, NamespaceId::at(index))).collect();
        let (mut home, mut types, mut kinds) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut numbers: HashMap<&'static str, usize> = HashMap::new();
        let mut by_type_name: HashMap<(&str, &str), Type> = HashMap::new();
        for group in &groups.list {
            let (arena, id): (_, fn(usize) -> Type) = match group.kind {
                Kind::Structured(_) | Kind::Offer => ("structured", |index| Type::Structured(StructuredId::at(index))),
                Kind::Enum => ("enum", |index| Type::Enum(EnumId::at(index))),
                Kind::Definition => ("definition", |index| Type::Definition(DefinitionId::at(index))),
            };
            let next = numbers.entry(arena).or_default();
            let new = id(*next);
            *next += 1;
            if let (Some(kind), Type::Structured(id)) = (group.kind.structured(), new) {
                kinds.insert(id, kind);
            }
            by_type_name.insert((&group.namespace, &group.name), new);
            for (_, ty) in &group.versions {
                home.insert(*ty, by_name[group.namespace.as_str()]);
                types.insert(*ty, new);
            }
        }
        // A version that no document has is the type as well, if there is another version of it.
        for id in model.missing_ids() {
            let name = &model.missing(id).name;
            let Some((namespace, simple)) = name.rsplit_once('.') else { continue };
            let base = split(namespace).map_or(namespace, |(base, _)| base);
            if let Some(ty) = by_type_name.get(&(base, simple)) {
                types.insert(Type::Missing(id), *ty);
            }
        }
        Self { list, namespaces, home, types, kinds }
    }

    pub(super) fn namespace(&self, old: NamespaceId) -> NamespaceId {
        self.namespaces[old.index()]
    }

    pub(super) fn ty(&self, old: Type) -> Type {
        self.types.get(&old).copied().unwrap_or(old)
    }

    /// The structured type of a kind that a missing one is a version of.
    pub(super) fn given(&self, missing: MissingId, kind: StructuredKind) -> Option<StructuredId> {
        match self.ty(Type::Missing(missing)) {
            Type::Structured(id) if self.kinds.get(&id) == Some(&kind) => Some(id),
            _ => None,
        }
    }

    pub(super) fn structured(&self, old: StructuredId) -> StructuredId {
        match self.ty(Type::Structured(old)) {
            Type::Structured(new) => new,
            _ => old,
        }
    }
}

/// The namespaces without versions and those of types that stay in theirs, sorted, and for each old one the one in its place.
fn namespaces<'s>(model: &Model<'s>, groups: &Groups) -> (Vec<Namespace<'s>>, Vec<NamespaceId>) {
    let mut sorted: BTreeMap<Cow<'s, str>, Namespace<'s>> = BTreeMap::new();
    let bases: Vec<Cow<'s, str>> = model
        .namespaces
        .iter()
        .map(|namespace| match split(&namespace.name) {
            Some((base, _)) => Cow::Owned(base.to_owned()),
            None => namespace.name.clone(),
        })
        .collect();
    // The namespace without a version comes first among its versions, and says most of itself.
    for (base, old) in bases.iter().zip(&model.namespaces) {
        let new = sorted.entry(base.clone()).or_insert_with(|| Namespace {
            name: base.clone(),
            aliases: Vec::new(),
            ..old.clone()
        });
        new.aliases.extend(old.aliases.iter().cloned());
    }
    for group in &groups.list {
        if let (None, Some(own)) = (sorted.get(group.namespace.as_str()), model.qualified_name(group.newest())) {
            let name: Cow<'s, str> = Cow::Owned(group.namespace.clone());
            let old = model.namespaces[own.namespace.index()].clone();
            sorted.insert(name.clone(), Namespace { name, aliases: Vec::new(), ..old });
        }
    }
    let numbers: HashMap<Cow<'s, str>, NamespaceId> =
        sorted.keys().enumerate().map(|(index, name)| (name.clone(), NamespaceId::at(index))).collect();
    let new = bases.iter().map(|base| numbers[base]).collect();
    let list = sorted.into_values().map(|mut namespace| {
        namespace.aliases.sort();
        namespace.aliases.dedup();
        namespace
    });
    (list.collect(), new)
}
