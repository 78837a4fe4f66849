//! What is said of faults to whoever looks at types and generates none.

use std::collections::BTreeMap;

use super::needed::{Needed, missing, not_needed};
use super::selection::{Need, Selection};
use super::settings::Settings;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::model::{MissingId, Model, Type};

/// Says in warnings what [`settle`](super::needed::settle) would say of faults, and of types that are missing or in conflict, for
/// whoever only looks at types: at all of them, or at one.
pub(crate) fn look(
    model: &Model<'_>,
    settings: &Settings,
    selection: &Selection,
    only: Option<Type>,
    diagnostics: &mut Diagnostics,
) {
    let needed = Needed::new(model, selection);
    diagnostics.say_what_stops(|place| needed.is_at(place));
    diagnostics.retain(|fault| needed.is_conflict(fault));
    let named = match only {
        Some(ty) => named_by(model, selection, ty),
        None => {
            diagnostics.extend(not_needed(model, settings, selection));
            selection.missing().clone()
        }
    };
    diagnostics.extend(missing(model, settings, &named).into_iter().map(without_stop));
}

/// The same fault as a warning, which says that it is an error for whoever generates types.
fn without_stop(fault: Diagnostic) -> Diagnostic {
    match fault.severity {
        Severity::Error => {
            let help = format!("`generate` fails without it: {}", fault.help.as_deref().unwrap_or_default());
            fault.into_warning().help(help)
        }
        Severity::Warning => fault,
    }
}

/// The missing types that a selected type needs, and what it inherits.
fn named_by(model: &Model<'_>, selection: &Selection, ty: Type) -> BTreeMap<MissingId, Need> {
    let mut needs = BTreeMap::new();
    if let Type::Structured(id) = ty
        && selection.has_structured(id)
    {
        model.lineage(id).into_iter().for_each(|id| Need::note(model.structured(id), &mut needs));
    }
    // What is excluded is not missed.
    needs.retain(|id, _| selection.missing().contains_key(id));
    needs
}
