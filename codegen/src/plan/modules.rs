//! Namespaces as modules.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Case, Namer, Origin, Part, Taken};
use super::{Module, ModuleId, Settings};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, NamespaceId};
use crate::names::nearest;

/// The modules of a crate and which of them each namespace is.
#[derive(Debug)]
pub(super) struct Modules {
    pub(super) list: Vec<Module>,
    by_namespace: BTreeMap<NamespaceId, ModuleId>,
    /// The names of child modules and files that each module has given.
    taken: Vec<Taken>,
}

/// Modules that the crate root has besides the namespaces, files that would mean something to Cargo, and the name that the
/// root has where it is a module.
const RESERVED_AT_ROOT: &[&str] = &["runtime", "lib", "main", "bin", "generated"];
/// Files that a module cannot have: `a/mod.rs` would be the module `a`, as is `a.rs`.
const RESERVED: &[&str] = &["mod"];

impl Modules {
    /// One module per segment of each namespace that has types to generate; the root namespace is the crate root.
    pub(super) fn new(
        model: &Model<'_>,
        root: &str,
        generated: &[NamespaceId],
        namer: &mut Namer<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let crate_root = Module {
            ident: namer.make(Case::Snake, "crate_root"),
            parent: None,
            namespace: root.to_owned(),
            folder: String::new(),
            docs: Vec::new(),
        };
        let mut modules = Self {
            list: vec![crate_root],
            by_namespace: BTreeMap::new(),
            taken: vec![Taken::reserving(RESERVED_AT_ROOT)],
        };
        let mut by_path: BTreeMap<(ModuleId, String), ModuleId> = BTreeMap::new();
        for id in generated {
            let name = model.namespace(*id);
            let mut current = ModuleId(0);
            let mut path = String::new();
            let below = below(name, root);
            for segment in below.split('.').filter(|segment| !segment.is_empty()) {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(segment);
                let key = (current, segment.to_owned());
                current = match by_path.get(&key) {
                    Some(module) => *module,
                    None => {
                        let span = model.namespaces[id.index()].span;
                        let full = &name[..name.len() - below.len() + path.len()];
                        let origin = Origin { name: segment, owner: full, part: Part::Namespace, span };
                        let module = modules.add(current, origin, namer, diagnostics);
                        by_path.insert(key, module);
                        module
                    }
                };
            }
            modules.by_namespace.insert(*id, current);
        }
        modules
    }

    /// The module of a namespace that has types to generate.
    pub(super) fn of(&self, namespace: NamespaceId) -> ModuleId {
        self.by_namespace.get(&namespace).copied().unwrap_or(ModuleId(0))
    }

    /// A private module for the file of a type; its name shows nowhere, so a clash is not reported.
    pub(super) fn file(&mut self, module: ModuleId, name: &str, namer: &mut Namer<'_>) -> super::Ident {
        namer.unreported(Case::Module, name, &mut self.taken[module.0])
    }

    fn add(
        &mut self,
        parent: ModuleId,
        origin: Origin<'_>,
        namer: &mut Namer<'_>,
        diagnostics: &mut Diagnostics,
    ) -> ModuleId {
        let ident = namer.unique(Case::Module, origin, &mut self.taken[parent.0], diagnostics);
        let folder = format!("{}{}/", self.list[parent.0].folder, ident.as_str());
        self.list.push(Module {
            ident,
            parent: Some(parent),
            namespace: origin.owner.to_owned(),
            folder,
            docs: Vec::new(),
        });
        self.taken.push(Taken::reserving(RESERVED));
        ModuleId(self.list.len() - 1)
    }
}

/// The namespace that becomes the crate root: the configured one, or the longest common prefix of all that declare
/// types, whether those are selected or not: a type stays where it is when the selection changes.
pub(super) fn root_namespace(model: &Model<'_>, settings: &Settings<'_>, diagnostics: &mut Diagnostics) -> String {
    let names = || model.namespaces.iter().map(|namespace| &*namespace.name);
    let Some(configured) = settings.config.root_namespace.as_deref() else {
        let declaring: BTreeSet<NamespaceId> = model.type_names().map(|name| name.namespace).collect();
        return common_prefix(declaring.into_iter().map(|id| model.namespace(id)));
    };
    let is_known = names().any(|name| name == configured || below(name, configured).len() < name.len());
    if is_known || settings.is_of_another_version {
        return configured.to_owned();
    }
    let message = format!("the root namespace `{configured}` is in none of the schemas");
    let error = Diagnostic::error_at(settings.config.places.get("root-namespace", configured), message);
    diagnostics.push(error.help(match nearest(configured, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the namespaces are: {}", names().collect::<Vec<_>>().join(", ")),
    }));
    String::new()
}

/// What is left of a namespace below the root; all of it if it is elsewhere.
fn below<'a>(name: &'a str, root: &str) -> &'a str {
    match name.strip_prefix(root) {
        Some("") => "",
        Some(rest) if root.is_empty() => rest,
        Some(rest) => rest.strip_prefix('.').unwrap_or(name),
        None => name,
    }
}

fn common_prefix<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let Some(first) = names.next() else { return String::new() };
    let mut common: Vec<&str> = first.split('.').collect();
    for name in names {
        let shared = common.iter().zip(name.split('.')).take_while(|(left, right)| **left == *right).count();
        common.truncate(shared);
    }
    common.join(".")
}
