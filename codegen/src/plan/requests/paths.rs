//! Where values of types, and collections of them, lead to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::builder::{Builder, Owner};
use super::links::{Link, Overloads, Scope, To};
use super::operations::prefix;
use super::reserved::Has;
use super::{Item, Kind, LeftOut, Paths, Step, arguments, resources};
use crate::model::{OperationId, OperationKind, Primitive, Step as Walk, StructuredId, Type, TypeUse};
use crate::plan::{Group, TypeId, TypeName};

impl<'a> Builder<'a, '_, '_> {
    /// The struct of paths of each type, its own or that of its nearest base type.
    pub(super) fn all_paths(&mut self, is_collection: bool) -> Vec<Option<TypeId>> {
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
        let mut seen = HashSet::new();
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
            let mine: HashSet<String> = list.iter().map(|(_, _, signature)| signature.identity(kind, &name)).collect();
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
}
