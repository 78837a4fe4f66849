//! What the front page of the crate is about: what to show, where to begin, and what the crate was generated from.

use std::collections::HashMap;

use super::facts::is_deprecated;
use super::lower::Ids;
use super::{Access, Begin, Choices, Example, FrontPage, Item, Scalar, Selection, Settings, Shape, Struct, Value};
use crate::config::Pattern;
use crate::model::{Model, Step, StructuredId, StructuredKind, Type};
use crate::record::Origin;
use crate::unicode::is_format;

/// How many types are named to begin with.
const LISTED: usize = 16;

/// What there is to say of a selection and of the items that were made of it.
pub(super) fn front_page<'p>(
    model: &Model<'_>,
    settings: &Settings,
    selection: &Selection,
    ids: &Ids,
    items: impl Iterator<Item = &'p Item>,
) -> FrontPage {
    let structs: HashMap<_, _> = items
        .filter_map(|item| match item {
            Item::Struct(item) => Some((item.id, item)),
            _ => None,
        })
        .collect();
    let main = main_types(model, selection);
    let examples = main.iter().filter_map(|id| example(model, *id, structs.get(&ids.structured(*id)?)?));
    let mut types: Vec<_> = main.iter().take(LISTED).filter_map(|id| ids.structured(*id)).collect();
    types.sort_unstable();
    let begin = Begin { are_entities: selection.has_entities(model), are_all: main.len() <= LISTED, types };
    FrontPage {
        namespace_count: selection.namespaces(model).len(),
        example: examples.into_iter().next(),
        begin: (!main.is_empty()).then_some(begin),
        origins: origins(model, settings, selection),
        choices: choices(settings),
    }
}

/// The entity types, or if there is none the complex types, that properties of selected types have most often.
fn main_types(model: &Model<'_>, selection: &Selection) -> Vec<StructuredId> {
    let mut uses: HashMap<StructuredId, usize> = HashMap::new();
    for id in model.structured_ids().filter(|id| selection.has_structured(*id)) {
        let ty = model.structured(id);
        let structural = ty.properties.iter().filter_map(|property| match property.ty.item {
            Type::Structured(id) => Some(id),
            _ => None,
        });
        let related = ty.navigation_properties.iter().filter_map(|property| property.target);
        for id in structural.chain(related) {
            *uses.entry(id).or_default() += 1;
        }
    }
    let wanted = if selection.has_entities(model) { StructuredKind::Entity } else { StructuredKind::Complex };
    let is_wanted = |id: &StructuredId| {
        let ty = model.structured(*id);
        selection.has_structured(*id) && ty.kind == wanted && !is_deprecated(&ty.annotations)
    };
    let mut types: Vec<StructuredId> = model.structured_ids().filter(is_wanted).collect();
    let mut is_empty = vec![true; model.structured_types.len()];
    for step in model.walk() {
        if let Step::Enter(id) = step {
            let ty = model.structured(id);
            is_empty[id.index()] = ty.properties.is_empty() && ty.base.is_none_or(|base| is_empty[base.index()]);
        }
    }
    types.sort_by_key(|id| {
        let is_empty = is_empty[id.index()];
        (is_empty, model.structured(*id).is_abstract, std::cmp::Reverse(uses.get(id).copied().unwrap_or(0)), *id)
    });
    types
}

/// What can be shown of a type: a text that clients set, and another property that they clear.
fn example(model: &Model<'_>, id: StructuredId, item: &Struct) -> Option<Example> {
    let mut keys = Vec::new();
    for id in model.lineage(id) {
        keys.extend(model.structured(id).key.iter().map(|part| &*part.path.text));
    }
    let can_be_set = |field: &&super::Field| {
        !field.is_navigation
            && field.access == Access::Always
            && field.about.deprecation.is_none()
            && !keys.contains(&&*field.wire)
            // Comments cannot show what is invisible, and the example is to run.
            && !field.wire.contains(is_format)
    };
    let is_text =
        |field: &&super::Field| field.shape == Shape { scalar: Scalar::Value(Value::String), is_collection: false };
    let texts = || item.fields.iter().filter(can_be_set).filter(is_text);
    // A name is what readers expect to be changed.
    let rank = |field: &&super::Field| match field.wire.to_ascii_lowercase().as_str() {
        "displayname" | "name" => 0,
        other if other.ends_with("name") => 1,
        _ => 2,
    };
    let text = texts().min_by_key(rank)?;
    let is_other = |field: &&super::Field| field.wire != text.wire;
    let cleared = texts().find(is_other).or_else(|| item.fields.iter().filter(can_be_set).find(is_other));
    Some(Example {
        ty: item.id,
        text: (text.ident.clone(), text.wire.to_string()),
        cleared: cleared.map(|field| (field.constant.clone(), field.wire.to_string())),
    })
}

/// The files that were given, and those that they refer to if something is generated of these.
fn origins(model: &Model<'_>, settings: &Settings, selection: &Selection) -> Vec<Origin> {
    let mut origins = settings.origins.clone();
    let documents = selection.documents(model);
    origins.retain(|origin| !origin.is_followed || documents.contains(&origin.source));
    origins.sort_by(|left, right| left.file.cmp(&right.file));
    origins
}

fn choices(settings: &Settings) -> Choices {
    let texts = |patterns: &[Pattern]| patterns.iter().map(|pattern| pattern.as_str().to_owned()).collect();
    Choices {
        include: texts(&settings.include),
        exclude: texts(&settings.exclude),
        derived: settings.derived,
        navigation: settings.navigation,
    }
}
