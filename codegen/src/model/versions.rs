//! One type for all versions of it.
//!
//! Redfish has a namespace for each version of a schema, `ComputerSystem.v1_22_0`, in which types are derived from those of
//! the version before. [`newest`] makes one type of them, in the namespace without a version, that every reference to any of
//! them means.

mod groups;
mod ids;
mod merge;
mod name;
mod others;
mod values;

use std::collections::HashSet;

use self::groups::{Groups, Kind};
use self::ids::Ids;
pub(super) use self::name::{Version, split};
pub(crate) use self::name::{has_version, without_version};
use super::{Model, StructuredId, StructuredType, Type, Versions};
use crate::diagnostics::Diagnostics;

/// The model with one type in place of all versions of it.
///
/// It is in the namespace without the version. A structured type has the properties of its newest version and all that this is
/// derived from, and those that only other versions have; the newest declaration of each counts. Enum types and type
/// definitions are those of the newest version that declares them. Everything that refers to any version means the one type.
///
/// What cannot be one type, as an enum and a complex type, stays what it is in the namespace of its version, with a warning.
pub fn newest<'s>(model: Model<'s>, diagnostics: &mut Diagnostics) -> Model<'s> {
    let mut found = Diagnostics::default();
    let groups = Groups::new(&model, &mut found);
    let ids = Ids::new(&model, &groups);
    let versions = versions(&model, &groups, &ids);
    let structured = merge::structured(&model, &groups, &ids, &mut found);
    found.extend(groups.list.iter().flat_map(|group| values::conflicts(&model, group)));
    let common_bases = common_bases(&structured, &versions);
    let (operations, numbers) = others::operations(&model, &ids);
    let Model { enum_types, type_definitions, mut containers, mut terms, mut extents, .. } = model;
    let mut merged = Model {
        structured_types: structured,
        missing_types: model.missing_types,
        operations,
        path_annotations: model.path_annotations,
        references: model.references,
        followed: model.followed,
        offers: model.offers.iter().map(|id| ids.structured(*id)).collect(),
        versions: Versions { common_bases, ..versions },
        ..Model::default()
    };
    let newest = |kind: Kind| groups.list.iter().filter(move |group| group.kind == kind).map(|group| group.newest());
    let mut enums: Vec<_> = enum_types.into_iter().map(Some).collect();
    for ty in newest(Kind::Enum) {
        if let Type::Enum(id) = ty
            && let Some(mut enumeration) = enums[id.index()].take()
        {
            enumeration.name.namespace = ids.home[&ty];
            merged.enum_types.push(enumeration);
        }
    }
    let mut definitions: Vec<_> = type_definitions.into_iter().map(Some).collect();
    for ty in newest(Kind::Definition) {
        if let Type::Definition(id) = ty
            && let Some(mut definition) = definitions[id.index()].take()
        {
            definition.name.namespace = ids.home[&ty];
            merged.type_definitions.push(definition);
        }
    }
    others::refer(&mut containers, &mut terms, &mut extents, &ids, &numbers);
    diagnostics.append(found);
    Model { namespaces: ids.list, containers, terms, extents, ..merged }
}

/// Which names services have for types, which namespaces have versions, and which types are given.
fn versions(model: &Model<'_>, groups: &Groups, ids: &Ids<'_>) -> Versions {
    let mut versions = Versions::default();
    for group in &groups.list {
        let newest = group.newest();
        if let Some(name) = model.qualified_name(newest)
            && model.namespace(name.namespace) != group.namespace
        {
            versions.written.insert(ids.ty(newest), model.full_name(name));
        }
    }
    let versioned = model.namespaces.iter().zip(&ids.namespaces).filter(|(old, _)| split(&old.name).is_some());
    versions.namespaces = versioned.map(|(_, new)| *new).collect();
    versions.given = model.types().filter(|ty| model.is_given(*ty)).map(|ty| ids.ty(ty)).collect();
    versions
}

/// The abstract types of namespaces that have versions: all versions of all types are derived from a few of them.
fn common_bases(types: &[StructuredType<'_>], versions: &Versions) -> HashSet<StructuredId> {
    let is_common = |ty: &StructuredType<'_>| ty.is_abstract && versions.has_versions(ty.name.namespace);
    let found = types.iter().enumerate().filter(|(_, ty)| is_common(ty));
    found.map(|(index, _)| StructuredId::at(index)).collect()
}
