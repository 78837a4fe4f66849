//! Which types are versions of one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::name::{Version, split};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, QualifiedName, StructuredKind, Type};

/// What is added to the namespace of a type that cannot be one with its versions, as long as its name is that of another one.
const UNVERSIONED: &str = ".unversioned";

/// What a type is, which all versions of it have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Structured(StructuredKind),
    /// A complex type that is no more than what objects say of an action.
    Offer,
    Enum,
    Definition,
}

impl Kind {
    pub(super) fn of(model: &Model<'_>, ty: Type) -> Option<Self> {
        match ty {
            Type::Structured(id) if model.offers.contains(&id) => Some(Self::Offer),
            Type::Structured(id) => Some(Self::Structured(model.structured(id).kind)),
            Type::Enum(_) => Some(Self::Enum),
            Type::Definition(_) => Some(Self::Definition),
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    /// What structured type it is, if it is one.
    pub(super) fn structured(self) -> Option<StructuredKind> {
        match self {
            Self::Structured(kind) => Some(kind),
            Self::Offer => Some(StructuredKind::Complex),
            Self::Enum | Self::Definition => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
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
pub(super) type Members = Vec<(Option<Version>, Type)>;

/// The versions of a type.
#[derive(Debug)]
pub(super) struct Group {
    /// The namespace that the one type is in.
    pub(super) namespace: String,
    /// Its simple name.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The versions, the newest last, and before all of them the one without a version.
    pub(super) versions: Members,
}

impl Group {
    pub(super) fn newest(&self) -> Type {
        self.versions[self.versions.len() - 1].1
    }
}

/// All types, sorted by the names that they will have.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) list: Vec<Group>,
    /// The number of the group of each type.
    pub(super) of: HashMap<Type, usize>,
}

impl Groups {
    pub(super) fn new(model: &Model<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut by_name: BTreeMap<(String, String), Members> = BTreeMap::new();
        for ty in model.types() {
            let Some(name) = model.qualified_name(ty) else { continue };
            let full = model.namespace(name.namespace);
            let (base, version) = match split(full) {
                Some((base, version)) => (base, Some(version)),
                None => (full, None),
            };
            by_name.entry((base.to_owned(), name.name.text.to_string())).or_default().push((version, ty));
        }
        let mut taken: HashSet<(String, String)> = by_name.keys().cloned().collect();
        let mut list = Vec::new();
        for ((namespace, name), mut versions) in by_name {
            versions.sort();
            let Some(kind) = versions.last().and_then(|(_, ty)| Kind::of(model, *ty)) else { continue };
            let (same, others): (Vec<_>, Vec<_>) =
                versions.into_iter().partition(|(_, ty)| Kind::of(model, *ty) == Some(kind));
            for (version, ty) in others {
                let (Some(own), Some(kept)) = (model.qualified_name(ty), Kind::of(model, ty)) else { continue };
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
    let place = model.qualified_name(newest).map(|name| name.name.span);
    let warning = match place {
        Some(span) => warning.related(span, format!("`{newest_name}`")),
        None => warning,
    };
    warning.help("the two cannot be one type: leave out the one that is not needed by `exclude`")
}
