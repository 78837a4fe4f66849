//! Types: added, removed, renamed, or another kind of item.

use std::collections::{BTreeMap, HashMap};

use super::changes::{Action, Change, Element, Impact};
use super::facts::{Difference, deprecation, is_described_otherwise};
use super::fields::{Inherited, fields};
use super::index::{Index, Pair};
use crate::plan::facts::About;
use crate::plan::{Enum, Hierarchy, Item, Newtype};
use crate::qualified_name::simple;
use crate::wording::{code_list, counted};

/// All changes of types and what belongs to them.
pub(super) fn changes([old, new]: &[Index<'_>; 2]) -> Vec<Change> {
    let same = &respelled(old, new);
    let mut changes = Vec::new();
    let mut inherited = Inherited::default();
    for (wire, item) in &old.items {
        if !new.items.contains_key(wire) && !same.values().any(|before| before == wire) {
            changes.push(removed(old, new, wire, item));
        }
    }
    for wire in bases_first(new) {
        let item = new.items[wire];
        let before = same.get(wire).map_or(wire, String::as_str);
        match old.items.get(before) {
            None => changes.push(added(new, wire, item)),
            Some(old_item) => {
                let pair = Pair { old, new, wire, before, same };
                changes.extend(pair.item(old_item, item));
                match (*old_item, item) {
                    (Item::Struct(old), Item::Struct(new)) => {
                        inherited.add(&pair, fields(&pair, old, new), &mut changes)
                    }
                    (Item::Enum(old), Item::Enum(new)) => changes.extend(pair.members(old, new)),
                    (Item::Newtype(old), Item::Newtype(new)) => changes.extend(pair.newtype(old, new)),
                    _ => {}
                }
                changes.extend(pair.hierarchy());
                changes.extend(pair.documentation(old_item, item));
            }
        }
    }
    for change in &mut changes {
        change.inherited_by.sort();
    }
    changes
}

impl Pair<'_> {
    /// What it is and what it is called.
    fn item(&self, old: &Item, new: &Item) -> Vec<Change> {
        let mut changes = Vec::new();
        let changed = |impact| self.change(impact, Action::Changed, Element::Type, None);
        let (old_path, new_path) = (self.old.path(old.id()), self.new.path(new.id()));
        if self.wire != self.before {
            let rust = format!("`{new_path}::ODATA_TYPE` and what is written as `@odata.type` have changed");
            changes.push(changed(Impact::Compatible).schema(format!("was named `{}`", self.before)).rust(rust));
        }
        if word(old) != word(new) {
            let rust = format!("`{old_path}` was {}, and `{new_path}` is {}", word(old), word(new));
            changes.push(changed(Impact::Breaking).rust(rust));
        } else if old_path != new_path {
            let is_taken = self.new.items.values().any(|item| self.new.path(item.id()) == old_path);
            let taken = if is_taken { format!(", and `{old_path}` is another type") } else { String::new() };
            changes.push(changed(Impact::Breaking).rust(format!("`{old_path}` is called `{new_path}` now{taken}")));
        }
        if let (Some(old), Some(new)) = (about(old), about(new))
            && self.wire == self.before
            && let Some(schema) = Difference::new(old, new).text(self.before, self.wire)
        {
            changes.push(changed(Impact::None).schema(schema));
        }
        let [old_base, new_base] = [self.old.base(self.before), self.new.base(self.wire)];
        let respelled = new_base.and_then(|base| self.same.get(base)).map(String::as_str);
        if old_base != respelled.or(new_base) {
            let quoted = |base: Option<&str>| base.map_or("none".to_owned(), |base| format!("`{base}`"));
            let schema = format!("its nearest generated base type was {}, is {}", quoted(old_base), quoted(new_base));
            changes.push(changed(Impact::None).schema(schema));
        }
        if let (Some(old), Some(new)) = (about(old), about(new)) {
            let said = deprecation(old, new, &new_path);
            changes.extend(said.map(|(schema, rust)| changed(Impact::Compatible).schema(schema).rust(rust)));
        }
        changes
    }

    fn newtype(&self, old: &Newtype, new: &Newtype) -> Option<Change> {
        let path = self.new.path(new.id);
        let (old, new) = (self.old.plan.inner_type(old.inner), self.new.plan.inner_type(new.inner));
        let change = self.change(Impact::Breaking, Action::Changed, Element::Type, None);
        (old != new).then(|| change.rust(format!("`{path}({old})` is `{path}({new})`")))
    }

    fn members(&self, old: &Enum, new: &Enum) -> Vec<Change> {
        let path = self.new.path(new.id);
        let old_path = self.old.path(old.id);
        let change = |impact, action, name: &str| self.change(impact, action, Element::Member, Some(name));
        let mut changes = Vec::new();
        for member in &old.members {
            if !new.members.iter().any(|other| other.wire == member.wire) {
                let rust = format!("`{old_path}::{}` is gone; the name is read as `Unrecognized`", member.ident);
                changes.push(change(Impact::Breaking, Action::Removed, &member.wire).rust(rust));
            }
        }
        for member in &new.members {
            let ident = &member.ident;
            let Some(before) = old.members.iter().find(|other| other.wire == member.wire) else {
                let rust = format!("new variant `{path}::{ident}`, whose name was read as `Unrecognized`");
                changes.push(change(Impact::Compatible, Action::Added, &member.wire).rust(rust));
                continue;
            };
            if before.ident != *ident {
                let is_taken = new.members.iter().any(|other| other.ident == before.ident);
                let taken = if is_taken { ", and that name is another member's" } else { "" };
                let rust = format!("`{old_path}::{}` is called `{path}::{ident}` now{taken}", before.ident);
                changes.push(change(Impact::Breaking, Action::Changed, &member.wire).rust(rust));
            }
            if before.value != member.value {
                let schema = format!("its value was {}, is {}", before.value, member.value);
                let rust = format!("`{path}::{ident}.value()` is another number");
                changes.push(change(Impact::Compatible, Action::Changed, &member.wire).schema(schema).rust(rust));
            }
            let said = deprecation(&before.about, &member.about, &format!("{path}::{ident}"));
            changes.extend(said.map(|(schema, rust)| {
                change(Impact::Compatible, Action::Changed, &member.wire).schema(schema).rust(rust)
            }));
        }
        changes
    }

    /// The enum of the type and its derived types.
    fn hierarchy(&self) -> Vec<Change> {
        let change = |impact, action| self.change(impact, action, Element::Hierarchy, None);
        match (self.old.hierarchy(self.before), self.new.hierarchy(self.wire)) {
            (None, None) => Vec::new(),
            (None, Some(new)) => {
                let rust = format!("new enum `{}`, as derived types of it are generated now", self.new.path(new.id));
                vec![change(Impact::Compatible, Action::Added).rust(rust)]
            }
            (Some(old), None) => {
                let rust = format!("`{}` is gone, as no derived type of it is generated now", self.old.path(old.id));
                vec![change(Impact::Breaking, Action::Removed).rust(rust)]
            }
            (Some(old), Some(new)) => {
                let (old_path, new_path) = (self.old.path(old.id), self.new.path(new.id));
                let renamed = (old_path != new_path).then(|| {
                    let rust = format!("`{old_path}` is called `{new_path}` now");
                    change(Impact::Breaking, Action::Changed).rust(rust)
                });
                renamed.into_iter().chain(self.variants(old, new)).chain(self.methods(old, new)).collect()
            }
        }
    }

    /// Variants of types that both sides have; those of other types come and go with the types.
    fn variants(&self, old: &Hierarchy, new: &Hierarchy) -> Vec<Change> {
        let (old_path, path) = (self.old.path(old.id), self.new.path(new.id));
        let change = |impact, action, wire: &str| self.change(impact, action, Element::Variant, Some(wire));
        let before_of = |wire: &str| self.same.get(wire).map_or(wire, String::as_str).to_owned();
        let mut changes = Vec::new();
        for variant in &old.variants {
            let is_kept = new.variants.iter().any(|other| before_of(&other.wire) == variant.wire);
            let has_type = self.new.items.contains_key(variant.wire.as_str());
            if !is_kept && has_type {
                let rust = format!("`{old_path}::{}` and its conversions are gone", variant.ident);
                changes.push(change(Impact::Breaking, Action::Removed, &variant.wire).rust(rust));
            }
        }
        for variant in &new.variants {
            let wire = before_of(&variant.wire);
            match old.variants.iter().find(|other| other.wire == wire) {
                Some(before) if before.ident != variant.ident => {
                    let rust = format!("`{old_path}::{}` is called `{path}::{}` now", before.ident, variant.ident);
                    changes.push(change(Impact::Breaking, Action::Changed, &variant.wire).rust(rust));
                }
                None if self.old.items.contains_key(wire.as_str()) => {
                    let rust = format!("new variant `{path}::{}`", variant.ident);
                    changes.push(change(Impact::Compatible, Action::Added, &variant.wire).rust(rust));
                }
                _ => {}
            }
        }
        changes
    }

    /// Methods that are gone or called something else though their fields are not.
    fn methods(&self, old: &Hierarchy, new: &Hierarchy) -> Vec<Change> {
        let path = self.new.path(new.id);
        let methods: BTreeMap<&str, _> = old.shared.iter().map(|field| (&*field.wire, field)).collect();
        let mut changes = Vec::new();
        for field in new.shared.iter().filter(|field| !field.is_navigation) {
            if let Some(before) = methods.get(&*field.wire)
                && before.is_readable()
                && (before.ident != field.ident || field.is_narrowed)
            {
                let rust = if field.is_narrowed {
                    format!("`{path}::{}()` is gone: a derived type has another type for it", before.ident)
                } else {
                    format!("`{path}::{}()` is called `{}()` now", before.ident, field.ident)
                };
                let change = self.change(Impact::Breaking, Action::Changed, Element::Hierarchy, Some(&field.wire));
                changes.push(change.rust(rust));
            }
        }
        changes
    }

    /// One change for all descriptions in the type that are others.
    fn documentation(&self, old: &Item, new: &Item) -> Option<Change> {
        let (old, new) = (described(old), described(new));
        let is_other =
            |(name, new): &(&&str, &&About)| old.get(*name).is_some_and(|old| is_described_otherwise(old, new));
        let changed = new.iter().filter(is_other).count();
        let schema = format!("{} changed", counted(changed, "description"));
        (changed > 0).then(|| self.change(Impact::None, Action::Changed, Element::Documentation, None).schema(schema))
    }
}

/// Types of both sides that have another name in the schemas and the same path in Rust: the new name, the old one.
fn respelled(old: &Index<'_>, new: &Index<'_>) -> HashMap<String, String> {
    let gone = old.items.iter().filter(|(wire, _)| !new.items.contains_key(*wire));
    let gone: HashMap<String, &str> = gone.map(|(wire, item)| (old.path(item.id()), *wire)).collect();
    let come = new.items.iter().filter(|(wire, _)| !old.items.contains_key(*wire));
    come.filter_map(|(wire, item)| Some(((*wire).to_owned(), (*gone.get(&new.path(item.id()))?).to_owned()))).collect()
}

/// The names of all types, none before its base type.
fn bases_first<'i>(index: &Index<'i>) -> Vec<&'i str> {
    let depth = |wire: &str| std::iter::successors(index.base(wire), |wire| index.base(wire)).count();
    let mut names: Vec<&str> = index.items.keys().copied().collect();
    names.sort_by_cached_key(|wire| depth(wire));
    names
}

fn removed(old: &Index<'_>, new: &Index<'_>, wire: &str, item: &Item) -> Change {
    let mut names = vec![old.path(item.id())];
    names.extend(old.hierarchy(wire).map(|hierarchy| old.path(hierarchy.id)));
    let rust = format!("{} {} gone{}", code_list(&names, "and"), if names.len() == 1 { "is" } else { "are" }, {
        // A hierarchy that goes as a whole is said to do so where its base type is.
        let left: Vec<String> = old.hierarchies_of(wire);
        if left.is_empty() { String::new() } else { format!(", with the variants in {}", code_list(&left, "and")) }
    });
    let moved = new.items.keys().find(|name| !old.items.contains_key(*name) && simple(name) == simple(wire));
    let moved = moved.map_or_else(String::new, |name| format!("; `{name}` is new"));
    let change = Change::new(Impact::Breaking, Action::Removed, Element::Type, wire, None);
    change.schema(old.kind(wire)).rust(format!("{rust}{moved}"))
}

fn added(new: &Index<'_>, wire: &str, item: &Item) -> Change {
    let mut names = vec![new.path(item.id())];
    names.extend(new.hierarchy(wire).map(|hierarchy| new.path(hierarchy.id)));
    let variants = new.hierarchies_of(wire);
    let variant =
        if variants.is_empty() { String::new() } else { format!(", a variant of {}", code_list(&variants, "and")) };
    let change = Change::new(Impact::Compatible, Action::Added, Element::Type, wire, None);
    change.schema(new.kind(wire)).rust(format!("new {}{variant}", code_list(&names, "and")))
}

fn word(item: &Item) -> &'static str {
    match item {
        Item::Struct(_) => "a struct",
        Item::Enum(_) => "an enum",
        Item::Newtype(_) => "a newtype",
        Item::Hierarchy(_) => "a hierarchy",
    }
}

/// What is known of the type that an item is; hierarchies are of no type of their own.
fn about(item: &Item) -> Option<&About> {
    match item {
        Item::Struct(item) => Some(&item.about),
        Item::Enum(item) => Some(&item.about),
        Item::Newtype(item) => Some(&item.about),
        Item::Hierarchy(_) => None,
    }
}

/// What is known of a type, under an empty name, and of its properties or members.
fn described(item: &Item) -> BTreeMap<&str, &About> {
    let mut all: BTreeMap<&str, &About> = about(item).map(|about| ("", about)).into_iter().collect();
    match item {
        Item::Struct(item) => all.extend(item.fields.iter().map(|field| (&*field.wire, &*field.about))),
        Item::Enum(item) => all.extend(item.members.iter().map(|member| (member.wire.as_str(), &member.about))),
        Item::Newtype(_) | Item::Hierarchy(_) => {}
    }
    all
}
