//! Puts annotations where they belong: inline ones, and those whose target is named by a path.

use super::declared::Declared;
use super::scope::{DocumentIndex, Scope};
use crate::csdl;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Annotation, Model, Operation, OperationId, PathAnnotations, Primitive, QualifiedName, StructuredId, Type, TypeUse,
};

/// Replaces the aliases in the terms of annotations.
pub(super) fn resolve_annotations<'s>(
    annotations: Vec<csdl::Annotation<'s>>,
    document: DocumentIndex,
    scope: &Scope<'s>,
) -> Vec<Annotation<'s>> {
    annotations
        .into_iter()
        .map(|annotation| Annotation {
            term: scope.expand_name(document, &annotation.term.text),
            span: annotation.term.span,
            qualifier: annotation.qualifier,
            value: annotation.value,
            annotations: resolve_annotations(annotation.annotations, document, scope),
        })
        .collect()
}

/// Adds the annotations of `Annotations` elements to their targets.
///
/// A path that leads further than to a child of a type, operation or container is kept in
/// [`Model::path_annotations`], and so is one that leads nowhere: documents annotate what they only refer to.
pub(super) fn attach<'s>(
    model: &mut Model<'s>,
    declared: Vec<Declared<csdl::Annotations<'s>>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) {
    for Declared { document, item, .. } in declared {
        let mut annotations = resolve_annotations(item.annotations, document, scope);
        if let Some(qualifier) = &item.qualifier {
            for annotation in &mut annotations {
                annotation.qualifier.get_or_insert_with(|| qualifier.clone());
            }
        }
        let path = &*item.target.text;
        match find(model, path, document, scope) {
            Found::Places(places) => {
                if let Some((last, others)) = places.split_last() {
                    for place in others {
                        place_mut(model, *place).extend(annotations.iter().cloned());
                    }
                    place_mut(model, *last).append(&mut annotations);
                }
            }
            Found::Elsewhere => model.path_annotations.push(PathAnnotations {
                target: expand_path(path, document, scope),
                span: item.target.span,
                annotations,
            }),
            Found::Nothing(name) => {
                let message = format!("the annotated `{path}` does not exist");
                diagnostics.push(
                    Diagnostic::warning(Code::UnknownAnnotationTarget, item.target.span, message)
                        .label(format!("there is no `{name}`"))
                        .help("the annotations are ignored; correct the target or remove them"),
                );
            }
        }
    }
}

/// A list of annotations in the model.
#[derive(Clone, Copy, Debug)]
enum Place {
    Structured(StructuredId),
    Property(StructuredId, usize),
    Navigation(StructuredId, usize),
    Enum(usize),
    Member(usize, usize),
    Definition(usize),
    Operation(OperationId),
    Parameter(OperationId, usize),
    Return(OperationId),
    Container(usize),
    ContainerChild(usize, usize),
}

enum Found {
    /// The target, or all overloads of an operation; none for terms, as nothing needs their annotations.
    Places(Vec<Place>),
    /// A target that has no place of its own in the model.
    Elsewhere,
    /// The target is in a schema that was read, and is not there.
    Nothing(String),
}

fn place_mut<'a, 's>(model: &'a mut Model<'s>, place: Place) -> &'a mut Vec<Annotation<'s>> {
    match place {
        Place::Structured(id) => &mut model.structured_types[id.index()].annotations,
        Place::Property(id, index) => &mut model.structured_types[id.index()].properties[index].annotations,
        Place::Navigation(id, index) => {
            &mut model.structured_types[id.index()].navigation_properties[index].annotations
        }
        Place::Enum(index) => &mut model.enum_types[index].annotations,
        Place::Member(index, member) => &mut model.enum_types[index].members[member].annotations,
        Place::Definition(index) => &mut model.type_definitions[index].annotations,
        Place::Operation(id) => &mut model.operations[id.index()].annotations,
        Place::Parameter(id, index) => &mut model.operations[id.index()].parameters[index].annotations,
        Place::Return(id) => {
            let operation = &mut model.operations[id.index()];
            match &mut operation.return_type {
                Some(return_type) => &mut return_type.annotations,
                None => &mut operation.annotations,
            }
        }
        Place::Container(index) => &mut model.containers[index].annotations,
        Place::ContainerChild(index, child) => &mut model.containers[index].children[child].annotations,
    }
}

fn find<'s>(model: &Model<'s>, path: &str, document: DocumentIndex, scope: &Scope<'s>) -> Found {
    // The types of an overload hold dots and parentheses, so it is cut out first.
    let (head, overload, rest) = match path.split_once('(') {
        Some((head, rest)) => match rest.rsplit_once(')') {
            Some((overload, rest)) => (head, Some(overload), rest.strip_prefix('/').unwrap_or(rest)),
            None => return Found::Nothing(path.to_owned()),
        },
        None => {
            let (head, rest) = path.split_once('/').unwrap_or((path, ""));
            (head, None, rest)
        }
    };
    let Some((namespace, simple)) = scope.split(document, head) else { return Found::Elsewhere };
    if rest.contains('/') || rest.contains('@') || rest.contains('.') {
        return Found::Elsewhere;
    }
    if let (None, Some(ty)) = (overload, scope.find_type(document, head)) {
        return in_type(model, ty, rest);
    }
    let operations: Vec<OperationId> = model
        .overloads(namespace, simple)
        .filter(|id| overload.is_none_or(|types| has_signature(model, *id, types, document, scope)))
        .collect();
    if !operations.is_empty() {
        return in_operations(model, &operations, rest);
    }
    let is_named = |name: &QualifiedName<'_>| name.namespace == namespace && name.name.text == simple;
    if let Some(index) = model.containers.iter().position(|container| is_named(&container.name)) {
        return in_container(model, index, rest);
    }
    if model.terms.iter().any(is_named) {
        return Found::Places(Vec::new());
    }
    Found::Nothing(path[..path.len() - rest.len()].trim_end_matches('/').to_owned())
}

fn in_type(model: &Model<'_>, ty: Type, child: &str) -> Found {
    match ty {
        Type::Structured(id) if child.is_empty() => Found::Places(vec![Place::Structured(id)]),
        Type::Structured(id) => {
            let ty = model.structured(id);
            if let Some(index) = ty.properties.iter().position(|property| property.name.text == child) {
                return Found::Places(vec![Place::Property(id, index)]);
            }
            if let Some(index) = ty.navigation_properties.iter().position(|property| property.name.text == child) {
                return Found::Places(vec![Place::Navigation(id, index)]);
            }
            // An inherited property, annotated for the derived type only.
            let inherited = model.bases(id).map(|id| model.structured(id)).any(|ty| {
                ty.properties.iter().any(|property| property.name.text == child)
                    || ty.navigation_properties.iter().any(|property| property.name.text == child)
            });
            if inherited { Found::Elsewhere } else { Found::Nothing(child.to_owned()) }
        }
        Type::Enum(id) if child.is_empty() => Found::Places(vec![Place::Enum(id.index())]),
        Type::Enum(id) => match model.enumeration(id).members.iter().position(|member| member.name.text == child) {
            Some(member) => Found::Places(vec![Place::Member(id.index(), member)]),
            None => Found::Nothing(child.to_owned()),
        },
        Type::Definition(id) => Found::Places(vec![Place::Definition(id.index())]),
        Type::Primitive(_) | Type::Missing(_) => Found::Elsewhere,
    }
}

fn in_operations(model: &Model<'_>, operations: &[OperationId], child: &str) -> Found {
    let places: Vec<Place> = operations
        .iter()
        .filter_map(|id| {
            let operation = model.operation(*id);
            match child {
                "" => Some(Place::Operation(*id)),
                "$ReturnType" => operation.return_type.as_ref().map(|_| Place::Return(*id)),
                _ => operation
                    .parameters
                    .iter()
                    .position(|parameter| parameter.name.text == child)
                    .map(|index| Place::Parameter(*id, index)),
            }
        })
        .collect();
    if places.is_empty() { Found::Nothing(child.to_owned()) } else { Found::Places(places) }
}

fn in_container(model: &Model<'_>, container: usize, child: &str) -> Found {
    if child.is_empty() {
        return Found::Places(vec![Place::Container(container)]);
    }
    match model.containers[container].children.iter().position(|declared| declared.name.text == child) {
        Some(index) => Found::Places(vec![Place::ContainerChild(container, index)]),
        None => Found::Nothing(child.to_owned()),
    }
}

/// Whether the parameter types of an overload are those of a target such as `ns.f(ns.t,Collection(Edm.String))`.
fn has_signature(model: &Model<'_>, id: OperationId, types: &str, document: DocumentIndex, scope: &Scope<'_>) -> bool {
    let operation: &Operation<'_> = model.operation(id);
    let wanted: Vec<&str> = types.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let matches = |name: &str, ty: TypeUse| named(name, document, scope) == Some(ty);
    let all = wanted.len() == operation.parameters.len();
    // Overloads of an action differ in the binding parameter alone (section 12.3), so the others may be left out.
    let binding_alone = wanted.len() == usize::from(operation.is_bound);
    (all || binding_alone)
        && wanted.iter().zip(&operation.parameters).all(|(name, parameter)| matches(name, parameter.ty))
}

fn named(name: &str, document: DocumentIndex, scope: &Scope<'_>) -> Option<TypeUse> {
    let item = name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
    let simple = item.unwrap_or(name);
    let ty = match simple.strip_prefix("Edm.").and_then(Primitive::from_name) {
        Some(primitive) => Type::Primitive(primitive),
        None => scope.find_type(document, simple)?,
    };
    Some(TypeUse { item: ty, is_collection: item.is_some() })
}

fn expand_path(path: &str, document: DocumentIndex, scope: &Scope<'_>) -> String {
    let (head, rest) = path.find(['/', '(']).map_or((path, ""), |at| path.split_at(at));
    match scope.expand_qualifier(document, head) {
        Some(expanded) => format!("{expanded}{rest}"),
        None => path.to_owned(),
    }
}
