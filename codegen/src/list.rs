//! What the schemas declare, as a table.

mod service;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

pub(crate) use self::service::{Child, service, service_text};
use crate::config::Pattern;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::model::{Model, Step, StructuredId, StructuredKind, Type, did_you_mean_types};
use crate::plan::{Selection, with_not_found};
use crate::table::{Align, Table};

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// An entity type.
    Entity,
    /// A complex type.
    Complex,
    /// An enum type.
    Enum,
    /// A type definition.
    TypeDefinition,
}

/// A type in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    /// Its qualified name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The qualified name of its base type; of a type definition, the built-in type.
    pub base: Option<String>,
    /// How many properties it has, navigation properties too; of entity and complex types.
    pub properties: Option<Properties>,
    /// How many types are derived from it, directly or not; of entity and complex types.
    pub derived: Option<usize>,
    /// How many members it has; of enum types.
    pub members: Option<usize>,
    /// Whether it is generated.
    pub selected: bool,
}

/// How many properties a type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Properties {
    /// Those that it declares itself.
    pub own: usize,
    /// Those and the inherited ones.
    pub all: usize,
}

impl Kind {
    /// The kind of a type that is not built in.
    pub(crate) fn of(model: &Model<'_>, ty: Type) -> Option<Self> {
        match ty {
            Type::Structured(id) => Some(match model.structured(id).kind {
                StructuredKind::Entity => Self::Entity,
                StructuredKind::Complex => Self::Complex,
            }),
            Type::Enum(_) => Some(Self::Enum),
            Type::Definition(_) => Some(Self::TypeDefinition),
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    /// One word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Complex => "complex",
            Self::Enum => "enum",
            Self::TypeDefinition => "definition",
        }
    }

    /// What CSDL calls it.
    pub(crate) fn long_name(self) -> &'static str {
        match self {
            Self::Entity => "entity type",
            Self::Complex => "complex type",
            Self::Enum => "enum type",
            Self::TypeDefinition => "type definition",
        }
    }
}

/// The types whose names match a pattern, or all of them without one, sorted by name.
///
/// A pattern without a dot is compared with simple names too: `vpp*` finds `microsoft.graph.vppToken`.
///
/// # Errors
///
/// [`Stopped`] if a pattern matches nothing, which is added to the diagnostics.
pub(crate) fn list(
    model: &Model<'_>,
    selection: &Selection,
    patterns: &[Pattern],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Entry>, Stopped> {
    let mut types: Vec<(String, Type)> = model.types().map(|ty| (model.name_of(ty), ty)).collect();
    types.sort();
    for pattern in patterns {
        if !types.iter().any(|(name, _)| pattern.finds(name)) {
            let error = matches_nothing(pattern, types.iter().map(|(name, _)| name.as_str()));
            diagnostics.push(with_not_found(error, &model.references));
        }
    }
    diagnostics.checkpoint()?;
    let is_listed = |name: &str| patterns.is_empty() || patterns.iter().any(|pattern| pattern.finds(name));
    let counts = Counts { properties: properties(model), derived: model.count_derived(|_| true) };
    let listed = types.into_iter().filter(|(name, _)| is_listed(name));
    Ok(listed.filter_map(|(name, ty)| entry(model, selection, &counts, name, ty)).collect())
}

/// The list as a table, with the counts aligned; names are cut at their starts to fit into a width.
pub(crate) fn text(entries: &[Entry], width: Option<usize>) -> String {
    let mut table = Table::new(&[
        ("", Align::Left),
        ("KIND", Align::Left),
        ("NAME", Align::Name),
        ("PROPERTIES", Align::Right),
        ("DERIVED", Align::Right),
        ("MEMBERS", Align::Right),
        ("BASE", Align::Name),
    ]);
    let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
    for entry in entries {
        table.row([
            if entry.selected { "*" } else { "" }.to_owned(),
            entry.kind.name().to_owned(),
            entry.name.clone(),
            entry.properties.map_or_else(String::new, |Properties { own, all }| {
                if own == all { all.to_string() } else { format!("{own} of {all}") }
            }),
            count(entry.derived.filter(|derived| *derived > 0)),
            count(entry.members),
            entry.base.clone().unwrap_or_default(),
        ]);
    }
    table.text(width)
}

/// What each entity and complex type has.
struct Counts {
    properties: Vec<Properties>,
    derived: Vec<usize>,
}

fn entry(model: &Model<'_>, selection: &Selection, counts: &Counts, name: String, ty: Type) -> Option<Entry> {
    let mut entry = Entry {
        name,
        kind: Kind::of(model, ty)?,
        base: None,
        properties: None,
        derived: None,
        members: None,
        selected: selection.reason(ty).is_some(),
    };
    match ty {
        Type::Structured(id) => {
            entry.base = model.structured(id).base.map(|base| model.name_of(Type::Structured(base)));
            entry.properties = Some(counts.properties[id.index()]);
            entry.derived = Some(counts.derived[id.index()]);
        }
        Type::Enum(id) => entry.members = Some(model.enumeration(id).members.len()),
        Type::Definition(id) => entry.base = Some(model.name_of(Type::Primitive(model.definition(id).underlying))),
        Type::Primitive(_) | Type::Missing(_) => {}
    }
    Some(entry)
}

fn properties(model: &Model<'_>) -> Vec<Properties> {
    let names = |id: StructuredId| {
        let ty = model.structured(id);
        let structural = ty.properties.iter().map(|property| &*property.name.text);
        structural.chain(ty.navigation_properties.iter().map(|property| &*property.name.text))
    };
    let mut counts = vec![Properties { own: 0, all: 0 }; model.structured_types.len()];
    // How many of the types that the walk is in declare each name: a property that is declared again is one property.
    let mut declared: HashMap<&str, usize> = HashMap::new();
    for step in model.walk() {
        match step {
            Step::Enter(id) => {
                names(id).for_each(|name| *declared.entry(name).or_default() += 1);
                let own = names(id).collect::<HashSet<_>>().len();
                counts[id.index()] = Properties { own, all: declared.len() };
            }
            Step::Leave(id) => {
                for name in names(id) {
                    if let Some(count) = declared.get_mut(name).filter(|count| **count > 1) {
                        *count -= 1;
                    } else {
                        declared.remove(name);
                    }
                }
            }
        }
    }
    counts
}

fn matches_nothing<'a>(pattern: &Pattern, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    let text = pattern.as_str();
    let error =
        Diagnostic::error_without_place(Code::UnmatchedPattern, format!("the pattern `{text}` matches no type"));
    error.help(did_you_mean_types(text, names).unwrap_or_else(|| {
        "`*` stands for any characters within a segment of a name, `**` across segments, `?` for one".to_owned()
    }))
}
