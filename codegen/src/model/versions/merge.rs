//! The versions of structured types as one type each.

use std::collections::{HashMap, HashSet};

use super::groups::{Group, Groups};
use super::ids::Ids;
use super::name::Version;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::walk::{circle, cycles};
use crate::model::{
    Annotation, MissingId, Model, NavigationProperty, Property, QualifiedName, StructuredId, StructuredKind,
    StructuredType, Type,
};
use crate::source::Span;

/// The structured types in place of all versions of them.
pub(super) fn structured<'s>(
    model: &Model<'s>,
    groups: &Groups,
    ids: &Ids<'s>,
    diagnostics: &mut Diagnostics,
) -> Vec<StructuredType<'s>> {
    let groups_of_kind = groups.list.iter().enumerate().filter(|(_, group)| group.kind.structured().is_some());
    let merge = |(number, group)| Merge { model, groups, ids, number, group }.finish(diagnostics);
    let (mut types, said_by): (Vec<StructuredType<'s>>, Vec<SaidBy>) = groups_of_kind.filter_map(merge).unzip();
    let names = |index: usize| {
        let name: &QualifiedName<'_> = &types[index].name;
        format!("{}.{}", ids.list[name.namespace.index()].name, name.name.text)
    };
    let cycles = cycles(types.len(), |index| types[index].base.map(StructuredId::index));
    let cuts: Vec<(usize, Diagnostic)> = cycles.iter().map(|cycle| cut(cycle, &types, &said_by, names)).collect();
    for (index, warning) in cuts {
        types[index].base = None;
        diagnostics.push(warning);
    }
    for index in 0..types.len() {
        if let Some(base) = types[index].base {
            types[base.index()].derived.push(StructuredId::at(index));
        }
    }
    types
}

/// The versions of one type.
struct Merge<'a, 's> {
    model: &'a Model<'s>,
    groups: &'a Groups,
    ids: &'a Ids<'s>,
    /// The number of the group.
    number: usize,
    group: &'a Group,
}

/// A property of either kind.
enum Member<'s> {
    Structural(Box<Property<'s>>),
    Navigation(NavigationProperty<'s>),
}

/// Which version it is that says what a type is derived from: the newest, or an older one where the newest says nothing of it. Of
/// two, the later one is to be believed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SaidBy {
    is_newest: bool,
    version: Option<Version>,
}

/// What versions are derived from: a type that is none of them.
type Base = (Option<StructuredId>, Option<(MissingId, Span)>);

impl<'s> Merge<'_, 's> {
    fn finish(&self, diagnostics: &mut Diagnostics) -> Option<(StructuredType<'s>, SaidBy)> {
        let Type::Structured(newest) = self.group.newest() else { return None };
        let (chain, base) = self.chain(newest);
        let ty = self.model.structured(newest);
        let others: Vec<StructuredId> = self.others(&chain);
        let (mut base, mut missing_base) = base;
        let mut said_by = SaidBy { is_newest: true, version: self.version(newest) };
        for other in others.iter().rev() {
            if base.is_none() && missing_base.is_none() {
                (base, missing_base) = self.chain(*other).1;
                said_by = SaidBy { is_newest: false, version: self.version(*other) };
            }
        }
        let (properties, navigation_properties) = self.members(&chain, &others, diagnostics);
        let of_chain = || chain.iter().map(|id| self.model.structured(*id));
        let mut key = Vec::new();
        let mut named = HashSet::new();
        for part in of_chain().flat_map(|ty| &ty.key) {
            if named.insert(part.path.text.clone()) {
                key.push(part.clone());
            }
        }
        let merged = StructuredType {
            name: QualifiedName { namespace: self.ids.home[&Type::Structured(newest)], name: ty.name.name.clone() },
            kind: ty.kind,
            base,
            missing_base,
            derived: Vec::new(),
            is_abstract: ty.is_abstract,
            is_open: of_chain().any(|ty| ty.is_open),
            has_stream: of_chain().any(|ty| ty.has_stream),
            key,
            properties,
            navigation_properties,
            annotations: annotations(of_chain().rev().map(|ty| ty.annotations.as_slice())),
        };
        Some((merged, said_by))
    }

    fn version(&self, id: StructuredId) -> Option<Version> {
        let (version, _) = self.group.versions.iter().find(|(_, ty)| *ty == Type::Structured(id))?;
        version.clone()
    }

    /// The versions that one is derived from, which comes last, and what the first of them is derived from.
    fn chain(&self, newest: StructuredId) -> (Vec<StructuredId>, Base) {
        let mut chain = vec![newest];
        loop {
            let last = self.model.structured(chain[chain.len() - 1]);
            let is_version = |base: &StructuredId| self.groups.of.get(&Type::Structured(*base)) == Some(&self.number);
            if let Some(base) = last.base.filter(is_version) {
                chain.push(base);
                continue;
            }
            chain.reverse();
            let base = last.base.map(|base| self.ids.structured(base));
            // A base type that is missing in this version may be there in another one.
            let own = self.ids.structured(newest);
            let is_another = |given: &StructuredId| *given != own;
            let given =
                last.missing_base.and_then(|(missing, _)| self.ids.given(missing, last.kind).filter(is_another));
            let missing = if given.is_some() { None } else { last.missing_base };
            return (chain, (base.or(given), missing));
        }
    }

    /// The versions that the newest one is not derived from, the oldest first.
    fn others(&self, chain: &[StructuredId]) -> Vec<StructuredId> {
        let chain: HashSet<StructuredId> = chain.iter().copied().collect();
        let all = self.group.versions.iter().filter_map(|(_, ty)| match ty {
            Type::Structured(id) => Some(*id),
            _ => None,
        });
        all.filter(|id| !chain.contains(id)).collect()
    }

    /// The properties: along the chain in the order in which they came about, and then those that only other versions have.
    fn members(
        &self,
        chain: &[StructuredId],
        others: &[StructuredId],
        diagnostics: &mut Diagnostics,
    ) -> (Vec<Property<'s>>, Vec<NavigationProperty<'s>>) {
        let mut members: Vec<Member<'s>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for id in chain {
            for member in self.declared(*id) {
                match places.get(member.name()) {
                    Some(place) => members[*place] = member,
                    None => {
                        places.insert(member.name().to_owned(), members.len());
                        members.push(member);
                    }
                }
            }
        }
        // Of what several of the others declare, too, the newest counts.
        for id in others.iter().rev() {
            for member in self.declared(*id) {
                match places.get(member.name()) {
                    Some(place) if members[*place].is_alike(&member) => {}
                    Some(place) => diagnostics.push(another_type(self.model, *id, &member, &members[*place])),
                    None => {
                        places.insert(member.name().to_owned(), members.len());
                        members.push(member);
                    }
                }
            }
        }
        let (mut properties, mut navigation) = (Vec::new(), Vec::new());
        for member in members {
            match member {
                Member::Structural(property) => properties.push(*property),
                Member::Navigation(property) => navigation.push(property),
            }
        }
        (properties, navigation)
    }

    /// The properties that a version declares, with the types that are in place of those they have.
    fn declared(&self, id: StructuredId) -> impl Iterator<Item = Member<'s>> {
        let ty = self.model.structured(id);
        let structural = ty.properties.iter().map(|property| {
            let mut property = property.clone();
            property.ty.item = self.ids.ty(property.ty.item);
            Member::Structural(Box::new(property))
        });
        let navigation = ty.navigation_properties.iter().map(|property| {
            let mut property = property.clone();
            property.target = property.target.map(|target| self.ids.structured(target));
            let entity = |missing| self.ids.given(missing, StructuredKind::Entity);
            if let Some(target) = property.missing_target.and_then(entity) {
                (property.target, property.missing_target) = (Some(target), None);
            }
            Member::Navigation(property)
        });
        structural.chain(navigation)
    }
}

impl Member<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Structural(property) => &property.name.text,
            Self::Navigation(property) => &property.name.text,
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::Structural(property) => property.name.span,
            Self::Navigation(property) => property.name.span,
        }
    }

    /// Whether a value of the one is a value of the other.
    fn is_alike(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Structural(one), Self::Structural(other)) => one.ty == other.ty,
            (Self::Navigation(one), Self::Navigation(other)) => {
                (one.target, one.is_collection) == (other.target, other.is_collection)
            }
            _ => false,
        }
    }
}

/// The annotations of the newest version, and what only older ones say; that one of these is deprecated says nothing of the type.
fn annotations<'a, 's: 'a>(versions: impl Iterator<Item = &'a [Annotation<'s>]>) -> Vec<Annotation<'s>> {
    let mut merged: Vec<Annotation<'s>> = Vec::new();
    for (age, annotations) in versions.enumerate() {
        let known: HashSet<_> = merged.iter().map(|known| known.term.clone()).collect();
        let is_new = |annotation: &&Annotation<'_>| {
            !known.contains(&annotation.term) && (age == 0 || annotation.term != "Org.OData.Core.V1.Revisions")
        };
        let new: Vec<_> = annotations.iter().filter(is_new).cloned().collect();
        merged.extend(new);
    }
    merged
}

/// Where to cut a circle, with the warning: at the type whose base type only the oldest version names, since the versions after it
/// have made an end of that.
fn cut(
    cycle: &[usize],
    types: &[StructuredType<'_>],
    said_by: &[SaidBy],
    name: impl Fn(usize) -> String,
) -> (usize, Diagnostic) {
    let place = (0..cycle.len()).min_by_key(|place| &said_by[cycle[*place]]).unwrap_or_default();
    let index = cycle[place];
    let round: Vec<usize> = cycle[place..].iter().chain(&cycle[..place]).copied().collect();
    let path = circle(&round, |index| format!("`{}`", name(index)));
    let message = format!("versions of types are derived from each other in a circle: {path}");
    let warning = Diagnostic::warning(Code::VersionConflict, types[index].name.name.span, message)
        .label("taken as a type without a base type")
        .help("the version that names its base type is the oldest in the circle; with `versions = \"all\"` each version has its own");
    (index, warning)
}

/// The warning for a property that versions have with different types, none of which is derived from the other.
fn another_type(model: &Model<'_>, owner: StructuredId, member: &Member<'_>, newest: &Member<'_>) -> Diagnostic {
    let owner = model.full_name(&model.structured(owner).name);
    let message = format!("the property `{}` of `{owner}` has another type in the newest version", member.name());
    Diagnostic::warning(Code::VersionConflict, member.span(), message)
        .label("values of this version may not be read")
        .related(newest.span(), "this declaration is used")
        .help(
            "`Lenient` reads what does not fit as untyped JSON; or give the property a type of your own by `[replace]`",
        )
}
