//! The keys of entity types.

use super::structured::names_of;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{KeyPart, Model, StructuredId, Type};
use crate::suggest::did_you_mean;

/// Reports parts of keys that are no properties.
pub(super) fn check_keys(model: &Model<'_>, diagnostics: &mut Diagnostics) {
    for id in model.structured_ids() {
        for part in &model.structured(id).key {
            check_key_part(model, id, part, diagnostics);
        }
    }
}

fn check_key_part(model: &Model<'_>, id: StructuredId, part: &KeyPart<'_>, diagnostics: &mut Diagnostics) {
    let mut current = Some(id);
    for segment in part.path.text.split('/') {
        let Some(id) = current else {
            let fault = no_such_property(part).label(format!("what is before `{segment}` has no properties"));
            let help = "name a property of the type, or a path through properties of complex types";
            diagnostics.push(fault.help(help));
            return;
        };
        let lineage = model.lineage(id);
        let property = lineage
            .iter()
            .flat_map(|id| &model.structured(*id).properties)
            .find(|property| property.name.text == segment);
        let navigation = lineage
            .iter()
            .flat_map(|id| &model.structured(*id).navigation_properties)
            .find(|property| property.name.text == segment);
        current = match (property, navigation) {
            (Some(property), _) => match property.ty.item {
                Type::Structured(id) => Some(id),
                // Nobody knows what it has.
                Type::Missing(_) => return,
                _ => None,
            },
            (None, Some(navigation)) => navigation.target,
            // A base type that no document declares may have it.
            (None, None) if lineage.iter().any(|id| model.structured(*id).missing_base.is_some()) => return,
            (None, None) => {
                let known = lineage.iter().flat_map(|id| names_of(model.structured(*id))).map(|name| &*name.text);
                let ty = model.full_name(&model.structured(id).name);
                let fault = no_such_property(part).label(format!("`{ty}` has no property `{segment}`"));
                let otherwise = || "name a property that the type declares or inherits".to_owned();
                diagnostics.push(fault.help(did_you_mean(segment, known).unwrap_or_else(otherwise)));
                return;
            }
        };
    }
}

fn no_such_property(part: &KeyPart<'_>) -> Diagnostic {
    let message = format!("the key property `{}` does not exist", part.path.text);
    Diagnostic::warning(Code::UnknownKeyProperty, part.path.span, message)
}
