//! What a selection leaves out that is likely missed.

use super::type_ids::Ids;
use super::{Reason, Selection, Settings};
use crate::config::{Derived, Navigation};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Model, StructuredId, Type};
use crate::wording::first_of;

/// How many types a warning names.
const NAMED: usize = 3;

/// How many navigation properties of selected types have no field, since the entity type that they lead to is not selected, and
/// no other takes its place. One that several types inherit is counted once.
pub(super) fn navigation_properties(model: &Model<'_>, selection: &Selection, ids: &Ids, wanted: Navigation) -> usize {
    if wanted != Navigation::Selected {
        return 0;
    }
    let has_fields = selection.with_bases(model);
    let owners = model.structured_ids().filter(|id| has_fields[id.index()]);
    let targets = owners.flat_map(|id| &model.structured(id).navigation_properties).filter_map(|found| found.target);
    let has_field = |id: StructuredId| selection.has_structured(id) || ids.foreign(Type::Structured(id)).is_some();
    targets.filter(|target| !has_field(*target)).count()
}

/// Warns of abstract types that a pattern chose while nothing is selected that is derived from them: no value is of exactly
/// such a type, and what each value really has is in `extra`.
pub(super) fn derived_types(model: &Model<'_>, settings: &Settings, selection: &Selection) -> Option<Diagnostic> {
    // Where it is said that derived types have to be chosen themselves, that is meant.
    if settings.derived == Derived::Selected {
        return None;
    }
    let pattern = |id: StructuredId| match selection.reason(Type::Structured(id)) {
        Some(Reason::Chosen(Some(number))) => settings.include.get(number),
        _ => None,
    };
    let derived = model.count_derived(|id| selection.has_structured(id));
    let is_allowed = |id: StructuredId| !settings.is_left_out(&model.name_of(Type::Structured(id)));
    let is_base = |id: &StructuredId| model.structured(*id).is_abstract && !model.versions.is_common_base(*id);
    let is_bare = |id: &StructuredId| is_base(id) && derived[id.index()] == 0;
    let mut bare = model.structured_ids().filter(|id| pattern(*id).is_some() && is_bare(id)).peekable();
    bare.peek()?;
    let could_have = model.count_derived(is_allowed);
    let bare: Vec<StructuredId> = bare.filter(|id| could_have[id.index()] > 0).collect();
    let (first, count) = (*bare.first()?, bare.iter().map(|id| could_have[id.index()]).sum::<usize>());
    let names = first_of(&bare, NAMED, |id| format!("`{}`", model.name_of(Type::Structured(*id))));
    let message = match bare.len() {
        1 => format!("{names} is abstract, and no type that is derived from it is selected"),
        _ => format!("{names} are abstract, and no type that is derived from them is selected"),
    };
    let what = if count == 1 { "the derived type".to_owned() } else { format!("the {count} derived types") };
    let warning = match pattern(first).and_then(crate::config::Pattern::span) {
        Some(span) => Diagnostic::warning(Code::LeftOut, span, message),
        None => Diagnostic::warning_without_place(Code::LeftOut, message),
    };
    Some(warning.help(format!(
        "`derived = \"all\"` (or --derived all) brings {what}, as do patterns for some of them; with `derived = \"selected\"` \
         values are meant to be read as what they have in common"
    )))
}
