//! The front page of the crate: what it is, how to use it, where to begin, and what it was generated from.

use std::collections::HashMap;

use super::lower::Ids;
use super::markdown::{paragraphs, plain_line};
use super::{Access, Example, Fact, FrontPage, Item, Scalar, Selection, Settings, Shape, Struct, Value, describe};
use crate::config::{Derived, Navigation, Pattern};
use crate::model::{Model, Step, StructuredId, StructuredKind, Type};
use crate::record::Origin;
use crate::unicode::is_format;

/// How many types are named to begin with, and how many patterns.
const LISTED: usize = 16;

/// What the front page says of a selection and of the items that were made of it.
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
    let mut listed: Vec<_> = main.iter().take(LISTED).filter_map(|id| ids.structured(*id)).collect();
    listed.sort_unstable();
    FrontPage {
        summary: summary(model, settings, selection),
        example: examples.into_iter().next(),
        begin: match (main.len(), selection.has_entities(model)) {
            (0, _) => Vec::new(),
            (count, true) if count > LISTED => begin("The entity types that others lead to most often", &listed),
            (_, true) => begin("The entity types", &listed),
            (count, false) if count > LISTED => begin("The complex types that others have most often", &listed),
            (_, false) => begin("The complex types", &listed),
        },
        origins: origins(settings),
        settings: choices(settings),
    }
}

fn begin(text: &str, types: &[super::TypeId]) -> Vec<Fact> {
    let first = Fact::text(format!("{text}: "));
    let list = types.iter().enumerate().fold(first, |fact, (number, ty)| {
        let fact = if number > 0 { fact.and(", ") } else { fact };
        fact.and_type(*ty)
    });
    vec![list.and(".")]
}

/// How many files the first sentence names; the others are in the list of what it was generated from.
const NAMED: usize = 3;

fn summary(model: &Model<'_>, settings: &Settings, selection: &Selection) -> String {
    let mut names: Vec<String> = settings.origins.iter().map(|origin| code(&origin.file)).collect();
    names.sort_unstable();
    names.dedup();
    let files = match names.len() {
        0 => "memory".to_owned(),
        1..=NAMED => names.join(", "),
        _ => format!("{} files", settings.origins.len()),
    };
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut types = counted(selection.len(), "type");
    if names.len() > NAMED {
        types.push_str(&format!(" of {}", counted(selection.namespaces(model).len(), "namespace")));
    }
    format!("Types generated from the OData metadata in {files}: {types}.")
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
        selection.has_structured(*id) && ty.kind == wanted && !describe::is_deprecated(&ty.annotations)
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
            && field.docs.deprecated.is_none()
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

/// Each file, with what is known of where it is from.
fn origins(settings: &Settings) -> Vec<Vec<String>> {
    let mut files: Vec<&Origin> = settings.origins.iter().collect();
    files.sort_by(|left, right| left.file.cmp(&right.file));
    let mut origins: Vec<_> = files.into_iter().map(origin).collect();
    origins.dedup();
    origins
}

fn origin(origin: &Origin) -> Vec<String> {
    let mut first = code(&origin.file);
    let Some(record) = &origin.record else {
        return vec![first];
    };
    let mut known = Vec::new();
    match (&record.url, record.fetched.and_then(|time| time.date)) {
        (Some(url), Some(date)) => known.push(format!("fetched from {} on {date}", paragraphs(url).join(" "))),
        (Some(url), None) => known.push(format!("fetched from {}", paragraphs(url).join(" "))),
        (None, _) => {}
    }
    known.push(format!("BLAKE3 {}", code(&record.blake3)));
    first.push_str(": ");
    first.push_str(&known.join(", "));
    first.push('.');
    let mut texts = vec![first];
    texts.extend(record.note.as_deref().map(paragraphs).unwrap_or_default());
    texts
}

/// What was chosen to be generated, and how.
fn choices(settings: &Settings) -> Vec<String> {
    let list = |patterns: &[Pattern]| {
        let shown = patterns.iter().take(LISTED).map(|pattern| code(pattern.as_str())).collect::<Vec<_>>().join(", ");
        let more = patterns.len().saturating_sub(LISTED);
        if more > 0 { format!("{shown} and {more} more") } else { shown }
    };
    let mut said = Vec::new();
    said.push(if settings.include.is_empty() {
        "Selected (`include`): all types.".to_owned()
    } else {
        format!("Selected (`include`): {}, and the types of their properties.", list(&settings.include))
    });
    if !settings.exclude.is_empty() {
        said.push(format!(
            "Left out (`exclude`): {}. Properties of these types hold plain JSON.",
            list(&settings.exclude)
        ));
    }
    if !settings.include.is_empty() || !settings.exclude.is_empty() {
        said.push(
            match settings.derived {
                Derived::Properties => {
                    "Derived types (`derived = \"properties\"`): those of selected complex types come along."
                }
                Derived::All => "Derived types (`derived = \"all\"`): those of all selected types come along.",
                Derived::Selected => {
                    "Derived types (`derived = \"selected\"`): only those that are selected themselves."
                }
            }
            .to_owned(),
        );
    }
    said.push(
        match settings.navigation {
            Navigation::Selected => {
                "Navigation properties (`navigation = \"selected\"`): those that lead to a selected type."
            }
            Navigation::All => {
                "Navigation properties (`navigation = \"all\"`): all; those that lead to a type which is not selected \
                 hold plain JSON."
            }
            Navigation::None => {
                "Navigation properties (`navigation = \"none\"`): none; what is expanded is in `extra`."
            }
        }
        .to_owned(),
    );
    said
}

fn code(text: &str) -> String {
    format!("`{}`", plain_line(text).replace('`', "'"))
}
