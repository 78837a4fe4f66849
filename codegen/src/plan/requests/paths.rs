//! Where values of types, and collections of them, lead to.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::links::{self, Link, Overloads, Scope, To};
use super::operations::{Signature, prefix};
use super::reserved::Has;
use super::resources::{self, Bound, Resources};
use super::{Call, Item, Kind, LeftOut, Method, Paths, Requests, Resource, Step, arguments, services};
use crate::diagnostics::Diagnostics;
use crate::model::{
    Annotation, Model, OperationId, OperationKind, Primitive, Step as Walk, StructuredId, Type, TypeUse,
};
use crate::plan::modules::{Modules, RESERVED_TYPES};
use crate::plan::names::{Case, Namer, Taken};
use crate::plan::type_ids::Ids;
use crate::plan::{Group, Ident, ModuleId, TypeId, TypeName};
use crate::source::Span;

/// What names are given to, and where.
pub(in crate::plan) struct Names<'a, 'c> {
    pub(in crate::plan) modules: &'a mut Modules,
    pub(in crate::plan) namer: &'a mut Namer<'c>,
    pub(in crate::plan) diagnostics: &'a mut Diagnostics,
    /// The names of types, to which those of requests are added.
    pub(in crate::plan) list: &'a mut Vec<TypeName>,
}

/// What requests have of the types, and the items by the struct or the container that they belong to.
pub(in crate::plan) fn requests(
    model: &Model<'_>,
    ids: &Ids,
    names: Names<'_, '_>,
) -> (Requests, BTreeMap<TypeId, Vec<Item>>, Vec<services::Planned>) {
    let bound = Bound::new(model);
    let resources = Resources::new(model, ids, &bound);
    let mut builder = Builder {
        model,
        ids,
        bound: &bound,
        resources: &resources,
        names,
        taken: BTreeMap::new(),
        left_out: left_out(model),
        items: BTreeMap::new(),
    };
    let [one, many] = [false, true].map(|is_collection| builder.all_paths(is_collection));
    let (mut found, mut reported) = (BTreeMap::new(), BTreeSet::new());
    for id in model.structured_ids().filter(|id| resources.has(*id)) {
        if let Some(ty) = ids.of(Type::Structured(id)) {
            let any = ids.hierarchy(id).unwrap_or(ty);
            let key = resources::key(model, id, ids, &mut reported, builder.names.diagnostics);
            let base = model.bases(id).find_map(|base| ids.of(Type::Structured(base)).filter(|_| resources.has(base)));
            found.insert(ty, Resource { any, base, key, one: one[id.index()], many: many[id.index()] });
        }
    }
    let services = services::services(&mut builder);
    let Builder { left_out, items, .. } = builder;
    (Requests { resources: found, left_out }, items, services)
}

pub(super) struct Builder<'a, 's, 'c> {
    pub(super) model: &'a Model<'s>,
    pub(super) ids: &'a Ids,
    bound: &'a Bound,
    pub(super) resources: &'a Resources,
    pub(super) names: Names<'a, 'c>,
    /// The names of structs of paths and calls in each module.
    taken: BTreeMap<ModuleId, Taken>,
    pub(super) left_out: BTreeMap<Span, LeftOut>,
    /// The items of each struct.
    items: BTreeMap<TypeId, Vec<Item>>,
}

/// What has methods: the struct of it, what its calls are named after and where they are, and what reserves names.
pub(super) struct Owner<'o> {
    pub(super) id: TypeId,
    pub(super) module: ModuleId,
    pub(super) stem: &'o Ident,
    pub(super) has: Has,
}

impl<'a> Builder<'a, '_, '_> {
    /// The struct of paths of each type, its own or that of its nearest base type.
    fn all_paths(&mut self, is_collection: bool) -> Vec<Option<TypeId>> {
        let model = self.model;
        let mut paths: Vec<Option<TypeId>> = vec![None; model.structured_types.len()];
        let mut scopes: HashMap<StructuredId, Scope> = HashMap::new();
        // The types that are not generated have nothing of their own: what they declare goes to the types derived from them.
        for step in model.walk() {
            let Walk::Enter(id) = step else { continue };
            let base = model.structured(id).base.and_then(|base| paths[base.index()]);
            paths[id.index()] = base;
            let Some(of) = self.ids.of(Type::Structured(id)).filter(|_| self.resources.has(id)) else { continue };
            let owners = self.owners(id);
            let above: Vec<&Scope> = model.bases(id).filter_map(|base| scopes.get(&base)).collect();
            let links = self.links(&owners, is_collection, &above);
            if links.is_empty() {
                continue;
            }
            let (own, scope) = self.paths(of, is_collection, base, links, &above);
            paths[id.index()] = Some(own);
            scopes.insert(id, scope);
        }
        paths
    }

    /// A type and those of its base types that are not generated, up to the first one that is, the outermost first.
    fn owners(&self, id: StructuredId) -> Vec<StructuredId> {
        let is_left_out = |base: &StructuredId| self.ids.of(Type::Structured(*base)).is_none();
        let mut owners: Vec<_> = std::iter::once(id).chain(self.model.bases(id).take_while(is_left_out)).collect();
        owners.reverse();
        owners
    }

    /// What these types declare that leads on.
    fn links(&mut self, owners: &[StructuredId], is_collection: bool, above: &[&Scope]) -> Vec<Link<'a>> {
        let mut links: Vec<Link<'a>> = Vec::new();
        for owner in owners {
            if is_collection {
                links.extend(self.keys(*owner));
            } else {
                self.properties(*owner, &mut links);
            }
        }
        for owner in owners {
            self.operations(*owner, is_collection, above, &mut links);
        }
        // Of what is declared again, the last counts.
        let mut seen = BTreeSet::new();
        links.reverse();
        links.retain(|link| seen.insert(link.identity()));
        links.reverse();
        links
    }

    fn properties(&mut self, owner: StructuredId, links: &mut Vec<Link<'a>>) {
        let model = self.model;
        let ty = model.structured(owner);
        let name: Arc<str> = model.name_of(Type::Structured(owner)).into();
        for property in &ty.navigation_properties {
            let kind = Kind::Navigation { is_contained: property.contains_target };
            match property.target.and_then(|target| self.ids.of(Type::Structured(target))) {
                Some(to) => {
                    let step = Step::Link { to, is_collection: property.is_collection };
                    links.push(Link::named(&name, &property.name, kind, &property.annotations, step));
                }
                None => _ = self.left_out.insert(property.name.span, LeftOut::NotSelected),
            }
        }
        for property in &ty.properties {
            let link = |kind, step| Link::named(&name, &property.name, kind, &property.annotations, step);
            match property.ty {
                TypeUse { item: Type::Primitive(Primitive::Stream), is_collection: false } => {
                    links.push(link(Kind::Stream, Step::Media));
                }
                TypeUse { item: Type::Structured(within), is_collection } => {
                    let leads_on = self.resources.lead_on(within, is_collection);
                    let to = self.ids.of(Type::Structured(within)).filter(|_| leads_on);
                    links.extend(to.map(|to| link(Kind::Complex, Step::Link { to, is_collection })));
                }
                _ => {}
            }
        }
    }

    fn keys(&mut self, owner: StructuredId) -> Vec<Link<'a>> {
        let ty = self.model.structured(owner);
        let Some(of) = self.ids.of(Type::Structured(owner)) else { return Vec::new() };
        let name: Arc<str> = self.model.name_of(Type::Structured(owner)).into();
        let keys = resources::alternate_keys(self.model, owner, self.ids, self.names.diagnostics);
        let keys = keys.into_iter().map(|parts| {
            let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
            let (key, spoken) = (names.join(","), format!("by_{}", names.join("_and_")));
            let parts = arguments::of_key(parts, self.names.namer);
            let to = To::Step(Step::Key { of, parts });
            let (owner, span) = (Arc::clone(&name), ty.name.name.span);
            Link { spoken, name: key.clone(), owner, key, span, kind: Kind::Key, annotations: &[], to }
        });
        keys.collect()
    }

    /// The overloads of each operation, those of a name together.
    fn operations(&mut self, owner: StructuredId, is_collection: bool, above: &[&Scope], links: &mut Vec<Link<'a>>) {
        let (model, bound) = (self.model, self.bound);
        let ty = TypeUse { item: Type::Structured(owner), is_collection };
        let owner_name: Arc<str> = model.type_name(ty).into();
        let mut by_name: BTreeMap<(String, OperationKind), Vec<OperationId>> = BTreeMap::new();
        for id in bound.of(owner, is_collection) {
            let operation = model.operation(*id);
            by_name.entry((model.full_name(&operation.name), operation.kind)).or_default().push(*id);
        }
        for ((name, kind), overloads) in by_name {
            let simple = &*model.operation(overloads[0]).name.name.text;
            let list = self.signatures(&overloads);
            let mine: BTreeSet<String> = list.iter().map(|(_, _, signature)| signature.identity(kind, &name)).collect();
            let prefix = prefix(kind, &name);
            let of_this = |scope: &'_ &Scope| {
                let named = scope.range(prefix.clone()..).take_while(|(identity, _)| identity.starts_with(&prefix));
                named.into_iter().any(|(identity, _)| !mine.contains(identity))
            };
            let is_told_apart = above.iter().any(of_this);
            let overloads = Overloads {
                owner: Arc::clone(&owner_name),
                name,
                simple,
                kind: Kind::Operation(kind),
                operation: kind,
                list,
                is_told_apart,
            };
            links.extend(overloads.links());
        }
    }

    /// The ways to call overloads, each once.
    pub(super) fn signatures(&mut self, overloads: &[OperationId]) -> Vec<(Span, &'a [Annotation<'a>], Signature<'a>)> {
        let model = self.model;
        let mut list = Vec::new();
        let mut seen = BTreeSet::new();
        for operation in overloads.iter().map(|id| model.operation(*id)).filter(|operation| !operation.is_faulty) {
            let span = operation.name.name.span;
            let signatures = Signature::all(model, self.ids, self.resources, operation);
            let why = if signatures.is_empty() { LeftOut::NotSelected } else { LeftOut::SameParameters };
            let known = list.len();
            let new = signatures.into_iter().filter(|signature| seen.insert(signature.identity(operation.kind, "")));
            list.extend(new.map(|signature| (span, &operation.annotations[..], signature)));
            if list.len() == known {
                self.left_out.insert(span, why);
            }
        }
        list
    }

    /// The struct of what a type leads to, and the names of its methods.
    fn paths(
        &mut self,
        of: TypeId,
        is_collection: bool,
        base: Option<TypeId>,
        links: Vec<Link<'a>>,
        above: &[&Scope],
    ) -> (TypeId, Scope) {
        let TypeName { module, ident, .. } = self.names.list[of.0].clone();
        let suffix = if is_collection { "SetPaths" } else { "Paths" };
        let own = self.add(module, Group::Paths, ident.followed_by(suffix));
        let stem = if is_collection { ident.followed_by("Set") } else { ident };
        let owner = Owner { id: own, module, stem: &stem, has: Has::Paths };
        let (methods, calls, scope) = self.methods(&owner, links, above);
        let paths = Item::Paths(Paths { id: own, of, is_collection, base, methods });
        self.items.entry(of).or_default().extend(std::iter::once(paths).chain(calls));
        (own, scope)
    }

    /// The methods of links, with the calls that they make.
    pub(super) fn methods(
        &mut self,
        owner: &Owner<'_>,
        links: Vec<Link<'a>>,
        above: &[&Scope],
    ) -> (Vec<Method>, Vec<Item>, Scope) {
        let mut taken = Taken::reserving(owner.has.names());
        for (identity, ident) in above.iter().flat_map(|scope| scope.iter()) {
            taken.take(ident, || format!("`{identity}` of a base type"));
        }
        let Names { namer, diagnostics, .. } = &mut self.names;
        let idents = links::name(&links, above, &mut taken, namer, diagnostics);
        let scope = links.iter().map(Link::identity).zip(idents.iter().cloned()).collect();
        let (mut methods, mut calls) = (Vec::new(), Vec::new());
        for (link, ident) in links.into_iter().zip(idents) {
            let Names { namer, diagnostics, .. } = &mut self.names;
            let mut method = links::method(link, ident, namer, diagnostics);
            calls.extend(self.call(owner, &mut method));
            methods.push(method);
        }
        (methods, calls, scope)
    }

    /// The struct of the call that a method makes, if something is optional.
    fn call(&mut self, owner: &Owner<'_>, method: &mut Method) -> Option<Item> {
        let Step::Call(call) = &mut method.step else { return None };
        if call.optional.is_empty() {
            return None;
        }
        let name = self.names.namer.make(Case::UpperCamel, method.ident.as_str());
        let ident = owner.stem.followed_by(name.as_str().trim_start_matches('_'));
        let id = self.add(owner.module, Group::Calls, ident);
        call.call = Some(id);
        Some(Item::Call(Call {
            id,
            from: owner.id,
            method: method.ident.clone(),
            name: method.name.clone(),
            kind: call.kind,
            deprecation: method.about.deprecation.clone(),
            outcome: call.outcome,
            setters: call.optional.clone(),
        }))
    }

    /// Adds a struct to those of a module that belong to requests.
    fn add(&mut self, module: ModuleId, group: Group, ident: Ident) -> TypeId {
        // Some names mean something else in the files that define these structs.
        let taken = self.taken.entry(module).or_insert_with(|| Taken::reserving(RESERVED_TYPES));
        self.names.list.push(TypeName { module, group, ident: taken.distinct(ident) });
        TypeId(self.names.list.len() - 1)
    }
}

/// The bound operations that no type has as a method, whatever is selected.
fn left_out(model: &Model<'_>) -> BTreeMap<Span, LeftOut> {
    let bound = model.operations.iter().filter(|operation| operation.is_bound);
    let why = bound.filter_map(|operation| {
        let why = match operation.split().0.map(|binding| binding.ty.item) {
            _ if operation.is_faulty => LeftOut::Faulty,
            None | Some(Type::Structured(_)) => return None,
            Some(_) => LeftOut::BoundToValues,
        };
        Some((operation.name.name.span, why))
    });
    why.collect()
}
