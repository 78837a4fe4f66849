//! Why a type is selected, or why it is not.

use std::collections::BTreeSet;

use super::{Step, Why};
use crate::config::{Config, Navigation, Pattern};
use crate::model::{Model, NavigationProperty, StructuredId, Type};
use crate::plan::{Reason, Selection};

/// The way from a pattern to the type, or what keeps it out.
pub(super) fn why(model: &Model<'_>, selection: &Selection, config: &Config, ty: Type) -> Why {
    let (include, exclude) = (config.include_patterns(), config.exclude_patterns());
    if selection.reason(ty).is_some() {
        return chosen(model, selection, &include, &exclude, ty);
    }
    let name = model.name_of(ty);
    if let Some(by) = config.replace.get(&name) {
        return Why::Replaced { by: by.clone() };
    }
    match exclude.iter().find(|pattern| pattern.matches(&name)) {
        Some(pattern) => Why::Excluded { pattern: pattern.as_str().to_owned() },
        None => Why::NotReached {
            navigation: navigation(model, selection, ty),
            fields: config.navigation == Some(Navigation::All),
        },
    }
}

fn chosen(model: &Model<'_>, selection: &Selection, include: &[Pattern], exclude: &[Pattern], ty: Type) -> Why {
    let name = |id: StructuredId| model.name_of(Type::Structured(id));
    let mut steps = Vec::new();
    let mut current = ty;
    let mut pattern = None;
    while let Some(reason) = selection.reason(current) {
        let (before, step) = match reason {
            Reason::Chosen(number) => {
                pattern = number.and_then(|number| include.get(number)).map(|pattern| pattern.as_str().to_owned());
                break;
            }
            Reason::Property { of, declared_by, property, derived_from } => {
                let property = model.structured(declared_by).properties[property].name.text.to_string();
                let inherited_from = (declared_by != of).then(|| name(declared_by));
                let derived_from = derived_from.map(name);
                (of, Step { property: Some(property), inherited_from, derived_from, to: model.name_of(current) })
            }
            Reason::Derived(base) => {
                let derived_from = Some(name(base));
                (base, Step { property: None, inherited_from: None, derived_from, to: model.name_of(current) })
            }
        };
        steps.push(step);
        current = Type::Structured(before);
    }
    steps.reverse();
    if include.is_empty() && exclude.is_empty() && steps.is_empty() {
        return Why::All;
    }
    Why::Chosen { pattern, start: model.name_of(current), steps }
}

/// The navigation properties of selected types that lead to a type.
fn navigation(model: &Model<'_>, selection: &Selection, ty: Type) -> Vec<String> {
    let Type::Structured(target) = ty else { return Vec::new() };
    let mut found = BTreeSet::new();
    for owner in model.structured_ids() {
        let leads_there = |property: &&NavigationProperty<'_>| property.target == Some(target);
        let mut leading = model.structured(owner).navigation_properties.iter().filter(leads_there).peekable();
        if leading.peek().is_none() {
            continue;
        }
        let own = selection.has_structured(owner).then_some(owner);
        let names: Vec<String> = own
            .into_iter()
            .chain(selection.derived(model, owner))
            .map(|id| model.name_of(Type::Structured(id)))
            .collect();
        for property in leading {
            found.extend(names.iter().map(|name| format!("{name}/{}", property.name.text)));
        }
    }
    found.into_iter().collect()
}
