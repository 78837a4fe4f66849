//! One type for all versions of it.
//!
//! Redfish has a namespace for each version of a schema, `ComputerSystem.v1_22_0`, in which types are derived from those of
//! the version before. [`newest`] makes one type of them, in the namespace without a version, that every reference to any of
//! them means.

mod merge;
mod name;
mod others;
mod values;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use self::name::{Version, split};
pub(crate) use self::name::{has_version, without_version};
use super::{
    DefinitionId, EnumId, MissingId, Model, Namespace, NamespaceId, QualifiedName, StructuredId, StructuredKind, Type,
};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// What is known of types that were made of several versions.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The qualified names that services have for types, where these are others than the types have here.
    written: BTreeMap<Type, String>,
    /// The namespaces that have versions.
    namespaces: BTreeSet<NamespaceId>,
    /// Abstract types that many others are derived from, and that are no types of values.
    common_bases: BTreeSet<StructuredId>,
    /// The types that have a version which a given document declares.
    given: BTreeSet<Type>,
}

impl Versions {
    /// Whether all versions have types of their own, or there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.namespaces.is_empty()
    }

    /// Whether names may have a version between a namespace and the simple name.
    pub(crate) fn has_versions(&self, namespace: NamespaceId) -> bool {
        self.namespaces.contains(&namespace)
    }

    /// Whether a type is what others have in common and nothing more, so that no value is declared to be of any of them.
    pub(crate) fn is_common_base(&self, id: StructuredId) -> bool {
        self.common_bases.contains(&id)
    }

    /// Whether a given document declares a version of a type. The newest may be in one that is only referred to.
    pub(super) fn has_given(&self, ty: Type) -> bool {
        self.given.contains(&ty)
    }

    /// The qualified name that services have for a type, if it is another one than it has here.
    pub(crate) fn written(&self, ty: Type) -> Option<&str> {
        self.written.get(&ty).map(String::as_str)
    }
}

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

/// What is added to the namespace of a type that cannot be one with its versions, as long as its name is that of another one.
const UNVERSIONED: &str = ".unversioned";

/// What a type is, which all versions of it have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Structured(StructuredKind),
    /// A complex type that is no more than what objects say of an action.
    Offer,
    Enum,
    Definition,
}

impl Kind {
    fn of(model: &Model<'_>, ty: Type) -> Option<Self> {
        match ty {
            Type::Structured(id) if model.offers.contains(&id) => Some(Self::Offer),
            Type::Structured(id) => Some(Self::Structured(model.structured(id).kind)),
            Type::Enum(_) => Some(Self::Enum),
            Type::Definition(_) => Some(Self::Definition),
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    /// What structured type it is, if it is one.
    fn structured(self) -> Option<StructuredKind> {
        match self {
            Self::Structured(kind) => Some(kind),
            Self::Offer => Some(StructuredKind::Complex),
            Self::Enum | Self::Definition => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Structured(StructuredKind::Entity) => "an entity type",
            Self::Structured(StructuredKind::Complex) => "a complex type",
            Self::Offer => "an action",
            Self::Enum => "an enum type",
            Self::Definition => "a type definition",
        }
    }
}

/// Types, each with its version if it has one.
type Members = Vec<(Option<Version>, Type)>;

/// The versions of a type.
#[derive(Debug)]
struct Group {
    /// The namespace that the one type is in.
    namespace: String,
    /// Its simple name.
    name: String,
    kind: Kind,
    /// The versions, the newest last, and before all of them the one without a version.
    versions: Members,
}

impl Group {
    fn newest(&self) -> Type {
        self.versions[self.versions.len() - 1].1
    }
}

/// All types, sorted by the names that they will have.
#[derive(Debug)]
struct Groups {
    list: Vec<Group>,
    /// The number of the group of each type.
    of: HashMap<Type, usize>,
}

impl Groups {
    fn new(model: &Model<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut by_name: BTreeMap<(String, String), Members> = BTreeMap::new();
        for ty in model.types() {
            let Some(name) = qualified(model, ty) else { continue };
            let full = model.namespace(name.namespace);
            let (base, version) = match split(full) {
                Some((base, version)) => (base, Some(version)),
                None => (full, None),
            };
            by_name.entry((base.to_owned(), name.name.text.to_string())).or_default().push((version, ty));
        }
        let mut taken: BTreeSet<(String, String)> = by_name.keys().cloned().collect();
        let mut list = Vec::new();
        for ((namespace, name), mut versions) in by_name {
            versions.sort();
            let Some(kind) = versions.last().and_then(|(_, ty)| Kind::of(model, *ty)) else { continue };
            let (same, others): (Vec<_>, Vec<_>) =
                versions.into_iter().partition(|(_, ty)| Kind::of(model, *ty) == Some(kind));
            for (version, ty) in others {
                let (Some(own), Some(kept)) = (qualified(model, ty), Kind::of(model, ty)) else { continue };
                diagnostics.push(another_kind(model, (own, kept), (same[same.len() - 1].1, kind)));
                // It has to give way where the one type, or another one, has its name.
                let mut name = (model.namespace(own.namespace).to_owned(), name.clone());
                while !taken.insert(name.clone()) {
                    name.0.push_str(UNVERSIONED);
                }
                list.push(Group { namespace: name.0, name: name.1, kind: kept, versions: vec![(version, ty)] });
            }
            list.push(Group { namespace, name, kind, versions: same });
        }
        list.sort_by(|one, other| (&one.namespace, &one.name).cmp(&(&other.namespace, &other.name)));
        let members = list.iter().enumerate();
        let of = members.flat_map(|(number, group)| group.versions.iter().map(move |(_, ty)| (*ty, number))).collect();
        Self { list, of }
    }
}

/// The new ids of everything that has one.
struct Ids<'s> {
    list: Vec<Namespace<'s>>,
    /// The namespaces in place of the old ones.
    namespaces: Vec<NamespaceId>,
    /// The namespace of each old type.
    home: HashMap<Type, NamespaceId>,
    types: HashMap<Type, Type>,
    /// What each new structured type is.
    kinds: HashMap<StructuredId, StructuredKind>,
}

impl<'s> Ids<'s> {
    fn new(model: &Model<'s>, groups: &Groups) -> Self {
        let (list, namespaces) = namespaces(model, groups);
        let by_name: HashMap<&str, NamespaceId> =
            list.iter().enumerate().map(|(index, namespace)| (&*namespace.name, NamespaceId::at(index))).collect();
        let (mut home, mut types, mut kinds) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut numbers: BTreeMap<&'static str, usize> = BTreeMap::new();
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

    fn namespace(&self, old: NamespaceId) -> NamespaceId {
        self.namespaces[old.index()]
    }

    fn ty(&self, old: Type) -> Type {
        self.types.get(&old).copied().unwrap_or(old)
    }

    /// The structured type of a kind that a missing one is a version of.
    fn given(&self, missing: MissingId, kind: StructuredKind) -> Option<StructuredId> {
        match self.ty(Type::Missing(missing)) {
            Type::Structured(id) if self.kinds.get(&id) == Some(&kind) => Some(id),
            _ => None,
        }
    }

    fn structured(&self, old: StructuredId) -> StructuredId {
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
        if let (None, Some(own)) = (sorted.get(group.namespace.as_str()), qualified(model, group.newest())) {
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

/// Which names services have for types, which namespaces have versions, and which types are given.
fn versions(model: &Model<'_>, groups: &Groups, ids: &Ids<'_>) -> Versions {
    let mut versions = Versions::default();
    for group in &groups.list {
        let newest = group.newest();
        if let Some(name) = qualified(model, newest)
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
fn common_bases(types: &[super::StructuredType<'_>], versions: &Versions) -> BTreeSet<StructuredId> {
    let is_common = |ty: &super::StructuredType<'_>| ty.is_abstract && versions.has_versions(ty.name.namespace);
    let found = types.iter().enumerate().filter(|(_, ty)| is_common(ty));
    found.map(|(index, _)| StructuredId::at(index)).collect()
}

fn qualified<'m, 's>(model: &'m Model<'s>, ty: Type) -> Option<&'m QualifiedName<'s>> {
    match ty {
        Type::Structured(id) => Some(&model.structured(id).name),
        Type::Enum(id) => Some(&model.enumeration(id).name),
        Type::Definition(id) => Some(&model.definition(id).name),
        Type::Primitive(_) | Type::Missing(_) => None,
    }
}

/// The warning for a type of which the newest version is something else.
fn another_kind(
    model: &Model<'_>,
    (own, kind): (&QualifiedName<'_>, Kind),
    (newest, newest_kind): (Type, Kind),
) -> Diagnostic {
    let newest_name = model.name_of(newest);
    let message =
        format!("`{}` is {} and its newest version is {}", model.full_name(own), kind.name(), newest_kind.name());
    let warning = Diagnostic::warning(Code::VersionConflict, own.name.span, message).label("stays a type of its own");
    let place: Option<Span> = qualified(model, newest).map(|name| name.name.span);
    let warning = match place {
        Some(span) => warning.related(span, format!("`{newest_name}`")),
        None => warning,
    };
    warning.help("the two cannot be one type: leave out the one that is not needed by `exclude`")
}
