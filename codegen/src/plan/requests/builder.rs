//! What makes the methods of a service, and those of what types lead to.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::links::{self, Link, Scope};
use super::operations::Signature;
use super::reserved::Has;
use super::resources::{Bound, Resources};
use super::{Call, Item, LeftOut, Method, Step};
use crate::diagnostics::Diagnostics;
use crate::model::{Annotation, Model, OperationId};
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

pub(super) struct Builder<'a, 's, 'c> {
    pub(super) model: &'a Model<'s>,
    pub(super) ids: &'a Ids,
    pub(super) bound: &'a Bound,
    pub(super) resources: &'a Resources,
    pub(super) names: Names<'a, 'c>,
    /// The names of structs of paths and calls in each module.
    pub(super) taken: HashMap<ModuleId, Taken>,
    pub(super) left_out: BTreeMap<Span, LeftOut>,
    /// The items of each struct.
    pub(super) items: BTreeMap<TypeId, Vec<Item>>,
}

/// What has methods: the struct of it, what its calls are named after and where they are, and what reserves names.
pub(super) struct Owner<'o> {
    pub(super) id: TypeId,
    pub(super) module: ModuleId,
    pub(super) stem: &'o Ident,
    pub(super) has: Has,
}

impl<'a> Builder<'a, '_, '_> {
    /// The ways to call overloads, each once.
    pub(super) fn signatures(&mut self, overloads: &[OperationId]) -> Vec<(Span, &'a [Annotation<'a>], Signature<'a>)> {
        let model = self.model;
        let mut list = Vec::new();
        let mut seen = HashSet::new();
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
    pub(super) fn add(&mut self, module: ModuleId, group: Group, ident: Ident) -> TypeId {
        // Some names mean something else in the files that define these structs.
        let taken = self.taken.entry(module).or_insert_with(|| Taken::reserving(RESERVED_TYPES));
        self.names.list.push(TypeName { module, group, ident: taken.distinct(ident) });
        TypeId(self.names.list.len() - 1)
    }
}
