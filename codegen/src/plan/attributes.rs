//! Derives and attributes that the configuration adds to types.

use std::collections::{BTreeSet, HashMap};

use super::{File, Item, Settings, TypeId};
use crate::config::{Kind, Pattern};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::ambiguous;
use crate::suggest::did_you_mean;

/// The traits that all generated types have.
const HAVE_ALL: &[&str] = &["Clone", "Debug", "PartialEq", "serde::Deserialize", "serde::Serialize"];

/// The attributes of each type that has some, as text. A pattern that matches no generated type is reported.
pub(super) fn attributes(
    files: &[File],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> HashMap<TypeId, Vec<String>> {
    // Most configurations have none, and there are many types.
    if settings.attributes.is_empty() {
        return HashMap::new();
    }
    let items: Vec<(&Item, &str, Kind)> =
        files.iter().flat_map(|file| &file.items).map(|item| (item, wire(item), kind(item))).collect();
    let mut derives: HashMap<TypeId, Vec<&str>> = HashMap::new();
    let mut others: HashMap<TypeId, Vec<String>> = HashMap::new();
    for attributes in &settings.attributes {
        let patterns: Vec<Pattern> = attributes.types.iter().filter_map(|text| Pattern::new(text).ok()).collect();
        let is_kind = |kind: Kind| attributes.kinds.is_empty() || attributes.kinds.contains(&kind);
        let candidates: Vec<_> = items.iter().filter(|(_, _, kind)| is_kind(*kind)).copied().collect();
        for pattern in &patterns {
            if !candidates.iter().any(|(_, wire, _)| pattern.matches(wire)) {
                diagnostics.push(matches_nothing(pattern, settings, candidates.iter().map(|(_, wire, _)| *wire)));
            } else if pattern.is_simple() && !pattern.is_glob() {
                let found: BTreeSet<&str> =
                    candidates.iter().map(|(_, wire, _)| *wire).filter(|wire| pattern.matches(wire)).collect();
                if found.len() > 1 {
                    let found: Vec<&str> = found.into_iter().collect();
                    let text = pattern.as_str();
                    diagnostics.push(ambiguous(text, &found, settings.place("attributes", text)));
                }
            }
        }
        for (item, wire, _) in candidates {
            if !patterns.iter().any(|pattern| pattern.matches(wire)) {
                continue;
            }
            let id = item.id();
            let derived = derives.entry(id).or_default();
            for wanted in &attributes.derive {
                let name = wanted.trim_start_matches("::");
                if !HAVE_ALL.contains(&name) && !have(item).contains(&name) && !derived.contains(&wanted.as_str()) {
                    derived.push(wanted);
                }
            }
            others.entry(id).or_default().extend(attributes.attributes.iter().cloned());
        }
    }
    // Attributes may be those of a derive, which has to come before them.
    for (id, derived) in derives.into_iter().filter(|(_, derived)| !derived.is_empty()) {
        others.entry(id).or_default().insert(0, format!("#[derive({})]", derived.join(", ")));
    }
    others
}

/// The traits that a type has besides.
fn have(item: &Item) -> &'static [&'static str] {
    match item {
        Item::Struct(_) => &["Default"],
        Item::Enum(_) => &["Eq", "Hash"],
        Item::Hierarchy(_) => &[],
        Item::Newtype(item) => item.inner.traits(),
    }
}

fn kind(item: &Item) -> Kind {
    match item {
        Item::Struct(_) => Kind::Struct,
        Item::Hierarchy(_) => Kind::Hierarchy,
        Item::Enum(_) => Kind::Enum,
        Item::Newtype(_) => Kind::Newtype,
    }
}

/// The qualified name of the type that an item is made of.
fn wire(item: &Item) -> &str {
    match item {
        // The base type is the first.
        Item::Hierarchy(item) => item.variants.first().map_or("", |variant| &variant.wire),
        item => item.wire().unwrap_or_default(),
    }
}

fn matches_nothing<'a>(pattern: &Pattern, settings: &Settings, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let text = pattern.as_str();
    let message = format!("the pattern `{text}` matches no generated type that can have the attributes");
    let otherwise = || "see that `types` and `kinds` fit together, and that the types are selected".to_owned();
    Diagnostic::error_at(Code::UnusedSetting, settings.place("attributes", text), message)
        .help(did_you_mean(text, known).unwrap_or_else(otherwise))
}
