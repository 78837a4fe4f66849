//! Requests: methods that are added, removed, or called in another way.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Action, Change, Element, Impact};
use super::index::Index;
use crate::plan::requests::{Argument, Item, KeyPart, Kind, Method, Outcome, Step, Wrapping};
use crate::plan::{Shape, TypeId};

/// The changes of methods, services and keys. There are none where one side has no requests, but that all of them come or go.
pub(super) fn changes([old, new]: &[Index<'_>; 2]) -> Vec<Change> {
    let (old, new) = (Requests::new(old), Requests::new(new));
    let mut changes = services(&old, &new);
    changes.extend(keys(&old, &new));
    let names: BTreeSet<&Key> = old.methods.keys().chain(new.methods.keys()).collect();
    let none = Vec::new();
    for key in names {
        let before = old.methods.get(key).unwrap_or(&none);
        let after = new.methods.get(key).unwrap_or(&none);
        let pairs = pairs(before, after);
        for found in before.iter().filter(|method| !pairs.iter().any(|(old, _)| same(old, method))) {
            let rust = format!("`{}` is gone", old.path(found));
            changes.push(key.change(Impact::Breaking, Action::Removed).rust(rust));
        }
        for found in after.iter().filter(|method| !pairs.iter().any(|(_, new)| same(new, method))) {
            let rust = format!("new method `{}`", new.path(found));
            changes.push(key.change(Impact::Compatible, Action::Added).rust(rust));
        }
        for (before, after) in pairs {
            changes.extend(Pair { old: &old, new: &new, key, before, after }.changes());
        }
    }
    changes
}

/// What a method is of, and what the schemas call it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The qualified name of the type or the container.
    ty: String,
    is_collection: bool,
    name: String,
    /// Of the kinds that share names, which.
    element: Element,
}

impl Key {
    fn change(&self, impact: Impact, action: Action) -> Change {
        let change = Change::new(impact, action, self.element, &self.ty, Some(&self.name));
        if self.is_collection { change.schema("on collections") } else { change }
    }
}

/// A method and the item that has it.
#[derive(Clone, Copy, Debug)]
struct Found<'i> {
    owner: TypeId,
    method: &'i Method,
}

fn same(one: &Found<'_>, other: &Found<'_>) -> bool {
    std::ptr::eq(one.method, other.method)
}

/// The requests of a side.
struct Requests<'i> {
    index: &'i Index<'i>,
    /// The methods by what they are of; overloads share a key.
    methods: BTreeMap<Key, Vec<Found<'i>>>,
    /// The structs of services by the qualified names of their containers.
    services: BTreeMap<&'i str, TypeId>,
}

impl<'i> Requests<'i> {
    fn new(index: &'i Index<'i>) -> Self {
        let mut requests = Self { index, methods: BTreeMap::new(), services: BTreeMap::new() };
        for item in index.plan.files.iter().flat_map(|file| &file.requests) {
            let (ty, is_collection) = match item {
                Item::Paths(paths) => (index.name(paths.of), paths.is_collection),
                Item::Service(service) => {
                    requests.services.insert(&service.wire, service.id);
                    (service.wire.as_str(), false)
                }
                Item::Call(_) => continue,
            };
            for method in item.methods() {
                let (ty, name) = (ty.to_owned(), method.name.clone());
                let key = Key { ty, is_collection, name, element: element(method.kind) };
                requests.methods.entry(key).or_default().push(Found { owner: item.id(), method });
            }
        }
        requests
    }

    /// What a method leads to, or what its request is answered with, as it is written: `Many<User>`, `Page<User>`.
    fn result(&self, method: &Method) -> String {
        let plan = self.index.plan;
        result(method, |ty| plan.path(ty), |shape| plan.value_type(shape))
    }

    /// The same, whatever types are called in Rust.
    fn leads_to(&self, method: &Method) -> String {
        result(method, |ty| self.index.name(ty).to_owned(), |shape| self.index.exact(shape))
    }

    /// `paths::VppTokenPaths::revoke_licenses`.
    fn path(&self, found: &Found<'_>) -> String {
        format!("{}::{}", self.index.path(found.owner), found.method.ident)
    }
}

/// The methods of both sides that are the same: the only ones, or overloads with the same parameters.
fn pairs<'i>(old: &[Found<'i>], new: &[Found<'i>]) -> Vec<(Found<'i>, Found<'i>)> {
    if let ([old], [new]) = (old, new) {
        return vec![(*old, *new)];
    }
    let names = |found: &Found<'_>| {
        found.method.all_arguments().map(|argument| argument.name.clone()).collect::<BTreeSet<String>>()
    };
    let same = |one: &Found<'i>| new.iter().find(|other| names(other) == names(one)).map(|other| (*one, *other));
    old.iter().filter_map(same).collect()
}

fn result(method: &Method, name: impl Fn(TypeId) -> String, value: impl Fn(Shape) -> String) -> String {
    let path = |to, is_collection| format!("{}<{}>", if is_collection { "Many" } else { "One" }, name(to));
    match &method.step {
        Step::Link { to, is_collection } => path(*to, *is_collection),
        Step::Media => "Media".to_owned(),
        Step::Key { of, .. } => path(*of, false),
        Step::Call(call) => match call.outcome {
            Outcome::Nothing => "()".to_owned(),
            Outcome::Stream => "Vec<u8>".to_owned(),
            Outcome::Path { to, is_collection } => path(to, is_collection),
            Outcome::Answer { wrapping, scalar, .. } => {
                let value = value(Shape { scalar, is_collection: false });
                match wrapping {
                    Wrapping::Nothing => value,
                    Wrapping::Value => format!("Value<{value}>"),
                    Wrapping::Page => format!("Page<{value}>"),
                    Wrapping::Delta => format!("Page<Delta<{value}>>"),
                }
            }
        },
    }
}

/// A method that both sides have.
struct Pair<'i> {
    old: &'i Requests<'i>,
    new: &'i Requests<'i>,
    key: &'i Key,
    before: Found<'i>,
    after: Found<'i>,
}

impl Pair<'_> {
    fn changes(&self) -> Vec<Change> {
        let mut said = Vec::new();
        let (old_path, new_path) = (self.old.path(&self.before), self.new.path(&self.after));
        if old_path != new_path {
            said.push((Impact::Breaking, format!("`{old_path}` is called `{new_path}` now")));
        }
        self.parameters(&new_path, &mut said);
        if self.old.leads_to(self.before.method) != self.new.leads_to(self.after.method) {
            let [was, is] =
                [(self.old, self.before), (self.new, self.after)].map(|(side, found)| side.result(found.method));
            said.push((Impact::Breaking, format!("`{new_path}` leads to `{is}`, and led to `{was}`")));
        }
        let change = |(impact, rust)| self.key.change(impact, Action::Changed).rust(rust);
        said.into_iter().map(change).collect()
    }

    fn parameters(&self, path: &str, said: &mut Vec<(Impact, String)>) {
        let (old_given, old_optional) = self.before.method.arguments();
        let (given, optional) = self.after.method.arguments();
        let has = |list: &[Argument], name: &str| list.iter().any(|argument| argument.name == name);
        for argument in given {
            if has(old_optional, &argument.name) {
                said.push((Impact::Breaking, format!("`{path}` requires `{}`, which was optional", argument.ident)));
            } else if !has(old_given, &argument.name) {
                said.push((Impact::Breaking, format!("`{path}` has the new parameter `{}`", argument.ident)));
            }
        }
        for argument in old_given {
            if has(optional, &argument.name) {
                let text = format!("`{path}` has the setter `{}()` in place of a parameter", argument.ident);
                said.push((Impact::Breaking, text));
            } else if !has(given, &argument.name) {
                said.push((Impact::Breaking, format!("`{path}` has no parameter `{}` any more", argument.ident)));
            }
        }
        let is_of =
            |method: &Method, argument: &Argument| method.all_arguments().any(|other| other.name == argument.name);
        for argument in old_optional.iter().filter(|argument| !is_of(self.after.method, argument)) {
            said.push((Impact::Breaking, format!("the setter `{}()` of `{path}` is gone", argument.ident)));
        }
        for argument in optional.iter().filter(|argument| !is_of(self.before.method, argument)) {
            // Without setters it was a plain request, which the call is by `Deref` only.
            let (impact, more) = match old_optional {
                [] => (Impact::Breaking, ", and is not a plain request any more"),
                _ => (Impact::Compatible, ""),
            };
            said.push((impact, format!("`{path}` has the new setter `{}()`{more}", argument.ident)));
        }
        self.types(path, said);
        let order = |list: &[Argument], other: &[Argument]| -> Vec<String> {
            let kept = list.iter().filter(|argument| has(other, &argument.name));
            kept.map(|argument| argument.name.clone()).collect()
        };
        if order(old_given, given) != order(given, old_given) {
            said.push((Impact::Breaking, format!("the parameters of `{path}` have another order")));
        }
    }

    /// Parameters that take other values, or setters that have other names.
    fn types(&self, path: &str, said: &mut Vec<(Impact, String)>) {
        let (_, optional) = self.after.method.arguments();
        for before in self.before.method.all_arguments() {
            let same = self.after.method.all_arguments().find(|after| after.name == before.name);
            let Some(after) = same else { continue };
            let kind = |requests: &Requests<'_>, argument: &Argument| {
                (requests.index.exact(argument.shape), argument.is_nullable)
            };
            if kind(self.old, before) != kind(self.new, after) {
                let text = |requests: &Requests<'_>, argument: &Argument| {
                    let ty = requests.index.plan.value_type(argument.shape);
                    if argument.is_nullable { format!("Option<{ty}>") } else { ty }
                };
                let (was, is) = (text(self.old, before), text(self.new, after));
                said.push((Impact::Breaking, format!("`{}` of `{path}` is `{is}`, and was `{was}`", after.ident)));
            }
            let is_setter = optional.iter().any(|argument| argument.name == after.name);
            if is_setter && before.ident != after.ident {
                let text = format!("the setter `{}()` of `{path}` is called `{}()` now", before.ident, after.ident);
                said.push((Impact::Breaking, text));
            }
        }
    }
}

/// Services that come, go, or have another name.
fn services(old: &Requests<'_>, new: &Requests<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let change = |impact, action, wire: &str| Change::new(impact, action, Element::Service, wire, None);
    for (wire, id) in &old.services {
        let path = old.index.path(*id);
        match new.services.get(wire).map(|id| new.index.path(*id)) {
            None => changes.push(change(Impact::Breaking, Action::Removed, wire).rust(format!("`{path}` is gone"))),
            Some(now) if now != path => {
                let rust = format!("`{path}` is called `{now}` now");
                changes.push(change(Impact::Breaking, Action::Changed, wire).rust(rust));
            }
            Some(_) => {}
        }
    }
    for (wire, id) in new.services.iter().filter(|(wire, _)| !old.services.contains_key(*wire)) {
        let rust = format!("new service `{}`", new.index.path(*id));
        changes.push(change(Impact::Compatible, Action::Added, wire).rust(rust));
    }
    changes
}

/// The parts of a key: their names, and what they are.
type KeyParts = Vec<(String, String)>;

/// Types of both sides whose keys are given in another way.
fn keys(old: &Requests<'_>, new: &Requests<'_>) -> Vec<Change> {
    let of = |requests: &Requests<'_>| -> BTreeMap<String, KeyParts> {
        let resources = requests.index.plan.requests.iter().flat_map(|requests| &requests.resources);
        let keys = resources.map(|(ty, resource)| {
            let part = |part: &KeyPart| {
                (part.name.clone(), requests.index.exact(Shape { scalar: part.scalar, is_collection: false }))
            };
            (requests.index.name(*ty).to_owned(), resource.key.iter().map(part).collect())
        });
        keys.collect()
    };
    let names = |key: &KeyParts| -> String {
        let names: Vec<&str> = key.iter().map(|(name, _)| name.as_str()).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    let (old, now) = (of(old), of(new));
    let mut changes = Vec::new();
    for (ty, key) in &now {
        let Some(before) = old.get(ty).filter(|before| *before != key) else { continue };
        let mut change = Change::new(Impact::Breaking, Action::Changed, Element::Key, ty, None);
        if names(before) != names(key) {
            change = change.schema(format!("was {}; is {}", names(before), names(key)));
        }
        changes.push(change.rust("`id()` of its collections takes another key"));
    }
    changes
}

fn element(kind: Kind) -> Element {
    match kind {
        Kind::Navigation { .. } => Element::Navigation,
        Kind::Complex | Kind::Stream => Element::Property,
        Kind::Key => Element::Key,
        Kind::Operation(_) => Element::Operation,
        Kind::Set => Element::Set,
        Kind::Singleton => Element::Singleton,
        Kind::Import(_) => Element::Import,
    }
}
