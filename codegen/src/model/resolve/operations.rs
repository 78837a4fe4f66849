//! Actions, functions, containers and terms.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::annotate::resolve_annotations;
use super::declared::{Declared, declared_twice};
use super::scope::{DocumentIndex, Scope};
use crate::csdl::{self, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Container, ContainerChild, ContainerChildKind, ContainerTarget, Model, Operation, OperationId, OperationKind,
    Parameter, Primitive, QualifiedName, ReturnType, StructuredKind, Type,
};
use crate::source::Span;

/// Resolves the types of all actions and functions.
pub(super) fn resolve_operations<'s>(
    model: &mut Model<'s>,
    declared: Vec<Declared<csdl::Operation<'s>>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) {
    model.operations = declared
        .into_iter()
        .map(|declared| {
            let Declared { document, namespace, item } = declared;
            let is_right = report_operation(&item, diagnostics);
            let (parameters_given, returns) = (item.parameters.len(), item.return_type.is_some());
            let parameters = resolve_parameters(item.parameters, document, scope, diagnostics);
            let return_type =
                item.return_type.and_then(|return_type| resolve_return(return_type, document, scope, diagnostics));
            let is_whole = parameters.len() == parameters_given && return_type.is_some() == returns;
            Operation {
                is_faulty: !is_right || !is_whole,
                parameters,
                return_type,
                name: QualifiedName { namespace, name: item.name },
                kind: item.kind,
                is_bound: item.is_bound,
                is_composable: item.is_composable,
                annotations: resolve_annotations(item.annotations, document, scope),
            }
        })
        .collect();
}

/// Resolves what the children of all containers give access to.
pub(super) fn resolve_containers<'s>(
    model: &mut Model<'s>,
    declared: Vec<Declared<csdl::Container<'s>>>,
    versions: &[Cow<'s, str>],
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) {
    let mut known: HashMap<_, Span> = HashMap::new();
    for Declared { document, namespace, item } in declared.into_iter().filter(|declared| declared.item.name.is_name()) {
        match known.entry((namespace, item.name.text.clone())) {
            Entry::Vacant(free) => _ = free.insert(item.name.span),
            Entry::Occupied(first) => {
                let full = format!("{}.{}", model.namespaces[namespace.index()].name, item.name.text);
                let error = declared_twice(&format!("the entity container `{full}`"), item.name.span, *first.get());
                diagnostics
                    .push(error.help("the first one counts; rename one of the two, or have one extend the other"));
                continue;
            }
        }
        let mut seen: HashMap<_, Span> = HashMap::new();
        let mut children = Vec::with_capacity(item.children.len());
        // What has no name was left out where that was said.
        for child in item.children.into_iter().filter(|child| child.name.is_name()) {
            if let Some(first) = seen.insert(child.name.text.clone(), child.name.span) {
                let error = declared_twice(&format!("`{}`", child.name.text), child.name.span, first);
                diagnostics.push(error.help("the children of an entity container have different names"));
                continue;
            }
            if let Some(target) = child_target(&child, document, model, scope, diagnostics) {
                children.push(ContainerChild {
                    kind: child.kind,
                    name: child.name,
                    target,
                    annotations: resolve_annotations(child.annotations, document, scope),
                });
            }
        }
        model.containers.push(Container {
            name: QualifiedName { namespace, name: item.name },
            version: versions.get(document).cloned().unwrap_or_default(),
            extends: item.extends.map(|name| {
                let text = scope.expand_qualifier(document, &name.text).map_or(name.text, Into::into);
                Text { text, ..name }
            }),
            children,
            annotations: resolve_annotations(item.annotations, document, scope),
        });
    }
}

/// Notes the names of all terms, whose types must be declared.
pub(super) fn resolve_terms<'s>(
    model: &mut Model<'s>,
    declared: Vec<Declared<csdl::Term<'s>>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) {
    for Declared { document, namespace, item } in declared {
        scope.given_type(document, &item.type_name, diagnostics);
        model.terms.push(QualifiedName { namespace, name: item.name });
    }
}

/// Reports what breaks a rule, and whether nothing does.
fn report_operation(item: &csdl::Operation<'_>, diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.as_slice().len();
    let given = item.parameters.iter().skip(usize::from(item.is_bound));
    // Of what has no name that was said where it stands; the binding parameter needs none.
    let is_named = std::iter::once(&item.name).chain(given.map(|parameter| &parameter.name)).all(Text::is_name);
    if item.is_bound && item.parameters.is_empty() {
        let message = format!("`{}` is bound but has no parameter", item.name.text);
        let error = Diagnostic::error(Code::InvalidOperation, item.name.span, message);
        diagnostics.push(error.help("add the binding parameter, or remove IsBound=\"true\""));
    }
    if item.kind == OperationKind::Function && item.return_type.is_none() {
        let message = format!("the function `{}` returns nothing", item.name.text);
        let error = Diagnostic::error(Code::InvalidOperation, item.name.span, message);
        diagnostics.push(error.help("add a ReturnType, or make it an Action"));
    }
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for name in item.parameters.iter().map(|parameter| &parameter.name).filter(|name| name.is_name()) {
        if let Some(first) = seen.insert(&name.text, name.span) {
            let error = declared_twice(&format!("the parameter `{}`", name.text), name.span, first);
            let error = Diagnostic { code: Code::InvalidOperation, ..error };
            diagnostics.push(error.help("remove or rename one of the two"));
        }
    }
    is_named && diagnostics.as_slice().len() == before
}

fn resolve_parameters<'s>(
    parameters: Vec<csdl::Parameter<'s>>,
    document: DocumentIndex,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter<'s>> {
    let mut resolved = Vec::with_capacity(parameters.len());
    for parameter in parameters {
        if let Some(ty) = scope.given_type(document, &parameter.type_name, diagnostics) {
            resolved.push(Parameter {
                name: parameter.name,
                ty,
                facets: parameter.facets,
                annotations: resolve_annotations(parameter.annotations, document, scope),
            });
        }
    }
    resolved
}

fn resolve_return<'s>(
    return_type: csdl::ReturnType<'s>,
    document: DocumentIndex,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Option<ReturnType<'s>> {
    let ty = scope.given_type(document, &return_type.type_name, diagnostics)?;
    Some(ReturnType {
        ty,
        facets: return_type.facets,
        annotations: resolve_annotations(return_type.annotations, document, scope),
    })
}

fn child_target<'s>(
    child: &csdl::ContainerChild<'s>,
    document: DocumentIndex,
    model: &Model<'s>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Option<ContainerTarget> {
    let name = Some(&child.type_name).filter(|name| name.is_name())?;
    match child.kind {
        ContainerChildKind::EntitySet | ContainerChildKind::Singleton => {
            match scope.given_type(document, name, diagnostics)?.item {
                Type::Structured(id) if model.structured(id).kind == StructuredKind::Entity => {
                    Some(ContainerTarget::Entities(Some(id)))
                }
                Type::Primitive(Primitive::EntityType) => Some(ContainerTarget::Entities(None)),
                _ => {
                    let message = format!("`{}` is not an entity type", name.text);
                    diagnostics.push(
                        Diagnostic::error(Code::NotAnEntityType, name.span, message)
                            .help("entity sets and singletons hold entities"),
                    );
                    None
                }
            }
        }
        ContainerChildKind::ActionImport => imported(name, OperationKind::Action, document, model, scope, diagnostics),
        ContainerChildKind::FunctionImport => {
            imported(name, OperationKind::Function, document, model, scope, diagnostics)
        }
    }
}

fn imported<'s>(
    name: &Text<'s>,
    kind: OperationKind,
    document: DocumentIndex,
    model: &Model<'s>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Option<ContainerTarget> {
    let what = kind.name();
    let Some((namespace, simple)) = scope.split(document, &name.text) else {
        diagnostics.push(scope.unresolved(document, &name.text, what, name.span));
        return None;
    };
    let overloads: Vec<OperationId> = model
        .overloads(namespace, simple)
        .filter(|id| model.operation(*id).kind == kind && !model.operation(*id).is_bound)
        .collect();
    if overloads.is_empty() {
        diagnostics.push(
            Diagnostic::error(Code::UnresolvedName, name.span, format!("there is no unbound {what} `{}`", name.text))
                .help("imports name actions or functions without IsBound=\"true\""),
        );
        return None;
    }
    Some(ContainerTarget::Operations(overloads))
}
