//! Fields of structs, with those that are inherited said once.

use std::collections::HashMap;
use std::sync::Arc;

use super::changes::{Action, Change, Element, Impact};
use super::facts::{Difference, deprecation, list};
use super::index::Pair;
use crate::plan::facts::{Deprecation, Fact};
use crate::plan::{Access, Field, Ident, Scalar, Shape, Struct};

/// A change of a field.
pub(super) struct Found<'p> {
    what: What<'p>,
    wire: &'p Arc<str>,
    change: Change,
}

/// What is the same in a derived type if the change is the same there.
#[derive(Debug, PartialEq, Eq)]
enum What<'p> {
    Added { ident: &'p Ident, shape: Shape, facts: &'p [Fact] },
    Removed { names: [&'p Ident; 2], shape: Shape, facts: &'p [Fact] },
    Wire(&'p str),
    Names { old: [&'p Ident; 2], new: [&'p Ident; 2], is_taken: bool },
    Type { shapes: [Shape; 2], difference: Difference<'p> },
    Facts { access: Option<Access>, difference: Difference<'p> },
    Deprecation([Option<&'p Deprecation>; 2]),
}

/// Changes that base types have, so that they are not said again of each derived type.
#[derive(Debug, Default)]
pub(super) struct Inherited<'p> {
    /// For a type and a property, what has changed, and the place of the change that says it.
    said: HashMap<(String, &'p str), Vec<(What<'p>, usize)>>,
}

impl<'p> Inherited<'p> {
    /// Adds the changes of a type that no base type has; to those of a base type it adds the type.
    pub(super) fn add(&mut self, pair: &Pair<'_>, found: Vec<Found<'p>>, changes: &mut Vec<Change>) {
        let base = pair.new.base(pair.wire);
        // A base type that is another one has not passed on what was removed.
        let old_base = pair.old.base(pair.before);
        for Found { what, wire, change } in found {
            let base = if change.action == Action::Removed { old_base } else { base };
            let said = base.and_then(|base| self.said.get(&(base.to_owned(), &**wire)));
            let said = said.and_then(|said| said.iter().find(|(other, _)| *other == what)).map(|(_, place)| *place);
            let place = said.unwrap_or(changes.len());
            match changes.get_mut(place) {
                Some(above) => above.inherited_by.push(pair.wire.to_owned()),
                None => changes.push(change),
            }
            self.said.entry((pair.wire.to_owned(), wire)).or_default().push((what, place));
        }
    }
}

/// The changes of the fields of a struct.
pub(super) fn fields<'p>(pair: &Pair<'_>, old: &'p Struct, new: &'p Struct) -> Vec<Found<'p>> {
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
    found
}

struct Context<'c> {
    pair: &'c Pair<'c>,
    new: &'c Struct,
    path: String,
}

impl Context<'_> {
    fn found<'p>(&self, what: What<'p>, (impact, action): (Impact, Action), field: &'p Field) -> Found<'p> {
        let element = if field.is_navigation { Element::Navigation } else { Element::Property };
        Found { what, wire: &field.wire, change: self.pair.change(impact, action, element, Some(&field.wire)) }
    }

    fn added<'p>(&self, field: &'p Field) -> Found<'p> {
        let ty = self.pair.new.plan.field_type(field.shape, field.is_navigation);
        let what = What::Added { ident: &field.ident, shape: field.shape, facts: &field.about.facts };
        let found = self.found(what, (Impact::BreakingLiterals, Action::Added), field);
        found.schema(said(field)).rust(format!("new field `{}: {ty}`", field.ident))
    }

    fn removed<'p>(&self, field: &'p Field) -> Found<'p> {
        let ty = self.pair.old.plan.field_type(field.shape, field.is_navigation);
        let mut rust = format!("field `{}: {ty}` and constant `{}` are gone", field.ident, field.constant);
        rust.push_str(&self.method(field));
        let what = What::Removed { names: names(field), shape: field.shape, facts: &field.about.facts };
        self.found(what, (Impact::Breaking, Action::Removed), field).schema(said(field)).rust(rust)
    }

    fn changed<'p>(&self, old: &'p Field, new: &'p Field) -> Vec<Found<'p>> {
        let pair = self.pair;
        let mut changes = Vec::new();
        let found = |what, impact| self.found(what, (impact, Action::Changed), new);
        if old.wire != new.wire {
            let rust = format!("`{}` reads and writes `{}`", new.ident, new.wire);
            let schema = format!("was named `{}`", old.wire);
            changes.push(found(What::Wire(&old.wire), Impact::Compatible).schema(schema).rust(rust));
        }
        changes.extend(self.renamed(old, new));
        let difference = Difference::new(&old.about, &new.about);
        let schema = difference.text(&old.wire, &new.wire);
        let is_other = pair.old.identity(old.shape, old.is_navigation, &HashMap::new())
            != pair.new.identity(new.shape, new.is_navigation, pair.same);
        let access = (old.access != new.access).then_some(new.access);
        if is_other {
            let [old_type, new_type] = [(pair.old, old), (pair.new, new)]
                .map(|(side, field)| side.plan.field_type(field.shape, field.is_navigation));
            let rust = format!("`{}` was `{old_type}`, is `{new_type}`", new.ident);
            let schema = schema.unwrap_or_else(|| self.hierarchy(old, new));
            let what = What::Type { shapes: [old.shape, new.shape], difference };
            changes.push(found(what, Impact::Breaking).schema(schema).rust(rust));
            let nothing = || What::Facts { access, difference: Difference::default() };
            changes.extend(access.map(|is| found(nothing(), Impact::Compatible).rust(written_by(is))));
        } else {
            let schema = schema.filter(|_| old.wire == new.wire);
            let what = What::Facts { access, difference };
            match (access, schema) {
                (Some(access), schema) => {
                    let found = found(what, Impact::Compatible).schema(schema.unwrap_or_default());
                    changes.push(found.rust(written_by(access)));
                }
                (None, Some(schema)) => changes.push(found(what, Impact::None).schema(schema)),
                (None, None) => {}
            }
        }
        let said = deprecation(&old.about, &new.about, &format!("{}::{}", self.path, new.ident));
        changes.extend(said.map(|(schema, rust)| {
            let what = What::Deprecation([old, new].map(|field| field.about.deprecation.as_deref()));
            found(what, Impact::Compatible).schema(schema).rust(rust)
        }));
        changes
    }

    /// What is called by other names in Rust.
    fn renamed<'p>(&self, old: &'p Field, new: &'p Field) -> Option<Found<'p>> {
        if names(old) == names(new) {
            return None;
        }
        let is_taken = old.ident != new.ident && self.new.fields.iter().any(|other| other.ident == old.ident);
        let rust = if old.ident == new.ident {
            format!("constant `{}` is called `{}` now", old.constant, new.constant)
        } else {
            let constants = if old.constant == new.constant {
                String::new()
            } else {
                format!(", and constant `{}` is called `{}`", old.constant, new.constant)
            };
            let taken = if is_taken { "; the old name is another property's" } else { "" };
            let method = self.method(old);
            format!("field `{}` is called `{}` now{constants}{taken}{method}", old.ident, new.ident)
        };
        let what = What::Names { old: names(old), new: names(new), is_taken };
        Some(self.found(what, (Impact::Breaking, Action::Changed), new).rust(rust))
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

impl Found<'_> {
    fn schema(mut self, text: impl Into<String>) -> Self {
        self.change = self.change.schema(text);
        self
    }

    fn rust(mut self, text: impl Into<String>) -> Self {
        self.change = self.change.rust(text);
        self
    }
}

/// The names of a field and of its constant.
fn names(field: &Field) -> [&Ident; 2] {
    [&field.ident, &field.constant]
}

/// What the schema says of a property.
fn said(field: &Field) -> String {
    list(&field.about.facts, &field.wire)
}

fn written_by(access: Access) -> &'static str {
    match access {
        Access::Always => "`CreateBody` and `UpdateBody` write it",
        Access::Create => "`CreateBody` writes it, `UpdateBody` does not",
        Access::Never => "`CreateBody` and `UpdateBody` do not write it",
    }
}
