//! The shortest ways from the root of a service to its types, as they are written in Rust.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::{Invocation, Item, Method, Outcome, Requests, Step};
use crate::plan::{File, TypeId};

/// What a path has come to: the struct of a type, and whether there are many.
type Place = (TypeId, bool);

/// What belongs to requests, by the types that it defines.
#[derive(Debug)]
pub(crate) struct Routes<'p> {
    requests: &'p Requests,
    items: HashMap<TypeId, &'p Item>,
    /// The place before each place that can be reached, and the step from there.
    steps: HashMap<Place, (Option<Place>, String)>,
}

impl<'p> Routes<'p> {
    /// Those of a plan; `None` if it has no requests.
    #[cfg(feature = "cli")]
    pub(crate) fn of(plan: &'p crate::plan::Crate) -> Option<Self> {
        Some(Self::new(plan.requests.as_ref()?, &plan.files))
    }

    pub(crate) fn new(requests: &'p Requests, files: &'p [File]) -> Self {
        let items = files.iter().flat_map(|file| &file.requests).map(|item| (item.id(), item)).collect();
        let mut routes = Self { requests, items, steps: HashMap::new() };
        let mut derived: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (ty, resource) in &requests.resources {
            if let Some(base) = resource.base {
                derived.entry(base).or_default().push(*ty);
            }
        }
        let mut pending = Pending::default();
        let services = files.iter().flat_map(File::services);
        services.flat_map(|service| &service.methods).for_each(|method| pending.add(None, method));
        while let Some((before, place, step)) = pending.next() {
            if routes.steps.contains_key(&place) {
                continue;
            }
            routes.steps.insert(place, (before, step));
            let (ty, is_collection) = place;
            if is_collection {
                pending.links.push_back((Some(place), (ty, false), "id(…)".to_owned()));
            }
            routes.methods(ty, is_collection).into_iter().for_each(|method| pending.add(Some(place), method));
            for derived in derived.get(&ty).into_iter().flatten() {
                pending.casts.push_back((Some(place), (*derived, is_collection), "cast()".to_owned()));
            }
        }
        routes
    }

    /// The item that defines a type.
    pub(crate) fn item(&self, id: TypeId) -> Option<&'p Item> {
        self.items.get(&id).copied()
    }

    /// The methods of values of a type, or of collections of them, its own first.
    pub(crate) fn methods(&self, ty: TypeId, is_collection: bool) -> Vec<&'p Method> {
        let resource = self.requests.resources.get(&ty);
        let mut current = resource.and_then(|resource| if is_collection { resource.many } else { resource.one });
        let mut methods = Vec::new();
        while let Some(Item::Paths(paths)) = current.and_then(|id| self.item(id)) {
            methods.extend(&paths.methods);
            current = paths.base;
        }
        methods
    }

    /// The shortest way to values of a type, or to collections of them, as steps after the service.
    pub(crate) fn steps_to(&self, ty: TypeId, is_collection: bool) -> Option<Vec<&str>> {
        let mut steps = Vec::new();
        let mut current = Some((ty, is_collection));
        while let Some(place) = current {
            let (before, step) = self.steps.get(&place)?;
            steps.push(step.as_str());
            current = *before;
        }
        steps.reverse();
        Some(steps)
    }
}

/// A step from one place to another.
type Edge = (Option<Place>, Place, String);

/// The steps that have not been taken. Links come before functions that lead on, and casts, which not all values allow, last.
#[derive(Debug, Default)]
struct Pending {
    links: VecDeque<Edge>,
    functions: VecDeque<Edge>,
    casts: VecDeque<Edge>,
}

impl Pending {
    fn add(&mut self, before: Option<Place>, method: &Method) {
        match &method.step {
            Step::Link { to, is_collection } => {
                self.links.push_back((before, (*to, *is_collection), format!("{}()", method.ident)));
            }
            Step::Call(Invocation { outcome: Outcome::Path { to, is_collection }, arguments, .. }) => {
                let given = if arguments.is_empty() { "" } else { "…" };
                self.functions.push_back((before, (*to, *is_collection), format!("{}({given})", method.ident)));
            }
            Step::Media | Step::Key { .. } | Step::Call(_) => {}
        }
    }

    fn next(&mut self) -> Option<Edge> {
        let Self { links, functions, casts } = self;
        links.pop_front().or_else(|| functions.pop_front()).or_else(|| casts.pop_front())
    }
}

impl Method {
    /// Whether it is what a step of a route calls.
    pub(crate) fn is_step(&self, step: &str) -> bool {
        step.strip_suffix("()") == Some(&self.ident.to_string())
    }
}

#[cfg(feature = "cli")]
impl Method {
    /// What has to be given, and what can be given.
    pub(crate) fn all_arguments(&self) -> impl Iterator<Item = &super::Argument> {
        let (given, optional) = self.arguments();
        given.iter().chain(optional)
    }

    /// How it is called: `revoke_licenses(notify_managed_devices).revoke_untracked_licenses(…)`.
    pub(crate) fn in_rust(&self) -> String {
        let (given, optional) = self.arguments();
        let given: Vec<String> = given.iter().map(|argument| argument.ident.to_string()).collect();
        let setters: String = optional.iter().map(|argument| format!(".{}(…)", argument.ident)).collect();
        format!("{}({}){setters}", self.ident, given.join(", "))
    }
}
