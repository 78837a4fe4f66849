//! What the faults of documents cost: a fault is an error only if something that is generated needs what is faulty.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::{Need, Selection, missing_of};
use super::settings::Settings;
use crate::config::{Pattern, Unresolved};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Declares, MissingId, Model, NamespaceId, Type};
use crate::source::Span;
use crate::wording::{code_list, counted};

/// How many missing types a warning names.
const NAMED: usize = 3;

/// Decides which faults are errors, and reports the types that are needed and not given.
pub(super) fn settle(model: &Model<'_>, settings: &Settings, selection: &Selection, diagnostics: &mut Diagnostics) {
    let needed = Needed::new(model, selection);
    diagnostics.settle(|span| needed.is_at(span));
    // Nobody asked about what is only referred to, and of which nothing is generated.
    diagnostics.retain_places(|place| !model.is_followed(place.source) || needed.is_at(place));
    diagnostics.retain(|fault| needed.is_conflict(fault));
    diagnostics.extend(not_needed(model, settings, selection));
    diagnostics.extend(missing(model, settings, selection.missing()));
}

/// Leaves out the faults of documents that are only referred to, where no types could be selected: the reason is what matters.
pub(super) fn nothing(model: &Model<'_>, diagnostics: &mut Diagnostics) {
    let is_given = |place: Span| !model.is_followed(place.source);
    diagnostics.settle(is_given);
    diagnostics.retain_places(is_given);
}

/// The warnings for missing types that nothing needs which is generated.
pub(super) fn not_needed(model: &Model<'_>, settings: &Settings, selection: &Selection) -> Vec<Diagnostic> {
    let is_meant = |id: &MissingId| settings.is_left_out(&model.missing(*id).name);
    let is_given = |id: &MissingId| model.missing(*id).fault.span.is_none_or(|place| !model.is_followed(place.source));
    let is_other = |id: &MissingId| !selection.missing().contains_key(id) && !is_meant(id) && is_given(id);
    named(model).into_iter().filter(is_other).map(|id| model.missing(id).fault.clone().into_warning()).collect()
}

/// What is said of missing types that are needed.
pub(super) fn missing(model: &Model<'_>, settings: &Settings, needs: &BTreeMap<MissingId, Need>) -> Vec<Diagnostic> {
    match settings.unresolved {
        Unresolved::Error => needs.iter().map(|(id, need)| unresolved(model, *id, need)).collect(),
        Unresolved::Value => taken_as_values(model, needs).into_iter().collect(),
    }
}

/// The types whose declarations become Rust: those that are selected, and what they inherit from.
pub(super) struct Needed<'m> {
    model: &'m Model<'m>,
    selection: &'m Selection,
    structured: Vec<bool>,
    namespaces: Vec<bool>,
}

impl<'m> Needed<'m> {
    pub(super) fn new(model: &'m Model<'m>, selection: &'m Selection) -> Self {
        let structured = selection.with_bases(model);
        let mut namespaces = vec![false; model.namespaces.len()];
        let needed = model.structured_ids().filter(|id| structured[id.index()]);
        let needed = needed.map(|id| model.structured(id).name.namespace).chain(selection.namespaces(model));
        needed.for_each(|namespace: NamespaceId| namespaces[namespace.index()] = true);
        Self { model, selection, structured, namespaces }
    }

    /// Whether a fault, if it is a conflict of versions, is between types that are generated. There is none with another type.
    pub(super) fn is_conflict(&self, fault: &Diagnostic) -> bool {
        let mut places = fault.span.iter().chain(fault.related.iter().map(|(place, _)| place));
        let is_of_type = |place: Span| matches!(self.model.declared_at(place), Some(Declares::Type(_)));
        // What is made of actions is declared nowhere as a type.
        fault.code != Code::VersionConflict || places.all(|place| !is_of_type(*place) || self.is_at(*place))
    }

    pub(super) fn is_at(&self, place: Span) -> bool {
        match self.model.declared_at(place) {
            Some(Declares::Schema(namespace)) => self.namespaces[namespace.index()],
            Some(Declares::Type(Type::Structured(id))) => self.structured[id.index()],
            Some(Declares::Type(ty)) => self.selection.reason(ty).is_some(),
            None => false,
        }
    }
}

/// The missing types that properties have and types are derived from.
fn named(model: &Model<'_>) -> BTreeSet<MissingId> {
    model.structured_types.iter().flat_map(missing_of).map(|(id, ..)| id).collect()
}

/// The error for a type that is needed, with the ways on.
fn unresolved(model: &Model<'_>, id: MissingId, need: &Need) -> Diagnostic {
    let missing = model.missing(id);
    let name = &missing.name;
    let take = match missing.fault.help.as_deref() {
        None => "read".to_owned(),
        Some(question) if question.ends_with('?') => format!("{question} Or read"),
        Some(help) => format!("{help}; or read"),
    };
    let more = match need.count() {
        1 => String::new(),
        count => format!(", which {count} properties and base types name"),
    };
    let message = format!("{}{more}", missing.fault.message);
    let fault = Diagnostic { span: Some(need.span), message, ..missing.fault.clone() };
    let exclude = match can_be_excluded(name) {
        true => format!("it as untyped JSON with `exclude = [\"{name}\"]`, or all missing types"),
        false => "all missing types as untyped JSON".to_owned(),
    };
    fault.help(format!("{take} {exclude} with `unresolved = \"value\"`"))
}

/// Whether a name is a pattern, and can stand in quotes as it is.
fn can_be_excluded(name: &str) -> bool {
    Pattern::new(name).is_ok() && !name.contains(['"', '\\'])
}

/// The warning that counts what is taken as untyped JSON, since its type is missing.
fn taken_as_values(model: &Model<'_>, needs: &BTreeMap<MissingId, Need>) -> Option<Diagnostic> {
    let first = needs.values().map(|need| need.span).min()?;
    let names: Vec<&str> = needs.keys().map(|id| &*model.missing(*id).name).collect();
    let shown = code_list(&names[..names.len().min(NAMED)], "and");
    let more = if names.len() > NAMED { format!(" and {} more", names.len() - NAMED) } else { String::new() };
    let message = format!(
        "{} in none of the documents: {shown}{more}",
        if names.len() == 1 { "1 type is".to_owned() } else { format!("{} are", counted(names.len(), "type")) }
    );
    let help = format!("as `unresolved = \"value\"` says, {}", without_types(needs));
    Some(Diagnostic::warning(Code::UnresolvedValue, first, message).help(help))
}

/// What becomes of what names missing types.
fn without_types(needs: &BTreeMap<MissingId, Need>) -> String {
    let properties = match needs.values().map(|need| need.properties).sum() {
        0 => None,
        1 => Some("1 property is untyped JSON".to_owned()),
        count => Some(format!("{count} properties are untyped JSON")),
    };
    let derived = match needs.values().map(|need| need.derived).sum() {
        0 => None,
        1 => Some("1 type has its own properties only".to_owned()),
        count => Some(format!("{count} types have their own properties only")),
    };
    [properties, derived].into_iter().flatten().collect::<Vec<_>>().join(", and ")
}
