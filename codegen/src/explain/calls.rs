//! How requests get to a type and to what it has, as it is written in Rust.

use std::collections::BTreeSet;

use crate::plan::requests::{Kind, Method, Routes};
use crate::plan::{Crate, Item, TypeId};

/// The ways of requests to a type.
pub(super) struct Calls<'p> {
    routes: Routes<'p>,
    ty: TypeId,
}

impl<'p> Calls<'p> {
    /// Those of the type that an item is, if there are requests.
    pub(super) fn new(plan: &'p Crate, item: &Item) -> Option<Self> {
        Some(Self { routes: Routes::of(plan)?, ty: item.id() })
    }

    /// The shortest way to one of it, or to a collection: `service.users().id(…)`.
    pub(super) fn way(&self, is_collection: bool) -> Option<String> {
        let steps = self.routes.steps_to(self.ty, is_collection)?;
        Some(format!("service.{}", steps.join(".")))
    }

    /// The step to a property by its name: `members()`.
    pub(super) fn step(&self, name: &str) -> Option<String> {
        let is_property =
            |method: &&&Method| matches!(method.kind, Kind::Navigation { .. } | Kind::Complex | Kind::Stream);
        let methods = self.routes.methods(self.ty, false);
        methods.iter().filter(is_property).find(|method| method.name == name).map(|method| method.in_rust())
    }

    /// The call of an operation with these parameters. Where no way leads to the type, it begins with what it is called on.
    pub(super) fn operation(&self, name: &str, parameters: &[&str], is_collection: bool) -> Option<String> {
        let wanted: BTreeSet<&str> = parameters.iter().copied().collect();
        let methods = self.routes.methods(self.ty, is_collection);
        let is_it = |method: &&Method| {
            let is_named = matches!(method.kind, Kind::Operation(_)) && method.name == name;
            is_named && method.all_arguments().map(|argument| &*argument.name).collect::<BTreeSet<_>>() == wanted
        };
        let method = methods.into_iter().find(is_it)?;
        let way = self.way(is_collection).unwrap_or_else(|| if is_collection { "many" } else { "one" }.to_owned());
        Some(format!("{way}.{}", method.in_rust()))
    }
}
