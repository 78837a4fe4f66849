//! What the model and the plan say of a type.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::calls::Calls;
use super::why::why;
use super::{Derived, Explanation, Field, LEVELS, Member, Operation, Property, Reference, Referrer, Rust};
use crate::config::{Config, Emit};
use crate::docs;
use crate::list::Kind;
use crate::model::{self, Annotation, ContainerChildKind, ContainerTarget, EnumId, Model, StructuredId, Type, TypeUse};
use crate::plan::facts::{self, Fact};
use crate::plan::{self, Crate, Item, Selection, TypeId};
use crate::source::Span;

/// What there is to know of a type; `None` for built-in types.
///
/// `selection` is what `config` selects, and `plan` what that became; it is asked for the names in Rust.
pub(crate) fn explain(
    model: &Model<'_>,
    selection: &Selection,
    plan: &Crate,
    config: &Config,
    ty: Type,
) -> Option<Explanation> {
    let name = model.name_of(ty);
    let item = plan.items().find(|item| item.wire() == Some(&name));
    let annotations = annotations(model, ty);
    let calls = item.and_then(|item| Calls::new(plan, item));
    let mut explanation = Explanation {
        kind: Kind::of(model, ty)?,
        description: description(annotations),
        deprecated: deprecated(annotations),
        traits: Vec::new(),
        underlying: None,
        bases: Vec::new(),
        key: Vec::new(),
        rust: item.map(|item| rust(plan, item, calls.as_ref())),
        selection: why(model, selection, config, ty),
        properties: Vec::new(),
        members: Vec::new(),
        derived: Vec::new(),
        referred_to_by: referrers(model, ty),
        operations: operations(model, plan, ty, calls.as_ref()),
        name,
    };
    match ty {
        Type::Structured(id) => {
            structured(&mut explanation, model, selection, plan, item, id);
            if let Some(calls) = &calls {
                for property in &mut explanation.properties {
                    property.request = calls.step(&property.name);
                }
            }
        }
        Type::Enum(id) => enumeration(&mut explanation, model, item, id),
        Type::Definition(id) => {
            let definition = model.definition(id);
            explanation.underlying = Some(model.name_of(Type::Primitive(definition.underlying)));
        }
        Type::Primitive(_) | Type::Missing(_) => {}
    }
    Some(explanation)
}

fn structured(
    explanation: &mut Explanation,
    model: &Model<'_>,
    selection: &Selection,
    plan: &Crate,
    item: Option<&Item>,
    id: StructuredId,
) {
    let ty = model.structured(id);
    let traits = [(ty.is_abstract, "abstract"), (ty.is_open, "open"), (ty.has_stream, "media")];
    explanation.traits = traits.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect();
    let lineage = model.lineage(id);
    explanation.bases = lineage.iter().rev().skip(1).map(|base| model.name_of(Type::Structured(*base))).collect();
    let keys = lineage.iter().flat_map(|id| &model.structured(*id).key);
    explanation.key = keys.map(|part| part.path.text.to_string()).collect();
    explanation.properties = properties(model, plan, item, id, &explanation.key);
    explanation.derived = derived(model, selection, &model.count_derived(|_| true), id, LEVELS);
}

fn enumeration(explanation: &mut Explanation, model: &Model<'_>, item: Option<&Item>, id: EnumId) {
    let ty = model.enumeration(id);
    explanation.underlying = Some(model.name_of(Type::Primitive(ty.underlying)));
    if ty.is_flags {
        explanation.traits.push("flags");
    }
    let planned = match item {
        Some(Item::Enum(item)) => item.members.as_slice(),
        _ => &[],
    };
    let members = ty.members.iter().map(|member| Member {
        name: member.name.text.to_string(),
        value: member.value,
        description: description(&member.annotations),
        deprecated: deprecated(&member.annotations),
        rust: planned.iter().find(|planned| planned.wire == member.name.text).map(|member| member.ident.to_string()),
    });
    explanation.members = members.collect();
}

fn annotations<'a, 's>(model: &'a Model<'s>, ty: Type) -> &'a [Annotation<'s>] {
    match ty {
        Type::Structured(id) => &model.structured(id).annotations,
        Type::Enum(id) => &model.enumeration(id).annotations,
        Type::Definition(id) => &model.definition(id).annotations,
        Type::Primitive(_) | Type::Missing(_) => &[],
    }
}

fn rust(plan: &Crate, item: &Item, calls: Option<&Calls<'_>>) -> Rust {
    let hierarchy = plan.hierarchy_of(item.id()).map(|hierarchy| path(plan, hierarchy.id));
    Rust { path: path(plan, item.id()), hierarchy, request: calls.and_then(|calls| calls.way(false)) }
}

/// The path of a generated item, with the name of the crate.
pub(super) fn path(plan: &Crate, id: TypeId) -> String {
    // Where a module is, the crate knows that has it.
    match plan.emit {
        Emit::Crate => format!("{}::{}", plan.facade().ident, plan.path(id)),
        Emit::Module => plan.path(id),
    }
}

/// All properties as the struct has them: in the order of its fields, and with the last declaration of each name.
fn properties(model: &Model<'_>, plan: &Crate, item: Option<&Item>, id: StructuredId, key: &[String]) -> Vec<Property> {
    let fields: BTreeMap<&str, &plan::Field> = match item {
        Some(Item::Struct(item)) => item.fields.iter().map(|field| (&*field.wire, field)).collect(),
        _ => BTreeMap::new(),
    };
    let key: HashSet<&str> = key.iter().map(String::as_str).collect();
    let mut list: Vec<Property> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for owner in model.lineage(id) {
        let ty = model.structured(owner);
        let inherited_from = (owner != id).then(|| model.name_of(Type::Structured(owner)));
        let structural = ty.properties.iter().map(|property| {
            let is_key = key.contains(&*property.name.text);
            let notes = [(is_key, "key"), (!facts::is_nullable(property), "not nullable")];
            let facts: Vec<Fact> = facts::bounds(model, property, is_key).collect();
            (&property.name, model.type_name(property.ty), false, notes, facts, &property.annotations)
        });
        let navigation = ty.navigation_properties.iter().map(|property| {
            let target =
                property.target.map_or_else(|| "Edm.EntityType".to_owned(), |id| model.name_of(Type::Structured(id)));
            let ty = if property.is_collection { format!("Collection({target})") } else { target };
            let has_target = !property.is_collection && property.nullable == Some(false);
            let notes = [(has_target, "not nullable"), (property.contains_target, "contained")];
            let facts = facts::restriction(&property.annotations, false).map(Fact::Restriction);
            (&property.name, ty, true, notes, facts.into_iter().collect(), &property.annotations)
        });
        for (name, ty, navigation, notes, facts, annotations) in structural.chain(navigation) {
            let notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note.to_owned());
            let facets = notes.chain(facts.iter().flat_map(docs::notes)).collect();
            let rust = fields.get(&*name.text).map(|field| Field {
                name: field.ident.to_string(),
                ty: plan.field_type(field.shape, field.is_navigation),
            });
            let property = Property {
                name: name.text.to_string(),
                ty,
                navigation,
                inherited_from: inherited_from.clone(),
                facets,
                description: description(annotations),
                deprecated: deprecated(annotations),
                rust,
                request: None,
            };
            let place = *places.entry(&name.text).or_insert(list.len());
            match list.get_mut(place) {
                Some(before) => *before = property,
                None => list.push(property),
            }
        }
    }
    list
}

fn description(annotations: &[Annotation<'_>]) -> Option<String> {
    docs::described_line(&facts::description(annotations)?)
}

fn deprecated(annotations: &[Annotation<'_>]) -> Option<String> {
    facts::deprecation(annotations).as_ref().map(docs::deprecation)
}

/// The types derived from a type. Nested structures are made, written and dropped by recursion: hence the limit.
fn derived(
    model: &Model<'_>,
    selection: &Selection,
    counts: &[usize],
    id: StructuredId,
    levels: usize,
) -> Vec<Derived> {
    let types = model.structured(id).derived.iter().map(|id| Derived {
        name: model.name_of(Type::Structured(*id)),
        selected: selection.has_structured(*id),
        derived: if levels > 1 { derived(model, selection, counts, *id, levels - 1) } else { Vec::new() },
        deeper: if levels > 1 { 0 } else { counts[id.index()] },
    });
    types.collect()
}

fn referrers(model: &Model<'_>, ty: Type) -> Vec<Referrer> {
    let mut found = Vec::new();
    let mut add = |how, by: String, use_of: TypeUse| {
        if use_of.item == ty {
            found.push(Referrer { how, by, collection: use_of.is_collection });
        }
    };
    let single = |id| TypeUse { item: Type::Structured(id), is_collection: false };
    for id in model.structured_ids() {
        let owner = model.structured(id);
        let name = model.full_name(&owner.name);
        if let Some(base) = owner.base {
            add(Reference::Base, name.clone(), single(base));
        }
        for property in &owner.properties {
            add(Reference::Property, format!("{name}/{}", property.name.text), property.ty);
        }
        for property in &owner.navigation_properties {
            if let Some(target) = property.target {
                let ty = TypeUse { item: Type::Structured(target), is_collection: property.is_collection };
                add(Reference::Navigation, format!("{name}/{}", property.name.text), ty);
            }
        }
    }
    for operation in &model.operations {
        let name = model.full_name(&operation.name);
        for (index, parameter) in operation.parameters.iter().enumerate() {
            if operation.is_bound && index == 0 {
                add(Reference::Binding, name.clone(), parameter.ty);
            } else {
                add(Reference::Parameter, format!("{name}/{}", parameter.name.text), parameter.ty);
            }
        }
        if let Some(returns) = &operation.return_type {
            add(Reference::Return, name, returns.ty);
        }
    }
    for container in &model.containers {
        let name = model.full_name(&container.name);
        for child in &container.children {
            if let ContainerTarget::Entities(Some(id)) = child.target {
                let how = match child.kind {
                    ContainerChildKind::EntitySet => Reference::EntitySet,
                    _ => Reference::Singleton,
                };
                let is_collection = how == Reference::EntitySet;
                add(how, format!("{name}/{}", child.name.text), TypeUse { item: Type::Structured(id), is_collection });
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn operations(model: &Model<'_>, plan: &Crate, ty: Type, calls: Option<&Calls<'_>>) -> Vec<Operation> {
    let lineage: HashSet<Type> = match ty {
        Type::Structured(id) => model.lineage(id).into_iter().map(Type::Structured).collect(),
        _ => HashSet::from([ty]),
    };
    let is_bound = |operation: &&model::Operation<'_>| {
        operation.split().0.is_some_and(|binding| lineage.contains(&binding.ty.item))
    };
    let mut found: Vec<Operation> =
        model.operations.iter().filter(is_bound).map(|found| operation(model, plan, found, calls)).collect();
    found.sort();
    found
}

/// What there is to know of an operation; `calls` are those of what it is called on.
pub(super) fn operation(
    model: &Model<'_>,
    plan: &Crate,
    operation: &model::Operation<'_>,
    calls: Option<&Calls<'_>>,
) -> Operation {
    let (binding, parameters) = operation.split();
    let name = model.full_name(&operation.name);
    let given: Vec<&str> = parameters.iter().map(|parameter| &*parameter.name.text).collect();
    let left_out = left_out(plan, operation.name.name.span);
    let request = binding.zip(calls.filter(|_| left_out.is_none()));
    let parameter =
        |parameter: &model::Parameter<'_>| format!("{}: {}", parameter.name.text, model.type_name(parameter.ty));
    Operation {
        request: request.and_then(|(binding, calls)| calls.operation(&name, &given, binding.ty.is_collection)),
        left_out,
        name,
        kind: operation.kind.name(),
        bound_to: binding.map(|binding| model.type_name(binding.ty)),
        parameters: parameters.iter().map(parameter).collect(),
        returns: operation.return_type.as_ref().map(|returns| model.type_name(returns.ty)),
    }
}

/// Why what is named at a place has no method, as what is said of one.
pub(super) fn left_out(plan: &Crate, place: Span) -> Option<&'static str> {
    Some(plan.requests.as_ref()?.left_out.get(&place)?.words()[0])
}
