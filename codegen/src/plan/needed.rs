//! What the faults of documents cost: a fault is an error only if something that is generated needs what is faulty.

use std::collections::BTreeSet;

use super::{Selection, Settings};
use crate::config::Unresolved;
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
    let is_meant = |id: &MissingId| settings.is_left_out(&model.missing(*id).name);
    let is_given = |id: &MissingId| model.missing(*id).fault.span.is_none_or(|place| !model.is_followed(place.source));
    let is_other = |id: &MissingId| !selection.missing().contains_key(id) && !is_meant(id) && is_given(id);
    let others = named(model).into_iter().filter(is_other);
    // What has one of these is not generated.
    diagnostics.extend(others.map(|id| model.missing(id).fault.clone().into_warning()));
    match settings.unresolved {
        Unresolved::Error => {
            for (id, need) in selection.missing() {
                diagnostics.push(unresolved(model, *id, need));
            }
        }
        Unresolved::Value => diagnostics.extend(taken_as_values(model, selection)),
    }
}

/// Leaves out the faults of documents that are only referred to, where no types could be selected: the reason is what matters.
pub(super) fn nothing(model: &Model<'_>, diagnostics: &mut Diagnostics) {
    let is_given = |place: Span| !model.is_followed(place.source);
    diagnostics.settle(is_given);
    diagnostics.retain_places(is_given);
}

/// Where a selected type needs one that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// Where it first is named.
    pub span: Span,
    /// How many properties have it, and types are derived from it.
    pub count: usize,
}

/// The types whose declarations become Rust: those that are selected, and what they inherit from.
struct Needed<'m> {
    model: &'m Model<'m>,
    selection: &'m Selection,
    structured: Vec<bool>,
    namespaces: Vec<bool>,
}

impl<'m> Needed<'m> {
    fn new(model: &'m Model<'m>, selection: &'m Selection) -> Self {
        let structured = selection.with_bases(model);
        let mut namespaces = vec![false; model.namespaces.len()];
        let needed = model.structured_ids().filter(|id| structured[id.index()]);
        let needed = needed.map(|id| model.structured(id).name.namespace).chain(selection.namespaces(model));
        needed.for_each(|namespace: NamespaceId| namespaces[namespace.index()] = true);
        Self { model, selection, structured, namespaces }
    }

    fn is_at(&self, place: Span) -> bool {
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
    let types = || model.structured_types.iter();
    let of_property = |ty: Type| if let Type::Missing(id) = ty { Some(id) } else { None };
    let properties = types().flat_map(|ty| &ty.properties).filter_map(|property| of_property(property.ty.item));
    properties.chain(types().filter_map(|ty| Some(ty.missing_base?.0))).collect()
}

/// The error for a type that is needed, with the ways on.
fn unresolved(model: &Model<'_>, id: MissingId, need: &Need) -> Diagnostic {
    let missing = model.missing(id);
    let name = &missing.name;
    let take = match missing.fault.help.as_deref() {
        None => "take".to_owned(),
        Some(question) if question.ends_with('?') => format!("{question} Or take"),
        Some(help) => format!("{help}; or take"),
    };
    let more = match need.count {
        1 => String::new(),
        count => format!(", which {count} properties and base types name"),
    };
    let message = format!("{}{more}", missing.fault.message);
    Diagnostic { span: Some(need.span), message, ..missing.fault.clone() }.help(format!(
        "{take} it as JSON of no known type, by `exclude = [\"{name}\"]`, or all that are missing, by `unresolved = \"value\"`"
    ))
}

/// The warning that counts what is taken as JSON of no known type, since its type is missing.
fn taken_as_values(model: &Model<'_>, selection: &Selection) -> Option<Diagnostic> {
    let (first, _) = selection.missing().iter().map(|(id, need)| (need, id)).min_by_key(|(need, _)| need.span)?;
    let names: Vec<&str> = selection.missing().keys().map(|id| &*model.missing(*id).name).collect();
    let uses: usize = selection.missing().values().map(|need| need.count).sum();
    let shown = code_list(&names[..names.len().min(NAMED)], "and");
    let more = if names.len() > NAMED { format!(" and {} more", names.len() - NAMED) } else { String::new() };
    let message = format!(
        "{} in none of the documents: {shown}{more}",
        if names.len() == 1 { "1 type is".to_owned() } else { format!("{} are", counted(names.len(), "type")) }
    );
    Some(Diagnostic::warning(Code::UnresolvedValue, first.span, message).help(format!(
        "as `unresolved = \"value\"` says, {} JSON of no known type, or without their base type",
        if uses == 1 { "1 property or type is".to_owned() } else { format!("{uses} properties and types are") }
    )))
}
