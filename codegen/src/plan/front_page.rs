//! What the front page of the crate is about: what to show, where to begin, and what the crate was generated from.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::facts::is_deprecated;
use super::requests::{self, Requests, Routes};
use super::type_ids::Ids;
use super::{
    Access, Begin, Choices, Example, File, FrontPage, Item, RequestExample, Scalar, Selection, Settings, Shape, Struct,
    TypeId, Value,
};
use crate::config::Pattern;
use crate::model::{Model, Step, StructuredId, StructuredKind, Type};
use crate::provenance::Origin;
use crate::unicode::is_format;

/// How many types are named to begin with.
const LISTED: usize = 16;

/// What there is to say of a selection and of the items that were made of it.
pub(super) fn front_page<'p>(
    model: &Model<'_>,
    settings: &Settings,
    selection: &Selection,
    ids: &Ids,
    files: &'p [File],
    requests: Option<&'p Requests>,
) -> FrontPage {
    let items = files.iter().flat_map(|file| &file.items);
    let structs: HashMap<_, _> = items
        .filter_map(|item| match item {
            Item::Struct(item) => Some((item.id, item)),
            _ => None,
        })
        .collect();
    let main = main_types(model, selection);
    let ranks: HashMap<TypeId, usize> =
        main.iter().enumerate().filter_map(|(rank, id)| Some((ids.structured(*id)?, rank))).collect();
    let examples = main.iter().filter_map(|id| example(model, *id, structs.get(&ids.structured(*id)?)?));
    let mut types: Vec<_> = main.iter().take(LISTED).filter_map(|id| ids.structured(*id)).collect();
    types.sort_unstable();
    let begin = Begin { are_entities: selection.has_entities(model), are_all: main.len() <= LISTED, types };
    FrontPage {
        namespace_count: selection.namespaces(model).len(),
        request: requests.and_then(|requests| request(files, requests, &structs, &ranks)),
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
        (is_empty, model.structured(*id).is_abstract, Reverse(uses.get(id).copied().unwrap_or(0)), *id)
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
    let text = texts().min_by_key(|field| rank(&field.wire))?;
    let is_other = |field: &&super::Field| field.wire != text.wire;
    let cleared = texts().find(is_other).or_else(|| item.fields.iter().filter(can_be_set).find(is_other));
    Some(Example {
        ty: item.id,
        text: (text.ident.clone(), text.wire.to_string()),
        cleared: cleared.map(|field| (field.constant.clone(), field.wire.to_string())),
    })
}

/// A request that can be shown: of a collection that has a text, and that the fewest steps lead to; of the type to begin with, if
/// there are several.
fn request(
    files: &[File],
    requests: &Requests,
    structs: &HashMap<TypeId, &Struct>,
    ranks: &HashMap<TypeId, usize>,
) -> Option<RequestExample> {
    let routes = Routes::new(requests, files);
    let is_plain = |ty: &TypeId| requests.resources.get(ty).is_some_and(|resource| resource.any == *ty);
    let found = structs.iter().filter(|(ty, _)| is_plain(ty)).filter_map(|(ty, item)| {
        let steps = routes.steps_to(*ty, true)?;
        // What has to be given is not known, and the example is to run.
        let is_simple = steps.iter().all(|step| step.ends_with("()") && *step != "cast()");
        let text = shown_text(item).filter(|_| is_simple && item.about.deprecation.is_none())?;
        Some((steps, item, text))
    });
    let (steps, item, text) = found
        .min_by_key(|(steps, item, _)| (steps.len(), ranks.get(&item.id).copied().unwrap_or(usize::MAX), item.id))?;
    let begins = |service: &&requests::Service| {
        service.methods.iter().any(|method| steps.first().is_some_and(|step| method.is_step(step)))
    };
    // What extends a service has all that this has.
    let services = files.iter().flat_map(File::services).filter(begins);
    let service = services.min_by_key(|service| Reverse(service.methods.len()))?;
    Some(RequestExample {
        service: service.id,
        ty: item.id,
        steps: steps.into_iter().map(str::to_owned).collect(),
        text: (text.ident.clone(), text.wire.to_string()),
        constant: text.constant.clone(),
    })
}

/// The text of a type that is shown: a name, if it has one.
fn shown_text(item: &Struct) -> Option<&super::Field> {
    let is_text = |field: &&super::Field| {
        field.shape == Shape { scalar: Scalar::Value(Value::String), is_collection: false }
            && field.about.deprecation.is_none()
            && field.wire.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    item.fields.iter().filter(is_text).min_by_key(|field| rank(&field.wire))
}

/// A name is what readers expect.
fn rank(name: &str) -> usize {
    match name.to_ascii_lowercase().as_str() {
        "displayname" | "name" => 0,
        other if other.ends_with("name") => 1,
        _ => 2,
    }
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
