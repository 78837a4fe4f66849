//! Fields of structs, with those that are inherited said once.

use std::collections::HashMap;

use super::types::{Pair, deprecation, facts, warning, was};
use super::{Action, Change, Element, Impact};
use crate::plan::{Access, Field, Scalar, Struct};

/// Changes that base types have, so that they are not said again of each derived type.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    /// For the type and what happened to it, the type that the change is said of.
    said: HashMap<(String, Key), String>,
    /// For the type that a change is said of and the change, the types that inherit it.
    inherited_by: HashMap<(String, Key), Vec<String>>,
}

/// What makes a change of a field the same change in another type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    action: Action,
    field: String,
    what: String,
}

impl Inherited {
    /// Whether a base type has the change, which then is said of that one.
    fn is_said(&mut self, ty: &str, base: Option<&str>, key: &Key) -> bool {
        let above = base.and_then(|base| self.said.get(&(base.to_owned(), key.clone())).cloned());
        let said_of = above.clone().unwrap_or_else(|| ty.to_owned());
        self.said.insert((ty.to_owned(), key.clone()), said_of);
        if let Some(above) = &above {
            self.inherited_by.entry((above.clone(), key.clone())).or_default().push(ty.to_owned());
        }
        above.is_some()
    }

    /// Adds the types that inherit a change to it.
    pub(super) fn add_to(mut self, changes: &mut [Change]) {
        for change in changes {
            if let Some(key) = key(change)
                && let Some(mut types) = self.inherited_by.remove(&(change.ty.clone(), key))
            {
                types.sort();
                change.inherited_by = types;
            }
        }
    }
}

/// The changes of the fields of a struct.
pub(super) fn fields(pair: &Pair<'_>, old: &Struct, new: &Struct, inherited: &mut Inherited) -> Vec<Change> {
    let old_fields: HashMap<&str, &Field> = old.fields.iter().map(|field| (&*field.wire, field)).collect();
    let new_fields: HashMap<&str, &Field> = new.fields.iter().map(|field| (&*field.wire, field)).collect();
    let respelled = |field: &Field| {
        let other = old.fields.iter().find(|other| other.ident == field.ident)?;
        (!new_fields.contains_key(&*other.wire)).then_some(other)
    };
    let context = Context { pair, new, path: pair.new.path(new.id) };
    let mut found = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    for field in &new.fields {
        match old_fields.get(&*field.wire).copied().or_else(|| respelled(field)) {
            Some(before) => {
                kept.push(&before.wire);
                found.extend(context.changed(before, field));
            }
            None => found.push(context.added(field)),
        }
    }
    for field in old.fields.iter().filter(|field| !kept.contains(&&*field.wire)) {
        found.push(context.removed(field));
    }
    let base = pair.new.base(pair.wire);
    // A base type that is another one has not passed on what was removed.
    let old_base = pair.old.base(pair.before);
    found.retain(|change| {
        let base = if change.action == Action::Removed { old_base } else { base };
        !key(change).is_some_and(|key| inherited.is_said(pair.wire, base, &key))
    });
    found
}

struct Context<'c> {
    pair: &'c Pair<'c>,
    new: &'c Struct,
    path: String,
}

impl Context<'_> {
    fn change(&self, impact: Impact, action: Action, field: &Field) -> Change {
        let element = if field.is_navigation { Element::Navigation } else { Element::Property };
        self.pair.change(impact, action, element, Some(&field.wire))
    }

    fn added(&self, field: &Field) -> Change {
        let ty = self.pair.new.plan.field_type(field.shape, field.is_navigation);
        let change = self.change(Impact::BreakingLiterals, Action::Added, field);
        change.schema(said(field).join(", ")).rust(format!("new field `{}: {ty}`", field.ident))
    }

    fn removed(&self, field: &Field) -> Change {
        let ty = self.pair.old.plan.field_type(field.shape, field.is_navigation);
        let mut rust = format!("field `{}: {ty}` and constant `{}` are gone", field.ident, field.constant);
        rust.push_str(&self.method(field));
        self.change(Impact::Breaking, Action::Removed, field).schema(said(field).join(", ")).rust(rust)
    }

    fn changed(&self, old: &Field, new: &Field) -> Vec<Change> {
        let pair = self.pair;
        let mut changes = Vec::new();
        let change = |impact| self.change(impact, Action::Changed, new);
        let said = was(&said(old), &said(new));
        let old_type = pair.old.plan.field_type(old.shape, old.is_navigation);
        let new_type = pair.new.plan.field_type(new.shape, new.is_navigation);
        let is_other = pair.old.identity(old.shape, old.is_navigation, &HashMap::new())
            != pair.new.identity(new.shape, new.is_navigation, pair.same);
        if old.wire != new.wire {
            let rust = format!("`{}` reads and writes `{}`", new.ident, new.wire);
            changes.push(change(Impact::Compatible).schema(format!("was named `{}`", old.wire)).rust(rust));
        }
        if old.ident != new.ident {
            let constants = if old.constant == new.constant {
                String::new()
            } else {
                format!(", and constant `{}` is called `{}`", old.constant, new.constant)
            };
            let is_taken = self.new.fields.iter().any(|other| other.ident == old.ident);
            let taken = if is_taken { "; the old name is another property's" } else { "" };
            let names = format!("field `{}` is called `{}` now{constants}", old.ident, new.ident);
            let rust = format!("{names}{taken}{}", self.method(old));
            changes.push(change(Impact::Breaking).rust(rust));
        }
        if old.constant != new.constant && old.ident == new.ident {
            let rust = format!("constant `{}` is called `{}` now", old.constant, new.constant);
            changes.push(change(Impact::Breaking).rust(rust));
        }
        if is_other {
            let rust = format!("`{}` was `{old_type}`, is `{new_type}`", new.ident);
            let schema = said.clone().unwrap_or_else(|| self.hierarchy(old, new));
            changes.push(change(Impact::Breaking).schema(schema).rust(rust));
        }
        let schema = said.filter(|_| !is_other && old.wire == new.wire).unwrap_or_default();
        if old.access != new.access {
            changes.push(change(Impact::Compatible).schema(schema).rust(access(new.access)));
        } else if !schema.is_empty() {
            changes.push(change(Impact::None).schema(schema));
        }
        changes.extend(deprecation(&old.docs.deprecated, &new.docs.deprecated).map(|text| {
            let rust = warning(&new.docs.deprecated, &format!("{}::{}", self.path, new.ident));
            change(Impact::Compatible).schema(text).rust(rust)
        }));
        changes
    }

    /// Why the type of a field is another one though the schema says the same of it.
    fn hierarchy(&self, old: &Field, new: &Field) -> String {
        let Some(target) = self.pair.new.record(new.shape).or_else(|| self.pair.old.record(old.shape)) else {
            return match (old.shape.scalar, new.shape.scalar) {
                (_, Scalar::Flags(_)) => "a value may combine several members now",
                (Scalar::Flags(_), _) => "a value is one member now",
                _ => "the type is generated in another way",
            }
            .to_owned();
        };
        match (self.pair.old.record(old.shape), self.pair.new.record(new.shape)) {
            (Some(_), Some(_)) if self.pair.new.hierarchy(target).is_some() => {
                format!("derived types of `{target}` are generated now")
            }
            (Some(_), Some(_)) => format!("no derived type of `{target}` is generated now"),
            (None, _) => format!("`{target}` is generated now"),
            (_, None) => format!("`{target}` is no longer generated"),
        }
    }

    /// What else goes with the field of a base type.
    fn method(&self, field: &Field) -> String {
        let hierarchy = self.pair.old.hierarchy(self.pair.before).filter(|_| !field.is_navigation);
        let method = hierarchy.and_then(|hierarchy| {
            let shared = hierarchy.shared.iter().find(|shared| shared.wire == field.wire)?;
            Some(format!(", as is `{}::{}()`", self.pair.old.path(hierarchy.id), shared.ident))
        });
        method.unwrap_or_default()
    }
}

/// What the schema says of a property, without its name.
fn said(field: &Field) -> Vec<String> {
    let name = format!("`{}`: ", field.wire);
    let facts = facts(&field.docs).into_iter();
    facts.map(|fact| fact.strip_prefix(&name).map_or_else(|| fact.clone(), str::to_owned)).collect()
}

fn access(new: Access) -> &'static str {
    match new {
        Access::Always => "`CreateBody` and `UpdateBody` write it",
        Access::Create => "`CreateBody` writes it, `UpdateBody` does not",
        Access::Never => "`CreateBody` and `UpdateBody` do not write it",
    }
}

/// What makes a change of a field the same in a derived type; `None` if it is not about a field.
fn key(change: &Change) -> Option<Key> {
    if !matches!(change.element, Element::Property | Element::Navigation) {
        return None;
    }
    // The path of the type differs, as does the method of its hierarchy.
    let rust = change.rust.split(", as is").next().unwrap_or_default();
    let rust = if rust.starts_with("uses of") { "" } else { rust };
    Some(Key { action: change.action, field: change.name.clone()?, what: format!("{} {rust}", change.schema) })
}
