//! Which types are generated: those that patterns choose, and those that they cannot do without.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use super::selection::{Need, Reason, Selection};
use super::settings::Settings;
use crate::config::{Derived, Pattern};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::model::{
    MissingType, Model, Primitive, Reference, StructuredId, StructuredKind, Type, ambiguous, did_you_mean_types,
    without_version,
};
use crate::wording::first_of;

/// Selects the types whose qualified names match a pattern of `include` (all types of the documents that were given, if it is
/// empty) and none of `exclude`, and closes the selection.
///
/// A selected type brings the complex types, enum types and type definitions of its properties, inherited ones too,
/// and the derived types of those complex types, since they arrive inline, unless [`Derived`] says otherwise. Entity types
/// come in only by a pattern, or as types derived from one, with [`Derived::All`].
/// An excluded type never comes in. The reason of each type is the last step of a shortest way to it from a type that
/// a pattern chose.
///
/// # Errors
///
/// A pattern that matches nothing, or a selection that is empty.
pub fn select(model: &Model<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> Result<Selection, Stopped> {
    let selection = select_any(model, settings, diagnostics)?;
    if selection.is_empty() && !settings.is_of_another_version {
        diagnostics.push(empty_selection(model, settings));
    }
    diagnostics.checkpoint()?;
    Ok(selection)
}

/// The same for whoever only looks at types: that none is selected is a warning.
///
/// # Errors
///
/// A pattern that matches nothing.
#[cfg(feature = "cli")]
pub(crate) fn select_to_look(
    model: &Model<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<Selection, Stopped> {
    let selection = select_any(model, settings, diagnostics)?;
    if selection.is_empty() {
        diagnostics.push(empty_selection(model, settings).into_warning());
    }
    Ok(selection)
}

/// Selects types, of which there may be none.
fn select_any(model: &Model<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> Result<Selection, Stopped> {
    let (include, exclude) = (&settings.include, &settings.exclude);
    let names = Names::new(model);
    if !settings.is_of_another_version {
        report_unmatched(&[model], include, &[], diagnostics);
        report_unmatched(&[model], exclude, &model.missing_types, diagnostics);
    }
    let excluded = |name: &str| settings.is_left_out(name);
    let chosen = |ty: Type, name: &str| {
        if include.is_empty() {
            return model.is_given(ty).then_some(Reason::Chosen(None));
        }
        include.iter().position(|pattern| pattern.matches(name)).map(|number| Reason::Chosen(Some(number)))
    };
    let mut closure = Closure {
        model,
        selection: Selection {
            structured: vec![None; model.structured_types.len()],
            enums: vec![None; model.enum_types.len()],
            definitions: vec![None; model.type_definitions.len()],
            missing: BTreeMap::new(),
        },
        excluded: &|ty| excluded(names.of(ty)),
        derived: settings.derived,
        pending: VecDeque::new(),
        taken: vec![false; model.structured_types.len()],
        inline: vec![false; model.structured_types.len()],
    };
    for (ty, name) in names.iter() {
        if let Some(reason) = chosen(ty, name).filter(|_| !excluded(name)) {
            closure.add(ty, reason);
        }
    }
    let selection = closure.finish();
    diagnostics.checkpoint()?;
    Ok(selection)
}

/// Reports the patterns that match no type of any of the models and none of the missing ones, and simple names that several types
/// of one model have.
pub(crate) fn report_unmatched<'p>(
    models: &[&Model<'_>],
    patterns: impl IntoIterator<Item = &'p Pattern>,
    missing: &[MissingType],
    diagnostics: &mut Diagnostics,
) {
    let references = || models.iter().flat_map(|model| &model.references);
    let names: BTreeSet<String> = models.iter().flat_map(|model| model.types().map(|ty| model.name_of(ty))).collect();
    let names: Vec<String> = names.into_iter().collect();
    for pattern in patterns {
        if missing.iter().any(|missing| pattern.matches(&missing.name)) {
            continue;
        }
        if !names.iter().any(|name| pattern.matches(name)) {
            diagnostics.push(with_not_found(matches_nothing(pattern, &names), references()));
        } else if pattern.is_simple() && !pattern.is_glob() {
            let all = models.iter().map(|model| model.types().map(|ty| model.name_of(ty)));
            let mut found = all.map(|names| names.filter(|name| pattern.matches(name)).collect::<Vec<_>>());
            if let Some(found) = found.find(|found| found.len() > 1) {
                let found: Vec<&str> = found.iter().map(String::as_str).collect();
                diagnostics.push(ambiguous(pattern.as_str(), &found, pattern.span()));
            }
        }
    }
}

struct Closure<'a, 's> {
    model: &'a Model<'s>,
    selection: Selection,
    excluded: &'a dyn Fn(Type) -> bool,
    derived: Derived,
    /// Types are taken in the order in which they came in, so that the first reason is on a shortest way.
    pending: VecDeque<StructuredId>,
    /// The types whose own and inherited properties have brought what they need.
    taken: Vec<bool>,
    /// The complex types that a property has brought, with all that is derived from them.
    inline: Vec<bool>,
}

impl Closure<'_, '_> {
    fn add(&mut self, ty: Type, reason: Reason) {
        let slot = match ty {
            Type::Structured(id) => &mut self.selection.structured[id.index()],
            Type::Enum(id) => &mut self.selection.enums[id.index()],
            Type::Definition(id) => &mut self.selection.definitions[id.index()],
            Type::Primitive(_) | Type::Missing(_) => return,
        };
        if slot.is_some() {
            return;
        }
        *slot = Some(reason);
        if let Type::Structured(id) = ty {
            self.pending.push_back(id);
        }
    }

    fn add_required(&mut self, ty: Type, reason: Reason) {
        if !(self.excluded)(ty) {
            self.add(ty, reason);
        }
    }

    fn finish(mut self) -> Selection {
        while let Some(of) = self.pending.pop_front() {
            if self.derived == Derived::All {
                self.add_derived(of);
            }
            // What a type that was taken before inherits is there already, and nothing could be added for it again.
            let is_new = |id: &StructuredId| !self.taken[id.index()];
            let mut lineage: Vec<_> = self.model.with_bases(of).take_while(is_new).collect();
            lineage.reverse();
            for declared_by in lineage {
                self.taken[declared_by.index()] = true;
                self.add_missing(declared_by);
                for (number, property) in self.model.structured(declared_by).properties.iter().enumerate() {
                    let reason = |derived_from| Reason::Property { of, declared_by, property: number, derived_from };
                    match property.ty.item {
                        Type::Structured(complex) => self.add_inline(complex, &reason),
                        other => self.add_required(other, reason(None)),
                    }
                }
            }
        }
        let excluded = self.excluded;
        self.selection.missing.retain(|id, _| !excluded(Type::Missing(*id)));
        self.selection
    }

    /// Notes which types a type names that no document declares.
    fn add_missing(&mut self, declared_by: StructuredId) {
        Need::note(self.model.structured(declared_by), &mut self.selection.missing);
    }

    /// Adds the types derived from a type. Those that are excluded have derived types too.
    fn add_derived(&mut self, base: StructuredId) {
        if self.model.versions.is_common_base(base) {
            return;
        }
        let mut pending = self.model.structured(base).derived.clone();
        while let Some(id) = pending.pop() {
            self.add_required(Type::Structured(id), Reason::Derived(base));
            if (self.excluded)(Type::Structured(id)) {
                pending.extend_from_slice(&self.model.structured(id).derived);
            }
        }
    }

    /// Adds a complex type that a property has, and the types derived from it.
    fn add_inline(&mut self, declared: StructuredId, reason: &dyn Fn(Option<StructuredId>) -> Reason) {
        let is_entity = self.model.structured(declared).kind == StructuredKind::Entity;
        if is_entity || (self.excluded)(Type::Structured(declared)) {
            return;
        }
        let mut pending = vec![declared];
        while let Some(id) = pending.pop() {
            if std::mem::replace(&mut self.inline[id.index()], true) {
                continue;
            }
            self.add_required(Type::Structured(id), reason(Some(declared).filter(|declared| *declared != id)));
            if self.derived != Derived::Selected && !self.model.versions.is_common_base(id) {
                pending.extend_from_slice(&self.model.structured(id).derived);
            }
        }
    }
}

/// The full names of all types, made once.
struct Names {
    list: Vec<(Type, String)>,
    structured: usize,
    enums: usize,
    missing: Vec<String>,
}

impl Names {
    fn new(model: &Model<'_>) -> Self {
        Self {
            list: model.types().map(|ty| (ty, model.name_of(ty))).collect(),
            structured: model.structured_types.len(),
            enums: model.enum_types.len(),
            missing: model.missing_types.iter().map(|missing| missing.name.clone()).collect(),
        }
    }

    fn of(&self, ty: Type) -> &str {
        let index = match ty {
            Type::Structured(id) => id.index(),
            Type::Enum(id) => self.structured + id.index(),
            Type::Definition(id) => self.structured + self.enums + id.index(),
            Type::Primitive(Primitive::EntityType) => return "Edm.EntityType",
            Type::Primitive(_) => return "Edm",
            Type::Missing(id) => return &self.missing[id.index()],
        };
        &self.list[index].1
    }

    fn iter(&self) -> impl Iterator<Item = (Type, &str)> {
        self.list.iter().map(|(ty, name)| (*ty, name.as_str()))
    }
}

/// The error with what the schemas refer to and was not found in its help: what is looked for may be there.
pub(crate) fn with_not_found<'m>(error: Diagnostic, references: impl IntoIterator<Item = &'m Reference>) -> Diagnostic {
    match (not_found(references), error.help.as_deref()) {
        (Some(not_found), Some(question)) if question.ends_with('?') => {
            let help = format!("{question} The schemas refer to {not_found}");
            error.help(help)
        }
        (Some(not_found), Some(help)) => {
            let help = format!("{help}; the schemas refer to {not_found}");
            error.help(help)
        }
        _ => error,
    }
}

/// The documents that were not found, and what to do about it.
fn not_found<'m>(references: impl IntoIterator<Item = &'m Reference>) -> Option<String> {
    let others = references.into_iter().filter(|reference| !reference.is_read);
    let others: Vec<&str> = unique(others.map(|reference| &*reference.uri));
    (!others.is_empty()).then(|| {
        format!(
            "{}, not found beside them or in a folder of `references`: bring what they refer to by \
             `csdl-codegen fetch --references`, or name its folder in `schemas`",
            addresses(&others)
        )
    })
}

/// The items without those that were there before.
fn unique<'m>(items: impl Iterator<Item = &'m str>) -> Vec<&'m str> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(*item)).collect()
}

/// The first addresses, and how many more there are.
fn addresses(uris: &[&str]) -> String {
    first_of(uris, 3, |uri| format!("`{uri}`"))
}

fn matches_nothing(pattern: &Pattern, names: &[String]) -> Diagnostic {
    let text = pattern.as_str();
    let message = format!("the pattern `{text}` matches no type");
    let wider = text.split('.').map(|part| if part == "*" { "**" } else { part }).collect::<Vec<_>>().join(".");
    if wider != text && Pattern::new(&wider).is_ok_and(|pattern| names.iter().any(|name| pattern.matches(name))) {
        let help = format!("`*` does not match dots; did you mean `{wider}`?");
        return Diagnostic::error_at(Code::UnmatchedPattern, pattern.span(), message).help(help);
    }
    let unversioned = without_version(text)
        .filter(|name| Pattern::new(name).is_ok_and(|pattern| names.iter().any(|name| pattern.matches(name))));
    if let Some(name) = unversioned {
        let help = format!("with `versions = \"newest\"` types have no version in their names; write `{name}`");
        return Diagnostic::error_at(Code::UnmatchedPattern, pattern.span(), message).help(help);
    }
    let near = did_you_mean_types(text.strip_prefix("**.").unwrap_or(text), names.iter().map(String::as_str));
    Diagnostic::error_at(Code::UnmatchedPattern, pattern.span(), message).help(near.unwrap_or_else(|| {
        "patterns with a dot are matched against whole qualified names such as `microsoft.graph.user`; `*` stands for a \
         part of a segment, `**` for any number of segments"
            .to_owned()
    }))
}

/// Where the types may be that the schemas do not declare, and what to do about it; empty if they refer to nothing.
fn referred_to(references: &[Reference]) -> String {
    let read: Vec<&str> =
        references.iter().filter(|reference| reference.is_read).map(|reference| &*reference.uri).collect();
    let mut text = String::new();
    if !read.is_empty() {
        text.push_str(&format!(
            "; they refer to {}, of which no type is needed: name types with `include`, or the documents in `schemas`",
            addresses(&read)
        ));
    }
    if let Some(others) = not_found(references) {
        text.push_str(&format!("; they refer to {others}"));
    }
    text
}

fn empty_selection(model: &Model<'_>, settings: &Settings) -> Diagnostic {
    let Settings { replace, include, exclude, .. } = settings;
    let is_included = |name: &str| include.is_empty() || include.iter().any(|pattern| pattern.matches(name));
    let is_declared = |name: &str| model.types().any(|ty| model.name_of(ty) == name);
    let replaced = || replace.keys().filter(|name| is_included(name) && is_declared(name));
    let last = exclude.last().and_then(Pattern::span);
    let place = last.or_else(|| replaced().find_map(|name| settings.place("replace", name)));
    let error = Diagnostic::error_at(Code::EmptySelection, place, "no type is selected");
    if include.is_empty() && !model.types().any(|ty| model.is_given(ty)) {
        return error.help(format!(
            "the schemas declare no entity, complex or enum type and no type definition{}",
            referred_to(&model.references)
        ));
    }
    if model.type_count() == 0 {
        return error.help("the schemas declare no entity, complex or enum type and no type definition");
    }
    let list = |patterns: &[Pattern]| {
        patterns.iter().map(|pattern| format!("`{}`", pattern.as_str())).collect::<Vec<_>>().join(", ")
    };
    let types = match include.as_slice() {
        [] => "all types".to_owned(),
        _ => format!("the types that {} matches", list(include)),
    };
    let excluded = (!exclude.is_empty()).then(|| format!("excluded by {}", list(exclude)));
    let replaced = replaced().next().map(|_| "replaced by those of [replace]".to_owned());
    let why = [excluded, replaced].into_iter().flatten().collect::<Vec<_>>().join(" or ");
    error.help(format!("{types} are {why}"))
}
