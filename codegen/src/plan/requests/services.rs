//! Entity containers, each of which is where a service begins.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::builder::{Builder, Owner};
use super::links::{Link, Overloads, Scope};
use super::reserved::Has;
use super::{Item, Kind, LeftOut, Service, Step};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Capabilities, Container, ContainerChild, ContainerChildKind, ContainerTarget, Model, OperationKind, Type,
};
use crate::plan::facts;
use crate::plan::names::{Case, Origin, Part};
use crate::plan::{Group, Ident, ModuleId, TypeId, TypeName};
use crate::suggest::nearest;

/// The items of a container, and the file that they are in.
#[derive(Debug)]
pub(in crate::plan) struct Planned {
    pub(in crate::plan) module: ModuleId,
    pub(in crate::plan) file: Ident,
    pub(in crate::plan) items: Vec<Item>,
}

/// The services of the containers in documents that were given.
pub(super) fn services(builder: &mut Builder<'_, '_, '_>) -> Vec<Planned> {
    let model = builder.model;
    let by_name = model.containers_by_name();
    model.given_containers().map(|container| service(builder, container, &by_name)).collect()
}

/// The containers by their qualified names.
type Containers<'a> = HashMap<String, &'a Container<'a>>;

fn service<'a>(builder: &mut Builder<'a, '_, '_>, container: &'a Container<'_>, by_name: &Containers<'a>) -> Planned {
    let name = builder.model.full_name(&container.name);
    let module = builder.names.modules.of(container.name.namespace);
    let simple = &*container.name.name.text;
    let taken = builder.names.modules.taken_mut(module);
    let origin = Origin { name: simple, owner: &name, part: Part::Type, span: container.name.name.span };
    let idents = builder.names.namer.unique(Case::UpperCamel, &[origin], taken, builder.names.diagnostics);
    let file = builder.names.namer.unreported_one(Case::Module, simple, taken);
    let ident = idents.into_iter().next().unwrap_or_else(|| file.clone());
    let id = TypeId(builder.names.list.len());
    builder.names.list.push(TypeName { module, group: Group::Types, ident: ident.clone() });
    let chain = chain(container, by_name, builder.names.diagnostics);
    let links = links(builder, &chain);
    let owner = Owner { id, module, stem: &ident, has: Has::Service };
    let none: [&Scope; 0] = [];
    let (methods, calls, _) = builder.methods(&owner, links, &none);
    let service = Service {
        id,
        wire: name,
        about: facts::said(&container.annotations),
        is_v401: &*container.version == "4.01",
        has_keys_as_segments: chain.iter().any(|container| container.annotations.has_keys_as_segments()),
        methods,
    };
    Planned { module, file, items: std::iter::once(Item::Service(service)).chain(calls).collect() }
}

/// A container and those that it extends, the outermost first (CSDL 4.01, section 13.1).
fn chain<'a>(
    container: &'a Container<'_>,
    by_name: &Containers<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<&'a Container<'a>> {
    let mut chain: Vec<&'a Container<'a>> = vec![container];
    let mut known = HashSet::from([container.name.name.span]);
    let mut current = container;
    while let Some(base) = &current.extends {
        let Some(next) = by_name.get(&*base.text).copied() else {
            let message = format!("there is no entity container `{}`", base.text);
            let fault = Diagnostic::warning(Code::UnresolvedName, base.span, message);
            diagnostics.push(fault.help(match nearest(&base.text, by_name.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? Nothing that it declares has a method"),
                None => "add the schema that declares it; nothing that it declares has a method".to_owned(),
            }));
            break;
        };
        if !known.insert(next.name.name.span) {
            let message = format!("the entity container `{}` extends itself", container.name.name.text);
            diagnostics
                .push(Diagnostic::warning(Code::UnresolvedName, base.span, message).help(
                    "it has what the containers on the way declare; remove the `Extends` that closes the circle",
                ));
            break;
        }
        chain.push(next);
        current = next;
    }
    chain.reverse();
    chain
}

/// What a container and those that it extends have; of one name, the last.
fn links<'a>(builder: &mut Builder<'a, '_, '_>, chain: &[&'a Container<'a>]) -> Vec<Link<'a>> {
    let mut children: Vec<(Arc<str>, &'a ContainerChild<'a>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for container in chain {
        let owner: Arc<str> = builder.model.full_name(&container.name).into();
        for child in &container.children {
            let place = *places.entry(&child.name.text).or_insert(children.len());
            let child = (Arc::clone(&owner), child);
            match children.get_mut(place) {
                Some(known) => *known = child,
                None => children.push(child),
            }
        }
    }
    let mut links = Vec::new();
    for (owner, child) in children {
        match (&child.target, child.kind) {
            (ContainerTarget::Entities(id), kind) => {
                let (kind, is_collection) = match kind {
                    ContainerChildKind::EntitySet => (Kind::Set, true),
                    _ => (Kind::Singleton, false),
                };
                match id.and_then(|id| builder.ids.of(Type::Structured(id))) {
                    Some(to) => {
                        let step = Step::Link { to, is_collection };
                        links.push(Link::named(&owner, &child.name, kind, &child.annotations, step));
                    }
                    None => _ = builder.left_out.insert(child.name.span, LeftOut::NotSelected),
                }
            }
            (ContainerTarget::Operations(overloads), kind) => {
                let operation = match kind {
                    ContainerChildKind::ActionImport => OperationKind::Action,
                    _ => OperationKind::Function,
                };
                let (name, simple) = (child.name.text.to_string(), &*child.name.text);
                let kind = Kind::Import(operation);
                let list = builder.signatures(overloads);
                let overloads = Overloads { owner, name, simple, kind, operation, list, is_told_apart: false };
                links.extend(overloads.links());
            }
        }
    }
    links
}

/// The namespaces of the containers that services are made of.
pub(in crate::plan) fn namespaces(model: &Model<'_>) -> impl Iterator<Item = crate::model::NamespaceId> {
    model.given_containers().map(|container| container.name.namespace)
}
